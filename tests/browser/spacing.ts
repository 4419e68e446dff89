/** WCAG 1.4.12, set where the policy allows it: on the elements' own style. */
import type { Page } from "@playwright/test";

/** Sets the widest text spacing that a person may ask for. */
export function widen(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("body, body *")) {
      Object.assign(element.style, { lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em" });
    }
  });
}
