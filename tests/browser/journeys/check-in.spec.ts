import { expectAccessible } from "../axe.ts";
import { answer, begin, send } from "../checkin.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const { checkIn } = words;
const answers = "QuestionnaireResponse?_sort=-_lastUpdated";

test("the mood check-in is answered, sent, and compared", async ({ app, page, gateway }) => {
  const records = await Records.as(gateway, people.asha.id);
  const before = (await records.search(answers)).length;
  await app.openAs(people.asha);
  await begin(app);
  await expectAccessible(page);
  await app.press(checkIn.go).click();
  await expect(app.main.getByText(checkIn.missing).first()).toBeVisible();
  await expectAccessible(page);
  await answer(app, [1, 1, 2, 1, 0, 1, 1, 0, 0]);
  await expectAccessible(page);
  await send(app);
  await expect(app.main.getByText(checkIn.score(7, 27))).toBeVisible();
  await expect(app.main.getByText(checkIn.sent)).toBeVisible();
  await expectAccessible(page);

  expect(await records.search(answers)).toHaveLength(before + 1);
  const [total] = await records.search("Observation?code=http://loinc.org|44261-6&_sort=-date");
  expect(total).toMatchObject({ valueQuantity: { value: 7 } });
});

test("an answer about self-harm opens help at once, and the team is told", async ({ app, page, gateway }) => {
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1, 1, 1, 1, 1, 1, 1, 1]);
  await page.getByRole("radio", { name: checkIn.options[1] as string }).check();
  await expect(app.main.getByText(checkIn.alone)).toBeVisible();
  await expectAccessible(page);
  await app.press(words.bar.help).click();
  await expect(app.dialog.getByRole("link", { name: "Call 111" })).toBeVisible();
  await app.press(words.close, app.dialog).click();
  await app.press(checkIn.go).click();
  await send(app);
  await expect(app.main.getByText(checkIn.told)).toBeVisible();
  await expectAccessible(page);

  const records = await Records.as(gateway, people.asha.id);
  const [response] = await records.search(answers);
  expect(await records.search(`Task?focus=QuestionnaireResponse/${response?.id}`)).toHaveLength(1);
});

test("the words say that the team has not been told, while it has not @once", async ({ app, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [0, 0, 0, 0, 0, 0, 0, 0]);
  await gateway.stop();
  await answer(app, [3]);
  await send(app);
  await expect(app.main.getByText(checkIn.notTold)).toBeVisible();
  await gateway.restart();
  await app.page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(app.main.getByText(checkIn.told)).toBeVisible({ timeout: 30_000 });
});

test("a draft is kept at every answer", async ({ app, page }) => {
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [2, 1]);
  const third = (await app.heading.textContent()) ?? "";
  // Each answer is kept, encrypted, a moment after it was given.
  await page.waitForTimeout(500);
  await page.reload();
  await app.ready();
  await app.go("Check-ins");
  await app.press(checkIn.resume).click();
  await expect(app.heading).toHaveText(third);
  await app.press(checkIn.back).click();
  await expect(page.getByRole("radio", { name: checkIn.options[1] as string })).toBeChecked();
});

test("past answers have a plot and a table", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Check-ins");
  await app.press(/past answers/i).click();
  await expect(app.main.getByRole("img").first()).toBeVisible();
  await expect(app.main.getByRole("table")).toBeVisible();
  await expectAccessible(page);
});
