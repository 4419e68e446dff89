/** A file with answers: kept offline, sent part by part, cut in the middle, and there once. */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import type { App } from "../app.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { controlled } from "../worker.ts";
import { people, words } from "../words.ts";

const { checkIn, files } = words;

/** The answers that show something. */
async function shown(records: Records): Promise<object[]> {
  const all = await records.search("QuestionnaireResponse?_sort=-_lastUpdated");
  return all.filter((one) => String(one.questionnaire).includes("show-my-team"));
}

/** Bytes that no two parts have alike. */
function bytes(length: number): Buffer {
  const made = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) made[at] = (at * 7 + Math.floor(at / 301)) % 251;
  return made;
}

const digest = (of: Buffer): string => createHash("sha256").update(of).digest("hex");

/** Opens the check-in and says what it is about. */
async function begin(app: App): Promise<void> {
  await app.go("Check-ins");
  await app.main.getByRole("link", { name: `Start: ${files.title}` }).first().click();
  await app.main.getByRole("textbox").fill("A letter from school");
  await app.press(checkIn.go).click();
  await expect(app.main.getByLabel(/Choose a file/)).toBeVisible();
}

/** How many parts the page says are sent. */
async function parts(page: Page): Promise<number> {
  const said = await page.getByText(files.parts).first().textContent({ timeout: 500 }).catch(() => null);
  return Number(/^(\d+) of/.exec(said ?? "")?.[1] ?? 0);
}

/** The ids of the files that the answers name. */
function named(text: string): string[] {
  return [...text.matchAll(/"Binary\/([0-9a-f-]+)"/g)].map((found) => found[1] as string);
}

test("six megabytes chosen offline arrive once, though the connection is cut in the middle @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await begin(app);
  const file = bytes(6_000_000);

  await gateway.stop();
  await app.main.getByLabel(/Choose a file/).setInputFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: file });
  await expect(app.main.getByText("letter.pdf, 6.0 MB")).toBeVisible();
  await expectAccessible(page);
  await app.press(checkIn.go).click();
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  await page.reload();
  await app.ready();
  await page.goto("/waiting");
  await expect(page.getByText("letter.pdf")).toBeVisible();
  await expectAccessible(page);

  await gateway.restart();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => parts(page), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(3);
  await gateway.stop();
  const sent = await parts(page);
  expect(sent).toBeLessThan(46);
  await page.reload();
  await app.ready();
  await expect.poll(() => parts(page)).toBeGreaterThanOrEqual(sent);

  await gateway.restart();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.getByText(words.waiting.nothing)).toBeVisible({ timeout: 90_000 });
  const records = await Records.as(gateway, people.asha.id);
  const there = await shown(records);
  expect(there).toHaveLength(1);
  const ids = named(JSON.stringify(there));
  expect(ids).toHaveLength(1);
  expect(digest(await records.file(ids[0] as string))).toBe(digest(file));
});

test("a file that was sent opens from the past answers, offline too once it was read @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await begin(app);
  const checkInPage = new URL(page.url()).pathname;
  const name = "bruise.png";
  const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  await app.main.getByLabel(/Choose a file/).setInputFiles({ name, mimeType: "image/png", buffer: Buffer.from(picture, "base64") });
  await app.press(checkIn.go).click();
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  await app.open("/waiting");
  await expect(page.getByText(words.waiting.nothing)).toBeVisible({ timeout: 30_000 });
  await app.open(`${checkInPage}/past`);
  await app.main.locator(`a[href^="${checkInPage}/past/"]`).first().click();
  await app.main.getByRole("link", { name: /bruise/ }).click();
  await expect(app.main.getByRole("img").first()).toBeVisible();
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;
  await gateway.stop();
  await app.open(address);
  await expect(app.main.getByRole("img").first()).toBeVisible();
});

test("a photo loses what the camera noted, and one that is no picture is said to be none @once", async ({ app, page, gateway }) => {
  await app.openAs(people.asha);
  await begin(app);
  // A photo of the browser's own, with a note of a place in it (APP1).
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 40;
    canvas.getContext("2d")?.fillRect(0, 0, 20, 20);
    return canvas.toDataURL("image/jpeg").split(",")[1] as string;
  });
  const plain = Buffer.from(drawn, "base64");
  const note = Buffer.from("Exif\0\0taken at 53.95N 1.08W");
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  const photo = Buffer.concat([plain.subarray(0, 2), head, note, plain.subarray(2)]);
  const field = app.main.getByLabel(/Choose a file/);
  await field.setInputFiles({ name: "sky.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(app.main.getByText(files.unread)).toBeVisible();
  await field.setInputFiles({ name: "sky.jpg", mimeType: "image/jpeg", buffer: photo });
  await expect(app.main.getByText(files.cleaned)).toBeVisible();
  await app.press(checkIn.go).click();
  await app.press(checkIn.send).click();
  await expect(app.heading).toHaveText(checkIn.thanks);
  await page.goto("/waiting");
  await expect(page.getByText(words.waiting.nothing)).toBeVisible({ timeout: 30_000 });
  const records = await Records.as(gateway, people.asha.id);
  const ids = named(JSON.stringify(await shown(records)));
  const kept = await records.file(ids[0] as string);
  expect(photo.includes("53.95N")).toBe(true);
  expect(kept.includes("53.95N")).toBe(false);
  expect(kept.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});
