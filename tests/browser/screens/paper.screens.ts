import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { answered } from "../complaints.ts";
import { expect, test } from "../fixtures.ts";
import { people, words } from "../words.ts";
import { folder } from "./pictures.ts";

const { safety } = words;

test("plans on paper", async ({ app, page, complaints }, info) => {
  // Lines that are written faster than they are sent are joined with what the gateway has.
  complaints.expect(answered(412));
  await app.openAs(people.asha);
  const lines = ["I stop answering messages", "A walk to the lock and back", "The library on Tuesdays", "My sister Mina", "The team, 0113 496 0000", "Tablets stay with Mina", "The allotment in May"];
  for (const [at, line] of lines.entries()) {
    await app.open(`/plan/safety/${at + 1}`);
    for (const more of ["", " again", " and once more"]) {
      await page.getByLabel(safety.line).fill(line + more);
      await app.press(safety.add).click();
    }
  }
  await app.open("/plan/safety");
  await expect(app.main.getByText(lines[0] as string, { exact: true })).toBeVisible();
  await paper(page, info.project.name, "safety-plan");
  await app.open("/plan");
  await expect(app.main.getByRole("heading", { name: "Goals and hopes" }).first()).toBeVisible();
  await paper(page, info.project.name, "care-plan");
});

/** The page as the browser prints it on A4. */
async function paper(page: Page, look: string, name: string): Promise<void> {
  const here = join(folder, look.replace(" ", "-"));
  mkdirSync(here, { recursive: true });
  await page.pdf({ path: join(here, `9-paper-${name}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
}
