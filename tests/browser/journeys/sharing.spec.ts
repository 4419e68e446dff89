import { expectAccessible } from "../axe.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { code, people, words } from "../words.ts";

const { sharing } = words;

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
  await confirm();
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
  await confirm();
  await expect(app.main.getByText(sharing.cannot)).toBeVisible();

  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(carer.page.getByText(sharing.nothing).first()).toBeVisible();
  await expectAccessible(carer.page);
  expect(await asRosa.status("Patient/asha")).toBe(404);
  await carer.page.reload();
  await carer.ready();
  await expect(carer.main.getByText(people.asha.name)).toHaveCount(0);

  /** The code is asked for when the sign-in is not fresh. */
  async function confirm(): Promise<void> {
    const field = page.getByRole("textbox", { name: sharing.code });
    const done = app.main.getByText(sharing.canSee).or(app.main.getByText(sharing.cannot));
    await expect(field.or(done).first()).toBeVisible();
    if (await field.isVisible()) {
      await field.fill(code);
      await app.press(sharing.confirm).click();
    }
  }
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
