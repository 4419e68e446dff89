import { defineConfig } from "@playwright/test";
import { launch, looks } from "./browser.ts";

export default defineConfig({
  testDir: "screens",
  testMatch: /.*\.screens\.ts/,
  globalSetup: "./seed.ts",
  globalTeardown: "./screens/contact-sheet.ts",
  outputDir: "test-results/screens",
  workers: 2,
  timeout: 180_000,
  reporter: [["list"]],
  use: { launchOptions: launch, locale: "en-GB", timezoneId: "Europe/London" },
  projects: looks,
});
