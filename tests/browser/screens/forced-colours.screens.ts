import { begin } from "../checkin.ts";
import { test } from "../fixtures.ts";
import { widen } from "../spacing.ts";
import { people, words } from "../words.ts";
import { camera } from "./pictures.ts";

test("colours of the person's own", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "forced-colours");
  await page.emulateMedia({ forcedColors: "active" });
  await app.openAs(people.asha);
  await picture("today");
  for (const place of ["Record", "Check-ins", "Plan", "Team"] as const) {
    await app.go(place);
    await page.waitForLoadState("networkidle");
    await picture(place);
  }
  for (const path of ["/plan/safety", "/sharing", "/settings", "/waiting", "/record/search", "/record/over-time"]) {
    await app.open(path);
    await page.waitForLoadState("networkidle");
    await picture(path);
  }
  await app.open("/");
  await app.go("Record");
  await app.press(/^Results/).click();
  await app.main.getByRole("listitem").getByRole("link").first().click();
  await page.waitForLoadState("networkidle");
  await picture("result");
  await begin(app);
  await app.main.getByText(words.checkIn.options[1] as string).click();
  await picture("question");
  await app.button(words.bar.help).click();
  await picture("help");
});

test("wide text on a narrow screen", async ({ app, page }, info) => {
  const picture = camera(page, info.project.name, "wide-text");
  await app.openAs(people.asha);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/", "/record", "/record/results", "/plan", "/plan/safety", "/sharing", "/settings"]) {
    await app.open(path);
    await page.waitForLoadState("networkidle");
    await widen(page);
    await picture(path);
  }
});
