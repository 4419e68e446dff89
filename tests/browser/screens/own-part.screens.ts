import { test } from "../fixtures.ts";
import { addGoal, bothChange, openPlan, own } from "../own-part.ts";
import { people } from "../words.ts";
import { camera } from "./pictures.ts";

test("the care plan is written together", async ({ app, page, otherDevice, complaints }, info) => {
  test.slow();
  complaints.expect(/412/);
  const picture = camera(page, info.project.name, "9-own-part");
  const asha = await otherDevice();
  const hers = camera(asha.page, info.project.name, "9-own-part-own");
  await asha.openAs(people.asha);
  await openPlan(asha);
  await hers("none");
  await asha.press(own.goal).click();
  await hers("new");
  await asha.press("Cancel").click();
  await addGoal(asha, "Walk to the lock and back twice a week");
  await asha.press(own.action).click();
  await asha.page.getByLabel(own.todo).fill("Ask at the library about the reading group");
  await asha.page.getByLabel(own.due).fill("2026-12-01");
  await asha.press(own.save).click();
  await hers("some");
  const leon = await otherDevice();
  await bothChange(app, leon);
  await picture("clash");
  await app.press(own.mine).click();
  await picture("chosen");
});
