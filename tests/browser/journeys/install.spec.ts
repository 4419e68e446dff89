import { expect, test } from "../fixtures.ts";
import { controlled } from "../worker.ts";

test("Chromium finds no reason against installing @once", async ({ app, page, context }) => {
  await app.open();
  await controlled(page);
  const browser = await context.newCDPSession(page);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // Every test runs in a private window, which is a reason of its own and says nothing of the app.
  expect(installabilityErrors.filter((one) => one.errorId !== "in-incognito")).toEqual([]);
  const manifest = await browser.send("Page.getAppManifest");
  expect(manifest.errors).toEqual([]);
  const { name, icons, display } = JSON.parse(manifest.data ?? "{}");
  expect(name).toBe("Lapwing");
  expect(display).toBe("standalone");
  for (const icon of icons as { src: string }[]) {
    expect((await page.request.get(icon.src)).status(), icon.src).toBe(200);
  }
});
