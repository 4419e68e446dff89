import { expect, test } from "../fixtures.ts";
import { paper } from "../plan-words.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

const { safety } = words;

test("the safety plan", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "5-safety-plan");
  await app.openAs(people.asha);
  await app.press(safety.link).click();
  await picture("empty");
  await app.press(safety.begin).click();
  await picture("first step");
  const lines: [string, string?][] = [
    ["I stop answering messages"],
    ["Walk to the lock and back"],
    ["The café by the market"],
    ["Rosa", "07700 900123"],
    ["Samaritans", "116 123"],
    ["Rosa keeps my tablets for the week"],
    ["My two cats. I want to teach again, and see the sea."],
  ];
  for (const [at, [text, phone]] of lines.entries()) {
    await expect(app.heading).toHaveText(safety.steps[at] as string);
    await page.getByLabel(safety.line).fill(text);
    if (phone) await page.getByLabel(safety.phone).fill(phone);
    await app.press(safety.add).click();
    if (at === 0) {
      await page.getByLabel(safety.line).fill("I lie awake and go over everything that went wrong");
      await app.press(safety.add).click();
    }
    if (at === 0 || at === 4) await picture(`step ${at + 1}`);
    await app.press(at < 6 ? safety.next : safety.done).click();
  }
  await expect(page.getByText(safety.sent)).toBeVisible();
  await picture("whole");
  await page.emulateMedia({ media: "print" });
  await picture("on paper");
  await page.emulateMedia({ media: null });
  await app.press(safety.now).click();
  await picture("how am I now");
  await app.press(safety.someone).click();
  await picture("now");
  await app.open("/plan/safety/before");
  await picture("before");
  await app.go("Plan");
  await picture("plan");
  await app.go("Today");
  await picture("today");
  await app.button(words.bar.help).click();
  await picture("help");
});

test("goals and about me", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "6-about-me");
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.main.getByText(paper.rate).first().click();
  for (const value of ["3", "5"]) {
    await app.main.getByRole("button", { name: value, exact: true }).first().click();
    await picture(`rating ${value}`);
    await app.press(paper.keepNumber).click();
    await expect(app.main.getByText(new RegExp(`Your last number: ${value} out of 10`))).toBeVisible();
  }
  await app.main.getByText(paper.numbers).first().click();
  await picture("goals");
  await app.press(paper.about).click();
  await picture("empty");
  await app.press(safety.begin).click();
  await page.getByLabel(safety.line).fill("I like to be called Ash. I was a teacher, and I live with my two cats.");
  await picture("a part");
  await app.press(safety.done).click();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await picture("whole");
});
