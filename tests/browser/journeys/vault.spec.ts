import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, type Page, test } from "../fixtures.ts";
import { controlled } from "../worker.ts";
import { people, words } from "../words.ts";

const passphrase = "kettle moss nine";

test("a passphrase locks what is kept, opens it again, and a draft is still there", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.open();
  await app.signIn(people.asha, "own", passphrase);
  await controlled(page);
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await expect(app.main.getByRole("listitem").first()).toBeVisible();
  await app.go("Check-ins");
  await begin(app);
  await page.getByRole("radio", { name: words.checkIn.options[1], exact: true }).check();
  await app.press(words.checkIn.go).click();
  await expect(page.getByText("2 of 9")).toBeVisible();

  // Loaded again with the server away: nothing is shown before the passphrase.
  await gateway.stop();
  await page.reload();
  await expect(app.heading).toHaveText(words.vault.hello);
  await expect(app.places).toHaveCount(0);
  await expect(app.button(words.bar.help)).toBeVisible();
  await expectAccessible(page);
  await app.unlock("not the right one");
  await expect(page.getByText(words.vault.wrong)).toBeVisible();
  await expectAccessible(page);
  await app.unlock(passphrase);
  await expect(page.getByText(words.checkIn.begun)).toBeVisible();
  await app.open("/record/medicines");
  await app.unlock(passphrase);
  await expect(app.main.getByRole("listitem").first()).toBeVisible();
});

test("wrong passphrases wait longer, also after a reload @once", async ({ app, page }) => {
  await app.openAs(people.asha, "own", passphrase);
  await page.reload();
  await expect(async () => {
    await app.unlock("not the right one");
    await expect(page.getByText(words.vault.waitLonger)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // Longer than the page needs to be there again.
  await page.reload();
  await expect(app.heading).toHaveText(words.vault.hello);
  await app.unlock(passphrase);
  await expect(page.getByText(words.vault.wait)).toBeVisible();
});

test("the settings set, change, lock and remove it @once", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.menu(words.menu.settings);
  await app.press(words.vault.choose).click();
  await page.getByLabel(words.vault.next).fill("short");
  await app.press(words.vault.set).click();
  await expect(page.getByText(words.vault.short, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(words.vault.next).fill(passphrase);
  await app.press(words.vault.set).click();
  await expect(page.getByText(words.vault.isSet)).toBeVisible();
  await expectAccessible(page);

  await app.press(words.vault.change).click();
  await page.getByLabel(words.vault.now).fill("not it at all");
  await page.getByLabel(words.vault.next).fill("moss kettle ten");
  await app.press(words.vault.changeNow).click();
  await expect(page.getByText(words.vault.wrong)).toBeVisible();
  await page.getByLabel(words.vault.now).fill(passphrase);
  await app.press(words.vault.changeNow).click();
  await expect(page.getByText(words.vault.changed)).toBeVisible();

  await app.press(words.vault.lockNow).click();
  await expect(app.heading).toHaveText(words.vault.hello);
  await app.unlock(passphrase);
  await expect(page.getByText(words.vault.wrong)).toBeVisible();
  await app.unlock("moss kettle ten");
  await expect(app.places).toBeVisible();

  await app.press(words.vault.remove).click();
  await page.getByLabel(words.vault.now).fill("moss kettle ten");
  await app.press(words.vault.removeNow).click();
  await expect(page.getByText(words.vault.removed)).toBeVisible();
  await page.reload();
  await expect(app.places).toBeVisible();
});

test("who forgot it signs in and starts again, and nobody else takes anything away @once", async ({ app, page, complaints }) => {
  // The session that lived on is ended while what is kept is brought up to date.
  complaints.expect(answered(401));
  await app.openAs(people.asha, "own", passphrase);
  await page.reload();
  await app.press(words.vault.forgotten).click();
  await expect(app.heading).toHaveText(words.vault.forgottenTitle);
  await expectAccessible(page);
  await app.press(words.vault.startAgain).click();
  // Whoever holds the device has to sign in: the session that lived on proves nothing.
  await expect(app.heading).toHaveText(words.signIn.title);
  await expect(page.getByText(words.vault.signInFirst)).toBeVisible();
  await expectAccessible(page);
  await app.press(words.vault.tryAgain).click();
  await expect(app.heading).toHaveText(words.vault.hello);
  await app.press(words.vault.forgotten).click();
  await app.press(words.vault.startAgain).click();
  await app.press(new RegExp(people.rosa.name)).click();
  await expect(page.getByText(words.vault.spared)).toBeVisible();
  await expectAccessible(page);
  await app.press(words.signIn.go).click();
  await app.menu(words.menu.signOut);
  await expect(page.getByText(words.signIn.signedOut)).toBeVisible();
  // What is Asha's opens as before, until it is her who signs in.
  await app.open();
  await app.press(words.signIn.kept).click();
  await app.unlock(passphrase);
  await expect(app.places).toBeVisible();
  await page.reload();
  await app.press(words.signIn.kept).click();
  await app.press(words.vault.forgotten).click();
  await app.press(words.vault.startAgain).click();
  await app.signIn(people.asha, "own", "another set of words");
});

test("a second tab opens, locks and signs out with the first @once", async ({ app, page, context, complaints }) => {
  void complaints;
  await app.openAs(people.asha, "own", passphrase);
  const second = await context.newPage();
  await second.goto(page.url());
  // The first hands its keys over: nobody is asked twice.
  await expect(second.getByRole("navigation")).toBeVisible();
  await app.menu(words.menu.settings);
  await app.press(words.vault.lockNow).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText(words.vault.hello);
  await app.unlock(passphrase);
  await app.menu(words.menu.signOut);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText(words.signIn.title);
});

test("it warns, and then locks by itself @once", async ({ app, page }) => {
  await page.clock.install();
  await app.openAs(people.asha, "own", passphrase);
  await page.clock.fastForward(285_000);
  await expect(app.dialog.getByRole("heading", { name: words.vault.stillThere })).toBeVisible();
  await expectAccessible(page);
  await app.press(words.vault.stay, app.dialog).click();
  await expect(app.dialog).toHaveCount(0);
  await page.clock.fastForward(299_000);
  await expect(app.dialog).toBeVisible();
  await page.clock.fastForward(2_000);
  await expect(app.heading).toHaveText(words.vault.hello);
});

/** How many rows of the record's shelf open with the key that lies beside them, at the places that they are bound to. */
async function opened(page: Page, account: string) {
  return page.evaluate(async (account) => {
    const asked = indexedDB.open("lapwing");
    const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)));
    const of = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    const store = (name: string) => database.transaction(name).objectStore(name);
    const keys = await of<Record<string, CryptoKey>[]>(store("keys").getAll());
    const [names, rows] = await Promise.all([of(store("kept").getAllKeys()), of<Record<string, BufferSource>[]>(store("kept").getAll())]);
    const hex = (name: IDBValidKey) => [...new Uint8Array(name as ArrayBuffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    let open = 0;
    for (const [at, row] of rows.entries()) {
      const bound = `lapwing|${account}|kept|${hex(names[at] as IDBValidKey)}|1|${row["revision"]}`;
      const how = { name: "AES-GCM", iv: row["iv"] as BufferSource, additionalData: new TextEncoder().encode(bound) };
      for (const { seal } of keys.filter((key) => key["seal"] instanceof CryptoKey)) {
        open += await crypto.subtle.decrypt(how, seal as CryptoKey, row["ct"] as BufferSource).then(
          () => 1,
          () => 0,
        );
      }
    }
    database.close();
    return { rows: rows.length, open };
  }, account);
}

test("what is kept opens with no key that lies beside it @once", async ({ app, page }) => {
  await app.openAs(people.asha);
  await begin(app);
  await answer(app, [1, 1, 1]);
  // The same search finds them while there is no passphrase.
  const before = await opened(page, people.asha.id);
  expect(before.open).toBeGreaterThan(2);
  await app.menu(words.menu.settings);
  await app.press(words.vault.choose).click();
  await page.getByLabel(words.vault.next).fill(passphrase);
  await app.press(words.vault.set).click();
  await expect(page.getByText(words.vault.isSet)).toBeVisible();
  const after = await opened(page, people.asha.id);
  expect(after.rows).toBeGreaterThanOrEqual(before.rows);
  expect(after.open).toBe(0);
});

/** A row as it lies on the device. */
interface Row {
  name: number[];
  revision: number;
  iv: number[];
  ct: number[];
}

/** What the device keeps, after these rows were put there, or dropped where they have no revision. */
async function rows(page: Page, put: Row[] = []): Promise<Row[]> {
  return page.evaluate(async (put) => {
    const asked = indexedDB.open("lapwing");
    const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)));
    const store = database.transaction("kept", "readwrite").objectStore("kept");
    const of = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    for (const { name, revision, iv, ct } of put) {
      const [key, row] = [new Uint8Array(name), { revision, iv: new Uint8Array(iv), ct: new Uint8Array(ct).buffer }];
      await (revision > 0 ? of(store.put(row, key)) : of(store.delete(key)));
    }
    const [names, there] = await Promise.all([of(store.getAllKeys()), of<Record<string, number & ArrayBuffer>[]>(store.getAll())]);
    database.close();
    const bytes = (buffer: unknown) => [...new Uint8Array(buffer as ArrayBuffer)];
    return there.map((row, at) => ({ name: bytes(names[at]), revision: row["revision"] as number, iv: bytes(row["iv"]), ct: bytes(row["ct"]) }));
  }, put);
}

test("a row that was put back to an older state is told, and the rest is read @once", async ({ app, page }) => {
  await app.openAs(people.asha, "own", passphrase);
  await begin(app);
  await answer(app, [1, 1]);
  const before = await rows(page);
  await answer(app, [1, 1, 1]);
  await expect(page.getByText("6 of 9")).toBeVisible();
  const after = await rows(page);
  const earlier = (row: Row) => before.find((was) => String(was.name) === String(row.name) && was.revision < row.revision);
  const changed = after.filter(earlier);
  // The answers, and the list that tells of them.
  expect(changed.length).toBeGreaterThanOrEqual(2);
  const told = page.getByText(words.vault.putBack).first();
  const goOn = app.main.getByRole("link", { name: `${words.checkIn.goOn}: ${words.checkIn.mood}` }).first();
  const look = async () => {
    await app.open("/check-ins");
    await app.unlock(passphrase);
    await expect(app.main.getByText(words.checkIn.mood).first()).toBeVisible();
  };
  for (const row of changed) {
    for (const put of [earlier(row) as Row, { ...row, revision: 0 }]) {
      // All as it was: nothing is told.
      const added = (await rows(page)).filter((now) => !after.some((was) => String(was.name) === String(now.name)));
      await rows(page, [...after, ...added.map((now) => ({ ...now, revision: 0 }))]);
      await look();
      await expect(goOn).toBeVisible();
      await expect(told).toHaveCount(0);
      await rows(page, [put]);
      await look();
      await expect(told).toBeVisible();
    }
  }
  await expectAccessible(page);
});
