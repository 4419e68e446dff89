import { away, beside } from "../away-words.ts";
import { expect, test } from "../fixtures.ts";
import { people } from "../words.ts";
import { camera } from "./pictures.ts";

test("taken away", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "9-away");
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(away.link).click();
  await expect(app.heading).toHaveText(away.title);
  await page.waitForLoadState("networkidle");
  await picture("files");
  await app.press(away.paper).click();
  await expect(app.heading).toHaveText(away.paperTitle);
  await picture("paper");
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await picture("medicines");
  await app.main.getByRole("link", { name: /^Salbutamol/ }).click();
  await expect(page.getByRole("heading", { name: beside.means })).toBeVisible();
  await picture("entry");
  await app.button(beside.more).click();
  await picture("repeat");
  await app.button(beside.ask).click();
  await expect(page.getByText(beside.sent)).toBeVisible();
  await picture("asked");
});
