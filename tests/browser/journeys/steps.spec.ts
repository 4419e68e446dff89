import { expectAccessible } from "../axe.ts";
import { carers } from "../carers.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { steps } from "../step-words.ts";
import { code, people, words } from "../words.ts";

const { safety, sharing } = words;
const rosa = "Rosa Delgado";

test("one step of a safety plan is shared on the step, read by the carer, and taken back", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(answered(403), answered(404));
  await app.openAs(people.asha);
  for (const [part, text] of [
    [2, "Walk to the lock and back"],
    [4, "Rob, after six"],
  ] as const) {
    await app.open(`/plan/safety/${part}`);
    await page.getByLabel(safety.line).fill(text);
    await app.press(safety.add).click();
    await app.press(safety.done).click();
    await expect(page.getByText(safety.sent)).toBeVisible();
  }
  await app.open("/plan/safety/2");
  await expect(app.main.getByText(steps.only)).toBeVisible();
  await expectAccessible(page);
  await app.press(steps.show(rosa)).click();
  await expect(page.getByRole("group", { name: steps.title })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: safety.steps[1] as string })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: safety.steps[3] as string })).not.toBeChecked();
  await expectAccessible(page);
  await app.press(steps.save).click();
  const field = page.getByRole("textbox", { name: sharing.code });
  await expect(field.or(app.heading.getByText(steps.saved)).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(sharing.confirm).click();
  }
  await expect(app.heading).toHaveText(steps.saved);

  const carer = await otherDevice();
  await carer.openAs(people.rosa);
  await carer.press(/^Asha/).click();
  await carer.press(steps.link).click();
  await expect(carer.heading).toHaveText(steps.theirs);
  await expect(carer.main.getByText("Walk to the lock and back")).toBeVisible();
  await expect(carer.main.getByText("Rob, after six")).toHaveCount(0);
  await expect(carer.main.getByText(steps.do)).toBeVisible();
  await expectAccessible(carer.page);
  expect(await carer.page.content()).not.toContain("Rob, after six");

  await app.open("/plan/safety");
  await expect(app.main.getByText(steps.seen(rosa))).toHaveCount(1);
  await expectAccessible(page);
  await app.open("/sharing/looked");
  await expect(app.main.getByText(steps.looked)).toBeVisible();
  await app.open("/plan/safety/2");
  await app.press(steps.hide(rosa)).click();
  await app.press(steps.save).click();
  await expect(app.heading).toHaveText(steps.saved);
  await carer.go("Today");
  await carer.open("/plan/safety");
  await expect(carer.main.getByText("Walk to the lock and back")).toHaveCount(0);
  void carers;
});
