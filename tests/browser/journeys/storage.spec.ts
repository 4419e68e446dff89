/** What the app says and does where what is kept is not as it left it: newer, held by another page, cleared, spoilt. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import { answer, begin, send } from "../checkin.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";

const answers = "QuestionnaireResponse?_sort=-_lastUpdated";

/** Opens the database as it is or at a version, and closes it again; on a page that is not the app. */
async function opened(page: Page, version?: number): Promise<void> {
  await page.evaluate(async (version) => {
    const open = indexedDB.open("lapwing", version);
    await new Promise((done, failed) => {
      open.onsuccess = done;
      open.onerror = failed;
    });
    open.result.close();
  }, version);
}

test("what a newer version keeps is left alone by an older one, and what waits is sent @once", async ({ app, page, context, gateway, complaints }) => {
  complaints.expect(unreachable);
  const records = await Records.as(gateway, people.asha.id);
  const before = (await records.search(answers)).length;
  await app.openAs(people.asha);
  await controlled(page);
  await begin(app);
  await context.setOffline(true);
  await answer(app, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  await send(app);
  await page.goto("/help.html");
  await opened(page, 99);
  await context.setOffline(false);
  await app.open("/");
  await expect.poll(async () => (await records.search(answers)).length, { timeout: 40_000 }).toBe(before + 1);
  await expect(page.getByText(words.storage.newer)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  // Nothing of this version's is kept there.
  await app.choose(words.signIn.own);
  await expect(app.places).toBeVisible();
  await expect(page.getByText(words.storage.newer)).toBeVisible();
});

test("a page that holds an older version is to be closed first, and nothing is spoilt by it @once", async ({ app, page, context }) => {
  const other = await context.newPage();
  await other.goto("/help.html");
  await other.evaluate(async () => {
    const open = indexedDB.open("lapwing", 1);
    await new Promise((done) => (open.onsuccess = done));
    Object.assign(window, { held: open.result });
  });
  await app.open("/");
  await expect(page.getByText(words.storage.blocked)).toBeVisible();
  await expectAccessible(page);
  await other.close();
  await app.open("/");
  await expect(page.getByText(words.storage.blocked)).toHaveCount(0);
  await app.signIn(people.asha);
  await begin(app);
  await answer(app, [1]);
  await page.reload();
  await expect(app.places).toBeVisible();
});

test("what the browser cleared is noticed and said, and a sign-out is no such thing @once", async ({ app, page, context }) => {
  await app.openAs(people.asha);
  await app.menu(words.menu.signOut);
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  await expect.poll(() => context.cookies()).toEqual([]);
  await app.open("/");
  await expect(page.getByText(words.storage.gone)).toHaveCount(0);
  await app.signIn(people.asha);
  await page.goto("/help.html");
  await page.evaluate(async () => {
    const gone = indexedDB.deleteDatabase("lapwing");
    await new Promise((done) => (gone.onsuccess = done));
  });
  await app.open("/");
  await expect(page.getByText(words.storage.gone)).toBeVisible();
  await page.reload();
  await app.ready();
  await expect(page.getByText(words.storage.gone)).toHaveCount(0);
});

test("a row whose number is spoilt is told as one that does not open, and a passphrase can be set @once", async ({ app, page }) => {
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1]);
  await page.goto("/help.html");
  await page.evaluate(async () => {
    const open = indexedDB.open("lapwing");
    await new Promise((done) => (open.onsuccess = done));
    const kept = open.result.transaction("kept", "readwrite").objectStore("kept");
    const [names, rows] = [kept.getAllKeys(), kept.getAll()];
    await new Promise((done) => (rows.onsuccess = done));
    rows.result.forEach((row, at) => kept.put({ ...row, revision: "spoilt" }, names.result[at]));
    await new Promise((done) => (kept.transaction.oncomplete = done));
    open.result.close();
  });
  await app.open("/");
  await expect(page.getByText(words.storage.unreadable)).toBeVisible();
  await app.choose(words.signIn.own);
  await app.protect("kettle moss nine");
  await expect(app.places).toBeVisible();
});
