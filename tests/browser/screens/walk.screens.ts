import { begin, answer, send } from "../checkin.ts";
import { unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { trap } from "../trap.ts";
import { people, words } from "../words.ts";
import { controlled } from "../worker.ts";
import { camera } from "./pictures.ts";

test("signing in", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "1-sign-in");
  await page.route("**/session", (route) => setTimeout(() => void route.continue(), 1500));
  await page.goto("/");
  await picture("opening");
  await app.ready();
  await picture("people");
  await app.button(words.bar.help).click();
  await picture("help");
  await app.press(words.close, app.dialog).click();
  await app.press(new RegExp(people.asha.name)).click();
  await app.page.getByRole("radio").first().waitFor();
  await picture("device");
  await app.choose(words.signIn.own);
  await app.protect();
  await app.button(words.bar.you).click();
  await picture("person menu");
  await app.press(words.menu.signOut, app.dialog).click();
  await page.getByText(words.signIn.signedOut).waitFor();
  await picture("signed out");
  await page.goto("/help.html");
  await picture("help page");
});

for (const [walk, person] of [["2-rich", people.asha], ["3-empty", people.nell]] as const) {
  test(`the places, ${walk}`, async ({ app, page }, info) => {
    const picture = camera(page, info.project.name, walk);
    await app.openAs(person);
    await picture("today");
    for (const place of ["Record", "Check-ins", "Plan", "Team"] as const) {
      await app.go(place);
      await app.main.getByText("Loading").waitFor({ state: "detached" });
      await picture(place);
    }
    for (const shelf of words.record.shelves) {
      await app.go("Record");
      await app.press(new RegExp(`^${shelf}`)).click();
      await page.waitForLoadState("networkidle");
      await picture(shelf);
      const first = app.main.getByRole("listitem").getByRole("link").first();
      if (/Results|Letters/.test(shelf) && (await first.isVisible())) {
        await first.click();
        await page.waitForLoadState("networkidle");
        await picture(`${shelf} one`);
        const table = app.main.getByText(words.record.table).first();
        if (await table.isVisible()) {
          await table.click();
          await picture(`${shelf} table`);
        }
      }
    }
    for (const path of ["/settings", "/settings/devices", "/settings/kept", "/feedback", "/sharing", "/waiting", "/no-such-place"]) {
      await app.open(path);
      await page.waitForLoadState("networkidle");
      await picture(path);
    }
  });
}

test("a check-in", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "4-check-in");
  await app.openAs(people.asha);
  await begin(app);
  await picture("first question");
  await app.press(words.checkIn.go).click();
  await picture("no answer");
  await answer(app, [1, 2, 1, 2, 1, 1, 2, 1]);
  await page.getByRole("radio", { name: words.checkIn.options[1] as string }).check();
  await picture("help under the answer");
  await app.press(words.checkIn.go).click();
  await app.press(words.checkIn.send).waitFor();
  await picture("review");
  await send(app);
  await app.main.getByText(words.checkIn.told).waitFor();
  await picture("thanks");
  await app.go("Check-ins");
  await app.press(/past answers/i).click();
  await page.waitForLoadState("networkidle");
  await picture("past answers");
});

test("feedback", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "5-feedback");
  await app.openAs(people.asha);
  await app.menu(words.menu.feedback);
  await picture("empty");
  await app.press(words.feedback.send).click();
  await picture("missing");
  await page.getByRole("radio", { name: "Good", exact: true }).check();
  await app.press(words.feedback.send).click();
  await page.getByText(words.feedback.thanks).waitFor();
  await picture("thanks");
});

test("a carer", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "6-carer");
  await app.openAs(people.rosa);
  await picture("people");
  await app.press(new RegExp(people.leon.name)).click();
  await app.band.waitFor();
  await picture("today of somebody else");
  for (const place of ["Plan", "Record", "Check-ins", "Team"]) {
    await app.places.getByRole("link", { name: place, exact: true }).click();
    await page.waitForLoadState("networkidle");
    await picture(`${place} of somebody else`);
  }
});

test("sharing", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "7-sharing");
  await app.openAs(people.asha);
  await app.menu(words.menu.sharing);
  await app.press(new RegExp(people.rosa.name)).click();
  await page.getByRole("checkbox").first().waitFor();
  await picture("nothing shared");
  await page.getByRole("checkbox", { name: new RegExp(`^${words.sharing.plan}`) }).check();
  await app.press(words.sharing.save).click();
  await page.waitForLoadState("networkidle");
  await picture("saved");
});

test("after a trap", async ({ app, page, complaints }, info) => {
  complaints.expect(/unreachable|RuntimeError/);
  const picture = camera(page, info.project.name, "9-trap");
  await app.openAs(people.asha);
  await trap(page);
  await app.button(words.trap.reload).waitFor();
  await picture("words and reload");
});

test("offline", async ({ app, page, gateway, complaints }, info) => {
  complaints.expect(unreachable);
  const picture = camera(page, info.project.name, "8-offline");
  await app.openAs(people.asha);
  await controlled(page);
  await app.go("Record");
  await app.press(/^Medicines/).click();
  await page.waitForLoadState("networkidle");
  await gateway.stop();
  await app.open("/");
  await picture("today");
  await app.open("/record/medicines");
  await picture("medicines");
  await app.open("/record/letters");
  await picture("never read");
  await begin(app);
  await answer(app, [0, 0, 0, 0, 0, 0, 0, 0, 1]);
  await send(app);
  await picture("thanks, not told");
  await app.open("/waiting");
  await picture("waiting");
});

test("the passphrase", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "9-passphrase");
  await app.open();
  await app.press(new RegExp(people.asha.name)).click();
  await app.choose(words.signIn.own);
  await expect(app.heading).toHaveText(words.vault.first);
  await picture("first");
  await page.getByLabel(words.vault.next).fill("short");
  await app.press(words.vault.set).click();
  await expect(page.getByText(words.vault.short, { exact: true })).toBeVisible();
  await picture("too short");
  await app.protect("kettle moss nine");
  await app.menu(words.menu.settings);
  await picture("settings");
  await app.press(words.devices.title).click();
  await app.main.getByText(words.devices.here).waitFor();
  await picture("devices");
  await page.goBack();
  await app.press(words.vault.change).click();
  await picture("change");
  await app.press("Go back").click();
  await app.press(words.vault.lockNow).click();
  await expect(app.heading).toHaveText(words.vault.hello);
  await picture("locked");
  await app.unlock("not the right one");
  await expect(page.getByText(words.vault.wrong)).toBeVisible();
  await picture("wrong");
  await app.press(words.vault.forgotten).click();
  await picture("forgotten");
});

test("check-ins over time", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "9-over-time");
  await app.openAs(people.asha);
  await app.go("Check-ins");
  await app.press(/^See past answers.*Mood check-in/).click();
  await expect(app.heading).toBeVisible();
  await page.waitForLoadState("networkidle");
  await picture("past");
  await app.main.getByRole("link", { name: /^See the answers/ }).first().click();
  await expect(app.main.getByRole("button", { name: /note/i }).first()).toBeVisible();
  await picture("one");
  await app.go("Check-ins");
  await app.press(/^Plan when.*Mood check-in/).click();
  await expect(app.heading).toBeVisible();
  await picture("plan");
});
