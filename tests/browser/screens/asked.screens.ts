import { join } from "node:path";
import { asked, askRosa } from "../asked.ts";
import { expect, test } from "../fixtures.ts";
import { shareToAdd } from "../noticed.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

test("what the team asks a carer", async ({ app, page, gateway, otherDevice }, info) => {
  await shareToAdd(app);
  askRosa(gateway);
  await app.go("Check-ins");
  await page.reload();
  await expect(app.main.getByText(asked.others)).toBeVisible();
  await camera(page, info.project.name, "6-asked")("person");
  const carer = await otherDevice();
  const picture = camera(carer.page, info.project.name, "6-asked");
  await carer.openAs(people.rosa);
  await expect(carer.main.getByText("1 to answer")).toBeVisible();
  await picture("people");
  await carer.press(new RegExp(people.asha.name)).first().click();
  await expect(carer.main.getByText(asked.about)).toBeVisible();
  await picture("today");
});

test("what the record fills in", async ({ app, page, gateway }, info) => {
  const picture = camera(page, info.project.name, "6-from-record");
  await gateway.bring(join(import.meta.dirname, "../questionnaires"));
  await app.openAs(people.asha);
  await app.go("Check-ins");
  await app.press("Start: Before we meet").click();
  await expect(app.main.getByText(/^From the record/)).toBeVisible();
  await picture("weight");
  await app.press(words.checkIn.go).click();
  await expect(app.main.getByRole("radio").first()).toBeVisible();
  await picture("goals");
});
