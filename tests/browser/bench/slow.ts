/** A slow phone on a slow network, the same as Lighthouse's: slow 4G and a processor a quarter as fast. */
import type { BrowserContext, CDPSession, Page } from "@playwright/test";

/** Slows a page down, its network and its processor. */
export async function slow(context: BrowserContext, page: Page, offline = false): Promise<CDPSession> {
  const browser = await context.newCDPSession(page);
  await browser.send("Network.enable");
  await browser.send("Network.emulateNetworkConditions", {
    offline,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
    connectionType: "cellular4g",
  });
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return browser;
}

/** Notes the largest paint, from the first moment on. */
export function watchPaint(): void {
  const noted = globalThis as unknown as { largestPaint: number };
  noted.largestPaint = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.largestPaint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/** The largest paint so far, in milliseconds since the navigation began. */
export async function largestPaint(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { largestPaint: number }).largestPaint);
}

/** When the app could first be used: what the person may press stands there, in milliseconds since the navigation. */
export async function usable(page: Page, name: RegExp): Promise<number> {
  return page.evaluate(
    (source) =>
      new Promise<number>((done) => {
        const sought = new RegExp(source);
        const look = () => {
          const found = [...document.querySelectorAll("main button, main a, nav a")].some((one) => sought.test(one.textContent ?? ""));
          if (found) done(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    name.source,
  );
}
