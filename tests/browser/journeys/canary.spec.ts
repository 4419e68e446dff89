import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { App } from "../app.ts";
import { beside } from "../away-words.ts";
import { launch, looks } from "../browser.ts";
import { canary, found } from "../canaries.ts";
import { answer, begin, send } from "../checkin.ts";
import { expect, test } from "../fixtures.ts";
import { type Gateway, load } from "../gateway.ts";
import { Records } from "../records.ts";
import { sound } from "../sound.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";

const phone = looks[0]?.use;
const answers = "QuestionnaireResponse?_sort=-_lastUpdated";
const { keepsakes, safety } = words;

/** A browser whose profile stays on the disk when it is closed. */
async function opened<T>(profile: string, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await chromium.launchPersistentContext(profile, { ...launch, ...phone, baseURL: url, locale: "en-GB" });
  const done = await work(context.pages()[0] ?? (await context.newPage()));
  await context.close();
  return done;
}

/** A medicine of Asha's whose name is a canary. */
function prescribe(gateway: Gateway, name: string): void {
  const file = join(gateway.data, "canary.json");
  const medicine = {
    resourceType: "MedicationRequest",
    id: "canary-medicine",
    status: "active",
    intent: "order",
    subject: { reference: "Patient/asha" },
    medicationCodeableConcept: { text: name },
    authoredOn: "2026-11-01",
  };
  writeFileSync(file, JSON.stringify(medicine));
  load(gateway.data, [file]);
  rmSync(file);
}

/** Goes there as a link of the app does: a page that is loaded anew is locked. */
async function via(app: App, path: string): Promise<void> {
  await app.page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

/** Begins words to the team at a condition. */
async function tell(app: App, condition: string, said: string): Promise<void> {
  await via(app, "/record/conditions");
  await app.main.getByRole("link", { name: condition }).click();
  await expect(app.heading).toHaveText(condition);
  await app.button(beside.wrong).click();
  await app.page.getByLabel(beside.what).fill(said);
  await expect(app.page.getByText(beside.kept)).toBeVisible();
}

/** What is written with a network: looked for, sent to the team, and kept on the device alone. */
async function writesOnline(app: App, said: { search: string; sent: string; song: string; songWords: string }): Promise<void> {
  const { page } = app;
  await via(app, "/record/search");
  await page.getByLabel(words.record.lookFor).fill(said.search);
  await expect(app.main.getByText(words.record.nothing)).toBeVisible();
  await tell(app, "Asthma", said.sent);
  await app.button(beside.send).click();
  await expect(page.getByText(beside.sent)).toBeVisible({ timeout: 30_000 });
  await via(app, "/plan/photos");
  await page.getByLabel(keepsakes.addSong).setInputFiles({ name: "song.wav", mimeType: "audio/wav", buffer: sound(said.song) });
  await expect(page.locator("audio")).toBeVisible();
  await page.getByLabel(keepsakes.words).fill(said.songWords);
}

/** What is written without one: a plan that waits, and words that are only begun. */
async function writesOffline(app: App, said: { plan: string; draft: string }): Promise<void> {
  await via(app, "/");
  await app.press(safety.link).click();
  await app.press(safety.begin).click();
  await app.page.getByLabel(safety.line).fill(said.plan);
  await app.press(safety.add).click();
  await expect(app.main.getByText(said.plan, { exact: true })).toBeVisible();
  await tell(app, "Trouble sleeping (insomnia)", said.draft);
}

test("nothing that was read or written is on the disk, nor in the gateway's log @once", async ({ gateway }) => {
  test.setTimeout(180_000);
  const [medicine, feedback, passphrase, search, sent] = [canary(), canary(), canary(), canary(), canary()];
  const [song, songWords, plan, draft] = [canary(), canary(), canary(), canary()];
  const canaries = { medicine, feedback, passphrase, search, sent, song, songWords, plan, draft };
  const before = (await (await Records.as(gateway, people.asha.id)).search(answers)).length;
  await gateway.stop();
  prescribe(gateway, canaries.medicine);
  await gateway.restart();
  const profile = mkdtempSync(join(tmpdir(), "lapwing-profile-"));

  await opened(profile, gateway.url, async (page) => {
    const app = new App(page);
    await app.openAs(people.asha, "own", canaries.passphrase);
    await controlled(page);
    await app.open("/record/medicines");
    await app.unlock(canaries.passphrase);
    await expect(app.main.getByText(canaries.medicine).first()).toBeVisible();
    await writesOnline(app, canaries);
    await begin(app);
    await gateway.stop();
    await answer(app, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    await send(app);
    await writesOffline(app, canaries);
    await app.menu(words.menu.feedback);
    await page.getByRole("radio").first().check();
    await page.getByRole("textbox").first().fill(canaries.feedback);
    await app.menu(words.menu.settings);
    await app.press(words.vault.lockNow).click();
    await expect(app.heading).toHaveText(words.vault.hello);
  });
  expect(found(profile, canaries), "locked").toEqual([]);

  await gateway.restart();
  const records = await Records.as(gateway, people.asha.id);
  await opened(profile, gateway.url, async (page) => {
    const app = new App(page);
    await app.open();
    await app.press(words.signIn.kept).click();
    await app.unlock(canaries.passphrase);
    await expect(app.places).toBeVisible();
    // What waits goes first: else the sign-out asks.
    await expect.poll(async () => (await records.search(answers)).length, { timeout: 75_000 }).toBe(before + 1);
    await app.open("/waiting");
    await app.press(words.signIn.kept).click();
    await app.unlock(canaries.passphrase);
    await expect(page.getByText(words.waiting.nothing)).toBeVisible({ timeout: 75_000 });
    await app.menu(words.menu.signOut);
    // The song and the words that were only begun are nowhere else.
    await app.press(keepsakes.leavingGo).click();
    await expect(page.getByText(words.signIn.signedOut)).toBeVisible({ timeout: 60_000 });
  });
  expect(found(profile, canaries), "signed out").toEqual([]);
  expect(gateway.log.length).toBeGreaterThan(0);
  for (const word of Object.values(canaries)) expect(gateway.log).not.toContain(word);
  rmSync(profile, { recursive: true, force: true });
});

test("the same search finds what is put there in clear @once", async ({ gateway }) => {
  const canaries = { database: canary(), cache: canary(), local: canary(), title: canary(), field: canary() };
  const profile = mkdtempSync(join(tmpdir(), "lapwing-profile-"));
  await opened(profile, gateway.url, async (page) => {
    await page.goto("/help.html");
    await page.evaluate(async (words) => {
      const asked = indexedDB.open("canary");
      asked.onupgradeneeded = () => asked.result.createObjectStore("rows");
      const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)));
      const change = database.transaction("rows", "readwrite", { durability: "strict" });
      // Compressed where it can be: the canary stands among much of the same.
      for (let n = 0; n < 200; n += 1) change.objectStore("rows").put({ word: words.database, again: "the same again ".repeat(50) }, n);
      await new Promise((done) => (change.oncomplete = done));
      await (await caches.open("canary")).put("/canary", new Response(words.cache));
      localStorage.setItem("canary", words.local);
      document.title = words.title;
      history.pushState(null, "", "/help.html?canary");
      const field = document.createElement("input");
      document.body.append(field);
      field.focus();
    }, canaries);
    await page.keyboard.type(canaries.field);
    await page.goto("/away.html");
    // The browser writes its sessions and its history a few seconds later.
    await page.waitForTimeout(12_000);
  });
  const hits = found(profile, canaries).map((hit) => hit.split(" in ")[0]);
  for (const name of Object.keys(canaries)) expect(hits, `${name} is found`).toContain(name);
  rmSync(profile, { recursive: true, force: true });
});
