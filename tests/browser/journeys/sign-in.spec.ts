import type { Page } from "@playwright/test";
import { App } from "../app.ts";
import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";

/** How many rows this site keeps. */
async function rows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let count = 0;
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? "");
      const database = await new Promise<IDBDatabase>((done, failed) => {
        open.onsuccess = () => done(open.result);
        open.onerror = () => failed(open.error);
      });
      for (const store of database.objectStoreNames) {
        const asked = database.transaction(store).objectStore(store).count();
        count += await new Promise<number>((done) => (asked.onsuccess = () => done(asked.result)));
      }
      database.close();
    }
    return count;
  });
}

test("a person signs in, says whose device it is, and signs out", async ({ app, page }) => {
  await app.open();
  await expect(app.heading).toHaveText(words.signIn.title);
  await expect(page.getByText(words.demo).first()).toBeVisible();
  await expectAccessible(page);

  await app.press(new RegExp(people.asha.name)).click();
  await expect(app.heading).toHaveText(words.signIn.device);
  await expectAccessible(page);
  await app.choose(words.signIn.own);
  await app.protect();
  await expect(app.heading).toContainText("Asha");
  await expect(page.getByText(words.demo).first()).toBeVisible();
  await expectAccessible(page);

  await app.button(words.bar.you).click();
  await expect(app.dialog).toBeVisible();
  await expectAccessible(page);
  await app.press(words.menu.signOut, app.dialog).click();
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await expectAccessible(page);
});

test("signing out leaves nothing on the device @once", async ({ app, page, context }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.menu(words.menu.signOut);
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await expect.poll(() => context.cookies()).toEqual([]);
  // The row that says that a sign-out is done may stay, nothing else.
  expect(await rows(page)).toBeLessThanOrEqual(1);
});

test("a sign-out that a closed page left half done is ended before anything is shown @once", async ({ app, page, context }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await page.goto("/help.html");
  expect(await rows(page)).toBeGreaterThan(1);
  await page.evaluate(() => localStorage.setItem("lapwing-wiping", "1"));
  await app.open("/");
  await expect(page.getByText(words.storage.gone)).toHaveCount(0);
  await expect.poll(() => context.cookies()).toEqual([]);
  expect(await rows(page)).toBeLessThanOrEqual(1);
  await page.reload();
  await expect(app.main.getByText(people.asha.name).first()).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("lapwing-wiping"))).toBeNull();
});

test("a tab shows nothing of who signs in in another one, nor of whose it was @once", async ({ app, page, context }) => {
  const beside = new App(await context.newPage());
  await beside.open();
  await app.openAs(people.asha, "not mine");
  await app.go("Record");
  await beside.signIn(people.rosa, "not mine");
  const told = page.getByText(words.signIn.other);
  await expect(told).toBeVisible();
  await expect(page.getByText(/Asha|Rosa/)).toHaveCount(0);
  await expectAccessible(page);
  // As long as she is signed in there, it stays so, whatever is tried.
  await app.press(words.signIn.again).click();
  await expect(told).toBeVisible();
  await beside.menu(words.menu.signOut);
  await app.signIn(people.asha, "not mine");
  await app.go("Record");
  await expect(told).toHaveCount(0);
});

test("a sign-out tells what another tab holds before it goes @once", async ({ app, page, context }) => {
  await app.openAs(people.asha);
  const beside = new App(await context.newPage());
  await beside.open("/feedback");
  await beside.main.getByRole("textbox", { name: words.feedback.why }).fill("It was kind");
  await app.menu(words.menu.signOut);
  await expect(app.heading).toHaveText(words.keepsakes.leaving);
  await expect(app.main.getByText(words.keepsakes.leavingBeside)).toBeVisible();
  await expectAccessible(page);
  await app.press(words.keepsakes.leavingStay).click();
  // Where nothing is held any more, nobody is asked.
  await beside.main.getByRole("textbox", { name: words.feedback.why }).fill("");
  await app.menu(words.menu.signOut);
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await expect(beside.places).toHaveCount(0);
});

test("help is one tap away before sign-in, in the app and as a plain page", async ({ app, page }) => {
  await app.open();
  await app.button(words.bar.help).click();
  await expect(app.dialog.getByRole("link", { name: "Call 999" })).toBeVisible();
  await expect(app.dialog.getByRole("link", { name: "Call 116 123" })).toBeVisible();
  await expectAccessible(page);
  await app.press(words.close, app.dialog).click();
  await expect(app.dialog).toBeHidden();
  await page.goto("/help.html");
  await expect(page.getByRole("link", { name: /999/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test("the help page is there with the server away and without script @once", async ({ app, page, gateway, browser, complaints, baseURL }) => {
  complaints.expect(unreachable);
  const plain = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const reader = await plain.newPage();
  await reader.goto("/help.html");
  await expect(reader.getByRole("link", { name: /999/ }).first()).toBeVisible();
  await plain.close();
  await app.open();
  await controlled(page);
  await gateway.stop();
  await page.goto("/help.html");
  await expect(page.getByRole("link", { name: /999/ }).first()).toBeVisible();
});

test("leaving shows something else at once, and going back shows nothing @once", async ({ app, page }) => {
  await app.openAs(people.asha, "not mine");
  await app.go("Record");
  await app.go("Plan");
  await app.button(words.bar.leave).click();
  await expect(page).not.toHaveTitle(/Lapwing/);
  await expect(page.getByText(people.asha.name)).toHaveCount(0);
  for (let step = 0; step < 2; step += 1) {
    await page.goBack();
    await expect(page).toHaveURL(/away/);
    await expect(page).not.toHaveTitle(/Lapwing/);
    await expect(app.places).toHaveCount(0);
  }
  // A page that the browser kept in memory learns of it too: another document of this tab was left.
  await page.goto("/help.html");
  await page.evaluate(() => sessionStorage.setItem("lapwing-left", "1"));
  await page.goto("/");
  await expect(app.places).toBeVisible();
  await page.evaluate(() => {
    sessionStorage.setItem("lapwing-left", "1");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expect(page).toHaveURL(/away/);
  // Who opens it anew is in.
  await page.goto("/");
  await expect(app.places).toBeVisible();
});

test("a second person on a device of somebody's own takes nothing of the first @once", async ({ app, page, context, complaints }) => {
  complaints.expect(answered(401));
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1]);
  // Her time is over, and somebody else signs in on her phone.
  await context.clearCookies();
  await app.open("/");
  await app.press(new RegExp(people.rosa.name)).click();
  await expect(app.heading).toHaveText(words.signIn.device);
  await expect(app.main.getByText(words.vault.taken)).toBeVisible();
  await expect(app.main.getByRole("radio")).toHaveCount(0);
  await expectAccessible(page);
  await app.press(words.signIn.go).click();
  await expect(app.places).toBeVisible();
  await app.go("Check-ins");
  await expect(app.main.getByText(words.checkIn.resume)).toHaveCount(0);
  await app.menu(words.menu.signOut);
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await app.open("/");
  await app.press(new RegExp(people.asha.name)).click();
  await app.go("Check-ins");
  await app.press(words.checkIn.resume).click();
  await expect(app.heading).not.toHaveText(words.titles["Check-ins"]);
});
