/** The app itself: the release gateway with the demo people, and a questionnaire put in the place of those it has. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.LAPWING_GATEWAY ?? join(root, "target/release/lapwing");

function freePort() {
  const server = createServer();
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    }),
  );
}

/** The key of a canonical address in the app's own addresses (core, now.rs). */
function shortKey(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return Array.from({ length: 8 }, (_, at) => "0123456789bcdfghjklmnpqrstvwxyz_"[Number((hash >> BigInt(at * 5)) & 31n)]).join("");
}

export async function start() {
  const data = mkdtempSync(join(tmpdir(), "lapwing-bench-"));
  const demo = join(root, "server/demo");
  const bundles = readdirSync(demo).filter((name) => /\.json(\.gz)?$/.test(name) && name !== "people.json").sort();
  execFileSync(binary, ["import", "--data", data, ...bundles.map((name) => join(demo, name))], { cwd: root, stdio: "ignore" });
  const port = await freePort();
  const running = spawn(binary, ["serve", "--demo", "--data", data, "--dist", join(root, "dist"), "--port", String(port)], { cwd: root, stdio: "ignore" });
  const site = `http://localhost:${port}`;
  for (let tries = 0; tries < 150; tries++) {
    if (await fetch(site).then((reply) => reply.ok, () => false)) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  return {
    url: site,
    close() {
      running.kill("SIGKILL");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Signs in once for the whole context. */
export async function signIn(context, site) {
  const page = await context.newPage();
  await page.goto(site);
  await page.getByRole("main").getByRole("button", { name: /Asha Rahman/ }).or(page.getByRole("main").getByRole("link", { name: /Asha Rahman/ })).first().click();
  await page.getByRole("radio", { name: /^Yes, it is mine/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("navigation").waitFor();
  await page.close();
}

const json = (value) => ({ contentType: "application/json", body: JSON.stringify(value) });

/** Each form has an address of its own: no draft of the one before is kept for it. */
let opened = 0;

/**
 * Opens a questionnaire in the app, all of it on one page or the page of the question where it has pages; gives how long that took
 * from the press on. The question stands at `place`: its node and its page, as the same engine alone tells them.
 */
export async function open(page, site, questionnaire, place) {
  const url = `https://bench.example/Questionnaire/${++opened}`;
  const asked = { ...questionnaire, url };
  const line = { name: "bench", url, title: "Bench", about: "Bench", why: "Bench", questions: 1, minutes: 1, file: "/questionnaires/bench/questionnaire.json" };
  await page.route("**/questionnaires/index.json", (route) => route.fulfill(json([line])));
  await page.route("**/questionnaires/bench/questionnaire.json", (route) => route.fulfill(json(asked)));
  await page.addInitScript(() => addEventListener("keydown", (event) => performance.mark(`key ${event.key}`), true));
  await page.goto(`${site}/check-ins`);
  await page.locator(`a[href="/check-ins/${shortKey(url)}"]`).first().waitFor();
  const took = await page.evaluate(async (key) => {
    const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const shown = () => document.querySelector("main .step-head, main form, main [id^='r']");
    const start = performance.now();
    document.querySelector(`a[href="/check-ins/${key}"]`).click();
    while (!shown()) await settled();
    const more = [...document.querySelectorAll("main button")].find((one) => one.textContent.trim() === "Show more questions on a page");
    if (more) {
      more.click();
      await settled();
    }
    await settled();
    return performance.now() - start;
  }, shortKey(url));
  await page.evaluate(async ({ node, page }) => {
    const lines = document.querySelectorAll(".page-line");
    if (page > 0 && lines[page]) {
      lines[page].click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    globalThis.engine = {
      target() {
        const inputs = [...document.querySelectorAll(`main [id^="r${node}-"]`)].filter((one) => one.matches("input, select, textarea") && !one.disabled && !one.readOnly && !one.id.endsWith("-not-said") && !one.id.endsWith("-other"));
        if (inputs.length === 0) return null;
        const [first] = inputs;
        if (first.tagName === "SELECT") return { kind: "select", inputs: [first] };
        if (first.type === "radio") return { kind: "radio", inputs: inputs.slice(0, 2) };
        return { kind: first.type === "checkbox" ? "check" : "text", inputs: [first] };
      },
      given: () => [...document.querySelectorAll("main input, main select, main textarea")].map((one) => `${one.id} ${one.checked} ${one.value}`).join("|"),
    };
  }, place);
  return took;
}
