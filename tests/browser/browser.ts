/** The browser that every run drives, and the sizes and colours that it takes. */
import type { PlaywrightTestOptions } from "@playwright/test";

/** Chromium from the system's packages. */
export const launch = {
  executablePath: process.env.LAPWING_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

type Look = Pick<PlaywrightTestOptions, "viewport" | "hasTouch" | "isMobile" | "colorScheme" | "deviceScaleFactor">;

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

/** Every size in every colour scheme. */
export const looks: { name: string; use: Look }[] = [
  { name: "phone light", use: { ...phone, colorScheme: "light" } },
  { name: "phone dark", use: { ...phone, colorScheme: "dark" } },
  { name: "tablet light", use: { ...tablet, colorScheme: "light" } },
  { name: "tablet dark", use: { ...tablet, colorScheme: "dark" } },
];
