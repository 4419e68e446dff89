/** A check-in, answered. */
import { expect } from "@playwright/test";
import type { App } from "./app.ts";
import { words } from "./words.ts";

const { checkIn } = words;

/** Opens the mood check-in from the list. */
export async function begin(app: App): Promise<void> {
  await app.go("Check-ins");
  await app.main.getByRole("link", { name: `Start: ${checkIn.mood}` }).first().click();
  await expect(app.main.getByRole("radio").first()).toBeVisible();
}

/** Answers with the weight of each option, one question a page. */
export async function answer(app: App, weights: number[]): Promise<void> {
  for (const weight of weights) {
    const question = await app.heading.textContent();
    await app.choose(checkIn.options[weight] as string);
    await expect(app.heading).not.toHaveText(question ?? "");
  }
}

/** Sends what is answered. */
export async function send(app: App): Promise<void> {
  await expect(app.heading).toHaveText(checkIn.review);
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
}
