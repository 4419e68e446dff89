import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

test("a person reads the whole record", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await expectAccessible(page);
  for (const shelf of words.record.shelves) {
    await app.go("Record");
    await app.press(new RegExp(`^${shelf}`)).click();
    await expect(app.heading).toHaveText(shelf);
    await expect(app.main.getByRole("listitem").first()).toBeVisible();
    await expectAccessible(page);
  }
  for (const place of ["Plan", "Team"] as const) {
    await app.go(place);
    await expect(app.main.getByText("Loading")).toHaveCount(0);
    await expectAccessible(page);
  }
});

test("a result has a plot and the same as a table", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Results/).click();
  await expect(app.heading).toHaveText("Results");
  await app.main.getByRole("listitem").getByRole("link").first().click();
  await expect(app.main.getByRole("img").first()).toBeVisible();
  await app.main.getByText(words.record.table).click();
  await expect(app.main.getByRole("table")).toBeVisible();
  await expectAccessible(page);
});

test("a letter is read", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Letters/).click();
  await app.main.getByRole("listitem").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/record\/letters\//);
  await expect(app.main.getByText("Loading")).toHaveCount(0);
  await expectAccessible(page);
});

test("an empty record says so, and what comes next", async ({ app, page }) => {
  await app.openAs(people.nell);
  await expectAccessible(page);
  await app.go("Record");
  for (const shelf of words.record.shelves) {
    await app.go("Record");
    await app.press(new RegExp(`^${shelf}`)).click();
    await expect(app.main.getByText(words.record.empty).first()).toBeVisible();
    await expectAccessible(page);
  }
});

test("every other kind has its place, and each entry opens with its story", async ({ app, page }) => {
  await app.openAs(people.asha);
  for (const shelf of words.record.more) {
    await app.go("Record");
    await app.press(new RegExp(`^${shelf}`)).click();
    await expect(app.heading).toHaveText(shelf);
    await expectAccessible(page);
    await app.main.getByRole("listitem").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/record\/entry\//);
    await expect(app.main.getByText("Loading")).toHaveCount(0);
    await expectAccessible(page);
  }
});

test("what may be hard to read waits, until the person says that it need not", async ({ app, page }) => {
  const { waits, ready, always } = words.record;
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^What your team looks out for/).click();
  await expect(app.main.getByText("Thoughts of self-harm")).toHaveCount(0);
  await app.main.getByRole("link", { name: waits }).click();
  await expect(app.heading).toHaveText(waits);
  await expect(app.main.getByText(/Thoughts of self-harm/)).toBeHidden();
  await app.main.getByText(ready).click();
  await expect(app.main.getByText(/Thoughts of self-harm/)).toBeVisible();
  await expectAccessible(page);
  await app.button(always).click();
  await expect(app.heading).not.toHaveText(waits);
  await page.goBack();
  await expect(app.main.getByRole("link", { name: waits })).toHaveCount(0);
});

test("the whole record is searched and walked through, offline too @once", async ({ app, page, context }) => {
  const { search, lookFor, found, nothing, overTime, years } = words.record;
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(new RegExp(`^${overTime}`)).click();
  await expect(app.heading).toHaveText(overTime);
  await app.main.getByRole("group", { name: years }).getByRole("link", { name: "2025" }).click();
  await expect(page).toHaveURL(/over-time\/2025$/);
  await expect(app.main.getByRole("heading", { level: 2, name: /2025$/ })).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(true);
  await app.go("Record");
  await app.press(new RegExp(`^${search}`)).click();
  await page.getByLabel(lookFor).fill("THYROÏD");
  await expect(app.main.getByText(found)).toBeVisible();
  await expect(app.main.locator("mark").first()).toHaveText(/thyroid/i);
  await expectAccessible(page);
  await page.getByLabel(lookFor).fill("thyroid zebra");
  await expect(app.main.getByText(nothing)).toBeVisible();
  await expect(page).toHaveURL(/\/record\/search$/);
});

test("what is new is counted on Today, and waits", async ({ app, page }) => {
  const { newSince, ready, seen, nothingNew } = words.record;
  await app.openAs(people.asha);
  await expect(app.main.getByRole("heading", { name: newSince })).toBeVisible();
  await app.main.getByRole("link", { name: ready }).click();
  await expect(app.heading).toHaveText(words.record.new);
  await expect(app.main.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);
  await app.button(seen).click();
  await expect(app.main.getByText(nothingNew)).toBeVisible();
  await app.go("Today");
  await expect(app.main.getByRole("heading", { name: newSince })).toHaveCount(0);
});
