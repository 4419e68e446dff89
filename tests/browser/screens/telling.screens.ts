import { expect, type Page, test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

const { keepsakes, telling } = words;

/** Nothing is wider than the narrowest phone. */
async function narrow(page: Page, picture: (name: string) => Promise<void>, name: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await picture(`${name}, 320 wide`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  if (size) await page.setViewportSize(size);
}

test("what changed, and what signing out takes", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "9-telling");
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.main.getByRole("checkbox").first().check();
  await expect(app.main.getByText("saved here, not sent yet")).toHaveCount(0);
  await app.press(telling.changes).click();
  await expect(app.main.getByText(telling.made)).toBeVisible();
  await app.main.getByText(telling.made).scrollIntoViewIfNeeded();
  await picture("what changed");
  await narrow(page, picture, "what changed");
  await app.open("/plan/photos");
  const drawn = await page.screenshot({ type: "png" });
  await page.getByLabel(keepsakes.addPhoto).setInputFiles({ name: "a.png", mimeType: "image/png", buffer: drawn });
  await expect(page.getByRole("img", { name: keepsakes.photo })).toBeVisible();
  await app.menu(words.menu.signOut);
  await expect(app.heading).toHaveText(keepsakes.leaving);
  await expect(app.main.getByText(telling.photo)).toBeVisible();
  await picture("signing out");
  await narrow(page, picture, "signing out");
});

test("a link is brought up to date", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "9-telling");
  await app.openAs(people.asha);
  await app.open("/sharing/links/new");
  await app.main.getByRole("radio", { name: "My care plan" }).check();
  await app.press("Make the link").click();
  await expect(app.heading).toHaveText("Your link is ready");
  await app.press("Back to your links").click();
  await expect(app.press(/^Update what/)).toBeVisible();
  await picture("links");
  await narrow(page, picture, "links");
  await app.press(/^Update what/).click();
  await picture("update a link");
  await app.press("Update it now").click();
  await expect(app.heading).toHaveText("The link is updated");
  await picture("link updated");
});

test("what is new of whom one cares for, and when it ends", async ({ app, page, otherDevice }, info) => {
  const picture = camera(page, info.project.name, "9-telling");
  await app.openAs(people.rosa);
  await expect(app.main.getByText(telling.never).first()).toBeVisible();
  await picture("never looked");
  await app.press(/^Leon/).click();
  await app.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(app.heading).toHaveText("Care plan");
  await app.button(words.acting.stop).click();
  await expect(app.main.getByText(/^You last looked today/)).toBeVisible();
  await picture("looked");
  await narrow(page, picture, "looked");
  const sam = await otherDevice();
  const theirs = camera(sam.page, info.project.name, "9-telling");
  await sam.openAs(people.sam);
  await sam.open("/sharing");
  await expect(sam.main.getByText(telling.under)).toBeVisible();
  await theirs("under 16");
});
