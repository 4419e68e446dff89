import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test } from "@playwright/test";
import lighthouse from "lighthouse";
import { App } from "../app.ts";
import { launch } from "../browser.ts";
import { Gateway } from "../gateway.ts";
import { people } from "../words.ts";
import { median, record } from "./figures.ts";

const runs = 3;
const port = 9333;
const held: Record<string, number> = { accessibility: 100, "best-practices": 100, performance: 95 };

/** Lighthouse's own mobile settings, on a profile that stays as it is between the runs. */
async function scores(what: string, url: string): Promise<void> {
  const found: Record<string, number[]> = {};
  const missed = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const result = await lighthouse(url, { port, onlyCategories: Object.keys(held), disableStorageReset: true, output: "json", logLevel: "error" });
    expect(result?.lhr.runtimeError).toBeUndefined();
    for (const [name, category] of Object.entries(result?.lhr.categories ?? {})) {
      (found[name] ??= []).push(Math.round((category.score ?? 0) * 100));
      for (const { id, weight } of category.auditRefs) {
        const audit = result?.lhr.audits[id];
        if (name !== "performance" && weight > 0 && audit?.score === 0) missed.add(`${name}: ${audit.title}`);
      }
    }
  }
  for (const [name, least] of Object.entries(held)) {
    const value = median(found[name] ?? []);
    record({ what: `Lighthouse, ${what}, ${name}`, value, limit: `>= ${least}`, ok: value >= least, samples: `median of ${runs}, Lighthouse 12, mobile` });
  }
  for (const one of missed) console.log(`  Lighthouse, ${what}: ${one}`);
}

test("Lighthouse on sign-in and on Today", async () => {
  const gateway = await Gateway.start();
  const profile = mkdtempSync(join(tmpdir(), "lapwing-profile-"));
  const context = await chromium.launchPersistentContext(profile, { ...launch, args: [...launch.args, `--remote-debugging-port=${port}`] });
  await scores("sign-in", gateway.url);
  const app = new App(await context.newPage());
  await app.page.goto(gateway.url);
  await app.signIn(people.asha);
  await scores("Today", gateway.url);
  await context.close();
  await gateway.end();
  rmSync(profile, { recursive: true, force: true });
});
