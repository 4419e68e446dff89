/** A record longer than a page of the gateway, and letters that stand apart from it. */
import { large, largeRecord } from "../bench/large-record.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { load } from "../gateway.ts";
import { apart, lettersApart, rowan } from "../letters.ts";
import { words } from "../words.ts";
import { camera } from "./pictures.ts";

test("a long record", async ({ app, page, gateway, complaints }, info) => {
  complaints.expect(unreachable);
  const picture = camera(page, info.project.name, "d-long-ago");
  await gateway.stop();
  load(gateway.data, [largeRecord(gateway.data, 10_000)]);
  await gateway.restart();
  await app.openAs(large as never, "not mine");
  await app.go("Record");
  await picture("record");
  await app.press(/^Results/).click();
  await app.main.getByText(/^1200 of 6500 entries/).waitFor();
  await picture("results");
  for (const here of [2200, 3200]) {
    await app.press(words.long.older).click();
    await app.main.getByText(new RegExp(`^${here} of 6500 entries`)).waitFor();
  }
  await app.main.getByRole("listitem").getByRole("link").first().click();
  await app.main.getByRole("img").first().waitFor();
  await picture("one result");
  await app.go("Record");
  await app.press(/^Letters/).click();
  await app.press(words.long.more).click();
  await picture("letters");
  await app.go("Record");
  await app.press(new RegExp(`^${words.record.overTime}`)).click();
  await page.waitForLoadState("networkidle");
  await picture("over time");
  await app.go("Record");
  await app.press(/^Results/).click();
  await app.press(words.long.older).waitFor();
  await gateway.stop();
  await app.press(words.long.older).click();
  await app.main.getByText(words.long.away).waitFor();
  await picture("away");
});

test("letters that stand apart", async ({ app, page, complaints, gateway }, info) => {
  complaints.expect(/status of 404/, /connect-src/);
  const picture = camera(page, info.project.name, "d-letters-apart");
  await gateway.stop();
  load(gateway.data, [lettersApart(gateway.data)]);
  await gateway.restart();
  await app.openAs(rowan as never);
  await app.open("/record/letters");
  await picture("letters");
  for (const title of Object.values(apart)) {
    await app.open("/record/letters");
    await app.press(title).click();
    await expect(app.heading).toHaveText(title);
    await page.waitForLoadState("networkidle");
    await picture(title);
  }
});
