import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { expect, test } from "../fixtures.ts";
import { trap } from "../trap.ts";
import { people, words } from "../words.ts";

test("after a trap there are words, Help and Reload, and the draft is there", async ({ app, page, complaints }) => {
  complaints.expect(/unreachable|RuntimeError/);
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1, 1]);
  const third = (await app.heading.textContent()) ?? "";
  await trap(page);
  await expect(app.heading).toHaveText(words.trap.title);
  await expect(page.getByRole("link", { name: words.bar.help })).toBeVisible();
  await expectAccessible(page);
  await app.button(words.trap.reload).click();
  await app.ready();
  await app.go("Check-ins");
  await app.press(words.checkIn.resume).click();
  await expect(app.heading).toHaveText(third);
});
