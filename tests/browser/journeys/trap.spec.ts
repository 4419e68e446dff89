import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

test("after a trap there are words, Help and Reload, and the draft is there", async ({ app, page, complaints }) => {
  complaints.expect(/unreachable|RuntimeError/);
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1, 1]);
  const third = (await app.heading.textContent()) ?? "";
  // A real trap: the smallest module whose start function is `unreachable`.
  await page.evaluate(() => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))));
  });
  await expect(app.heading).toHaveText(words.trap.title);
  await expect(page.getByRole("link", { name: words.bar.help })).toBeVisible();
  await expectAccessible(page);
  await app.button(words.trap.reload).click();
  await app.ready();
  await app.go("Check-ins");
  await app.press(words.checkIn.resume).click();
  await expect(app.heading).toHaveText(third);
});
