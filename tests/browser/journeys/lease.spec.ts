import type { Locator } from "@playwright/test";
import type { App } from "../app.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, type Page, test } from "../fixtures.ts";
import { code, people, words } from "../words.ts";

const { sharing } = words;
const copies = {
  day: "For 24 hours after they were last online",
  plan: "My recovery plan",
};

/** Leon's agreement with Rosa: for copies of a day, and withdrawn. */
function agreeing(app: App, page: Page) {
  const save = async () => {
    const field = page.getByRole("textbox", { name: sharing.code });
    const done = app.press("Back to sharing");
    await expect(field.or(done).first()).toBeVisible();
    if (await field.isVisible()) {
      await field.fill(code);
      await app.press(sharing.confirm).click();
    }
    await expect(done).toBeVisible();
  };
  const share = async () => {
    await app.menu(words.menu.sharing);
    await app.press(new RegExp(people.rosa.name)).click();
    await page.getByRole("checkbox", { name: new RegExp(`^${sharing.plan}`) }).check();
    await page.getByRole("radio", { name: copies.day }).check();
    await app.press(sharing.save).click();
    await save();
  };
  const withdraw = async () => {
    await app.menu(words.menu.sharing);
    await app.press(new RegExp(people.rosa.name)).click();
    await app.press(sharing.stop).click();
    await save();
  };
  return { share, withdraw };
}

/** Rosa opens Leon's plan; what stands in it. */
async function look(rosa: App): Promise<Locator> {
  await rosa.press(new RegExp(people.leon.name)).click();
  await rosa.places.getByRole("link", { name: "Plan", exact: true }).click();
  return rosa.main.getByText(copies.plan);
}

test("a carer's copy is read without a network, and goes at its hour though nobody can tell it", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(unreachable);
  const { share, withdraw } = agreeing(app, page);
  await app.openAs(people.leon);
  await share();
  const rosa = await otherDevice();
  await rosa.page.clock.install();
  await rosa.openAs(people.rosa);
  const plan = await look(rosa);
  await expect(plan).toBeVisible();
  // It is encrypted and written a moment after it is shown.
  await page.waitForTimeout(500);
  // Without a network the copy is read.
  await rosa.page.context().setOffline(true);
  await rosa.page.reload();
  await look(rosa);
  await expect(plan).toBeVisible();
  await withdraw();
  await rosa.page.clock.fastForward("23:00:00");
  await expect(plan).toBeVisible();
  await rosa.page.clock.fastForward("01:10:00");
  await expect(plan).toHaveCount(0);
  await rosa.page.reload();
  await look(rosa);
  await expect(rosa.heading).toBeVisible();
  await expect(plan).toHaveCount(0);
});

test("what was withdrawn while the carer's app was offline goes when it is online again, and that is said", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(unreachable, answered(404));
  const { share, withdraw } = agreeing(app, page);
  await app.openAs(people.leon);
  await share();
  const rosa = await otherDevice();
  await rosa.openAs(people.rosa);
  const plan = await look(rosa);
  await expect(plan).toBeVisible();
  await rosa.page.context().setOffline(true);
  await withdraw();
  await expect(plan).toBeVisible();
  await rosa.page.context().setOffline(false);
  await expect(plan).toHaveCount(0);
  await expect(rosa.main.getByText(words.sharing.nothing)).toBeVisible();
  // It is gone from the device too.
  await rosa.page.context().setOffline(true);
  await rosa.page.reload();
  await expect(rosa.heading).toBeVisible();
  await expect(rosa.page.getByText(copies.plan)).toHaveCount(0);
});
