import type { Locator, Page } from "@playwright/test";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../app.ts";
import { expectAccessible } from "../axe.ts";
import { newer } from "../builds.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { built } from "../gateway.ts";
import { hostile, inScript, letter, pdf, scripts, stream } from "../pdf.ts";
import { people } from "../words.ts";
import { controlled, lookForUpdate } from "../worker.ts";

const asked = /\/fhir\/DocumentReference\?/;
const viewer = /\/assets\/pdf-/;

/** What the gateway says of letters from now on: this one. */
async function only(page: Page, bytes: Buffer, media = "application/pdf"): Promise<void> {
  const attachment = { contentType: media, data: bytes.toString("base64") };
  const resource = {
    resourceType: "DocumentReference", id: "made", status: "current", subject: { reference: "Patient/asha" },
    date: "2026-10-01T10:00:00Z", description: "A letter as PDF", content: [{ attachment }],
  };
  const body = { resourceType: "Bundle", type: "searchset", entry: [{ resource, search: { mode: "match" } }] };
  await page.route(asked, (route) => route.fulfill({ contentType: "application/fhir+json", body: JSON.stringify(body) }));
}

async function opened(app: App, page: Page, bytes: Buffer, media?: string): Promise<void> {
  await app.openAs(people.asha);
  await only(page, bytes, media);
  await app.go("Record");
  await app.press(/^Letters/).click();
  await app.press(/A letter as PDF/).click();
  await expect(app.heading).toHaveText("A letter as PDF");
}

/** Something was drawn: not every point is as white as paper. */
function drawn(side: Locator): Promise<boolean> {
  return side.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value < 128);
  });
}

test("a letter of several pages is read: as pictures and as words, page by page", async ({ app, page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => void (viewer.test(request.url()) && fetched.push(request.url())));
  await app.openAs(people.asha, "not mine");
  expect(fetched, "where nothing is kept, who opens no PDF fetches nothing of it").toEqual([]);
  await only(page, letter(5));
  await app.go("Record");
  await app.press(/^Letters/).click();
  await app.press(/A letter as PDF/).click();
  const side = (at: number) => page.getByRole("region", { name: `Page ${at} of 5` });
  await expect(side(1)).toContainText("Dear Asha, this is side 1.");
  await expect(side(5)).toContainText("Dear Asha, this is side 5.");
  await expect(page.getByRole("heading", { level: 2, name: /^Page \d of 5$/ })).toHaveCount(5);
  await expect(side(1).locator("canvas")).toBeVisible();
  expect(await drawn(side(1))).toBe(true);
  await expect(side(5).locator("canvas"), "what is far away is not drawn").toHaveCount(0);
  await expectAccessible(page);
  await side(5).scrollIntoViewIfNeeded();
  await expect(side(5).locator("canvas")).toBeVisible();
  expect(await drawn(side(5))).toBe(true);
  await expect(side(1).locator("canvas"), "and gives its memory back").toHaveCount(0);
  const line = side(5).getByText("Line 30: we talked about sleep, medicine and the allotment.", { exact: true });
  await line.evaluate((element) => getSelection()!.selectAllChildren(element));
  expect(await page.evaluate(() => getSelection()!.toString())).toContain("the allotment");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "nothing sticks out").toBeLessThanOrEqual(0);
});

test("a page is made larger, and words stay over their picture", async ({ app, page }) => {
  await opened(app, page, letter(1));
  const side = page.getByRole("region", { name: "Page 1 of 1" });
  const line = side.getByText("Dear Asha, this is side 1.", { exact: true });
  await expect(side.locator("canvas")).toBeVisible();
  const width = async (of: Locator) => (await of.boundingBox())!.width;
  const [before, words] = [await width(side.locator("canvas")), await width(line)];
  await app.press("Smaller").click({ force: true });
  expect(await width(side.locator("canvas")), "it is as small as it gets").toBe(before);
  await app.press("Larger").click();
  await expect(page.getByText("125 % of the width")).toBeVisible();
  await expect.poll(() => width(side.locator("canvas"))).toBeGreaterThan(before * 1.2);
  expect((await width(line)) / words).toBeCloseTo(1.25, 1);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "the page itself stays").toBeLessThanOrEqual(0);
});

test("the words alone fit a narrow screen, and are read as paragraphs", async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await opened(app, page, letter(2));
  const side = page.getByRole("region", { name: "Page 2 of 2" });
  await expect(side).toContainText("this is side 2.");
  await app.press("Words only").click();
  await expect(app.press("Words only")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".pdf-canvas")).toHaveCount(0);
  const paragraph = side.locator("p").filter({ hasText: "this is side 2. Line 1: we talked" });
  await expect(paragraph).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const region = page.getByRole("region", { name: "The letter" });
  expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth), "nothing to push sideways").toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await app.press("Words only").click();
  await expect(page.locator(".pdf-canvas").first()).toBeVisible();
});

test("one that is kept is read offline though it was never opened @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await only(page, letter(2));
  await app.go("Record");
  await app.press(/^Letters/).click();
  await expect(app.press(/A letter as PDF/)).toBeVisible();
  const viewers = () =>
    page.evaluate(async () => {
      const named = await caches.keys();
      const kept = await Promise.all(named.map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().filter(({ url }) => url.includes("/assets/pdf-")).length;
    });
  await expect.poll(viewers).toBe(3);
  await gateway.stop();
  await page.reload();
  await app.ready();
  await app.press(/A letter as PDF/).click();
  await expect(page.getByRole("region", { name: "Page 2 of 2" })).toContainText("Dear Asha, this is side 2.");
});

test("where nothing is kept, what shows it comes with the first look, and before it that is said @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha, "not mine");
  await controlled(page);
  await only(page, letter(2));
  await app.go("Record");
  await app.press(/^Letters/).click();
  await expect(app.press(/A letter as PDF/)).toBeVisible();
  await gateway.stop();
  await page.unroute(asked);
  await page.route(asked, (route) => route.abort());
  await app.press(/A letter as PDF/).click();
  await expect(app.main.getByText("This letter can't be shown right now.")).toBeVisible();
  await expectAccessible(page);
  await gateway.restart();
  await app.press("Try again").click();
  await expect(page.getByRole("region", { name: "Page 2 of 2" })).toContainText("Dear Asha, this is side 2.");
  const kept = await page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push([new URL(request.url).pathname, await (await cache.match(request))!.text()]);
    }
    return found as [string, string][];
  });
  expect(kept.filter(([url]) => url.startsWith("/assets/pdf-")).map(([url]) => url.replace(/-\w+\.\w+$/, "")).sort()).toEqual([
    "/assets/pdf-read", "/assets/pdf-view", "/assets/pdf-worker",
  ]);
  expect(kept.filter(([, text]) => text.includes("this is side 2")), "nothing of the letter is in the Cache API").toEqual([]);
});

test("a new version brings along what shows letters, where it was used @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await only(page, letter(1));
  await app.go("Record");
  await app.press(/^Letters/).click();
  await app.press(/A letter as PDF/).click();
  await expect(page.getByRole("region", { name: "Page 1 of 1" })).toContainText("Dear Asha");
  const build = newer();
  await gateway.restart(build);
  expect(await lookForUpdate(page)).toBe(true);
  const kept = await page.evaluate(async () => {
    const counts: number[] = [];
    for (const name of await caches.keys()) {
      counts.push((await (await caches.open(name)).keys()).filter(({ url }) => url.includes("/assets/pdf-")).length);
    }
    return counts;
  });
  expect(kept, "the version of before, and the one that waits").toEqual([3, 3]);
  rmSync(build, { recursive: true });
});

for (const [name, bytes, said] of [
  ["broken", Buffer.from("%PDF-1.7\nthen nothing that one could read"), /the file is damaged/],
  ["cut off", letter(3).subarray(0, 300), /the file is damaged/],
  ["locked by a password", pdf({ pages: [["Secret"]], locked: true }), /has a password of its own/],
  ["no PDF at all", Buffer.from("<html><script>alert(1)</script>"), /called a PDF, but it is not one/],
] as const) {
  test(`a letter that is ${name} is said to be, and offered as a file @once`, async ({ app, page }) => {
    await opened(app, page, bytes);
    await expect(app.main.getByText(said)).toBeVisible();
    await expect(page.locator(".pdf-canvas")).toHaveCount(0);
    await expectAccessible(page);
    const coming = page.waitForEvent("download");
    await app.press("Save it outside this app").click();
    expect((await coming).suggestedFilename()).toBe("letter.pdf");
  });
}

for (const script of scripts) {
  test(`a letter in ${script.name} is read without its font: what that needs comes then, and no more @once`, async ({ app, page }) => {
    const fetched: string[] = [];
    page.on("request", (request) => void (/pdf-maps/.test(request.url()) && fetched.push(request.url())));
    await opened(app, page, inScript(script));
    const side = page.getByRole("region", { name: "Page 1 of 1" });
    await expect(side).toContainText(script.words);
    await expect(side.locator("canvas")).toBeVisible();
    await expect(side).not.toContainText("may be missing");
    expect(new Set(fetched).size, "the maps of one script").toBe(1);
    await expectAccessible(page);
  });
}

test("what reads it did not come: that is said @once", async ({ app, page, gateway, complaints }) => {
  complaints.expect(answered(404), /is not what was built|Failed to (fetch|load)/);
  const build = mkdtempSync(join(tmpdir(), "lapwing-dist-"));
  cpSync(built, build, { recursive: true });
  for (const name of readdirSync(join(build, "assets"))) if (name.startsWith("pdf-maps-gb")) rmSync(join(build, "assets", name));
  await gateway.restart(build);
  await opened(app, page, inScript(scripts[0]));
  await expect(page.getByRole("region", { name: "Page 1 of 1" })).toContainText("A part of this page may be missing here.");
  rmSync(build, { recursive: true });
});

test("more than two hundred pages are counted, and the first of them are read @once", async ({ app, page }) => {
  await opened(app, page, letter(210));
  await expect(app.main.getByText("You see the first 200 of 210 pages here.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Page 200 of 210" })).toContainText("this is side 200.", { timeout: 30_000 });
  expect(await page.locator(".pdf-canvas").count(), "those that are near are drawn").toBeLessThan(6);
});

test("on paper a letter is a sheet for each page, and nothing else @once", async ({ app, page }, info) => {
  test.skip(info.project.name !== "phone light", "printed once");
  await opened(app, page, letter(3));
  await page.evaluate(() => ((window as unknown as { print: () => void }).print = () => document.body.setAttribute("data-printed", "")));
  await app.press("Print").click();
  await expect(page.locator("body[data-printed]")).toBeAttached();
  for (const side of [1, 2, 3]) expect(await drawn(page.getByRole("region", { name: `Page ${side} of 3` }))).toBe(true);
  const paper = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
});

test("a page without words says so @once", async ({ app, page }) => {
  await opened(app, page, pdf({ pages: [[], ["Here"]] }));
  const side = (at: number) => page.getByRole("region", { name: `Page ${at} of 2` });
  await expect(side(1)).toContainText("This page is a picture.");
  await expect(side(2)).toContainText("Here");
  await expect(side(2)).not.toContainText("This page is a picture.");
});

test("a picture that can't be read is not passed over in silence @once", async ({ app, page }) => {
  const size = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8";
  await opened(app, page, pdf({ pages: [["Beside a picture."]], objects: [stream("no picture", `${size} /Filter /JPXDecode`)], pictured: true }));
  const side = page.getByRole("region", { name: "Page 1 of 1" });
  await expect(side).toContainText("Beside a picture.");
  await expect(side).toContainText("A part of this page may be missing here.");
});

test("nothing in a letter runs, and nothing leaves @once", async ({ app, page, context }) => {
  const site = "http://127.0.0.1:9";
  const left: string[] = [];
  context.on("request", (request) => void (request.url().startsWith(site) && left.push(request.url())));
  const windows: unknown[] = [];
  page.on("dialog", (dialog) => void windows.push(dialog.dismiss()));
  context.on("page", (opened) => void windows.push(opened.url()));
  await opened(app, page, hostile(site), "application/octet-stream");
  const side = page.getByRole("region", { name: "Page 1 of 1" });
  await expect(side).toContainText("A letter that means harm.");
  await expect(side, "what was filled in").toContainText("Filled in: Your name: Asha of the form");
  await expect(side.locator("canvas")).toBeVisible();
  await expect(side.getByRole("link")).toHaveCount(0);
  await expect(side.getByRole("textbox")).toHaveCount(0);
  // Where its link was drawn, a press leads nowhere.
  const url = page.url();
  await side.locator(".pdf-paper").click({ position: { x: 60, y: 60 } });
  await page.waitForTimeout(500);
  expect([left, windows, page.url()]).toEqual([[], [], url]);
  await expect(page.locator("iframe, object, embed")).toHaveCount(0);
});

test("who goes away takes all of it along @once", async ({ app, page }) => {
  await opened(app, page, letter(2));
  await expect(page.locator(".pdf-canvas").first()).toBeVisible();
  expect(page.workers().filter((worker) => viewer.test(worker.url()))).toHaveLength(1);
  await app.go("Record");
  await expect(page.locator(".pdf-canvas")).toHaveCount(0);
  await expect.poll(() => page.workers().filter((worker) => viewer.test(worker.url())).length).toBe(0);
});

test("a letter of the demo is read at once, and one with words too is shown as it was made", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.open("/record/letters");
  await app.press(/Care plan review, 2 September/).click();
  await expect(page.getByRole("region", { name: "Page 2 of 2" })).toContainText("Next review");
  await app.open("/record/letters");
  await app.press(/Clinic letter, 14 October 2026/).click();
  await expect(app.main.getByText("Dear Asha").first()).toBeVisible();
  await app.press("Show the letter as it was made").click();
  await expect(page.getByRole("region", { name: "Page 1 of 1" })).toContainText("Dear Asha");
  await expectAccessible(page);
});
