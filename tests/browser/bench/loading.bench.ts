import { test as plain } from "@playwright/test";
import { App } from "../app.ts";
import { Gateway } from "../gateway.ts";
import { people } from "../words.ts";
import { controlled } from "../worker.ts";
import { median, record } from "./figures.ts";
import { largestPaint, slow, usable, watchPaint } from "./slow.ts";

const rounds = 5;
const conditions = `median of ${rounds}, 1 warm-up; 4x slower processor, 1.6 Mbit/s, 150 ms, 360x740`;
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

plain("the first visit", async ({ browser }) => {
  const gateway = await Gateway.start();
  const paints: number[] = [];
  const uses: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const context = await browser.newContext({ ...phone, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.addInitScript(watchPaint);
    await slow(context, page);
    await page.goto(gateway.url, { waitUntil: "commit" });
    const use = await usable(page, new RegExp(people.asha.name));
    await page.waitForTimeout(500);
    if (round > 0) {
      uses.push(use);
      paints.push(await largestPaint(page));
    }
    await context.close();
  }
  await gateway.end();
  const [paint, use] = [median(paints), median(uses)];
  record({ what: "first visit, largest paint (ms)", value: Math.round(paint), limit: "<= 1500", ok: paint <= 1500, samples: conditions });
  record({ what: "first visit, usable (ms)", value: Math.round(use), limit: "<= 3000", ok: use <= 3000, samples: conditions });
});

plain("the second visit, offline", async ({ browser }) => {
  const gateway = await Gateway.start();
  const context = await browser.newContext({ ...phone, baseURL: gateway.url });
  const first = await context.newPage();
  const app = new App(first);
  await app.openAs(people.asha);
  await controlled(first);
  await app.go("Record");
  await first.close();
  await gateway.stop();
  const uses: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const page = await context.newPage();
    await slow(context, page, true);
    await page.goto(gateway.url, { waitUntil: "commit" });
    const use = await usable(page, /^Record$/);
    if (round > 0) uses.push(use);
    await page.close();
  }
  await context.close();
  await gateway.end();
  const use = median(uses);
  record({ what: "second visit offline, usable (ms)", value: Math.round(use), limit: "<= 1000", ok: use <= 1000, samples: conditions });
});
