import { expect } from "@playwright/test";
import type { App } from "./app.ts";
import { people } from "./words.ts";

/** The words of goals and steps of one's own in the care plan. */
export const own = {
  title: "Goals and steps of your own",
  theirs: "Added beside the team's plan",
  goal: "Add a goal",
  action: "Add something to do",
  text: /^What would you like to reach\?/,
  todo: /^What is to be done\?/,
  why: /^Why does it matter\?/,
  due: /^By which day\?/,
  wrong: "Write a few words, or press Cancel.",
  save: "Save",
  waits: /saved here, not sent yet/,
  delivered: /^Last written by: You, today/,
  change: /^Change: /,
  take: /^Take back: /,
  again: /^Put it back: /,
  gone: "Taken back",
  history: "What changed, and when",
  clash: "Two changes were made at the same time",
  mine: "Keep what I wrote here",
  other: "Keep what is in the plan",
  teams: "Your team writes this part. You can suggest a change.",
  file: "Save as a file",
  rosas: "Cook together",
};

/** The plan of whom one looks at. */
export async function openPlan(app: App): Promise<void> {
  await app.places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(app.heading).toContainText(/care plan/i);
  await expect(app.main.getByText("Loading")).toHaveCount(0);
}

/** Rosa looks at Leon's plan. */
export async function rosaForLeon(rosa: App): Promise<void> {
  await rosa.openAs(people.rosa);
  await rosa.press(/^Leon/).click();
  await openPlan(rosa);
  await expect(rosa.main.getByRole("heading", { name: own.theirs })).toBeVisible();
}

/** Adds a goal. */
export async function addGoal(app: App, words: string): Promise<void> {
  await app.press(own.goal).click();
  await app.page.getByLabel(own.text).fill(words);
  await app.button(own.save).click();
  await expect(app.page.getByLabel(own.text)).toHaveCount(0);
  await expect(app.main.getByText(words, { exact: true }).first()).toBeVisible();
}

/** Changes the words of a goal. */
export async function changeGoal(app: App, words: string, to: string): Promise<void> {
  await app.main.getByRole("button", { name: `Change: ${words}`, exact: true }).click();
  await app.page.getByLabel(own.text).fill(to);
  await app.button(own.save).click();
  await expect(app.page.getByLabel(own.text)).toHaveCount(0);
}

/** Rosa's goal, changed by Leon, and by Rosa while she is offline; then she is online. */
export async function bothChange(rosa: App, leon: App): Promise<void> {
  await rosaForLeon(rosa);
  await addGoal(rosa, own.rosas);
  await expect(rosa.main.getByText(own.waits)).toHaveCount(0);
  await leon.openAs(people.leon);
  await openPlan(leon);
  await rosa.page.context().setOffline(true);
  await changeGoal(rosa, own.rosas, "Cook together on Sundays");
  await expect(rosa.main.getByText(own.waits)).toBeVisible();
  await changeGoal(leon, own.rosas, "Cook together on Fridays");
  // With the gateway before hers goes: what says so is there only then.
  await expect(leon.main.getByText(own.delivered)).toBeVisible();
  await rosa.page.context().setOffline(false);
  await expect(rosa.main.getByText(own.clash)).toBeVisible({ timeout: 20_000 });
}
