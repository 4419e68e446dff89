/** Very long content. */
import { load } from "../gateway.ts";
import { test } from "../fixtures.ts";
import { words } from "../words.ts";
import { long, longRecord } from "./long-record.ts";
import { camera } from "./pictures.ts";

test("long names, long words, many entries", async ({ app, page, gateway }, info) => {
  const picture = camera(page, info.project.name, "c-long");
  await gateway.stop();
  load(gateway.data, [longRecord(gateway.data)]);
  await gateway.restart();
  await app.open();
  await picture("sign in");
  await app.press(new RegExp(long.name)).click();
  await page.getByRole("radio").first().waitFor();
  await app.choose(words.signIn.own);
  await app.protect();
  await app.places.waitFor();
  await picture("today");
  for (const shelf of ["conditions", "medicines", "results", "letters", "care-team"]) {
    await app.open(`/record/${shelf}`);
    await page.waitForLoadState("networkidle");
    await picture(shelf);
    const first = app.main.getByRole("listitem").getByRole("link").first();
    if (/results|letters/.test(shelf)) {
      await first.click();
      await page.waitForLoadState("networkidle");
      await picture(`${shelf} one`);
    }
  }
  for (const path of ["/plan", "/settings"]) {
    await app.open(path);
    await page.waitForLoadState("networkidle");
    await picture(path);
  }
  await app.button(words.bar.you).click();
  await picture("menu");
});
