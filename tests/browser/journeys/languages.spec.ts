/** A form is read in the browser's language, or in one that the person chooses; the answers stay the same. */
import { join } from "node:path";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const { checkIn } = words;

test.use({ locale: "de-DE" });

test("a form is read in the language of who answers it", async ({ app, page, gateway }) => {
  await gateway.bring(join(import.meta.dirname, "../questionnaires"));
  await app.openAs(people.nell);
  await app.go("Check-ins");
  await app.press("Start: Your visit").click();
  await expect(app.heading).toHaveText(/^Wie kommen Sie zu uns/);
  await expect(page.getByText("Ihr Besuch")).toBeVisible();
  await expect(app.heading.locator("[lang=de]")).toHaveText("Wie kommen Sie zu uns?");
  await expectAccessible(page);

  const english = app.press("English");
  await english.focus();
  await page.keyboard.press("Enter");
  await expect(app.heading).toHaveText(/^How do you come to us/);
  await expect(english).toBeFocused();
  await expect(english).toHaveAttribute("aria-pressed", "true");
  await app.main.getByRole("radio", { name: "On foot" }).check();
  await app.press("Deutsch").click();
  await expect(app.main.getByRole("radio", { name: "Zu Fuß" })).toBeChecked();
  await app.press(checkIn.go).click();

  await expect(app.heading).toHaveText(/^Wann waren Sie/);
  await expect(app.press("Deutsch")).toHaveCount(0);
  for (const [name, text] of [["Day", "1"], ["Month", "7"], ["Year", "2026"], ["Time", "12:00"]] as const) {
    await app.main.getByRole("textbox", { name }).fill(text);
  }
  await app.press(checkIn.go).click();
  await expect(app.main.getByText("Ein paar Worte genügen")).toBeVisible();
  await app.press(checkIn.go).click();
  await expect(app.heading).toHaveText(checkIn.review);
  await app.press(checkIn.send).click();
  await expect(app.main.getByText(checkIn.sent)).toBeVisible();

  const records = await Records.as(gateway, people.nell.id);
  const [response] = await records.search("QuestionnaireResponse?_sort=-_lastUpdated");
  const items = response?.item as { text: string; answer: unknown[] }[];
  expect(items[0]?.text).toBe("How do you come to us?");
  expect(items[0]?.answer[0]).toMatchObject({ valueCoding: { code: "foot", display: "On foot" } });
  expect(items[1]?.answer[0]).toEqual({ valueDateTime: "2026-07-01T12:00:00+01:00" });
});
