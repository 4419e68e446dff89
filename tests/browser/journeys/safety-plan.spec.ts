import type { App } from "../app.ts";
import { expectAccessible } from "../axe.ts";
import { answered, unreachable } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { Records } from "../records.ts";
import { controlled } from "../worker.ts";
import { paper } from "../plan-words.ts";
import { people, words } from "../words.ts";

const { safety } = words;
const passphrase = "kettle moss nine";
const plans = "CarePlan?category=safety-plan";

/** Adds a line to the step that is open. */
async function add(app: App, text: string, phone?: string): Promise<void> {
  await app.page.getByLabel(safety.line).fill(text);
  if (phone) await app.page.getByLabel(safety.phone).fill(phone);
  await app.press(safety.add).click();
  await expect(app.main.getByText(text, { exact: true })).toBeVisible();
}

/** Opens a step from the plan. */
async function step(app: App, at: number): Promise<void> {
  await app.main.getByRole("link", { name: new RegExp(`part: ${safety.steps[at]}$`) }).click();
  await expect(app.heading).toHaveText(safety.steps[at] as string);
}

test("built offline, delivered later, there after loading again", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha);
  await controlled(page);
  await gateway.stop();
  await page.reload();
  await app.ready();
  await app.press(safety.link).click();
  await expect(app.heading).toHaveText(safety.title);
  await expectAccessible(page);
  await app.press(safety.begin).click();
  for (const [at, name] of safety.steps.entries()) {
    await expect(app.heading).toHaveText(name);
    await expect(app.heading).toBeFocused();
    if (at === 0) {
      // An example is begun from.
      await app.main.getByRole("button", { name: "I feel numb" }).click();
      await expect(page.getByLabel(safety.line)).toBeFocused();
      await app.press(safety.add).click();
      await expectAccessible(page);
    }
    if (at === 3) await add(app, "Rosa", "07700 900123");
    if (at === 6) await add(app, "My two cats");
    await app.press(at < 6 ? safety.next : safety.done).click();
  }
  await expect(app.heading).toHaveText(safety.title);
  await expect(page.getByText(safety.here)).toBeVisible();
  await expect(app.main.getByRole("link", { name: /^Call 07700 900123/ })).toHaveAttribute("href", "tel:07700900123");
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText("My two cats")).toBeVisible();

  await gateway.restart();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.getByText(safety.sent)).toBeVisible({ timeout: 40_000 });
  const [plan] = await (await Records.as(gateway, people.asha.id)).search(plans);
  expect(JSON.stringify(plan)).toContain("My two cats");
  await page.reload();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await expect(page.getByText("I feel numb")).toBeVisible();
  // Two taps from anywhere: help leads there.
  await app.go("Team");
  await app.button(words.bar.help).click();
  await app.press(safety.link, app.dialog).click();
  await expect(app.heading).toHaveText(safety.title);
});

test("written, moved, taken out and put back by keyboard", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.open("/plan/safety/1");
  const press = async (name: string) => {
    await app.main.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  for (const text of ["No sleep", "Numb"]) {
    await page.getByLabel(safety.line).focus();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(safety.line)).toBeFocused();
  }
  const lines = app.main.getByRole("list").first().locator(".plan-text");
  await expect(lines).toHaveText(["No sleep", "Numb"]);
  await press("Move up: Numb");
  await expect(lines).toHaveText(["Numb", "No sleep"]);
  await press("Take out: Numb");
  await expect(lines).toHaveText(["No sleep"]);
  await expect(app.press(safety.undo)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(lines).toHaveText(["Numb", "No sleep"]);
  await press("Change: No sleep");
  await expect(page.getByLabel(safety.changing)).toBeFocused();
  await page.keyboard.type(" for two nights");
  await page.keyboard.press("Enter");
  await expect(lines).toHaveText(["Numb", "No sleep for two nights"]);
  await press(safety.done);
  await expect(page.getByText(safety.sent)).toBeVisible();
  await app.press(safety.before).click();
  await expect(app.heading).toHaveText(safety.before);
  await expectAccessible(page);
});

test("how am I now leads to the step that may help", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.open("/plan/safety/4");
  await add(app, "Rosa", "07700 900123");
  await app.press(safety.done).click();
  await app.press(safety.now).click();
  await expectAccessible(page);
  await app.press(safety.someone).click();
  await expect(app.heading).toHaveText(safety.steps[3] as string);
  await expect(app.main.getByRole("link", { name: "Text 07700 900123, Rosa" })).toHaveAttribute("href", "sms:07700900123");
  await expectAccessible(page);
  await app.press(safety.goOn).click();
  await expect(app.heading).toHaveText(safety.steps[4] as string);
  await app.main.getByRole("button", { name: words.bar.help }).click();
  await expect(app.dialog.getByRole("link", { name: "Call 999" })).toBeVisible();
});

test("changed on two devices: nothing is lost, and the person chooses", async ({ app, page, context, otherDevice, complaints }) => {
  complaints.expect(unreachable, answered(412));
  await app.openAs(people.asha);
  await app.open("/plan/safety/4");
  await add(app, "Rosa");
  await app.press(safety.done).click();
  await expect(page.getByText(safety.sent)).toBeVisible();
  const other = await otherDevice();
  await other.openAs(people.asha, "not mine");
  await other.press(safety.link).click();
  await expect(other.main.getByText("Rosa", { exact: true })).toBeVisible();
  await context.setOffline(true);
  for (const [device, text, more] of [
    [app, "Rosa at work", "Walk"],
    [other, "Rosa at home", "Music"],
  ] as const) {
    await step(device, 3);
    await device.main.getByRole("button", { name: "Change: Rosa" }).click();
    await device.page.getByLabel(safety.changing).fill(text);
    await device.press(safety.keep).click();
    await device.press(safety.done).click();
    await step(device, 1);
    await add(device, more);
    await device.press(safety.done).click();
  }
  await expect(other.page.getByText(safety.sent)).toBeVisible();
  await expect(page.getByText(safety.here)).toBeVisible();
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(app.main.getByRole("heading", { name: safety.two })).toBeVisible({ timeout: 40_000 });
  for (const text of ["Walk", "Music", "Rosa at work", "Rosa at home"]) {
    await expect(app.main.getByText(text, { exact: true }).first()).toBeVisible();
  }
  await expectAccessible(page);
  await app.main.getByRole("button", { name: safety.mine }).click();
  await expect(app.main.getByText("Rosa at home", { exact: true })).toHaveCount(0);
  await expect(page.getByText(safety.sent)).toBeVisible();
  await page.reload();
  await expect(app.main.getByText("Rosa at work", { exact: true })).toBeVisible();
  await expect(app.main.getByText("Rosa at home", { exact: true })).toHaveCount(0);
});

test("read without unlocking only by choice, offline, and gone when it is switched off", async ({ app, page, gateway, complaints }) => {
  complaints.expect(unreachable);
  await app.openAs(people.asha, "own", passphrase);
  await controlled(page);
  await app.open("/plan/safety/2");
  await app.unlock(passphrase);
  await add(app, "Walk to the lock");
  await app.press(safety.done).click();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await page.reload();
  await expect(app.heading).toHaveText(words.vault.hello);
  await expect(app.press(safety.link)).toHaveCount(0);
  await app.unlock(passphrase);
  await app.main.getByRole("switch", { name: safety.open }).check();
  await expect(page.getByText(paper.openKept)).toBeVisible();
  await gateway.stop();
  await app.open("/");
  await expect(app.heading).toHaveText(words.vault.hello);
  await app.press(safety.link).click();
  await expect(app.heading).toHaveText(safety.hello);
  await expect(page.getByText("Walk to the lock")).toBeVisible();
  await expect(page.getByText(safety.checked)).toBeVisible();
  await expect(app.places).toHaveCount(0);
  await expectAccessible(page);
  // The plain page of help leads there too.
  await page.goto("/help.html");
  await page.getByRole("link", { name: safety.link }).click();
  await expect(page.getByText("Walk to the lock")).toBeVisible();
  await app.open("/");
  await app.unlock(passphrase);
  await app.press(safety.link).click();
  await app.main.getByRole("switch", { name: safety.open }).uncheck();
  await expect(page.getByText(paper.openGone)).toBeVisible();
  await page.reload();
  await expect(app.heading).toHaveText(words.vault.hello);
  await expect(page.getByText("Walk to the lock")).toHaveCount(0);
});

test("a goal is rated, and its numbers are a picture and a table", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.main.getByText(paper.rate).first().click();
  for (const value of ["3", "5"]) {
    await app.main.getByRole("button", { name: value, exact: true }).first().click();
    await expectAccessible(page);
    await app.press(paper.keepNumber).click();
    await expect(app.main.getByText(new RegExp(`Your last number: ${value} out of 10`))).toBeVisible();
  }
  await app.main.getByText(paper.numbers).first().click();
  await expect(app.main.getByRole("table").getByRole("row")).toHaveCount(3);
  await expectAccessible(page);
});

test("about me is written in its parts, and there after loading again", async ({ app, page }) => {
  await app.openAs(people.asha);
  await app.go("Plan");
  await app.press(paper.about).click();
  await expect(app.heading).toHaveText(paper.aboutTitle);
  await expectAccessible(page);
  await app.press(safety.begin).click();
  await add(app, "I like to be called Ash");
  for (const name of paper.parts.slice(1)) {
    await app.press(safety.next).click();
    await expect(app.heading).toHaveText(name);
  }
  await page.getByLabel(safety.line).fill("I grew up by the sea.\nThen we moved.");
  await expectAccessible(page);
  await app.press(safety.done).click();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await page.reload();
  await expect(page.getByText("I grew up by the sea.")).toBeVisible();
  await expect(page.getByText(safety.sent)).toBeVisible();
  await expectAccessible(page);
});
