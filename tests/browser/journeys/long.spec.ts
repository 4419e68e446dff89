/** A long list: who asks for more goes on reading where the new rows begin, also when nothing more is to come. */
import { largeRecord, large } from "../bench/large-record.ts";
import { expect, test } from "../fixtures.ts";
import { load } from "../gateway.ts";
import { words } from "../words.ts";

test("show more puts the focus on the first row that is new", async ({ app, page, gateway }) => {
  await gateway.stop();
  load(gateway.data, [largeRecord(gateway.data, 2000)]);
  await gateway.restart();
  await app.open();
  await app.signIn({ id: large.id, name: large.name } as never, "own");
  await app.open("/record/visits");
  const rows = app.main.locator("#rows-0 > li");
  const more = app.press(words.longList.more);
  await expect(rows).toHaveCount(40);
  // The last press takes the button away.
  let shown = 40;
  for (; await more.isVisible(); shown += 40) {
    await more.focus();
    await page.keyboard.press("Enter");
    await expect(rows.nth(shown)).toBeFocused();
  }
  expect(shown).toBeGreaterThan(80);
  await expect(more).toHaveCount(0);
});

test("a check-in that there is not is said not to be here", async ({ app, page }) => {
  await app.openAs({ id: "asha", name: "Asha Rahman" } as never);
  await app.open("/check-ins/x");
  await expect(app.heading).toHaveText(words.noSuchPage);
  await expect(page.getByText("shared")).toHaveCount(0);
});
