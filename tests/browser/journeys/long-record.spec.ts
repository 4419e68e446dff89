import type { Locator } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import { large, largeRecord } from "../bench/large-record.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { load } from "../gateway.ts";
import { words } from "../words.ts";
import { controlled } from "../worker.ts";

/** Of so many entries 1950 are readings and 150 are letters. */
const entries = 3_000;
const { older, more, kept } = words.long;

/** Presses with the keyboard alone. */
async function enter(what: Locator): Promise<void> {
  await what.focus();
  await what.press("Enter");
}

test("a long record is gone through to its end by keyboard, and offline afterwards", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await gateway.stop();
  load(gateway.data, [largeRecord(gateway.data, entries)]);
  await gateway.restart();
  await app.openAs(large as never);
  await controlled(page);
  const toEnd = async () => {
    await app.go("Record");
    await enter(app.press(/^Results/));
    await expect(app.main.getByText(/^1200 of 1950 entries are here: the newest, back to /)).toBeVisible();
    await expectAccessible(page);
    await enter(app.press(older));
    await expect(app.press(older)).toHaveCount(0);
    await expect(app.heading, "who pressed it does not lose their place").toBeFocused();
    await expect(app.main.getByText(/ of 1950 entries are here/)).toHaveCount(0);
  };
  await toEnd();
  await app.go("Record");
  await enter(app.press(/^Letters/));
  const rows = app.main.getByRole("listitem");
  for (const shown of [40, 80, 120]) {
    await expect(rows).toHaveCount(shown);
    await enter(app.press(more));
  }
  await expect(rows).toHaveCount(150);
  await expect(app.press(more)).toHaveCount(0);
  await expectAccessible(page);
  await app.open("/settings/kept");
  await app.press(words.kept.fetch).click();
  await expect(app.main.getByText(words.kept.coming)).toHaveCount(0, { timeout: 30_000 });
  await expect(app.main.getByText(kept)).toBeVisible();

  await gateway.stop();
  await app.open("/record");
  await toEnd();
  await app.go("Record");
  await enter(app.press(/^Letters/));
  await enter(app.press(/^Letter 15\b/));
  await expect(app.main.getByText(/it was good to see you/)).toBeVisible();
});

test("what is not kept of a long record is said to be away, offline", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await gateway.stop();
  load(gateway.data, [largeRecord(gateway.data, entries)]);
  await gateway.restart();
  await app.openAs(large as never, "not mine");
  await app.go("Record");
  await app.press(/^Results/).click();
  await expect(app.main.getByText(/^1200 of 1950 entries are here/)).toBeVisible();
  await gateway.stop();
  await app.press(older).click();
  await expect(app.main.getByText(words.long.away)).toBeVisible();
  await expect(app.main.getByText(/^1200 of 1950 entries are here/), "what is here stays").toBeVisible();
  await expectAccessible(page);
  await gateway.restart();
  // Until the app has heard that there is a network again, it says what it said.
  await expect(async () => {
    await app.press(older).click({ timeout: 1_000 });
    await expect(app.press(older)).toHaveCount(0, { timeout: 3_000 });
  }).toPass();
});
