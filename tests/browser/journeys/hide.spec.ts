import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const { hide } = words;

test("an entry is hidden on this device, and shown again", async ({ app, page, gateway, otherDevice }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Conditions/).click();
  const first = app.main.getByRole("heading", { level: 3 }).first();
  const title = (await first.textContent()) ?? "";
  await first.getByRole("link").click();
  await expect(app.heading).toHaveText(title);
  await app.press(hide.hide).click();
  await expect(app.main.getByText(hide.isHidden)).toBeVisible();
  await expect(app.main.getByRole("heading", { name: hide.title })).toBeFocused();
  await expectAccessible(page);

  await page.goto("/record/conditions");
  await app.ready();
  await expect(app.main.getByText(hide.one)).toBeVisible();
  await expect(app.main.getByRole("heading", { level: 3, name: title, exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto("/record/search");
  await app.ready();
  await page.getByLabel(words.record.lookFor).fill(title);
  await expect(app.main.getByText(words.record.nothing).or(app.main.getByText(words.record.found)).first()).toBeVisible();
  await expect(app.main.getByRole("link", { name: title, exact: true })).toHaveCount(0);

  // Nobody else knows, and another device shows it.
  const records = await Records.as(gateway, people.asha.id);
  expect(JSON.stringify(await records.search("Condition?patient=Patient/asha"))).toContain(title);
  const tablet = await otherDevice();
  await tablet.openAs(people.asha);
  await tablet.page.goto("/record/conditions");
  await expect(tablet.main.getByRole("heading", { level: 3, name: title, exact: true })).toBeVisible();

  await page.goto("/record");
  await app.ready();
  await app.press(hide.see).click();
  await expect(app.heading).toHaveText(hide.page);
  await expectAccessible(page);
  await app.main.getByRole("link", { name: title }).click();
  await app.press(hide.show).click();
  await expect(app.press(hide.hide)).toBeVisible();
  // Nobody leaves the page as fast as this does: what was chosen comes to be kept.
  await page.waitForTimeout(500);
  await page.goto("/record/conditions");
  await app.ready();
  await expect(app.main.getByRole("heading", { level: 3, name: title, exact: true })).toBeVisible();
  await expect(app.main.getByText(hide.one)).toHaveCount(0);
});
