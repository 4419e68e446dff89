import { expect, test } from "../fixtures.ts";
import { steps } from "../step-words.ts";
import { code, people, words } from "../words.ts";
import { camera } from "./pictures.ts";

const { safety, sharing } = words;

test("steps and caring", async ({ app, page, otherDevice }, info) => {
  const picture = camera(page, info.project.name, "9-people");
  await app.openAs(people.asha);
  await app.open("/plan/safety/2");
  await page.getByLabel(safety.line).fill("Walk to the lock and back");
  await app.press(safety.add).click();
  await expect(app.main.getByText(steps.only)).toBeVisible();
  await picture("who sees a step");
  await app.press(steps.show("Rosa Delgado")).click();
  await expect(page.getByRole("group", { name: steps.title })).toBeVisible();
  await picture("choices");
  await app.press(steps.save).click();
  const field = page.getByRole("textbox", { name: sharing.code });
  await expect(field.or(app.heading.getByText(steps.saved)).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(sharing.confirm).click();
  }
  await expect(app.heading).toHaveText(steps.saved);
  await app.open("/plan/safety");
  await picture("the plan says who");
  const carer = await otherDevice();
  const theirs = camera(carer.page, info.project.name, "9-people");
  await carer.openAs(people.rosa);
  await expect(carer.heading).toHaveText(steps.caringTitle);
  await theirs("caring");
  await carer.press(/^Asha/).click();
  await carer.press(steps.link).click();
  await expect(carer.main.getByText("Walk to the lock and back")).toBeVisible();
  await theirs("shared step");
  await carer.button(words.acting.stop).click();
  await carer.press(steps.cover).click();
  await theirs("if I cannot, empty");
  await carer.open("/plan/if-i-cannot/1");
  await theirs("if I cannot, a part");
  for (const paper of ["early-signs", "advance-choices", "communication-needs", "crisis-plan"]) {
    await app.open(`/plan/${paper}`);
    await picture(paper);
  }
  await app.go("Plan");
  await picture("plan");
});
