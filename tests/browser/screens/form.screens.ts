/** A form of every kind of question. */
import { join } from "node:path";
import { test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

const { form, checkIn } = words;

test("every kind of question", async ({ app, page, gateway }, info) => {
  const picture = camera(page, info.project.name, "g-form");
  await gateway.bring(join(import.meta.dirname, "../questionnaires"));
  await app.openAs(people.nell);
  await app.go("Check-ins");
  await app.press(form.start).click();
  await page.getByRole("textbox").first().waitFor();
  await picture("one question");
  await app.press(form.stop).click();
  await picture("stop");
  await app.press(words.close, app.dialog).click();
  await app.press(form.more).click();
  await page.getByRole("radio").first().waitFor();
  await picture("on a page");
  const found = page.getByRole("combobox", { name: /grew|grow up/ });
  await found.fill("land");
  await picture("found");
  await found.press("Escape");
  await app.press(checkIn.go).click();
  await picture("put right");
  await page.getByRole("textbox", { name: /call you/ }).fill("Nell");
  await page.getByRole("radio", { name: "Not well" }).check();
  await page.getByRole("button", { name: /^More: How much/ }).click();
  await app.main.getByText(form.helper).click();
  await picture("with help");
  await app.press(checkIn.go).click();
  await app.press(checkIn.send).waitFor();
  await picture("review");
});
