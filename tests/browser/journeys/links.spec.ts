import { randomBytes } from "node:crypto";
import { expectAccessible } from "../axe.ts";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { file, link, links } from "../links.ts";
import { code, people, words } from "../words.ts";

const right = "482913";

test("a link is made, opened elsewhere with its passcode and without an account, and stopped", async ({
  app,
  page,
  otherDevice,
  complaints,
}) => {
  test.slow();
  complaints.expect(answered(401), answered(403), answered(404));
  await app.openAs(people.asha);
  await app.menu(words.menu.sharing);
  await app.press(links.title).click();
  await expect(app.heading).toHaveText(links.title);
  await expectAccessible(page);
  await app.press(links.make).click();
  await app.press(links.go).click();
  await expect(app.main.getByText(links.missing)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: links.about }).check();
  await app.press(links.go).click();
  await expect(app.main.getByText(links.nothing)).toBeVisible();
  await page.getByRole("radio", { name: links.plan }).check();
  await page.getByLabel(links.passcode).fill(right);
  await app.press(links.go).click();
  const field = page.getByRole("textbox", { name: words.sharing.code });
  await expect(app.heading.filter({ hasText: links.made }).or(field).first()).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(words.sharing.confirm).click();
  }
  await expect(app.heading).toHaveText(links.made);
  await expect(page.getByRole("img", { name: links.picture })).toBeVisible();
  await app.main.getByText(links.text, { exact: true }).click();
  const made = (await app.main.locator(".link-text").textContent()) ?? "";
  expect(made).toMatch(/^http:\/\/[^/]+\/link#shlink:\/[\w-]{200,}$/);
  expect(page.url()).not.toContain("shlink");
  await expectAccessible(page);
  await app.press(links.back).click();
  await expect(app.main.getByText("Nobody has opened it")).toBeVisible();
  await expectAccessible(page);

  const doctor = await otherDevice();
  const asked: string[] = [];
  doctor.page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`));
  await doctor.page.goto(new URL(made).pathname + new URL(made).hash);
  await expect(doctor.heading).toHaveText(links.open);
  await expect(doctor.page.getByLabel(links.who)).toBeVisible();
  expect(doctor.page.url()).toMatch(/\/link$/);
  expect(await doctor.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  await expectAccessible(doctor.page);
  await doctor.page.getByLabel(links.who).fill("Dr Grey, Elsewhere Hospital");
  await doctor.page.getByLabel(links.thePasscode).fill("000000");
  await doctor.press(links.openIt).click();
  await expect(doctor.main.getByText(links.wrong)).toBeVisible();
  await expectAccessible(doctor.page);
  await doctor.page.getByLabel(links.thePasscode).fill(right);
  await doctor.press(links.openIt).click();
  await expect(doctor.heading).toHaveText(links.inside);
  await expect(doctor.main.getByText("Asha Rahman").first()).toBeVisible();
  await expect(doctor.main.locator("section.plan").first()).toBeVisible();
  await expectAccessible(doctor.page);
  const key = JSON.parse(Buffer.from(made.split("shlink:/")[1] ?? "", "base64url").toString()).key as string;
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((request) => request.includes(key) || request.includes("shlink"))).toEqual([]);
  expect(await doctor.page.evaluate(async () => (await indexedDB.databases()).length)).toBeLessThanOrEqual(1);
  await doctor.press(links.close).click();
  await doctor.page.goBack();
  await expect(doctor.main.getByText("Asha Rahman")).toHaveCount(0);

  await app.menu(words.menu.sharing);
  await app.press(links.title).click();
  await expect(app.main.getByText(links.opened)).toBeVisible();
  await expect(app.main.getByText(links.by)).toBeVisible();
  await expectAccessible(page);
  await app.press(links.again).click();
  await expect(app.heading).toHaveText(links.made);
  await page.goBack();
  await app.press(links.stop).click();
  await expect(app.main.getByText(links.over)).toBeVisible();
  await doctor.page.goto("/");
  await doctor.page.goto(new URL(made).pathname + new URL(made).hash);
  await doctor.page.getByLabel(links.who).fill("Dr Grey");
  await doctor.page.getByLabel(links.thePasscode).fill(right);
  await doctor.press(links.openIt).click();
  await expect(doctor.main.getByText(links.nothingHere)).toBeVisible();
  await expectAccessible(doctor.page);
});

test("a link of another gateway is read, and what is wrong with one is said", async ({ app, page }) => {
  const key = randomBytes(32);
  const bundle = {
    resourceType: "Bundle",
    type: "collection",
    entry: [
      { resource: { resourceType: "Patient", id: "x", name: [{ text: "Oda Example" }] } },
      { resource: { resourceType: "AllergyIntolerance", id: "y", code: { text: "Penicillin" }, patient: { reference: "Patient/x" } } },
    ],
  };
  let answer: { contentType: string; embedded: string }[] = [];
  const bodies: string[] = [];
  await page.route("**/link-reader", async (route) => {
    bodies.push(route.request().postData() ?? "");
    await route.fulfill({ json: { files: answer } });
  });
  const bring = async (text: string) => {
    await page.getByLabel(links.paste).fill(text);
    await app.press(links.goOn).click();
  };
  const open = async () => {
    await page.getByLabel(links.who).fill("Dr Grey");
    await app.press(links.openIt).click();
  };
  await app.page.goto("/link");
  await expect(app.heading).toHaveText(links.open);
  await expectAccessible(page);
  // A link that is put into the address of the open page is taken out of it again.
  await page.evaluate((link) => {
    location.hash = link;
  }, link(key).split("#")[1] ?? "");
  await expect(page.getByLabel(links.who)).toBeVisible();
  expect(page.url()).toMatch(/\/link$/);
  await page.reload();
  await expect(page.getByLabel(links.who)).toHaveCount(0);
  await bring("hello");
  await expect(app.main.getByText(links.noLink)).toBeVisible();
  await expectAccessible(page);
  for (const zip of [true, false]) {
    answer = [
      { contentType: "application/fhir+json", embedded: file(key, bundle, zip) },
      { contentType: "application/smart-health-card", embedded: file(key, { verifiableCredential: [] }, zip) },
    ];
    await page.goto("/link");
    await bring(link(key));
    await expect(app.main.getByText(/It is kept by shl\.example\.org/)).toBeVisible();
    await open();
    await expect(app.heading).toHaveText(links.inside);
    await expect(app.main.getByText("Oda Example").first()).toBeVisible();
    await expect(app.main.getByText("Penicillin").first()).toBeVisible();
    await expect(app.main.getByText(/Not shown: 1 SMART Health Card/)).toBeVisible();
    await expectAccessible(page);
  }
  expect(bodies.join()).not.toContain(key.toString("base64url"));
  // Another key; a changed letter.
  const whole = file(key, bundle);
  for (const bad of [file(randomBytes(32), bundle), whole.slice(0, -30) + (whole.at(-30) === "A" ? "B" : "A") + whole.slice(-29)]) {
    answer = [{ contentType: "application/fhir+json", embedded: bad }];
    await page.goto("/link");
    await bring(link(key));
    await open();
    await expect(app.main.getByText(links.locked)).toBeVisible();
  }
  await expectAccessible(page);
});

test("the emergency card holds what was chosen, on the screen and on paper", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.press(links.card).click();
  await expect(app.heading).toHaveText(links.cardTitle);
  const card = page.getByRole("region", { name: links.cardTitle });
  await expect(card).toContainText("Asha Rahman");
  const allergies = page.getByRole("group", { name: "Allergies" }).getByRole("checkbox");
  await expect(allergies.first()).toBeVisible();
  const name = (await page.getByRole("group", { name: "Allergies" }).locator(".tick-text").first().textContent()) ?? "";
  await expect(card).not.toContainText(name);
  await allergies.first().check();
  await expect(card).toContainText(name);
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  await expect(card).toBeVisible();
  await expect(allergies.first()).toBeHidden();
  const box = await card.boundingBox();
  // A7 is 105 by 74 millimetres, at 96 points an inch.
  expect(box?.width).toBeLessThanOrEqual(397 + 2);
  await page.emulateMedia({ media: null });
  await page.reload();
  await app.ready();
  await expect(card).toContainText(name);
});
