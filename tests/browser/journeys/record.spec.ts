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
