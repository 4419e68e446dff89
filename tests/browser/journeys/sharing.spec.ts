import type { App } from "../app.ts";
import { expectAccessible } from "../axe.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { code, people, words } from "../words.ts";

const { sharing } = words;

/** The code is asked for when the sign-in is not fresh; `told` is what is said in the end. */
async function confirm(app: App, ...told: (string | RegExp)[]): Promise<void> {
  const field = app.page.getByRole("textbox", { name: sharing.code });
  const done = told.map((words) => app.main.getByText(words)).reduce((one, other) => one.or(other));
  await expect(field.or(done).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(sharing.confirm).click();
  }
}

test("a plan is shared with a carer, seen, and withdrawn", async ({ app, page, gateway, otherDevice, complaints }) => {
  complaints.expect(answered(403), answered(404));
  const asRosa = await Records.as(gateway, people.rosa.id);
  expect(await asRosa.status("Patient/asha")).toBe(404);

  await app.openAs(people.asha);
  await app.go("Plan");
  await app.press(sharing.open).click();
  await expect(app.heading).toHaveText(sharing.title);
  await expectAccessible(page);
  await app.press(new RegExp(people.rosa.name)).click();
  await expect(app.heading).toContainText(people.rosa.name);
  await page.getByRole("checkbox", { name: new RegExp(`^${sharing.plan}`) }).check();
  await expectAccessible(page);
  await app.press(sharing.save).click();
  await confirm(app, sharing.canSee, sharing.cannot);
  await expect(app.main.getByText(sharing.canSee)).toBeVisible();
  await expectAccessible(page);

  const carer = await otherDevice();
  await carer.openAs(people.rosa);
  await carer.press(new RegExp(people.asha.name)).click();
  await expect(carer.band).toContainText(people.asha.name.split(" ")[0] as string);
  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(carer.heading).toContainText(/care plan/i);
  await expect(carer.main.getByText("Loading")).toHaveCount(0);
  await expectAccessible(carer.page);
  expect(await asRosa.search("CarePlan?patient=Patient/asha")).not.toHaveLength(0);
  expect(await asRosa.status("Observation?patient=Patient/asha")).toBe(404);
  await carer.places.getByRole("link", { name: "Record", exact: true }).click();
  await expect(carer.band).toBeVisible();
  await expectAccessible(carer.page);

  await app.press(/Back to sharing|^Sharing/).click();
  await app.press(new RegExp(people.rosa.name)).click();
  await app.press(sharing.stop).click();
  await confirm(app, sharing.canSee, sharing.cannot);
  await expect(app.main.getByText(sharing.cannot)).toBeVisible();

  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(carer.page.getByText(sharing.nothing).first()).toBeVisible();
  await expectAccessible(carer.page);
  expect(await asRosa.status("Patient/asha")).toBe(404);
  await carer.page.reload();
  await carer.ready();
  await expect(carer.main.getByText(people.asha.name)).toHaveCount(0);
});

test("a parent sees nothing that a young person has not shared", async ({ app, page }) => {
  await app.openAs(people.grace);
  await expectAccessible(page);
  // She has no record of her own, and no address leads into his.
  await expect(app.places.getByRole("link", { name: "Record", exact: true })).toHaveCount(0);
  await app.open("/record");
  await expect(app.places).toBeVisible();
  await expect(app.main.getByText("Loading")).toHaveCount(0);
  await expectAccessible(page);
});

test("one entry is shared by itself, is all that the carer sees, and is taken back", async ({ app, page, otherDevice, complaints }) => {
  complaints.expect(answered(403), answered(404));
  const { one, entries, nowSee } = sharing;
  const thyroid = /^Underactive thyroid/;
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Conditions/).click();
  await app.press(thyroid).click();
  await expect(app.heading).toHaveText(thyroid);
  await app.press(one).click();
  await expect(app.heading).toHaveText(sharing.title);
  await expect(app.main.getByText(/Choose who is to see .Underactive thyroid/)).toBeVisible();
  await expectAccessible(page);
  await app.press(new RegExp(people.rosa.name)).click();
  const chosen = page.getByRole("group", { name: entries }).getByRole("checkbox", { name: thyroid });
  await expect(chosen).toBeChecked();
  await expectAccessible(page);
  await app.press(sharing.save).click();
  await confirm(app, nowSee);
  await expect(app.main.getByText(nowSee)).toBeVisible();

  const carer = await otherDevice();
  await carer.openAs(people.rosa);
  await carer.press(new RegExp(people.asha.name)).click();
  await carer.places.getByRole("link", { name: "Record", exact: true }).click();
  await carer.press(/^Conditions/).click();
  await expect(carer.main.getByText(thyroid)).toBeVisible();
  await expect(carer.main.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(carer.page);

  await app.press(/Back to sharing|^Sharing/).click();
  await app.press(new RegExp(people.rosa.name)).click();
  await chosen.uncheck();
  await app.press(sharing.save).click();
  await confirm(app, nowSee, sharing.cannot);
  await expect(app.main.getByText(nowSee).or(app.main.getByText(sharing.cannot)).first()).toBeVisible();
  // At the next look she is back in her own place.
  await carer.places.getByRole("link", { name: "Record", exact: true }).click();
  await expect(carer.band).toHaveCount(0);
  await carer.press(/^Conditions/).click();
  await expect(carer.main.getByText("Loading")).toHaveCount(0);
  await expect(carer.main.getByText(thyroid)).toHaveCount(0);
});
