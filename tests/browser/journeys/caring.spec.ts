import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { steps } from "../step-words.ts";
import { people, words } from "../words.ts";

const { safety } = words;

test("a carer's own space: a plan for when they can't be there, and how they are themselves", async ({
  app,
  page,
  otherDevice,
}) => {
  test.slow();
  await app.openAs(people.rosa);
  await expect(app.heading).toHaveText(steps.caringTitle);
  await expect(app.main.getByText("Leon Campbell")).toBeVisible();
  await expectAccessible(page);
  for (const [place, title] of words.placesOfSpace) {
    const link = app.places.getByRole("link", { name: place, exact: true });
    await link.click();
    await expect(app.heading).toHaveText(title);
    await expect(link).toHaveAttribute("aria-current", "page");
  }
  await expect(app.places.getByRole("link")).toHaveCount(words.placesOfSpace.length);
  await app.places.getByRole("link", { name: steps.caringTitle, exact: true }).click();
  await app.press(steps.cover).click();
  await expectAccessible(page);
  await app.press(safety.begin).click();
  await page.getByLabel(safety.line).fill("Call my sister, she has a key");
  await expectAccessible(page);
  await app.press(safety.add).click();
  await app.press(safety.done).click();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await expectAccessible(page);
  await app.open("/caring");
  await app.press(steps.wellbeing).click();
  for (let at = 0; at < 4; at += 1) {
    await page.getByRole("radio").first().check();
    await app.press(words.checkIn.go).click();
  }
  await app.press("Save my answers").click();
  await expect(app.main.getByText("Your answers are saved. They are yours alone.")).toBeVisible();
  await expectAccessible(page);
  const leon = await otherDevice();
  await leon.openAs(people.leon);
  await leon.open("/plan/if-i-cannot");
  await expect(leon.main.getByText("Call my sister")).toHaveCount(0);
});
