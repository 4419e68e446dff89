import { defineConfig } from "@playwright/test";
import { launch, looks } from "./browser.ts";

const figures = process.env.LAPWING_FIGURES;

/** A journey marked so looks the same at every size: it is walked once. */
const once = /@once/;

/**
 * Every size, and every colour scheme: a journey is walked at the smallest in light and at the largest in dark. Each pair of
 * colours is measured natively in both schemes, and the pictures are taken in all four looks.
 */
const walked = looks.filter(({ name }) => name === "phone light" || name === "tablet dark");

export default defineConfig({
  testDir: "journeys",
  globalSetup: "./seed.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A second try tells a fault from a slow machine; the summary names whoever needed it.
  retries: 1,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: figures ? [["list"], ["json", { outputFile: figures }]] : [["list"]],
  use: { launchOptions: launch, locale: "en-GB", timezoneId: "Europe/London", trace: "on-first-retry" },
  projects: walked.map((look, at) => ({ ...look, ...(at > 0 && { grepInvert: once }) })),
});
