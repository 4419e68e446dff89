/** States that a walk does not come by: loading, failing, withdrawn, away, unsent, a new version. */
import { rmSync } from "node:fs";
import type { Page, Route } from "@playwright/test";
import { newer } from "../builds.ts";
import { answer, begin, send } from "../checkin.ts";
import { answered, unreachable } from "../complaints.ts";
import { test } from "../fixtures.ts";
import { code, people, words } from "../words.ts";
import { controlled, lookForUpdate } from "../worker.ts";
import { camera } from "./pictures.ts";

const places = ["/", "/record/conditions", "/record/results", "/plan", "/check-ins", "/sharing"];
const data = /\/(fhir|questionnaires)\//;

/** Every request for data is answered like this, until the page is closed. */
async function every(page: Page, what: (route: Route) => Promise<void>): Promise<void> {
  await page.route(data, what);
}

test("while it loads", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "a-loading");
  await app.openAs(people.asha);
  await page.waitForLoadState("networkidle");
  const held = new Promise<void>((done) => page.once("close", () => done()));
  await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))));
  await every(page, () => held);
  for (const path of [...places, "/record/results/x", "/record/letters/x", "/check-ins/x"]) {
    await page.goto(path);
    await app.ready();
    await page.waitForTimeout(500);
    await picture(path);
  }
});

for (const [name, status] of [["busy", 503], ["not shared", 404]] as const) {
  test(`when it is ${name}`, async ({ app, page, complaints }, info) => {
    complaints.expect(answered(status));
    const picture = camera(page, info.project.name, `b-${name.replace(" ", "-")}`);
    await app.openAs(people.nell);
    await page.waitForLoadState("networkidle");
    const outcome = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "transient" }] };
    await every(page, (route) => route.fulfill({ status, contentType: "application/fhir+json", json: outcome }));
    for (const path of places) {
      await app.open(path);
      await page.waitForTimeout(300);
      await picture(path);
    }
  });
}

test("what was shared is withdrawn", async ({ app, page, otherDevice, complaints }, info) => {
  complaints.expect(answered(403), answered(404));
  const carer = await otherDevice();
  const picture = camera(carer.page, info.project.name, "d-withdrawn");
  await carer.openAs(people.rosa);
  await carer.press(new RegExp(people.leon.name)).click();
  await carer.band.waitFor();
  await app.openAs(people.leon);
  await app.menu(words.menu.sharing);
  await app.press(new RegExp(people.rosa.name)).click();
  await app.press(words.sharing.stop).click();
  const field = page.getByRole("textbox", { name: words.sharing.code });
  await field.or(app.main.getByText(words.sharing.cannot)).first().waitFor();
  if (await field.isVisible()) {
    await field.fill(code);
    await app.press(words.sharing.confirm).click();
  }
  await app.main.getByText(words.sharing.cannot).waitFor();
  await carer.places.getByRole("link", { name: "Plan", exact: true }).click();
  await carer.page.getByText(words.sharing.nothing).first().waitFor();
  await picture("the plan");
  await carer.places.getByRole("link", { name: "Today", exact: true }).click();
  await carer.page.waitForLoadState("networkidle");
  await picture("today");
});

test("a new version", async ({ app, page, gateway, complaints }, info) => {
  // The gateway is away for a moment while it starts with the other build.
  complaints.expect(unreachable);
  const picture = camera(page, info.project.name, "e-update");
  await app.openAs(people.asha);
  await controlled(page);
  const build = newer();
  await gateway.restart(build);
  await lookForUpdate(page);
  await page.getByText(words.update.offer).waitFor();
  await picture("offered");
  rmSync(build, { recursive: true });
});

test("away, and something unsent", async ({ app, page, gateway, complaints }, info) => {
  complaints.expect(unreachable, answered(401));
  const picture = camera(page, info.project.name, "f-away");
  await app.openAs(people.asha, "not mine");
  await app.open("/settings");
  await page.waitForLoadState("networkidle");
  await picture("a device that is not mine");
  await app.menu(words.menu.signOut);
  await app.signIn(people.asha);
  await begin(app);
  await gateway.stop();
  await answer(app, [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await send(app);
  await app.menu(words.menu.signOut);
  await picture("something is not sent");
  await gateway.restart();
  await page.context().clearCookies();
  await app.open("/record/medicines");
  await page.getByText(/Your sign-in is over/).waitFor();
  await picture("sign in again");
});
