import { expect } from "@playwright/test";
import type { App } from "./app.ts";
import { code, people, words } from "./words.ts";

/** The words of what a carer notices. */
export const noticed = {
  adds: /^They may add what they see/,
  link: /^Write down what you notice/,
  title: "What I notice",
  asked: "What did you notice?",
  slept: "Better than usual",
  words: "She laughed at breakfast, and slept until ten.",
  goOn: "Continue",
  send: /^Send/,
  shelf: /^What others noticed/,
  row: /^What Rosa Delgado noticed/,
};

/** Asha shares her check-ins with Rosa, who may add what she sees. */
export async function shareToAdd(asha: App): Promise<void> {
  const { page } = asha;
  await asha.openAs(people.asha);
  await asha.menu(words.menu.sharing);
  await asha.press(new RegExp(people.rosa.name)).click();
  await page.getByRole("checkbox", { name: /^Check-ins/ }).check();
  await page.getByRole("checkbox", { name: noticed.adds }).check();
  await asha.press(words.sharing.save).click();
  const field = page.getByRole("textbox", { name: words.sharing.code });
  const done = asha.main.getByText(/can now see/);
  await expect(field.or(done).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await asha.press(words.sharing.confirm).click();
  }
  await expect(done).toBeVisible();
}

/** Rosa opens the page on which she writes down what she notices of Asha. */
export async function openNotice(rosa: App): Promise<void> {
  await rosa.openAs(people.rosa);
  await rosa.press(new RegExp(people.asha.name)).click();
  await expect(rosa.band).toContainText("Asha");
  await rosa.press(noticed.link).click();
  await expect(rosa.page.getByLabel(noticed.asked)).toBeVisible();
}
