import type { Locator } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import { carers } from "../carers.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { code, people, words } from "../words.ts";

const { sharing } = words;

test("a carer is invited by a code, sees what was chosen, is seen looking, and is stopped", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(answered(403), answered(404));
  await app.openAs(people.asha);
  await app.menu(words.menu.sharing);
  await expect(app.heading).toHaveText(sharing.title);
  await app.press(carers.invite).click();
  await expect(app.heading).toHaveText(carers.inviteTitle);
  await app.press(carers.make).click();
  await expect(app.main.getByText(carers.missing)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(carers.called).fill("Nell from next door");
  await page.getByRole("radio", { name: carers.friend }).check();
  await page.getByRole("checkbox", { name: new RegExp(`^${sharing.plan}`) }).check();
  await app.press(carers.make).click();
  const field = page.getByRole("textbox", { name: sharing.code });
  const shown = app.main.getByText(carers.code);
  await expect(field.or(shown).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(sharing.confirm).click();
  }
  await expect(app.heading).toHaveText(carers.made);
  await expect(page.getByRole("img", { name: carers.picture })).toBeVisible();
  await expectAccessible(page);
  const given = (await shown.textContent()) ?? "";
  expect(page.url()).not.toContain(given);
  await app.press(/^Back to sharing/).click();
  await expect(app.main.getByText(carers.open)).toBeVisible();
  await expectAccessible(page);

  const carer = await otherDevice();
  await carer.open(`/join#${given}`);
  await carer.signIn(people.nell);
  await expect(carer.page.getByLabel(carers.theCode)).toHaveValue(given);
  await expectAccessible(carer.page);
  await carer.page.getByLabel(carers.theCode).fill("0000-0000-0000");
  await carer.press(carers.look).click();
  await expect(carer.main.getByText(carers.wrong)).toBeVisible();
  await expectAccessible(carer.page);
  await carer.page.getByLabel(carers.theCode).fill(given.toLowerCase().replaceAll("-", " "));
  await carer.press(carers.look).click();
  await expect(carer.heading).toHaveText(carers.asks);
  await expect(carer.main.getByText(/You would see: Care plan\./)).toBeVisible();
  await expectAccessible(carer.page);
  await carer.press(carers.yes).click();
  await expect(carer.heading).toHaveText(carers.joined);
  await expectAccessible(carer.page);
  await carer.press(carers.see).click();
  await expect(carer.band).toContainText("Asha");
  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(carer.heading).toContainText(/care plan/i);
  await expect(carer.main.getByText("Loading")).toHaveCount(0);
  // A preview leads to no earlier versions.
  const plain = async (main: Locator) =>
    (await main.innerText()).replace(words.telling.changes, "").replace(/\n{2,}/g, "\n").trimEnd();
  const theirs = await plain(carer.main);

  await app.menu(words.menu.sharing);
  await expect(app.main.getByText(carers.open)).toHaveCount(0);
  await app.press(new RegExp(people.nell.name)).click();
  await expectAccessible(page);
  await app.press(carers.preview).click();
  await expect(page.getByText(carers.previewing)).toBeVisible();
  await app.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(app.main.getByText("Loading")).toHaveCount(0);
  await expect.poll(() => plain(app.main)).toBe(theirs);
  await expectAccessible(page);
  await app.places.getByRole("link", { name: "Record", exact: true }).click();
  await expect(app.main.getByRole("link", { name: /^Results/ })).toHaveCount(0);
  await app.button(words.acting.stop).click();
  await expect(page.getByText(carers.previewing)).toHaveCount(0);
  await app.places.getByRole("link", { name: "Record", exact: true }).click();
  await expect(app.main.getByRole("link", { name: /^Results/ }).first()).toBeVisible();

  await app.menu(words.menu.sharing);
  await app.press(carers.looks).click();
  await expect(app.main.getByText(carers.looked)).toHaveCount(1);
  await expect(app.main.getByText(/^today at /)).toBeVisible();
  await expectAccessible(page);

  await app.menu(words.menu.sharing);
  await app.press(new RegExp(people.nell.name)).click();
  await app.press(sharing.stop).click();
  await expect(app.main.getByText(sharing.cannot)).toBeVisible();
  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(carer.page.getByText(sharing.nothing).first()).toBeVisible();
});

test("an invitation is called back, and there are words for who is pushed", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.menu(words.menu.sharing);
  await app.press(carers.pressure).click();
  await expect(app.heading).toHaveText(carers.pressure);
  await expectAccessible(page);
  await app.menu(words.menu.sharing);
  await app.press(carers.invite).click();
  await page.getByLabel(carers.called).fill("Rob");
  await page.getByRole("checkbox", { name: new RegExp(`^${sharing.plan}`) }).check();
  await app.press(carers.make).click();
  await expect(app.heading).toHaveText(carers.made);
  await app.press(/^Back to sharing/).click();
  await app.press(carers.callBack).click();
  await expect(app.main.getByText(carers.open)).toHaveCount(0);
});
