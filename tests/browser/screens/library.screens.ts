import { expect, test } from "../fixtures.ts";
import { people } from "../words.ts";
import { expectAccessible } from "../axe.ts";
import { camera } from "./pictures.ts";

test("the library of check-ins", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "6-library");
  await app.openAs(people.asha);
  await app.go("Check-ins");
  await expect(app.main.getByText(/You have not answered it yet/).first()).toBeVisible();
  await picture("all");
  await expectAccessible(page);
  const field = app.main.getByLabel("Find a check-in");
  await field.pressSequentially("drink");
  await expect(field).toBeFocused();
  await expect(app.main.getByText(/^\d check-ins?$/)).toBeVisible();
  await picture("found");
  await field.fill("nothing like it");
  await expect(app.main.getByText("There is no check-in with these words")).toBeVisible();
  await picture("none");
});
