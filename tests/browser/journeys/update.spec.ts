import { rmSync } from "node:fs";
import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { newer, partial, tampered } from "../builds.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { controlled, lookForUpdate } from "../worker.ts";

// A new build comes with a gateway that starts again, and what is asked meanwhile finds none.
test("a new build is offered, never forced", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  const build = newer();
  await gateway.restart(build);
  expect(await lookForUpdate(page)).toBe(true);
  await expect(page.getByText(words.update.offer)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await app.ready();
  expect(await page.locator("body").getAttribute("data-build")).toBeNull();
  await expect(page.getByText(words.update.offer)).toBeVisible();
  await app.button(words.update.take).click();
  await expect(page.locator("body")).toHaveAttribute("data-build", "newer");
  await app.ready();
  rmSync(build, { recursive: true });
});

for (const [name, broken] of [
  ["tampered", tampered],
  ["partial", partial],
] as const) {
  test(`a ${name} build never activates @once`, async ({ app, page, gateway, complaints }) => {
    complaints.expect(/is not what was built/, answered(404), unreachable);
    await app.openAs(people.asha);
    await controlled(page);
    const build = broken();
    await gateway.restart(build);
    expect(await lookForUpdate(page)).toBe(false);
    await expect(page.getByText(words.update.offer)).toHaveCount(0);
    await page.reload();
    await app.ready();
    expect(await page.locator("body").getAttribute("data-build")).toBeNull();
    rmSync(build, { recursive: true });
  });
}

test("a new version is not used while something is only in the page, and closing asks @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha, "not mine");
  await controlled(page);
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await begin(app);
  await answer(app, [1]);
  const build = newer();
  await gateway.restart(build);
  expect(await lookForUpdate(page)).toBe(true);
  await expect(page.getByText(words.update.held)).toBeVisible();
  await expect(app.button(words.update.take)).toHaveCount(0);
  await expectAccessible(page);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  expect(page.isClosed()).toBe(false);
  await expect(page.getByText(words.update.held)).toBeVisible();
  // Signed out, nothing is held any more.
  await app.menu(words.menu.signOut);
  await app.press(words.keepsakes.leavingGo).click();
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await expect(page.getByText(words.update.offer)).toBeVisible();
  rmSync(build, { recursive: true });
});
