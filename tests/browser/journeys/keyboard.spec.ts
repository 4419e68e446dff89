import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

test("a new place sets the title, moves the focus to its heading, and is announced", async ({ app, page }) => {
  await app.openAs(people.asha);
  const titles = new Set<string>();
  for (const place of Object.keys(words.titles) as (keyof typeof words.titles)[]) {
    await app.go(place);
    await expect(app.heading).toBeFocused();
    await expect(app.heading).toHaveCount(1);
    titles.add(await page.title());
  }
  expect(titles.size).toBe(Object.keys(words.titles).length);
  for (const title of titles) expect(title).toMatch(/Lapwing/);
  await page.goBack();
  await expect(app.heading).toBeFocused();
});

test("everything can be reached and left by keyboard", async ({ app, page }) => {
  await app.openAs(people.asha);
  const skip = page.getByRole("link", { name: words.skip });
  // Backwards from the heading, where the focus is after sign-in: the skip link comes before everything else.
  for (let step = 0; step < 20 && !(await skip.evaluate((link) => link === document.activeElement)); step++) {
    await page.keyboard.press("Shift+Tab");
  }
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.main).toBeFocused();

  await app.button(words.bar.help).focus();
  await page.keyboard.press("Enter");
  await expect(app.dialog).toBeVisible();
  await expect(app.dialog.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(app.dialog).toBeHidden();
  await expect(app.button(words.bar.help)).toBeFocused();
});

test("nothing scrolls sideways, and targets are large enough", async ({ app, page }) => {
  await app.openAs(people.asha);
  for (const place of Object.keys(words.titles) as (keyof typeof words.titles)[]) {
    await app.go(place);
    await expect(app.main.getByText("Loading")).toHaveCount(0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, place).toBe(0);
    for (const target of await page.getByRole("button").or(app.places.getByRole("link")).all()) {
      const box = await target.boundingBox();
      if (box) expect(Math.min(box.width, box.height), await target.innerText()).toBeGreaterThanOrEqual(44);
    }
  }
});
