import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "campaign",
  testMatch: /campaign\.ts/,
  globalSetup: "./seed.ts",
  outputDir: "test-results/campaign",
  fullyParallel: true,
  workers: Number(process.env.LAPWING_WORKERS ?? 2),
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
});
