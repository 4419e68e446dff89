import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { links } from "../links.ts";
import { code, people, words } from "../words.ts";
import { camera } from "./pictures.ts";

test("links", async ({ app, page, otherDevice, complaints }, info) => {
  complaints.expect(answered(401), answered(403));
  const picture = camera(page, info.project.name, "8-links");
  await app.openAs(people.asha);
  await app.menu(words.menu.sharing);
  await app.press(links.title).click();
  await picture("none");
  await app.press(links.make).click();
  await page.getByRole("radio", { name: links.summary }).check();
  await page.getByLabel(links.passcode).fill("482913");
  await picture("make");
  await app.press(links.go).click();
  const field = page.getByRole("textbox", { name: words.sharing.code });
  await expect(app.heading.filter({ hasText: links.made }).or(field).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(words.sharing.confirm).click();
  }
  await expect(app.heading).toHaveText(links.made);
  await app.main.getByText(links.text, { exact: true }).click();
  await picture("made");
  const made = (await app.main.locator(".link-text").textContent()) ?? "";
  const doctor = await otherDevice();
  const theirs = camera(doctor.page, info.project.name, "8-links-opened");
  await doctor.page.goto(new URL(made).pathname + new URL(made).hash);
  await doctor.page.getByLabel(links.who).fill("Dr Grey, Elsewhere Hospital");
  await doctor.page.getByLabel(links.thePasscode).fill("000000");
  await doctor.press(links.openIt).click();
  await expect(doctor.main.getByText(links.wrong)).toBeVisible();
  await theirs("wrong");
  await doctor.page.getByLabel(links.thePasscode).fill("482913");
  await doctor.press(links.openIt).click();
  await expect(doctor.heading).toHaveText(links.inside);
  await theirs("inside");
  await doctor.press(links.close).click();
  await doctor.page.goto("/link");
  await expect(doctor.heading).toHaveText(links.open);
  await theirs("paste");
  await app.press(links.back).click();
  await expect(app.main.getByText(links.opened)).toBeVisible();
  await picture("opened");
  await app.go("Plan");
  await app.press(links.card).click();
  for (const group of ["Allergies", "Medicines"]) {
    await page.getByRole("group", { name: group }).getByRole("checkbox").first().check();
  }
  await page.getByRole("group", { name: "A link on the card" }).getByRole("radio").nth(1).check();
  await picture("card");
  await page.emulateMedia({ media: "print" });
  await picture("card on paper");
});
