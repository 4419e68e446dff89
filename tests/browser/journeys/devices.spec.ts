import { expectAccessible } from "../axe.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

const { devices } = words;

test("a sign-in elsewhere is seen and ended, and it is over there @once", async ({ app, page, otherDevice, complaints }) => {
  complaints.expect(answered(401));
  const other = await otherDevice();
  await other.openAs(people.asha, "not mine");
  await app.openAs(people.asha, "own");
  await app.menu(words.menu.settings);
  await app.press(devices.title).click();
  await expect(app.heading).toHaveText(devices.title);
  await expect(app.main.getByText(devices.here)).toBeVisible();
  await expectAccessible(page);

  const signOut = app.main.getByRole("button", { name: devices.signOutThere });
  await signOut.click();
  await expect(signOut).toHaveCount(0);
  await expect(other.heading).toHaveText(words.signIn.title);

  // This device, and the page elsewhere that keeps nothing: each sends for itself.
  const stop = app.main.getByRole("button", { name: devices.stop });
  await expect(stop).toHaveCount(2);
  await stop.first().click();
  await expect(stop).toHaveCount(1);
  await stop.click();
  await expect(app.main.getByText(devices.noDevice)).toBeVisible();
});
