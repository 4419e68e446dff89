import { readFile } from "node:fs/promises";
import { away } from "../away-words.ts";
import { expectAccessible } from "../axe.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { load } from "../gateway.ts";
import { apart, lettersApart, others, rowan } from "../letters.ts";
import { controlled } from "../worker.ts";

const missing = answered(404);
/** The trace of the tests asks for a picture that could not be drawn once more, from inside the page. */
const traced = /connect-src/;

test.beforeEach(async ({ gateway }) => {
  await gateway.stop();
  load(gateway.data, [lettersApart(gateway.data)]);
  await gateway.restart();
});

test("letters whose content stands apart are read, and offline too", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable, missing);
  await app.openAs(rowan as never);
  await controlled(page);
  const open = async (title: string) => {
    await app.go("Record");
    await app.press(/^Letters/).click();
    await app.press(title).click();
    await expect(app.heading).toHaveText(title);
  };
  const readAll = async () => {
    await open(apart.plain);
    await expect(app.main.getByText("it was good to see you on Monday.")).toBeVisible();
    await expectAccessible(page);
    await open(apart.pages);
    await expect(page.getByRole("region", { name: "Page 2 of 2" })).toContainText("Dear Asha, this is side 2.");
    await open(apart.scan);
    const picture = app.main.getByRole("img", { name: "The letter, as a picture" });
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(420);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "nothing sticks out").toBeLessThanOrEqual(0);
    await expectAccessible(page);
  };
  await readAll();
  const rows = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/fhir/Binary/")).length);
  expect(await rows(), "they came from the gateway").toBeGreaterThan(0);
  await gateway.stop();
  await page.reload();
  await app.ready();
  await expect(app.main.getByRole("img", { name: "The letter, as a picture" })).toBeVisible();
  await readAll();
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found.filter((url) => url.includes("/fhir/"));
  });
  expect(kept, "nothing of the record is in the Cache API").toEqual([]);
});

test("they are in the file of everything, offline too, and what could not be put in is counted", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable, missing);
  await app.openAs(rowan as never);
  await app.go("Record");
  await app.press(away.link).click();
  const everything = async () => {
    const download = page.waitForEvent("download");
    await app.button(/^Save everything/).click();
    const all = JSON.parse(await readFile(await (await download).path(), "utf8"));
    await expect(app.main.getByText(/Letters and photos in it: 4\./)).toBeVisible();
    await expect(app.main.getByText(/could not be put in: 2\./)).toBeVisible();
    return (all.entry as { resource: { resourceType: string; id: string; data: string } }[]).map(({ resource }) => resource);
  };
  for (const offline of [false, true]) {
    if (offline) await gateway.stop();
    const files = (await everything()).filter(({ resourceType }) => resourceType === "Binary");
    expect(files.map(({ id }) => id).sort()).toEqual(["damaged", "pages", "plain", "scan"]);
    expect(Buffer.from(files.find(({ id }) => id === "plain")?.data ?? "", "base64").toString()).toContain("it was good to see you");
  }
  await expectAccessible(page);
});

test("a letter that can't be had says why, and what to do", async ({ app, page, complaints }) => {
  complaints.expect(missing, traced);
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await app.openAs(rowan as never);
  for (const [title, said] of [
    [apart.damaged, /This picture can't be shown: the file is damaged/],
    [apart.gone, /What this letter says is not here/],
    [apart.barred, /What this letter says is not here/],
    [apart.elsewhere, /This letter is kept somewhere else/],
  ] as const) {
    await app.go("Record");
    await app.press(/^Letters/).click();
    await app.press(title).click();
    await expect(app.heading).toHaveText(title);
    await expect(app.main.getByText(said)).toBeVisible();
    await expectAccessible(page);
  }
  expect(asked.filter((url) => url.startsWith(new URL(others).origin)), "nobody else learns of it").toEqual([]);
});
