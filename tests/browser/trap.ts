/** A real trap in the page. */
import type { Page } from "@playwright/test";

/** Runs the smallest module whose start function is `unreachable`. */
export async function trap(page: Page): Promise<void> {
  await page.evaluate(() => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))));
  });
}
