import type { Locator } from "@playwright/test";
import { expect, type Page, test } from "../fixtures.ts";
import { addGoal, openPlan, own } from "../own-part.ts";
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

/** Goes on by the tabulator until this has the focus. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible();
  for (let step = 0; step < 120; step++) {
    if (await to.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(to).toBeFocused();
}

test("a goal is added, changed and taken back by keyboard alone, and the focus is never lost", async ({ app, page }) => {
  await app.openAs(people.asha);
  await openPlan(app);
  const press = async (to: Locator) => {
    await tabTo(page, to);
    await page.keyboard.press("Enter");
  };
  await press(app.button(own.goal));
  await expect(page.getByLabel(own.text)).toBeFocused();
  await page.keyboard.type("Walk to the lock");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel(own.why)).toBeFocused();
  await press(app.button(own.save));
  await expect(app.heading).toBeFocused();
  await press(app.button("Change: Walk to the lock"));
  await expect(page.getByLabel(own.text)).toBeFocused();
  await press(app.button("Cancel"));
  await expect(app.heading).toBeFocused();
  await press(app.button("Take back: Walk to the lock"));
  await expect(app.heading).toBeFocused();
  await expect(app.main.getByText(own.gone)).toBeVisible();
});

test("at 320 pixels, which is 400 % of 1280, and with wide spacing of the text nothing is cut off", async ({ app, page }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await app.openAs(people.asha);
  await openPlan(app);
  await addGoal(app, "Wiedereingliederungsmaßnahmenvereinbarungsgespräch in the spring");
  await app.press(own.action).click();
  const places = ["/plan", "/plan/safety", "/plan/safety/1", "/plan/safety/now", "/plan/about-me/1", "/sharing", "/sharing/links", "/sharing/links/new", "/check-ins", "/record"];
  for (const place of places) {
    await app.open(place);
    await expect(app.main.getByText("Loading")).toHaveCount(0);
    for (const spaced of [false, true]) {
      await page.evaluate((on) => {
        const sheet = new CSSStyleSheet();
        const wide = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";
        sheet.replaceSync(on ? wide : "");
        document.adoptedStyleSheets = [sheet];
      }, spaced);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${place}, spaced: ${spaced}`).toBe(0);
      const cut = await page.getByRole("button").or(page.getByRole("heading")).evaluateAll((all) =>
        all.filter((one) => one.clientHeight > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible").map((one) => one.textContent),
      );
      expect(cut, `${place}, spaced: ${spaced}`).toEqual([]);
    }
  }
});
