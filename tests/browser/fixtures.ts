/** What every journey begins with: a gateway of its own, a page that may not complain, and the app in a person's words. */
import { type BrowserContext, expect, type Page, test as plain } from "@playwright/test";
import { App } from "./app.ts";
import { Complaints } from "./complaints.ts";
import { Gateway } from "./gateway.ts";

interface Fixtures {
  /** A gateway with the demo people. */
  gateway: Gateway;
  /** What the browser complained of; anything unexpected fails the test. */
  complaints: Complaints;
  /** The app, opened where the journey begins. */
  app: App;
  /** Another device, with nothing of the first one on it. */
  otherDevice: () => Promise<App>;
}

export const test = plain.extend<Fixtures>({
  gateway: async ({}, use) => {
    const gateway = await Gateway.start();
    await use(gateway);
    await gateway.end();
  },
  baseURL: async ({ gateway }, use) => use(gateway.url),
  complaints: async ({ context }, use) => {
    const complaints = new Complaints();
    await complaints.listen(context);
    await use(complaints);
    expect(complaints.unexpected, "the browser complained").toEqual([]);
  },
  app: async ({ page, complaints }, use) => {
    void complaints;
    await use(new App(page));
  },
  otherDevice: async ({ browser, complaints, contextOptions, baseURL }, use) => {
    const others: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL });
      others.push(context);
      await complaints.listen(context);
      return new App(await context.newPage());
    });
    await Promise.all(others.map((context) => context.close()));
  },
});

export { expect, type Page };
