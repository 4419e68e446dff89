/** Measures every engine in turns, in a browser each: `node measure.mjs <pages> <data> <figures.json> [--only engine,engine] [--parts key,engine,synthetic]`. */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { chromium } from "playwright-core";
import * as app from "./gateway.mjs";
import { serve } from "./serve.mjs";
import { questionnaires, synthetic } from "./select.mjs";
import { traced } from "./trace.mjs";
import { median, percentile, round } from "./figures.mjs";

const [pages, data, file, ...rest] = process.argv.slice(2);
const option = (name, all) => {
  const at = rest.indexOf(`--${name}`);
  return at < 0 ? all : rest[at + 1].split(",");
};
const engines = option("only", ["app", "lapwing", "lforms", "smart", "medplum", "plain"]);
const parts = option("parts", ["key", "engine", "synthetic"]);
/** Lapwing's app, in its gateway. */
const whole = ["app"];
/** Measured by keys alone, and by calls alone: Lapwing's engine without the app. */
const keyed = ["app", "plain"];
const bare = ["lapwing"];
const most = Number(option("most", ["1000"])[0]);
/** Every so many-th questionnaire of the list. */
const every = Number(option("every", ["1"])[0]);
/** The large form is given up after this: an engine may take seconds for each key. */
const enough = 200_000;

/** Keys: Smart Forms waits 300 ms before it takes what was typed, so the form is watched for longer than that. */
const keys = { warm: 2, samples: 5, before: 100, quiet: 420, patience: 60_000 };
const calls = { warm: 20, samples: 200, most: 2_000 };
const slower = 4;

const site = await serve(pages);
const start = () => chromium.launch({
  executablePath: process.env.LAPWING_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
});
let gateway = null;
/** A browser of its own for each engine, so that what one leaves behind does not weigh on the others. */
const browsers = new Map();

async function begin(engine) {
  await browsers.get(engine)?.browser.close().catch(() => {});
  const browser = await start();
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, serviceWorkers: "block" });
  browsers.set(engine, { browser, context });
  if (whole.includes(engine)) {
    gateway ??= await app.start();
    await app.signIn(context, gateway.url);
  }
}

const within = (promise, time, what) => {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`${what} took longer than ${time} ms`)), time)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

async function fresh(engine) {
  if (!browsers.get(engine)?.browser.isConnected()) await begin(engine);
  const page = await browsers.get(engine).context.newPage();
  if (whole.includes(engine)) return page;
  await page.goto(`${site.url}/${engine}.html`);
  await page.waitForFunction(() => globalThis.engine);
  return page;
}

const why = (error) => String(error?.message ?? error).split("\n")[0].replace(/^page\.evaluate: /, "").slice(0, 160);

/** Waits until nothing happens any more, and notes it in the trace. */
async function quiet(page, time = keys.quiet) {
  await page.waitForTimeout(time);
  const idle = () => {
    performance.mark("waited");
    return new Promise((done) =>
      requestAnimationFrame(() => {
        performance.mark("waited");
        requestIdleCallback(() => done(performance.mark("rest")), { timeout: 1_000 });
      }),
    );
  };
  await within(page.evaluate(idle), keys.patience, "settling");
}

/** Where the app shows a question, told by its engine alone: nothing of the app says which control belongs to which link id. */
async function placed({ questionnaire, source }) {
  const page = await fresh("lapwing");
  try {
    return await page.evaluate(
      async ({ questionnaire, source }) => {
        await globalThis.engine.load(questionnaire);
        return source ? globalThis.engine.place(source.linkId) : { node: -1, page: 0 };
      },
      { questionnaire, source },
    );
  } finally {
    await page.close();
  }
}

/** Opens a form as a person sees it and presses keys in it. */
async function pressed(engine, { questionnaire, source }, slow = 1) {
  const place = whole.includes(engine) ? await placed({ questionnaire, source }) : null;
  const page = await fresh(engine);
  try {
    const session = await page.context().newCDPSession(page);
    if (slow > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
    const shown = whole.includes(engine)
      ? app.open(page, gateway.url, questionnaire, place)
      : page.evaluate(async (q) => {
          const start = performance.now();
          await globalThis.engine.open(q);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - start;
        }, questionnaire);
    const opened = await within(shown, keys.patience * slow, "opening");
    await quiet(page);
    if (!source) return { opened };
    const trace = await traced(session);
    let kind = null;
    let same = 0;
    for (let n = 0; n < keys.warm + keys.samples; n++) {
      kind = await page.evaluate(
        ({ questionnaire, source, n }) => {
          const target = globalThis.engine.target(questionnaire, source.linkId);
          if (!target) return null;
          const to = target.inputs[n % target.inputs.length];
          to.scrollIntoView({ block: "center" });
          to.focus();
          globalThis.before = globalThis.engine.given();
          return target.kind;
        },
        { questionnaire, source, n },
      );
      if (!kind) return { opened, why: "the question is not there or cannot be answered by keys" };
      await quiet(page, keys.before);
      if (kind === "combo") {
        if (engine === "lforms") {
          // Its list shows only what fits the text that is there.
          await page.keyboard.press("Control+A");
          await page.keyboard.press("Backspace");
        } else await page.keyboard.press("ArrowDown");
        await quiet(page, 250);
        for (let down = 0; down < 1 + (n % 2); down++) await page.keyboard.press("ArrowDown");
        await quiet(page, 250);
      }
      const key = { combo: "Enter", text: n % 2 ? "Backspace" : "3", select: n % 2 ? "ArrowUp" : "ArrowDown" }[kind] ?? "Space";
      await within(page.keyboard.press(key), keys.patience, "the key");
      await quiet(page);
      // The first key may give the answer that the form began with.
      if (n >= keys.warm && (await page.evaluate(() => globalThis.engine.given() === globalThis.before))) same++;
    }
    if (same > 0) return { opened, kind, why: `${same} of ${keys.samples} keys changed nothing` };
    const found = await trace.end(keys.warm + keys.samples);
    return { opened, kind, samples: found.slice(keys.warm) };
  } finally {
    await within(page.close(), 20_000, "closing").catch(() => {});
  }
}

/** Opens a form in the engine alone and changes the answer by the engine's own call: the thread's processor time of each, and the clock's. */
async function called(engine, { questionnaire, source }, slow = 1) {
  const page = await fresh(engine);
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const spent = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * metrics.find((one) => one.name === "TaskDuration").value;
    };
    if (slow > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
    await page.evaluate((given) => (globalThis.given = given), { questionnaire, source });
    const before = await spent();
    const loaded = page.evaluate(() => globalThis.engine.load(globalThis.given.questionnaire).then(() => {}));
    await within(loaded, keys.patience * slow, "opening");
    const opened = (await spent()) - before;
    if (!source) return { opened };
    const run = (from, count, most) =>
      within(
        page.evaluate(
          async ({ from, count, most }) => {
            const { questionnaire, source } = globalThis.given;
            const samples = [];
            const end = performance.now() + most;
            for (let n = from; n < from + count && (samples.length < Math.min(3, count) || performance.now() < end); n++) {
              const start = performance.now();
              await globalThis.engine.change(questionnaire, source.linkId, n);
              samples.push(performance.now() - start);
            }
            return samples;
          },
          { from, count, most },
        ),
        keys.patience * slow,
        "the engine's call",
      );
    const response = () => page.evaluate(() => JSON.stringify(globalThis.engine.response()));
    await run(0, 1, calls.most);
    const given = await response();
    await run(1, 1, calls.most);
    if ((await response()) === given) return { opened, why: "the call changed nothing in the response" };
    const warm = await run(2, calls.warm, calls.most);
    const start = await spent();
    const samples = await run(2 + warm.length, calls.samples, calls.most);
    const busy = ((await spent()) - start) / samples.length;
    return { opened, busy, count: samples.length, median: median(samples), p95: percentile(samples, 0.95) };
  } finally {
    await within(page.close(), 20_000, "closing").catch(() => {});
  }
}

const attempt = async (work) => {
  try {
    return await work();
  } catch (error) {
    return { why: why(error) };
  }
};

const { all, counts } = questionnaires(data);
const chosen = all.filter((_, at) => at % every === 0).slice(0, most);
const figures = { began: new Date().toISOString(), took: 0, every, counts, keys, calls, slower, forms: chosen.map(({ name, source }) => ({ name, source, engines: {} })), synthetic: {} };
const began = performance.now();
const save = () => writeFileSync(file, JSON.stringify(figures, null, 1));
// Form by form, the engines in turn: whatever else the machine does meets them alike.
for (const [at, form] of chosen.entries()) {
  const said = [];
  for (const engine of engines) {
    const one = (figures.forms[at].engines[engine] = { load: loadavg()[0] });
    if (parts.includes("engine") && !keyed.includes(engine)) one.call = await attempt(() => called(engine, form));
    if (parts.includes("key") && !bare.includes(engine) && form.source?.used > 0) one.key = await attempt(() => pressed(engine, form));
    const call = one.call?.busy ? round(one.call.busy) : one.call?.why;
    const key = one.key?.samples?.length ? round(median(one.key.samples.map((sample) => sample.busy))) : one.key?.why;
    said.push(`${engine} ${[call, key].filter((value) => value !== undefined).map((value) => String(value).slice(0, 60)).join(" / ")}`);
  }
  console.log(`${form.name}: ${said.join("; ")}`);
  save();
}
if (parts.includes("synthetic")) {
  const form = synthetic();
  for (const engine of engines) {
    const one = (figures.synthetic[engine] = { load: loadavg()[0] });
    for (const [name, work] of [["call", called], ["key", pressed]]) {
      if ((name === "call" ? keyed : bare).includes(engine)) continue;
      await begin(engine);
      one[name] = await attempt(() => within(work(engine, form, slower), enough, "measuring"));
    }
    console.log(`${engine}, ${form.name}: ${JSON.stringify(one).slice(0, 300)}`);
    save();
  }
}
figures.took = Math.round((performance.now() - began) / 1000);
save();
for (const { browser } of browsers.values()) await browser.close().catch(() => {});
await site.close();
gateway?.close();
