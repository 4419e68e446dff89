/** The app as a person uses it: what they see, press and read. */
import { expect, type Locator, type Page } from "@playwright/test";
import { type Person, words } from "./words.ts";

/** The accounts of where things are; a journey asks for them by name. */
export class App {
  constructor(readonly page: Page) {}

  /** Opens the app and waits until it can be used. */
  async open(path = "/"): Promise<void> {
    await this.page.goto(path);
    await this.ready();
  }

  /** Waits until the app stands where the static shell was. */
  async ready(): Promise<void> {
    // Screens that speak of hard times offer help themselves too.
    await expect(this.page.getByRole("banner").getByRole("button", { name: words.bar.help })).toBeVisible();
    await expect(this.heading).not.toHaveText("Lapwing");
  }

  /** The one `h1`. */
  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  get main(): Locator {
    return this.page.getByRole("main");
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Something to press, whether it leads somewhere or does something. */
  press(name: string | RegExp, inside: Locator = this.main): Locator {
    return inside.getByRole("button", { name }).or(inside.getByRole("link", { name })).first();
  }

  /** Signs in, says whose device this is where that is asked, and goes on without a passphrase unless one is given. */
  async signIn(person: Person, device: "own" | "not mine" = "own", passphrase?: string): Promise<void> {
    await expect(this.heading).toHaveText(words.signIn.title);
    await this.press(new RegExp(person.name)).click();
    await expect(this.heading).toHaveText(words.signIn.device);
    await this.choose(device === "own" ? words.signIn.own : words.signIn.notOwn);
    if (device === "own") await this.protect(passphrase);
    await expect(this.places).toBeVisible();
  }

  /** Chooses the first passphrase, or none. */
  async protect(passphrase?: string): Promise<void> {
    await expect(this.heading).toHaveText(words.vault.first);
    if (passphrase === undefined) {
      await this.press(words.vault.notNow).click();
    } else {
      await this.page.getByLabel(words.vault.next).fill(passphrase);
      await this.press(words.vault.set).click();
    }
    await expect(this.heading).not.toHaveText(words.vault.first);
  }

  /** Gives the passphrase where the app is locked. */
  async unlock(passphrase: string): Promise<void> {
    await this.page.getByLabel(words.vault.present, { exact: true }).fill(passphrase);
    await this.press(words.vault.unlock).click();
  }

  /** Opens the app as somebody. */
  async openAs(person: Person, device: "own" | "not mine" = "own", passphrase?: string): Promise<void> {
    await this.open();
    await this.signIn(person, device, passphrase);
  }

  /** Takes one of the offered answers, and goes on. */
  async choose(answer: string | RegExp): Promise<void> {
    await this.page.getByRole("radio", { name: answer }).check();
    await this.press(words.signIn.go).click();
  }

  get places(): Locator {
    return this.page.getByRole("navigation");
  }

  /** Goes to one of the five places. */
  async go(place: keyof typeof words.titles): Promise<void> {
    await this.places.getByRole("link", { name: place, exact: true }).click();
    await expect(this.heading).toHaveText(words.titles[place]);
  }

  /** Opens something of the person menu. */
  async menu(name: string | RegExp): Promise<void> {
    await this.button(words.bar.you).click();
    await this.press(name, this.dialog).click();
  }

  /** Says that it sees somebody else's record. */
  get band(): Locator {
    return this.page.getByText(/^You are seeing/);
  }
}
