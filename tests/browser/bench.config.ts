import { defineConfig } from "@playwright/test";
import { launch } from "./browser.ts";

export default defineConfig({
  testDir: "bench",
  testMatch: /.*\.bench\.ts/,
  globalSetup: "./seed.ts",
  outputDir: "test-results/bench",
  // Measured alone: nothing else may use the machine meanwhile.
  workers: 1,
  timeout: 400_000,
  reporter: [["list"]],
  use: { launchOptions: launch, locale: "en-GB", timezoneId: "Europe/London" },
});
