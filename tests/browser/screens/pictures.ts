/** A picture of the whole page, named so that the contact sheet can set it in order. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";

export const folder = resolve(import.meta.dirname, "../../../target/screens");

/** Takes pictures for one walk at one size and colour. */
export function camera(page: Page, look: string, walk: string): (state: string) => Promise<void> {
  const here = join(folder, look.replace(" ", "-"));
  mkdirSync(here, { recursive: true });
  let number = 0;
  return async (state) => {
    number += 1;
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((motion) => motion.finished)));
    const name = `${walk}-${String(number).padStart(2, "0")}-${state.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}.png`;
    await page.screenshot({ path: join(here, name), fullPage: true });
  };
}
