/** The service worker, waited for and spoken to. */
import type { Page } from "@playwright/test";

/** Waits until the service worker is active and holds the page. */
export async function controlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((held) => navigator.serviceWorker.addEventListener("controllerchange", held, { once: true }));
  });
}

/** Asks the browser to look for a new build, as it does by itself at a navigation; false when it would not install. */
export async function lookForUpdate(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    const coming = registration.installing;
    if (!coming) return Boolean(registration.waiting);
    await new Promise<void>((settled) => {
      coming.addEventListener("statechange", () => coming.state !== "installing" && settled());
    });
    return coming.state !== "redundant";
  });
}
