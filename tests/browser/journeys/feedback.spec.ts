import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

const { feedback } = words;

test("feedback is given without a name", async ({ app, page, gateway }) => {
  await app.openAs(people.asha);
  await app.menu(words.menu.feedback);
  await expect(page.getByText(feedback.question)).toBeVisible();
  await expect(page.getByText(feedback.promise)).toBeVisible();
  await expect(page.getByText(feedback.noNames).first()).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(feedback.answers.length);
  await expectAccessible(page);
  await app.press(feedback.send).click();
  await expect(app.main.getByText(feedback.missing).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("radio", { name: "Very good" }).check();
  await page.getByRole("textbox", { name: feedback.why }).fill("The lavender canary sang 73914");
  const [sent] = await Promise.all([
    page.context().waitForEvent("request", { predicate: (one) => one.url().includes("/feedback/"), timeout: 55_000 }),
    app.press(feedback.send).click(),
  ]);
  await expect(app.heading).toHaveText(feedback.thanks);
  await expectAccessible(page);
  expect(Object.keys(await sent.allHeaders())).not.toContain("cookie");
  expect((await sent.response())?.status()).toBe(201);
  expect(gateway.log).not.toContain("/feedback");

  const kept = readdirSync(gateway.data).map((name) => readFileSync(join(gateway.data, name)).toString("latin1"));
  expect(kept.some((file) => file.includes("lavender canary"))).toBe(true);
});

test("feedback can be given before sign-in @once", async ({ app, page }) => {
  await app.open("/feedback");
  await expect(page.getByText(feedback.question)).toBeVisible();
  await expectAccessible(page);
});
