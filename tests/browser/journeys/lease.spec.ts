import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { code, people, words } from "../words.ts";

const { sharing } = words;
const copies = {
  day: "For 24 hours after they were last online",
  plan: "My recovery plan",
};

test("a carer's copy is read without a network, and goes at its hour though nobody can tell it", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(unreachable);
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
  await app.openAs(people.leon);
  await share();
  const rosa = await otherDevice();
  await rosa.page.clock.install();
  await rosa.openAs(people.rosa);
  const look = async () => {
    await rosa.press(new RegExp(people.leon.name)).click();
    await rosa.places.getByRole("link", { name: "Plan", exact: true }).click();
  };
  await look();
  const plan = rosa.main.getByText(copies.plan);
  await expect(plan).toBeVisible();
  // Without a network the copy is read.
  await rosa.page.context().setOffline(true);
  await rosa.page.reload();
  await look();
  await expect(plan).toBeVisible();
  await withdraw();
  await rosa.page.clock.fastForward("23:00:00");
  await expect(plan).toBeVisible();
  await rosa.page.clock.fastForward("01:10:00");
  await expect(plan).toHaveCount(0);
  await rosa.page.reload();
  await look();
  await expect(rosa.heading).toBeVisible();
  await expect(plan).toHaveCount(0);
});
