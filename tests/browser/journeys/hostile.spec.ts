/** A record that means harm is read as words: nothing in it runs, nothing is fetched from elsewhere, nothing leaves its place. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { load } from "../gateway.ts";
import { harm, payloads, record, wren } from "../hostile.ts";

test.beforeEach(async ({ gateway }) => {
  await gateway.stop();
  load(gateway.data, [record(gateway.data)]);
  await gateway.restart();
});

/** What must not be on the page, and is. */
async function found(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    if (!main) return ["no main"];
    const harm = [...main.querySelectorAll("script, style, iframe, object, embed, form, base, meta, audio, video, math, input[name=password]")].map(({ tagName }) => tagName);
    for (const element of main.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || /^\s*(java|vb)\s*script:/i.test(value)) harm.push(`${element.tagName} ${name}`);
      }
      const { position } = getComputedStyle(element);
      if (position === "fixed" && element.closest(".rich, article")) harm.push(`${element.tagName} is fixed`);
    }
    if (document.documentElement.scrollWidth > innerWidth) harm.push(`${document.documentElement.scrollWidth} wide`);
    return harm;
  });
}

test("a record that means harm is read as words", async ({ app, page, gateway }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(gateway.url) && !/^(data|blob):/.test(url)) elsewhere.push(url);
  });
  let ran = 0;
  page.on("dialog", async (dialog) => {
    if (dialog.type() !== "beforeunload") ran++;
    await dialog.dismiss();
  });
  await app.openAs(wren as never);
  await page.setViewportSize({ width: 320, height: 720 });
  const walk: [RegExp, string][] = [
    [/^Clinic notes/, harm.note],
    [/^Letters/, harm.letter],
    [/^Letters/, harm.title],
    [/^Letters/, "A picture that is a page"],
  ];
  for (const [shelf, title] of walk) {
    await app.go("Record");
    await app.press(shelf).click();
    await expect(app.main.getByText(title).first(), "the list says it as words").toBeVisible();
    expect(await found(page), `the list with ${title}`).toEqual([]);
    await app.press(title).click();
    await expect(app.heading).toContainText(title.replace(/\u202e/g, "").slice(0, 12));
    await expect(app.main.getByText("words before").or(app.main.getByText("picture")).first()).toBeVisible();
    expect(await found(page), title).toEqual([]);
    await expectAccessible(page);
  }
  expect(payloads().length).toBeGreaterThan(10);
  expect(ran, "nothing ran").toBe(0);
  expect(elsewhere, "nothing was fetched from elsewhere").toEqual([]);
});
