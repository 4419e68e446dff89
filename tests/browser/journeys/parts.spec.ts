import { expectAccessible } from "../axe.ts";
import { answer, begin } from "../checkin.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { controlled } from "../worker.ts";
import { people, words } from "../words.ts";

const form = /\/assets\/part-form-/;

test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });
  // What Playwright puts in the place of the blocked worker answers with nothing.
  test.beforeEach(({ complaints }) => complaints.expect(/reading 'waiting'/));

  test("a part comes when it is needed, once", async ({ app, page }) => {
    const asked: string[] = [];
    page.on("request", (request) => void (/\/assets\/part-/.test(request.url()) && asked.push(request.url())));
    await app.open();
    expect(asked, "signing in needs no part").toEqual([]);
    await app.signIn(people.asha);
    await app.go("Check-ins");
    expect(asked.filter((url) => form.test(url))).toEqual([]);
    await begin(app);
    await answer(app, [1]);
    await app.go("Today");
    await app.go("Check-ins");
    await app.press(words.checkIn.resume).click();
    await expect(app.main.getByRole("radio").first()).toBeVisible();
    expect(asked.filter((url) => form.test(url))).toHaveLength(1);
  });

  test("a part that can't be fetched is said, help and the safety plan stand, and it comes later", async ({ app, page, complaints }) => {
    complaints.expect(unreachable);
    await app.openAs(people.asha);
    await page.route(form, (route) => route.abort());
    await app.go("Check-ins");
    await app.main.getByRole("link", { name: words.checkIn.start }).first().click();
    await expect(app.main.getByText(words.parts.notCome)).toBeVisible();
    await expectAccessible(page);
    await app.button(words.bar.help).click();
    await expect(app.dialog.getByRole("link", { name: "Call 999" })).toBeVisible();
    await app.press(words.close, app.dialog).click();
    await app.press(words.parts.safetyPlan).click();
    await expect(app.heading).toHaveText(words.parts.safetyPlan);
    await page.goBack();
    // It is asked for again by itself, and does not come.
    await expect(app.main.getByText(words.parts.notCome)).toBeVisible();
    await page.unroute(form);
    await app.press(words.parts.again).click();
    await expect(app.main.getByRole("radio").first()).toBeVisible();
  });

  test("a part that is not what was built is not used", async ({ app, page, complaints }) => {
    complaints.expect(/integrity|digest/i);
    await app.openAs(people.asha);
    await page.route(form, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 1, 0])]) });
    });
    await app.go("Check-ins");
    await app.main.getByRole("link", { name: words.checkIn.start }).first().click();
    await expect(app.main.getByText(words.parts.notCome)).toBeVisible();
  });

  test("a part that is used before it is there stops the app with words", async ({ app, page, complaints }) => {
    complaints.expect(/RuntimeError|null function|table/);
    await app.openAs(people.asha);
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "lapwingPart", { get: () => async () => undefined, set: () => undefined });
    });
    await page.goto("/settings");
    await expect(app.heading).toHaveText(words.trap.title);
    await expect(page.getByRole("link", { name: words.bar.help })).toBeVisible();
  });
});

test("after the first visit every part is kept", async ({ app, page }) => {
  await app.open();
  await controlled(page);
  const kept = await page.evaluate(async () => {
    const urls = [];
    for (const name of await caches.keys()) urls.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
    return urls;
  });
  for (const part of ["form", "record", "plan", "sharing", "settings", "sending", "shared"]) {
    expect(kept.some((url) => url.includes(`/assets/part-${part}-`)), part).toBe(true);
  }
  expect(kept.filter((url) => url.includes("/assets/pdf-")), "what shows PDF letters comes with the first one").toEqual([]);
});
