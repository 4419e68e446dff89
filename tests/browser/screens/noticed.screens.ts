import { expect, test } from "../fixtures.ts";
import { noticed, openNotice, shareToAdd } from "../noticed.ts";
import { camera } from "./pictures.ts";

test("what a carer notices", async ({ app, page, otherDevice }, info) => {
  const picture = camera(page, info.project.name, "9-noticed");
  await shareToAdd(app);
  const carer = await otherDevice();
  const theirs = camera(carer.page, info.project.name, "9-noticed-carer");
  await openNotice(carer);
  await theirs("write");
  await carer.page.getByLabel(noticed.asked).fill(noticed.words);
  await carer.page.getByRole("radio", { name: noticed.slept }).first().check();
  await carer.page.getByRole("button", { name: noticed.goOn }).click();
  await theirs("review");
  await carer.page.getByRole("button", { name: noticed.send }).click();
  await expect(carer.heading).toHaveText("Thank you");
  await theirs("sent");
  await carer.places.getByRole("link", { name: "Today", exact: true }).click();
  await theirs("today");
  await carer.places.getByRole("link", { name: "Check-ins", exact: true }).click();
  await theirs("check-ins");
  await app.go("Record");
  await picture("record");
  await app.press(noticed.shelf).click();
  await picture("shelf");
  await app.press(noticed.row).click();
  await picture("entry");
});
