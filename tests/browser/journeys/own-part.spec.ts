/** The care plan is written together: by the person, offline too, and by who may add; and two changes of the same. */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../axe.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { addGoal, bothChange, changeGoal, openPlan, own } from "../own-part.ts";
import { people } from "../words.ts";

test("a goal is added offline, sent, changed, taken back, and the plan saved as a file", async ({
  app,
  page,
  context,
  complaints,
}) => {
  test.slow();
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await openPlan(app);
  await expect(app.main.getByText(own.teams).first()).toBeVisible();
  await context.setOffline(true);
  await app.press(own.goal).click();
  await expect(page.getByLabel(own.text)).toBeFocused();
  await app.button(own.save).click();
  await expect(app.main.getByText(own.wrong)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(own.text).fill("Walk to the lock");
  await page.getByLabel(own.why).fill("I sleep better then");
  await page.getByLabel(own.due).fill("2027-02-01");
  // Each letter is kept, encrypted, a moment after it was written.
  await page.waitForTimeout(1_000);
  // What is begun is there again after the page was loaded anew.
  await page.reload();
  await app.ready();
  await expect(page.getByLabel(own.text)).toHaveValue("Walk to the lock");
  await expect(page.getByLabel(own.due)).toHaveValue("2027-02-01");
  await app.button(own.save).click();
  await expect(app.main.getByText(own.waits)).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await app.press(own.file).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file).toContain("Walk to the lock");
  expect(file).not.toMatch(/<script|src=|https?:/);
  await context.setOffline(false);
  await expect(app.main.getByText(own.waits)).toHaveCount(0, { timeout: 20_000 });
  await expect(app.main.getByText("by 1 February 2027")).toBeVisible();
  await changeGoal(app, "Walk to the lock", "Walk to the lock and back");
  const row = app.main.getByRole("listitem").filter({ hasText: "Walk to the lock and back" });
  await expect(row.getByText(own.waits)).toHaveCount(0);
  await row.getByRole("button", { name: own.history }).click();
  await expect(row.getByText("Written by: Asha Rahman").first()).toBeAttached();
  await expectAccessible(page);
  await row.getByRole("button", { name: own.take }).click();
  await expect(row.getByText(own.gone)).toBeVisible();
  await row.getByRole("button", { name: own.again }).click();
  await expect(row.getByText(own.gone)).toHaveCount(0);
});

test("two change the same goal, one of them offline: both are shown, she chooses, the history keeps both", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(answered(412), unreachable);
  const leon = await otherDevice();
  await bothChange(app, leon);
  await expect(app.main.getByText("Cook together on Fridays").first()).toBeVisible();
  await expect(app.main.getByText("Cook together on Sundays").first()).toBeVisible();
  await expectAccessible(page);
  await app.press(own.mine).click();
  await expect(app.main.getByText(own.clash)).toHaveCount(0);
  await expect(app.main.getByText(own.waits)).toHaveCount(0);
  await leon.go("Today");
  await openPlan(leon);
  const row = leon.main.getByRole("listitem").filter({ hasText: "Cook together on Sundays" });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: own.history }).click();
  await expect(row.getByText(/Cook together on Fridays/).first()).toBeAttached();
  await expectAccessible(leon.page);
  // What is Leon's own she reads and does not change.
  await addGoal(leon, "Ride my bike");
  await app.go("Today").catch(() => undefined);
  await openPlan(app);
  const his = app.main.getByRole("listitem").filter({ hasText: "Ride my bike" });
  await expect(his).toBeVisible();
  await expect(his.getByRole("button", { name: own.change })).toHaveCount(0);
});
