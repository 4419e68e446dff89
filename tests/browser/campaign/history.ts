/**
 * One history: what a person does and what goes wrong, drawn from a seed, in a real browser against a real gateway. What
 * the app said it has, the gateway must have in the end, once.
 */
import { expect, type Locator, type Page } from "@playwright/test";
import { App } from "../app.ts";
import { Gateway } from "../gateway.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";
import { Chance } from "./chance.ts";
import { Phone } from "./phone.ts";

const passphrase = "kettle moss nine";
const answers = "QuestionnaireResponse?_count=200";
const items = 9;

/** What came of a check-in as far as the person was told. */
type Told = "saved" | "unknown" | "page only";

interface CheckIn {
  weights: number[];
  told: Told;
}

/** What is written down of a history. */
export interface Figures {
  seed: number;
  /** The browser that was driven. */
  browser: string;
  steps: string[];
  faults: Record<string, number>;
  checkIns: number;
  lost: number;
  duplicated: number;
  claimed: number;
}

type Step = () => Promise<void>;

export class History {
  readonly steps: string[] = [];
  readonly faults: Record<string, number> = {};
  readonly phone = new Phone();
  #chance: Chance;
  #locks: boolean;
  #written: CheckIn[] = [];
  #up = true;
  #online = true;
  #page!: Page;
  #gateway!: Gateway;

  constructor(private seed: number) {
    this.#chance = new Chance(seed);
    this.#locks = seed % 2 === 1;
  }

  /** Plays it to its end. */
  async play(): Promise<Figures> {
    this.#gateway = await Gateway.start();
    try {
      await this.#begin();
      const before = await this.#stored();
      for (let at = 0; at < 12; at += 1) await this.#step(at);
      await this.#heal();
      return await this.#judge(before);
    } catch (why) {
      // What the person would see where it went wrong.
      const seen = await this.#app.main.innerText({ timeout: 2_000 }).catch(() => "no page");
      throw new Error(`history ${this.seed}: ${this.steps.join(", ")}\n${String(why)}\n${seen}`, { cause: why });
    } finally {
      await this.phone.end();
      await this.#gateway.end();
    }
  }

  get #app(): App {
    return new App(this.#page);
  }

  async #begin(): Promise<void> {
    this.#page = await this.phone.start();
    await this.#page.goto(this.#gateway.url);
    await this.#app.ready();
    await this.#app.signIn(people.asha, "own", this.#locks ? passphrase : undefined);
    await this.#page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect.poll(() => this.#page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
  }

  /** Two things that a person does for one that goes wrong, and never fewer than three of those. */
  async #step(at: number): Promise<void> {
    const does: [string, Step][] = [
      ["check-in", () => this.#checkIn("waits")],
      ["check-in", () => this.#checkIn("waits")],
      ["check-in in a second tab", () => this.#secondTab()],
      ["reads", () => this.#reads()],
      ["loads again", () => this.#loads()],
    ];
    const wrong: [string, Step][] = [
      ["offline", () => this.#offline()],
      ["gateway stopped", () => this.#stop()],
      ["worker stopped while it sends", () => this.#interrupted("worker")],
      ["page crashed while it sends", () => this.#interrupted("page")],
      ["browser killed while it sends", () => this.#interrupted("browser")],
      ["browser killed", () => this.#killed()],
      ["no room", () => this.#noRoom()],
      ["network comes and goes", () => this.#flaps()],
    ];
    if (this.#locks) does.push(["locks", () => this.#lock()]);
    const [name, step] = this.#chance.of(at % 3 === 2 ? wrong : does);
    if (at % 3 === 2) this.faults[name] = (this.faults[name] ?? 0) + 1;
    this.steps.push(name);
    const begun = performance.now();
    await step();
    if (process.env.LAPWING_TELL) console.log(this.seed, at, name, Math.round(performance.now() - begun), "ms");
    // What is away comes back now and then.
    if (this.#chance.next(3) === 0) await this.#back();
  }

  /** The app stands, and what is locked is unlocked. */
  async #ready(): Promise<void> {
    await this.#app.ready();
    // The session went with the browser: what is kept is read, and what is written is sent, without one.
    const kept = this.#app.press(words.signIn.kept);
    const hello = this.#app.heading.filter({ hasText: words.vault.hello });
    await expect(kept.or(hello).or(this.#app.places).first()).toBeVisible();
    if (await kept.isVisible()) {
      await kept.click();
      await expect(hello.or(this.#app.places).first()).toBeVisible();
    }
    if (await hello.isVisible()) {
      await this.#app.unlock(passphrase);
      await expect(this.#app.places).toBeVisible();
    }
  }

  async #answer(page: Page): Promise<CheckIn> {
    const app = new App(page);
    await this.#ready();
    await app.go("Check-ins");
    const mood = (what: string) => app.main.getByRole("link", { name: `${what}: ${words.checkIn.mood}` }).first();
    const begun = mood(words.checkIn.goOn);
    await expect(mood("Start").or(begun).first()).toBeVisible();
    const last = this.#written.at(-1);
    // What was begun may be read from the device only now.
    const started = !(await begun.isVisible()) && (await mood("Start").click({ timeout: 5_000 }).then(() => true, () => false));
    if (last && !started) return this.#resume(app, begun, last);
    const begunElsewhere = page.getByText(words.checkIn.begun);
    const whole = app.heading.filter({ hasText: words.checkIn.review });
    await expect(app.main.getByRole("radio").first().or(begunElsewhere).or(whole).first()).toBeVisible();
    if (last && ((await begunElsewhere.isVisible()) || (await whole.isVisible()))) return this.#review(app, last);
    const number = this.#written.length + 1;
    // The number of the check-in in base 4: each is told from the others by its answers. The last item stays 0.
    const weights = Array.from({ length: items }, (_, at) => (at < 4 ? Math.floor(number / 4 ** at) % 4 : 0));
    const chosen = weights.map((weight) => words.checkIn.options[weight] as string);
    await page.evaluate(answered, { chosen, go: words.signIn.go });
    await expect(app.heading).toHaveText(words.checkIn.review);
    const written: CheckIn = { weights, told: "unknown" };
    this.#written.push(written);
    await app.press(words.checkIn.send).click();
    return written;
  }

  /** It was answered, and stopped before it was on its way: it is still there, whole. */
  async #resume(app: App, begun: Locator, last: CheckIn): Promise<CheckIn> {
    await begun.click();
    return this.#review(app, last);
  }

  async #review(app: App, last: CheckIn): Promise<CheckIn> {
    await expect(async () => {
      const go = app.press(words.checkIn.go);
      if (await go.isVisible()) await go.click({ timeout: 1_000 });
      await expect(app.heading).toHaveText(words.checkIn.review, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await app.press(words.checkIn.send).click();
    return last;
  }

  async #checkIn(how: "waits" | "goes"): Promise<void> {
    const written = await this.#answer(this.#page);
    if (how === "goes") return;
    const thanks = this.#app.heading.filter({ hasText: words.checkIn.thanks });
    const fromHere = this.#app.press(words.checkIn.sendFromPage);
    await expect(thanks.or(fromHere).first()).toBeVisible();
    // There was no room for it: the person has it sent from the page.
    if (await fromHere.isVisible()) await fromHere.click();
    await expect(thanks).toBeVisible();
    written.told = (await this.#page.getByText(words.waiting.pageOnly).count()) > 0 ? "page only" : "saved";
  }

  async #secondTab(): Promise<void> {
    const second = await this.phone.page();
    await second.goto(this.#gateway.url);
    const first = this.#page;
    this.#page = second;
    await this.#ready();
    await this.#checkIn("waits");
    await second.close();
    this.#page = first;
    await first.bringToFront();
    await this.#ready();
  }

  async #reads(): Promise<void> {
    const place = this.#chance.of(["Record", "Plan", "Team", "Today"] as const);
    await this.#ready();
    if (place === "Today") await this.#page.goto(this.#gateway.url);
    else await this.#app.go(place);
    await this.#ready();
  }

  async #loads(): Promise<void> {
    await this.#page.reload();
    await this.#ready();
  }

  async #lock(): Promise<void> {
    await this.#page.goto(`${this.#gateway.url}/settings`);
    await this.#ready();
    await this.#app.press(words.vault.lockNow).click();
    await expect(this.#app.heading).toHaveText(words.vault.hello);
    await this.#ready();
  }

  async #offline(): Promise<void> {
    await this.phone.context.setOffline(true);
    this.#online = false;
    await this.#checkIn("waits");
  }

  async #stop(): Promise<void> {
    await this.#gateway.stop();
    this.#up = false;
    await this.#checkIn("waits");
  }

  async #back(): Promise<void> {
    if (!this.#up) await this.#gateway.restart();
    if (!this.#online) await this.phone.context.setOffline(false);
    [this.#up, this.#online] = [true, true];
  }

  async #interrupted(what: "worker" | "page" | "browser"): Promise<void> {
    await this.#checkIn("goes");
    await new Promise((later) => setTimeout(later, this.#chance.next(120)));
    if (what === "browser") return this.#killed();
    const browser = await this.phone.context.newCDPSession(this.#page);
    if (what === "worker") {
      await browser.send("ServiceWorker.enable");
      await browser.send("ServiceWorker.stopAllWorkers");
      await browser.detach();
      return;
    }
    // The page is gone before it can answer.
    await Promise.race([browser.send("Page.crash").catch(() => undefined), new Promise((later) => setTimeout(later, 500))]);
    await this.#page.close().catch(() => undefined);
    this.#page = await this.phone.page();
    await this.#page.goto(this.#gateway.url);
    await this.#ready();
  }

  async #killed(): Promise<void> {
    await this.phone.kill();
    this.#page = await this.phone.start();
    if (!this.#online) await this.phone.context.setOffline(true);
    await this.#page.goto(this.#gateway.url);
    await this.#ready();
  }

  /** The device is full: what is written then may be in the page only, and the app says so. */
  async #noRoom(): Promise<void> {
    const browser = await this.phone.context.newCDPSession(this.#page);
    const origin = this.#gateway.url;
    await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await this.#checkIn("waits");
    await browser.send("Storage.overrideQuotaForOrigin", { origin });
    await browser.detach();
    // It stays open, as it says, until all is sent.
    await this.#back();
    await this.#sent();
  }

  async #flaps(): Promise<void> {
    await this.#checkIn("goes");
    for (let times = 0; times < 3; times += 1) {
      await this.phone.context.setOffline(true);
      await new Promise((later) => setTimeout(later, this.#chance.next(80)));
      await this.phone.context.setOffline(false);
      await new Promise((later) => setTimeout(later, this.#chance.next(80)));
    }
    this.#online = true;
  }

  async #heal(): Promise<void> {
    await this.#back();
    await this.#page.goto(this.#gateway.url);
    await this.#ready();
    await this.#sent();
  }

  /** Waits until the app says that nothing waits. */
  async #sent(): Promise<void> {
    // As a link of the app does: a page that holds something in its memory alone is not left.
    await this.#page.evaluate(() => {
      const link = Object.assign(document.createElement("a"), { href: "/waiting" });
      document.body.append(link);
      link.click();
      link.remove();
    });
    await expect(this.#app.heading).toHaveText(words.waiting.title);
    const again = this.#app.press(words.waiting.sendNow);
    const nothing = this.#page.getByText(words.waiting.nothing);
    await expect(async () => {
      // What was sent by itself meanwhile takes the button away.
      if (await again.isVisible()) await again.click({ timeout: 1_000 });
      await expect(nothing).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 90_000 });
  }

  /** How often the gateway has each pattern of answers. */
  async #stored(): Promise<Map<string, number>> {
    const records = await Records.as(this.#gateway, people.asha.id);
    const stored = new Map<string, number>();
    for (const response of await records.search(answers)) {
      const key = pattern(response);
      stored.set(key, (stored.get(key) ?? 0) + 1);
    }
    return stored;
  }

  async #judge(before: Map<string, number>): Promise<Figures> {
    const after = await this.#stored();
    const figures = { lost: 0, duplicated: 0, claimed: 0 };
    for (const { weights, told } of this.#written) {
      const key = weights.join("");
      const more = (after.get(key) ?? 0) - (before.get(key) ?? 0);
      if (more === 0 && told === "saved") figures.lost += 1;
      // The app says that nothing waits: what it ever took is there.
      if (more === 0 && told === "page only") figures.claimed += 1;
      if (more > 1) figures.duplicated += 1;
    }
    return { seed: this.seed, browser: this.phone.version, steps: this.steps, faults: this.faults, checkIns: this.#written.length, ...figures };
  }
}

/** The weights of a stored answer, as they were drawn. */
function pattern(response: unknown): string {
  const text = JSON.stringify(response);
  const weights = [...text.matchAll(/"display":"(Not at all|Several days|More than half the days|Nearly every day)"/g)];
  return weights.map(([, option]) => words.checkIn.options.indexOf(option as string)).join("");
}

/** Chooses one answer after another, in the page: to ask it from here each time takes longer than answering. */
async function answered({ chosen, go }: { chosen: string[]; go: string }): Promise<void> {
  const heading = () => document.querySelector("h1")?.textContent;
  const said = (what: string, text: string) =>
    [...document.querySelectorAll<HTMLElement>(`main ${what}`)].find((found) => found.textContent?.trim() === text);
  const until = async (stands: () => boolean, what: string) => {
    const end = performance.now() + 20_000;
    while (!stands()) {
      if (performance.now() > end) throw new Error(`${what}: ${heading()}`);
      await new Promise(requestAnimationFrame);
    }
  };
  for (const option of chosen) {
    const question = heading();
    await until(() => said("label", option) !== undefined, `there is no ${option}`);
    said("label", option)?.click();
    await until(() => document.querySelector("main input:checked") !== null, `${option} is not taken`);
    said("button", go)?.click();
    await until(() => heading() !== question, "it does not go on");
  }
  // Nobody answers so fast: the last answers come to be kept, before anything goes wrong.
  await new Promise((later) => setTimeout(later, 500));
}
