import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answered, unreachable } from "../complaints.ts";
import { expect, type Page, test } from "../fixtures.ts";
import { type Gateway, load } from "../gateway.ts";
import { controlled } from "../worker.ts";
import { people, words } from "../words.ts";

const category = "http://terminology.hl7.org/CodeSystem/observation-category";

/** The team's own system writes a result into Asha's record, while the gateway runs. */
function resultCame(gateway: Gateway, name: string): void {
  const file = join(mkdtempSync(join(tmpdir(), "lapwing-news-")), "result.json");
  const result = {
    resourceType: "Observation",
    id: name.toLowerCase().replaceAll(" ", "-"),
    status: "final",
    category: [{ coding: [{ system: category, code: "laboratory" }] }],
    code: { text: name },
    subject: { reference: "Patient/asha" },
    effectiveDateTime: "2019-03-04",
    valueQuantity: { value: 4.2, unit: "mmol/L" },
  };
  writeFileSync(file, JSON.stringify(result));
  load(gateway.data, [file]);
}

/** Where the page stands, and where the element is that the person looks at. */
const place = (page: Page): Promise<[number, number | undefined, string]> =>
  page.evaluate(() => [
    Math.round(scrollY),
    document.activeElement?.getBoundingClientRect().top,
    document.activeElement?.getAttribute("href") ?? "",
  ]);

const soon = { timeout: 5_000 };

test("a result that comes is on the open list, and nothing moves under who reads @once", async ({ app, page, gateway }) => {
  await app.openAs(people.asha);
  await controlled(page);
  await app.go("Record");
  await app.press(/^Results/).click();
  await expect(app.heading).toHaveText("Results");
  const stream = page.waitForRequest("**/live").catch(() => undefined);
  void stream;
  const third = app.main.getByRole("listitem").getByRole("link").nth(2);
  await third.focus();
  await third.evaluate((link) => link.scrollIntoView({ block: "start" }));
  const before = await place(page);

  resultCame(gateway, "Zeta marker");
  await expect(app.main.getByText("Zeta marker")).toBeAttached(soon);
  expect(await place(page)).toEqual(before);

  // What is typed stays as it is, and is searched in what came.
  await page.goto("/record/search");
  await app.ready();
  const field = page.getByLabel(words.record.lookFor);
  await field.pressSequentially("marker");
  await expect(app.main.getByText("Zeta marker")).toBeVisible();
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 4));
  resultCame(gateway, "Second marker");
  await expect(app.main.getByText("Second marker")).toBeVisible(soon);
  await expect(field).toBeFocused();
  expect(await field.evaluate((input: HTMLInputElement) => [input.value, input.selectionStart, input.selectionEnd])).toEqual(["marker", 2, 4]);
});

test("what comes while the stream is cut appears later @once", async ({ app, page, gateway, context, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await app.go("Record");
  await app.press(/^Results/).click();
  await expect(app.heading).toHaveText("Results");

  await context.setOffline(true);
  resultCame(gateway, "While offline");
  await expect(app.main.getByText("While offline")).toHaveCount(0);
  await context.setOffline(false);
  await expect(app.main.getByText("While offline")).toBeAttached({ timeout: 20_000 });

  // The gateway goes away and comes back: the browser opens the stream again.
  await gateway.stop();
  resultCame(gateway, "While away");
  await gateway.restart();
  await expect(app.main.getByText("While away")).toBeAttached({ timeout: 40_000 });
});

test("a page that is not seen has no stream, and looks once when it is seen again @once", async ({ app, page, gateway }) => {
  await app.openAs(people.asha);
  await app.go("Record");
  await app.press(/^Results/).click();
  await expect(app.heading).toHaveText("Results");
  const seen = (visible: boolean): Promise<void> =>
    page.evaluate((visible) => {
      const state = visible ? "visible" : "hidden";
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, visible);
  await seen(false);
  let asked = 0;
  page.on("request", (request) => void (asked += Number(request.url().includes("/fhir/"))));
  resultCame(gateway, "While hidden");
  await page.waitForTimeout(1_500);
  expect(asked).toBe(0);
  await seen(true);
  await expect(app.main.getByText("While hidden")).toBeAttached(soon);
});

test("a session that is ended elsewhere ends here at once @once", async ({ app, otherDevice, complaints }) => {
  complaints.expect(answered(401));
  await app.openAs(people.asha);
  await app.go("Record");
  const tablet = await otherDevice();
  await tablet.openAs(people.asha);
  await tablet.page.goto("/settings/devices");
  await tablet.ready();
  await tablet.press(words.devices.signOutThere).click();
  await expect(app.heading).toHaveText(words.signIn.title, { timeout: 10_000 });
});
