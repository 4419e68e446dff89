import { expectAccessible } from "../axe.ts";
import { unreachable } from "../complaints.ts";
import { expect, type Page, test } from "../fixtures.ts";
import { sound } from "../sound.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";

const passphrase = "kettle moss nine";
const camera = "CAMERA-NOTES-51.4545N";
const { keepsakes } = words;

/** A large picture as a camera makes it: with notes of its own (Exif, APP1) behind the first two bytes. */
async function photo(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3000, 2000];
    const context = canvas.getContext("2d");
    context?.fillRect(0, 0, 3000, 1000);
    return canvas.toDataURL("image/jpeg");
  });
  const plain = Buffer.from(address.split(",")[1] ?? "", "base64");
  const notes = Buffer.from(`Exif\0\0${camera}`);
  const head = Buffer.from([0xff, 0xe1, 0, notes.length + 2]);
  return Buffer.concat([plain.subarray(0, 2), head, notes, plain.subarray(2)]);
}

test("photos and songs stay on this device, without what the camera wrote, and can be taken away", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  // What the page shows by an address of its own is looked at here.
  await page.addInitScript(() => {
    const [shown, make] = [[] as Blob[], URL.createObjectURL.bind(URL)];
    Object.assign(window, { shown });
    URL.createObjectURL = (of: Blob) => {
      shown.push(of);
      return make(of);
    };
  });
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await app.openAs(people.asha, "own", passphrase);
  await controlled(page);
  await app.go("Plan");
  await app.main.getByRole("link", { name: keepsakes.title }).click();
  await expect(app.heading).toHaveText(keepsakes.title);
  await expect(page.getByText(keepsakes.none)).toBeVisible();
  await expectAccessible(page);

  const bytes = await photo(page);
  expect(bytes.includes(camera)).toBe(true);
  await page.getByLabel(keepsakes.addPhoto).setInputFiles({ name: "lock.jpg", mimeType: "image/jpeg", buffer: bytes });
  const picture = page.getByRole("img", { name: keepsakes.photo });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280);
  const kept = await page.evaluate(async () => {
    const blob = (window as unknown as { shown: Blob[] }).shown.at(-1);
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  expect(kept.length).toBeGreaterThan(1000);
  expect(Buffer.from(kept).includes("Exif")).toBe(false);
  expect(Buffer.from(kept).includes(camera)).toBe(false);
  await page.getByLabel(keepsakes.words).fill("The lock at dusk");
  await page.getByLabel(keepsakes.addSong).setInputFiles({ name: "song.wav", mimeType: "audio/wav", buffer: sound() });
  await expect(page.locator("audio")).toBeVisible();
  // No photo, no song, and a song that is too large.
  await page.getByLabel(keepsakes.addPhoto).setInputFiles({ name: "no.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(page.getByText(keepsakes.unreadable)).toBeVisible();
  await page.getByLabel(keepsakes.addSong).setInputFiles({ name: "long.wav", mimeType: "audio/wav", buffer: Buffer.alloc(7 * 1024 * 1024) });
  await expect(page.getByText(keepsakes.tooLarge)).toBeVisible();
  await expectAccessible(page);

  // Offline, and loaded again: what is kept is behind the passphrase.
  await gateway.stop();
  await app.open("/plan/photos");
  await expect(app.heading).toHaveText(words.vault.hello);
  await expect(page.locator(".keepsake")).toHaveCount(0);
  await app.unlock(passphrase);
  const named = page.getByRole("img", { name: "The lock at dusk" });
  await expect(named).toBeVisible();
  await expect(page.locator("audio")).toHaveCount(0);
  await app.press(keepsakes.listen).click();
  await expect.poll(() => page.locator("audio").evaluate((audio: HTMLAudioElement) => Math.round(audio.duration))).toBe(1);

  await app.press(`${keepsakes.remove}: The lock at dusk`).click();
  await app.press(keepsakes.no).click();
  await expect(named).toBeVisible();
  await app.press(`${keepsakes.remove}: The lock at dusk`).click();
  await expectAccessible(page);
  await app.press(keepsakes.yes).click();
  await expect(named).toHaveCount(0);
  await page.reload();
  await app.unlock(passphrase);
  await expect(app.press(keepsakes.listen)).toBeVisible();
  await expect(page.getByRole("img")).toHaveCount(0);
  // Signing out tells what would go, and gives copies first.
  await app.menu(words.menu.signOut);
  await expect(app.heading).toHaveText(keepsakes.leaving);
  await expect(app.main.getByText(keepsakes.leavingSong)).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await app.press(keepsakes.leavingCopies).click();
  expect((await saved).suggestedFilename()).toBe("song.wav");
  await app.press(keepsakes.leavingStay).click();
  await expect(page.locator("audio")).toBeVisible();
  await app.menu(words.menu.signOut);
  await app.press(keepsakes.leavingGo).click();
  await expect(app.heading).not.toHaveText(keepsakes.leaving);
  await expect(page.locator("audio")).toHaveCount(0);
  const part = Buffer.from(kept).toString("base64").slice(200, 260);
  expect(sent.filter((body) => body.includes(part))).toEqual([]);
});
