/** Accessibility, by every rule of axe, on everything in the page. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with what axe found, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is still fading in has half its contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((motion) => motion.finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => ({ rule: one.id, why: one.help, where: one.nodes.map((node) => node.html) }));
  expect(found).toEqual([]);
}
