import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

const { devices } = words;

test("a sign-in elsewhere is seen and ended, and it is over there @once", async ({ app, page, otherDevice }) => {
  const other = await otherDevice();
  await other.openAs(people.asha, "other");
  await app.openAs(people.asha, "own");
  await app.menu(words.menu.settings);
  await app.press(devices.title).click();
  await expect(app.heading).toHaveText(devices.title);
  await expect(app.main.getByText(devices.here)).toBeVisible();
  await expectAccessible(page);

  const signOut = app.main.getByRole("button", { name: devices.signOutThere });
  await signOut.click();
  await expect(signOut).toHaveCount(0);
  await other.go("Record");
  await other.press(/^Medicines/).click();
  await expect(other.heading).toHaveText(words.signIn.title);

  await app.main.getByRole("button", { name: devices.stop }).first().click();
  await expect(app.main.getByText(devices.noDevice)).toBeVisible();
});
