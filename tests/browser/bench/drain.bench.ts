/** What was written without a network is sent once there is one: how long that takes, and how much of it is the gateway's. */
import { expect, test } from "@playwright/test";
import { App } from "../app.ts";
import { Gateway } from "../gateway.ts";
import { paper } from "../plan-words.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";
import { record } from "./figures.ts";

const sizes = (process.env.LAPWING_QUEUED ?? "100,1000").split(",").map(Number);
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const conditions = "once; the processor as it is, 360x740, gateway on the same machine";

/** Presses a number and keeps it, so often, in the page; each time it waits until the app tells the number. */
async function rate({ times, keep }: { times: number; keep: string }): Promise<void> {
  const pressed = (text: string) =>
    [...document.querySelectorAll<HTMLElement>("main button")].find((button) => button.textContent?.trim() === text);
  for (let time = 0; time < times; time += 1) {
    const value = String(time % 11);
    const told = `Your last number: ${value} out of 10`;
    pressed(value)?.click();
    await new Promise(requestAnimationFrame);
    pressed(keep)?.click();
    const end = performance.now() + 30_000;
    while (!document.querySelector("main")?.textContent?.includes(told)) {
      if (performance.now() > end) throw new Error(`number ${time} is not told`);
      await new Promise(requestAnimationFrame);
    }
  }
}

/** Where what is sent goes. */
const deposits = "/deposit/entries/";

for (const queued of sizes) {
  test(`${queued} entries that wait`, async ({ browser }) => {
    test.setTimeout(1_800_000);
    const began = new Date().toISOString();
    const gateway = await Gateway.start();
    const context = await browser.newContext({ ...phone, baseURL: gateway.url });
    const page = await context.newPage();
    const app = new App(page);
    await app.openAs(people.asha);
    await controlled(page);
    const stored = () =>
      page.evaluate(async () => ((await (await fetch("/fhir/Observation?_count=1")).json()) as { total: number }).total);
    const before = await stored();
    await app.go("Plan");
    await app.main.getByText(paper.rate).first().click();
    await context.setOffline(true);
    const begun = performance.now();
    await page.evaluate(rate, { times: queued, keep: paper.keepNumber });
    const written = performance.now() - begun;
    // By the page or by the worker.
    let [answered, since] = [0, 0];
    context.on("response", (response) => {
      if (!response.url().includes(deposits)) return;
      since ||= performance.now();
      answered = performance.now();
    });
    await app.page.evaluate(() => {
      const link = Object.assign(document.createElement("a"), { href: "/waiting" });
      document.body.append(link);
      link.click();
      link.remove();
    });
    await expect(app.heading).toHaveText(words.waiting.title);
    const online = performance.now();
    await context.setOffline(false);
    await expect(page.getByText(words.waiting.nothing)).toBeVisible({ timeout: 1_500_000 });
    const took = performance.now() - online;
    expect(await stored(), "each is there once").toBe(before + queued);
    if (process.env.LAPWING_LOOK) console.log({ queued, written: written / queued, each: took / queued, sending: (answered - since) / queued });
    const figure = (what: string, value: number) =>
      record({ what: `${queued} entries that wait: ${what}`, value: Math.round(value * 10) / 10, limit: "-", ok: true, samples: conditions, began });
    figure("written, each (ms)", written / queued);
    figure("sent, each (ms)", took / queued);
    await context.close();
    await gateway.end();
  });
}
