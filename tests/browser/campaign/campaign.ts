/** Histories by their seeds: LAPWING_FROM and LAPWING_COUNT say which, LAPWING_OUT where their figures go, a line each. */
import { appendFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { History } from "./history.ts";

const from = Number(process.env.LAPWING_FROM ?? 0);
const count = Number(process.env.LAPWING_COUNT ?? 20);
const out = process.env.LAPWING_OUT;
// Those that an earlier run has played.
const played = new Set((process.env.LAPWING_PLAYED ?? "").split(",").filter(Boolean).map(Number));

for (let seed = from; seed < from + count; seed += 1) {
  if (played.has(seed)) continue;
  test(`history ${seed}`, async () => {
    const figures = await new History(seed).play();
    if (out) appendFileSync(out, `${JSON.stringify(figures)}\n`);
    const { lost, duplicated, claimed } = figures;
    expect({ lost, duplicated, claimed }, figures.steps.join(", ")).toEqual({ lost: 0, duplicated: 0, claimed: 0 });
  });
}
