import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

const { keepsakes } = words;

test("photos and songs", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "5-photos");
  await app.openAs(people.asha);
  await app.go("Plan");
  await picture("plan");
  await app.main.getByRole("link", { name: keepsakes.title }).click();
  await expect(page.getByText(keepsakes.none)).toBeVisible();
  await picture("none");
  const drawn = await page.screenshot({ type: "png" });
  await page.getByLabel(keepsakes.addPhoto).setInputFiles({ name: "a.png", mimeType: "image/png", buffer: drawn });
  await expect(page.getByRole("img", { name: keepsakes.photo })).toBeVisible();
  await page.getByLabel(keepsakes.words).fill("The lock at dusk");
  await picture("one");
  await app.press(`${keepsakes.remove}: The lock at dusk`).click();
  await picture("sure");
});

test("photos and songs are kept on one's own device only", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "5-photos");
  await app.openAs(people.asha, "not mine");
  await app.go("Plan");
  await app.main.getByRole("link", { name: keepsakes.title }).click();
  await picture("not mine");
});

test("what is said of the care plan", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "5-care-plan");
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.main.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "I agree with this plan" }).click();
  await picture("ticked and agreed");
});
