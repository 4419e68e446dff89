import { test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

test("the whole record", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "8-whole-record");
  await app.openAs(people.asha);
  await picture("today with news");
  await app.press(words.record.ready).click();
  await picture("news");
  await app.go("Record");
  await picture("record");
  for (const [shelf, name] of [["Visits and stays", "visits"], ["What your team looks out for", "looked out for"], ["Clinic notes", "notes"], ["Reports and scans", "reports"], ["Family history", "family"], ["Consent and legal status", "rights"], ["Referrals and requests", "referrals"]] as const) {
    await app.go("Record");
    await app.press(new RegExp(`^${shelf}`)).click();
    await page.waitForLoadState("networkidle");
    await picture(name);
    await app.main.getByRole("listitem").getByRole("link").first().click();
    await page.waitForLoadState("networkidle");
    await picture(`${name} one`);
  }
  await page.goto("/record/results");
  await app.ready();
  await page.waitForLoadState("networkidle");
  await picture("results that wait");
  await app.go("Record");
  await app.press(new RegExp(`^${words.record.overTime}`)).click();
  await page.waitForLoadState("networkidle");
  await picture("over time");
  await app.go("Record");
  await app.press(new RegExp(`^${words.record.search}`)).click();
  await page.getByLabel(words.record.lookFor).fill("sertraline");
  await picture("search");
});

test("a letter as PDF", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "8-letter-pdf");
  await app.openAs(people.asha);
  await app.open("/record/letters");
  await picture("letters");
  await app.press(/Care plan review, 2 September 2026/).click();
  const side = page.getByRole("region", { name: "Page 1 of 2" });
  await side.locator("canvas").waitFor();
  await picture("read");
  await app.press("Larger").click();
  await app.press("Larger").click();
  await page.waitForTimeout(500);
  await picture("larger");
  await app.press("Words only").click();
  await picture("words");
  await app.open("/record/medicines");
  await app.press(/Sertraline 50mg/).click();
  await page.waitForLoadState("networkidle");
  await picture("medicine over time");
});
