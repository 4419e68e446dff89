import { join } from "node:path";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const { checkIn } = words;
const title = "Before we meet";

test("what the record says is filled in and marked, and its entries are there to choose", async ({ app, page, gateway }) => {
  await gateway.bring(join(import.meta.dirname, "../questionnaires"));
  await app.openAs(people.asha);
  await app.go("Check-ins");
  await app.press(`Start: ${title}`).click();
  await expect(app.heading).toHaveText(/^What do you weigh/);
  await expect(app.main.getByText(/^From the record, .* Check that it is right/)).toBeVisible();
  await expect(app.main.getByRole("textbox")).not.toHaveValue("");
  await expectAccessible(page);
  await app.press(checkIn.go).click();

  await expect(app.heading).toHaveText(/^Which goal would you like to talk about/);
  await expect(app.main.getByRole("radio")).toHaveCount(4);
  await expectAccessible(page);
  await app.choose(/sleep/i);
  await expect(app.heading).toHaveText(/^What else/);
  await app.press(checkIn.go).click();
  await expect(app.heading).toHaveText(checkIn.review);
  await expect(app.main.getByText(/sleep/i).first()).toBeVisible();
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  await expect(app.main.getByText(checkIn.sent)).toBeVisible();

  const records = await Records.as(gateway, people.asha.id);
  const [response] = await records.search("QuestionnaireResponse?_sort=-_lastUpdated");
  const items = response?.item as { linkId: string; answer: unknown[] }[];
  expect(items.map((item) => item.linkId)).toEqual(["weight", "goal"]);
  expect(items[1]?.answer[0]).toMatchObject({ valueReference: { reference: "Goal/asha-goal-sleep" } });
});
