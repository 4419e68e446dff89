/** A form of every kind of question, answered by a person and by keyboard. */
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { widen } from "../spacing.ts";
import { people, words } from "../words.ts";
import type { App } from "../app.ts";
import type { Gateway } from "../gateway.ts";

const { form, checkIn } = words;
/** One dot. */
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const picture = Buffer.from(dot, "base64");
const questionnaires = join(import.meta.dirname, "../questionnaires");

/** Opens the form, all of it on a page. */
async function open(app: App, gateway: Gateway): Promise<void> {
  await gateway.bring(questionnaires);
  await app.openAs(people.nell);
  await app.go("Check-ins");
  await app.press(form.start).click();
  await app.press(form.more).click();
  await expect(app.heading).toHaveText(form.title);
}

function group(app: App, name: string | RegExp): Locator {
  return app.main.getByRole("group", { name });
}

test("every kind of question is answered, reviewed and sent", async ({ app, page, gateway }) => {
  await open(app, gateway);
  await expectAccessible(page);
  const { main } = app;
  await main.getByRole("textbox", { name: /call you/ }).fill("Nell");
  await main.getByRole("textbox", { name: /like your team to know/ }).fill("I sleep badly.");
  await main.getByRole("textbox", { name: /page on the web/ }).fill("https://example.org/sleep");
  await main.getByRole("textbox", { name: /Which medicines/ }).fill("Sertraline");
  await app.press(/Add another answer/).click();
  await expect(main.getByRole("textbox", { name: /Which medicines.*2/ })).toBeFocused();
  await main.getByRole("textbox", { name: /Which medicines.*2/ }).fill("Vitamin D");
  await main.getByLabel(/Choose a file/).setInputFiles({ name: "letter.png", mimeType: "image/png", buffer: picture });
  await expect(main.getByText("letter.png, 1 kB")).toBeVisible();

  await expect(main.getByRole("textbox", { name: /What makes it hard/ })).toHaveCount(0);
  await main.getByRole("radio", { name: "Not well" }).check();
  await main.getByRole("textbox", { name: /What makes it hard/ }).fill("The nights");
  await expect(main.getByRole("radio", { name: "Not well" })).toBeChecked();
  await main.getByRole("checkbox", { name: "Talking" }).check();
  await main.getByRole("checkbox", { name: form.other }).check();
  await main.getByRole("textbox", { name: /What helps you/ }).fill("My dog");
  await main.getByRole("combobox", { name: /Where do you live/ }).selectOption("Scotland");
  await group(app, /Have you eaten/).getByRole("radio", { name: "Yes" }).check();
  await main.getByRole("checkbox", { name: /I have read/ }).check();
  await group(app, /How safe/).getByRole("radio", { name: "4" }).check();

  const found = main.getByRole("combobox", { name: /Where did you grow up/ });
  await found.pressSequentially("sco");
  await found.fill("land");
  await expect(main.getByRole("listbox").getByRole("option", { name: "England" })).toBeVisible();
  await expectAccessible(page);
  await found.press("ArrowDown");
  await found.press("ArrowDown");
  await expect(main.getByRole("listbox").getByRole("option", { selected: true })).toHaveText("Scotland");
  await found.press("Enter");
  await expect(main.getByRole("button", { name: "Remove: Scotland" })).toBeVisible();
  await expect(found).toBeFocused();

  const trouble = group(app, /How much does it trouble you/);
  await app.press(/^More: How much/, trouble).click();
  await app.press(/^More: How much/, trouble).click();
  await expect(trouble.getByRole("slider")).toHaveValue("1");
  await trouble.getByRole("slider").press("ArrowRight");
  await expect(trouble.getByRole("textbox")).toHaveValue("2");
  await main.getByRole("textbox", { name: /How many people/ }).fill("3");
  await app.press(/^Less: How many people/).click();
  await expect(main.getByRole("textbox", { name: /How many people/ })).toHaveValue("2");
  await main.getByRole("textbox", { name: /hours do you sleep/ }).fill("6.5");
  const weight = group(app, /What do you weigh/);
  await weight.getByRole("textbox").fill("72");
  await weight.getByRole("combobox").selectOption("kg");
  const born = group(app, /When were you born/);
  await born.getByRole("textbox", { name: "Day" }).fill("27");
  await born.getByRole("textbox", { name: "Month" }).fill("3");
  await born.getByRole("textbox", { name: "Year" }).fill("1987");
  const visit = group(app, /last visit/);
  await visit.getByRole("textbox", { name: "Day" }).fill("2/11/2026");
  await expect(visit.getByRole("textbox", { name: "Month" })).toHaveValue("11");
  await visit.getByLabel("Time").fill("14:30");
  await main.getByRole("textbox", { name: /go to bed/ }).fill("22:15");
  for (const row of [/nervous/, /stop or control/, /relaxing/]) {
    await main.getByRole("radiogroup", { name: row }).getByRole("radio", { name: "Several days" }).check();
  }
  await main.getByRole("textbox", { name: "Their name" }).fill("Grace");
  await app.press(/Add another: /).last().click();
  await expect(main.getByRole("textbox", { name: "Their name" })).toHaveCount(2);
  await expect(main.getByRole("textbox", { name: "Their name" }).last()).toBeFocused();
  await expectAccessible(page);

  await app.press(checkIn.go).click();
  await expect(app.heading).toHaveText(checkIn.review);
  for (const said of ["Nell", "Sertraline, Vitamin D", "Talking, My dog", "Scotland", "6.5", "27 March 1987", "The nights"]) {
    await expect(main.getByText(said, { exact: false }).first()).toBeVisible();
  }
  await expectAccessible(page);
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  await expect(main.getByText(checkIn.sent)).toBeVisible();
  const records = await Records.as(gateway, people.nell.id);
  const [response] = await records.search("QuestionnaireResponse?_sort=-_lastUpdated");
  const text = JSON.stringify(response);
  for (const kept of ['"valueDate":"1987-03-27"', '"valueInteger":2', '"valueString":"My dog"', '"value":72', "2026-11-02T14:30"]) {
    expect(text).toContain(kept);
  }
});

test("what is missing is listed, and leads to its question", async ({ app, page, gateway }) => {
  await open(app, gateway);
  const day = group(app, /When were you born/).getByRole("textbox", { name: "Day" });
  await day.fill("40");
  await app.press(checkIn.go).click();
  const summary = page.locator("#error-summary");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveCount(3);
  await expectAccessible(page);
  await summary.getByRole("link", { name: /call you/ }).click();
  await expect(app.main.getByRole("textbox", { name: /call you/ })).toBeFocused();
  await summary.getByRole("link", { name: /How are you today/ }).click();
  await expect(app.main.getByRole("radio", { name: "Well", exact: true })).toBeFocused();
  await app.main.getByRole("textbox", { name: /call you/ }).fill("Nell");
  await expect(app.main.getByRole("textbox", { name: /call you/ })).toBeFocused();
});

test("one question at a time, stopped, and taken up again as it was", async ({ app, page, gateway }) => {
  await open(app, gateway);
  await app.press(form.fewer).click();
  await expect(app.heading).toContainText("call you");
  await page.getByRole("textbox").first().fill("Nell");
  await app.press(checkIn.go).click();
  await expect(app.heading).toContainText("like your team to know");
  await app.press(form.stop).click();
  await expect(app.dialog.getByText(form.care)).toBeVisible();
  await expectAccessible(page);
  await app.press(form.toToday, app.dialog).click();
  await expect(app.heading).toContainText("Nell");
  await app.go("Check-ins");
  await app.press(checkIn.resume).click();
  await expect(app.heading).toContainText("like your team to know");
  await app.press(checkIn.back).click();
  await expect(page.getByRole("textbox").first()).toHaveValue("Nell");
});

test("somebody helps to answer, and the answers say so", async ({ app, page, gateway }) => {
  await open(app, gateway);
  await app.main.getByText(form.helper).click();
  await page.getByRole("textbox", { name: "Their name" }).last().fill("Grace Okafor");
  await page.getByRole("textbox", { name: /Who they are to you/ }).fill("my friend");
  await expectAccessible(page);
  await app.main.getByRole("textbox", { name: /call you/ }).fill("Nell");
  await app.main.getByRole("radio", { name: "Well", exact: true }).check();
  await app.press(checkIn.go).click();
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  const records = await Records.as(gateway, people.nell.id);
  await expect.poll(async () => JSON.stringify(await records.search("QuestionnaireResponse"))).toContain("Grace Okafor");
});

test("a long form stays usable at 320 pixels and with wide text", async ({ app, page, gateway }) => {
  await open(app, gateway);
  await page.setViewportSize({ width: 320, height: 640 });
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sideways()).toBe(0);
  await widen(page);
  expect(await sideways()).toBe(0);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await sideways()).toBe(0);
});

test("what takes itself away leaves the focus where the answer was", async ({ app, gateway }) => {
  await open(app, gateway);
  const { main } = app;
  await app.press(/Add another: /).last().click();
  await app.press(/^Remove: Somebody/).last().click();
  await expect(main.getByRole("textbox", { name: "Their name" })).toHaveCount(1);
  await expect(main.getByRole("textbox", { name: "Their name" })).toBeFocused();
  const eaten = group(app, /Have you eaten/);
  await eaten.getByRole("radio", { name: "No" }).check();
  await app.press(/^Take my answer back/, eaten).click();
  await expect(eaten.getByRole("radio", { name: "Yes" })).toBeFocused();
  await app.press(/^I’d rather not say/, eaten).click();
  await expect(eaten.getByRole("checkbox")).toBeFocused();
  await expect(eaten.getByRole("checkbox")).toBeChecked();
  await eaten.getByRole("checkbox").click();
  await expect(app.press(/^I’d rather not say/, eaten)).toBeFocused();
  const night = group(app, /How was your night/);
  await expect(night.getByRole("slider", { name: "How was your night?" })).toHaveAttribute("aria-valuetext", "No answer yet");
  await app.press(/^More: How was your night/, night).click();
  await expect(night.getByRole("slider")).toHaveAttribute("aria-valuetext", "Bad");
  await app.press(/^More: How was your night/, night).click();
  await expect(night.getByRole("slider")).toHaveAttribute("aria-valuetext", "So so");
});

test("in a grid each answer has its words, however wide the screen is", async ({ app, page, gateway }) => {
  await open(app, gateway);
  for (const width of [320, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    const morning = group(app, "Morning");
    for (const said of ["Tablet", "Liquid", "Yes", "No"]) {
      const box = await morning.getByText(said, { exact: true }).first().boundingBox();
      expect(box?.width ?? 0, `${said} at ${width}`).toBeGreaterThan(10);
    }
  }
  await expectAccessible(page);
});

test("the next check-in begins as the person chose", async ({ app, gateway }) => {
  await open(app, gateway);
  await app.main.getByRole("textbox", { name: /call you/ }).fill("Nell");
  await app.go("Check-ins");
  await app.press(/^Start: Worry/).click();
  await expect(app.press(form.fewer)).toBeVisible();
});
