import { expectAccessible } from "../axe.ts";
import { answer, begin, send } from "../checkin.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { controlled } from "../worker.ts";
import { people, words } from "../words.ts";

const answers = "QuestionnaireResponse?_sort=-_lastUpdated";

test("after one visit the app opens with the server away, and delivers exactly once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  const records = await Records.as(gateway, people.asha.id);
  const before = (await records.search(answers)).length;
  await app.openAs(people.asha);
  await controlled(page);
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await expect(app.main.getByRole("listitem").first()).toBeVisible();
  const medicine = (await app.main.getByRole("heading", { level: 2 }).or(app.main.getByRole("listitem")).first().textContent()) ?? "";
  await app.go("Check-ins");
  await begin(app);
  await page.goBack();

  await gateway.stop();
  await app.open("/record/medicines");
  await expect(app.main.getByText(medicine.slice(0, 20)).first()).toBeVisible();
  await expect(page.getByText(words.asOf).first()).toBeVisible();
  await expectAccessible(page);
  await app.button(words.bar.help).click();
  await expect(app.dialog.getByRole("link", { name: "Call 999" })).toBeVisible();
  await app.press(words.close, app.dialog).click();
  await begin(app);
  await answer(app, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  await send(app);
  await expect(app.main.getByText(words.checkIn.notSent)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await app.ready();

  await gateway.restart();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  const after = await Records.as(gateway, people.asha.id);
  await expect.poll(async () => (await after.search(answers)).length, { timeout: 40_000 }).toBe(before + 1);
  await expect(page.getByText(/saved here/)).toHaveCount(0);
  await page.goto("/waiting");
  await expect(page.getByText(words.waiting.nothing)).toBeVisible();
  expect(await after.search(answers)).toHaveLength(before + 1);
});

test("a check-in that waits is changed, and arrives once, as it was changed @once", async ({ app, page, context, gateway, complaints }) => {
  complaints.expect(unreachable);
  const records = await Records.as(gateway, people.asha.id);
  const before = (await records.search(answers)).length;
  await app.openAs(people.asha);
  await controlled(page);
  await begin(app);
  await context.setOffline(true);
  await answer(app, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  await send(app);
  // Within the app: an attempt that a page load cuts off is one of which nobody knows.
  await page.getByRole("link").filter({ hasText: words.offline }).click();
  await app.press(words.waiting.change).click();
  await expect(app.main.getByRole("radio").first()).toBeVisible();
  await page.reload();
  await expect(app.main.getByRole("radio", { checked: true })).toHaveCount(1);
  await expectAccessible(page);
  await answer(app, [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await send(app);
  await context.setOffline(false);
  await expect.poll(async () => (await records.search(answers)).length, { timeout: 40_000 }).toBe(before + 1);
  const [newest] = await records.search(answers);
  expect(JSON.stringify(newest)).not.toContain("Several days");
  await page.goto("/waiting");
  await expect(page.getByText(words.waiting.nothing)).toBeVisible();
});

test("the whole record is kept after one visit, told, and can be removed @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await app.menu(words.menu.settings);
  await app.press(words.kept.title).click();
  await expect(app.heading).toHaveText(words.kept.title);
  await app.press(words.kept.fetch).click();
  await expect(app.main.getByRole("listitem")).toHaveCount(13);
  await expect(app.main.getByText(words.kept.coming)).toHaveCount(0);
  await expect(app.main.getByText(words.kept.size)).toBeVisible();
  await expectAccessible(page);

  await gateway.stop();
  // Nothing of these was looked at before.
  for (const place of ["/record/letters", "/record/allergies", "/record/visits", "/plan", "/team"]) {
    await app.open(place);
    await expect(page.getByText(words.asOf).first(), place).toBeVisible();
  }
  await app.open("/settings/kept");
  await app.press(words.kept.remove).click();
  await app.press(words.kept.remove, app.dialog).click();
  await expect(app.main.getByText(words.kept.nothing)).toBeVisible();
  await app.open("/record/letters");
  await expect(page.getByText(words.away).first()).toBeVisible();
});

test("the service worker delivers when the browser says that there is a network @once", async ({ app, page, context, gateway, complaints }) => {
  complaints.expect(unreachable);
  const records = await Records.as(gateway, people.asha.id);
  const before = (await records.search(answers)).length;
  await app.openAs(people.asha);
  await controlled(page);
  await begin(app);
  await context.setOffline(true);
  await answer(app, [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await send(app);
  await expect(app.main.getByText(words.checkIn.notSent)).toBeVisible();
  await page.goto("about:blank");
  await context.setOffline(false);
  await expect.poll(async () => (await records.search(answers)).length, { timeout: 40_000 }).toBe(before + 1);
});

test("what is kept on the device cannot be read as text @once", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await expect(app.main.getByRole("listitem").first()).toBeVisible();
  const kept = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? "");
      const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
      for (const store of database.objectStoreNames) {
        const asked = database.transaction(store).objectStore(store).getAll();
        const rows = await new Promise<unknown[]>((done) => (asked.onsuccess = () => done(asked.result)));
        const decoder = new TextDecoder("utf-8");
        texts.push(JSON.stringify(rows, (_, part) => (ArrayBuffer.isView(part) || part instanceof ArrayBuffer ? decoder.decode(part) : part)));
      }
      database.close();
    }
    return texts.join("\n");
  });
  expect(kept.length).toBeGreaterThan(100);
  for (const word of ["Asha", "Rahman", "Medication", "Sertraline", "resourceType"]) {
    expect(kept.toLowerCase()).not.toContain(word.toLowerCase());
  }
});
