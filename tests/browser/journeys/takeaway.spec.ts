import { readFile } from "node:fs/promises";
import { away, beside } from "../away-words.ts";
import { expectAccessible } from "../axe.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { people } from "../words.ts";

test("the record is taken away as files, offline too, and as a page to print", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(away.link).click();
  await expect(app.heading).toHaveText(away.title);
  await expect(page.getByText(away.safe)).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expectAccessible(page);
  await gateway.stop();
  const saved: Record<string, string> = {};
  for (const button of away.files) {
    const download = page.waitForEvent("download");
    await app.button(button).click();
    const file = await download;
    saved[file.suggestedFilename().replace(/-\d{4}-\d\d-\d\d/, "")] = await readFile(await file.path(), "utf8");
    await expect(app.main.getByText(away.made)).toBeVisible();
  }
  await expectAccessible(page);
  const all = JSON.parse(saved["my-record.json"] ?? "");
  expect(all.entry.length).toBeGreaterThan(200);
  const summary = JSON.parse(saved["my-summary.json"] ?? "");
  expect(summary.entry[0].resource.resourceType).toBe("Composition");
  expect(saved["my-results.csv"]?.split("\r\n").length).toBeGreaterThan(100);
  expect(saved["my-check-ins.csv"]).toContain("PHQ-9");
  await app.press(away.paper).click();
  await expect(app.heading).toHaveText(away.paperTitle);
  await expect(page.getByRole("button", { name: away.print })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: away.part })).toBeVisible();
  await expect(page.getByRole("button", { name: away.print })).toBeHidden();
  await expect(page.getByText(/^NHS number: 999/)).toBeVisible();
});

test("at an entry the person reads what it means, and tells the team that something is not right", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Conditions/).click();
  await app.main.getByRole("link", { name: "Asthma" }).click();
  await expect(app.heading).toHaveText("Asthma");
  await expect(page.getByRole("heading", { name: beside.means })).toBeVisible();
  await expect(page.getByText(beside.unchecked)).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForLoadState("networkidle");
  await gateway.stop();
  await app.button(beside.wrong).click();
  await page.getByLabel(beside.what).fill("It was only once, in 2009.");
  await expect(page.getByText(beside.kept)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await app.ready();
  await app.button(beside.wrong).click();
  await expect(page.getByLabel(beside.what)).toHaveValue("It was only once, in 2009.");
  await app.button(beside.send).click();
  await expect(page.getByText(beside.here)).toBeVisible();
  await expectAccessible(page);
  await gateway.restart();
  await expect(async () => {
    await page.reload();
    await app.ready();
    await expect(page.getByText(beside.sent)).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});

test("more of a medicine is asked for", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await app.main.getByRole("link", { name: /^Salbutamol/ }).click();
  await app.button(beside.more).click();
  await expect(page.getByText(beside.takes)).toBeVisible();
  await expectAccessible(page);
  await app.button(beside.ask).click();
  await expect(page.getByText(beside.sent)).toBeVisible();
  await expectAccessible(page);
});
