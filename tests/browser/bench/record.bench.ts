/** A record of a thousand entries and more: the first list from a cold gateway and from the vault, unlocking, search, memory. */
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { App } from "../app.ts";
import { Gateway, load } from "../gateway.ts";
import { words } from "../words.ts";
import { controlled } from "../worker.ts";
import { median, record } from "./figures.ts";
import { large, largeRecord } from "./large-record.ts";

const sizes = (process.env.LAPWING_ENTRIES ?? "1000,10000,100000").split(",").map(Number);
const rounds = Number(process.env.LAPWING_ROUNDS ?? 3);
const conditions = `median of ${rounds}, 1 warm-up; 4x slower processor, 360x740`;
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const passphrase = "kettle moss nine";
const patience = 300_000;

interface Noted {
  /** When the key was derived from the passphrase. */
  derivedAt: number;
  /** When what was waited for stood there. */
  foundAt: number;
  /** What the WebAssembly has. */
  memory: WebAssembly.Memory | undefined;
}

/** Does something in the page and waits, frame by frame, until what is sought stands there; milliseconds. */
async function until(page: Page, press: string, sought: string, text = ""): Promise<number> {
  return page.evaluate(
    ([press = "", sought = "", text = "", patience = "0"]) =>
      new Promise<number>((done, failed) => {
        const begun = performance.now();
        const pressed = document.querySelector<HTMLElement>(press);
        if (pressed instanceof HTMLInputElement) {
          pressed.value = text;
          pressed.dispatchEvent(new InputEvent("input", { bubbles: true }));
        } else pressed?.click();
        const is = (found: Element) => !text || (found.textContent ?? "").toLowerCase().includes(text);
        const look = () => {
          const now = performance.now();
          if ([...document.querySelectorAll(sought)].some(is)) {
            (globalThis as unknown as Noted).foundAt = now;
            done(now - begun);
          } else if (now - begun > Number(patience)) failed(new Error(`${sought} does not come`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [press, sought, text, String(patience)],
  );
}

/** What scripts and WebAssembly hold, after collecting; MB. */
async function memory(page: Page, browser: CDPSession): Promise<number> {
  const wasm = await page.evaluate(() => (globalThis as unknown as Noted).memory?.buffer.byteLength ?? Number.NaN);
  await browser.send("HeapProfiler.collectGarbage");
  const used = (await browser.send("Runtime.getHeapUsage")) as Record<string, number | undefined>;
  return (wasm + (used.usedSize ?? 0) + (used.embedderHeapUsedSize ?? 0)) / 1e6;
}

const list = 'main a[href^="/record/results/"]';
const results = 'a[href="/record/results"]';

for (const entries of sizes) {
  test(`a record of ${entries} entries`, async ({ browser }) => {
    test.setTimeout(3_600_000);
    const began = new Date().toISOString();
    const gateway = await Gateway.start();
    await gateway.stop();
    load(gateway.data, [largeRecord(gateway.data, entries)]);
    const [cold, kept, unlocked, sought, unslowed]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
    let most = 0;
    for (let round = 0; round <= rounds; round++) {
      await gateway.restart();
      const context = await browser.newContext({ ...phone, baseURL: gateway.url });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.addInitScript(watch);
      const app = new App(page);
      await app.open();
      await app.signIn({ id: large.id, name: large.name } as never, "own", passphrase);
      await controlled(page);
      const devtools = await context.newCDPSession(page);
      const slower = async (rate: number) => void (await devtools.send("Emulation.setCPUThrottlingRate", { rate }));
      await app.go("Record");
      await slower(4);
      const first = await until(page, results, list);
      await slower(1);
      await app.open("/settings/kept");
      await app.unlock(passphrase);
      await app.press(words.kept.fetch).click();
      await expect(app.main.getByText(words.kept.coming), "all is on the device").toHaveCount(0, { timeout: patience });
      await gateway.stop();

      await app.open("/");
      await page.getByLabel(words.vault.present, { exact: true }).fill(passphrase);
      await slower(4);
      await until(page, "main .step-buttons .button-primary", "main .page h2");
      const open = await page.evaluate(() => {
        const noted = globalThis as unknown as Noted;
        return noted.foundAt - noted.derivedAt;
      });
      await app.go("Record");
      const again = await until(page, results, list);
      await app.open("/record/search");
      await app.unlock(passphrase);
      await expect(app.main.getByRole("search")).toBeVisible();
      await until(page, "main input", "main mark", "lithi");
      const found = await until(page, "main input", "main mark", "haemo");
      await slower(1);
      const quick = await until(page, "main input", "main mark", "lithi");
      most = Math.max(most, await memory(page, devtools));
      if (process.env.LAPWING_LOOK) console.log({ round, first, open, again, found, quick, most });
      if (round > 0) {
        cold.push(first);
        unlocked.push(open);
        kept.push(again);
        sought.push(found);
        unslowed.push(quick);
      }
      await context.close();
    }
    await gateway.end();
    const figure = (what: string, value: number, limit?: number) =>
      record({ what: `${entries} entries: ${what}`, value: Math.round(value), limit: limit === undefined ? "-" : `<= ${limit}`, ok: limit === undefined || value <= limit, samples: conditions, began });
    const asked = entries === 10_000;
    figure("first list, cold gateway (ms)", median(cold), asked ? 500 : undefined);
    figure("first list, from the vault (ms)", median(kept), asked ? 300 : undefined);
    figure("unlock to Today, without the derivation (ms)", median(unlocked), asked ? 300 : undefined);
    figure("search, a word typed (ms)", median(sought));
    figure("search, a word typed, the processor as it is (ms)", median(unslowed), asked ? 50 : undefined);
    figure("memory of the page after collecting (MB)", most, entries >= 100_000 ? 150 : undefined);
  });
}

/** Notes when the key was derived from the passphrase: what follows is the app's own; and the memory of the WebAssembly. */
function watch(): void {
  const noted = globalThis as unknown as Noted;
  const derive = SubtleCrypto.prototype.deriveKey;
  SubtleCrypto.prototype.deriveKey = async function (...given) {
    const key = await derive.apply(this, given);
    noted.derivedAt = performance.now();
    return key;
  };
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await instantiate(source, imports);
    const { memory } = made.instance.exports;
    if (memory instanceof WebAssembly.Memory) noted.memory = memory;
    return made;
  };
}
