/** A picture of the whole page, named so that the contact sheet can set it in order. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";

export const folder = resolve(import.meta.dirname, "../../../target/screens");

const tallest = 4000;

/** Takes pictures for one walk at one size and colour. */
export function camera(page: Page, look: string, walk: string): (state: string) => Promise<void> {
  const here = join(folder, look.replace(" ", "-"));
  mkdirSync(here, { recursive: true });
  let number = 0;
  return async (state) => {
    number += 1;
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((motion) => motion.finished)));
    const name = `${walk}-${String(number).padStart(2, "0")}-${state.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}.png`;
    // As tall as what it shows, so that a bar at the bottom of the screen is at the bottom of the picture.
    const size = page.viewportSize() ?? { width: 360, height: 740 };
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: size.width, height: Math.min(Math.max(height, size.height), tallest) });
    await page.screenshot({ path: join(here, name) });
    await page.setViewportSize(size);
  };
}
