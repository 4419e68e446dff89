/** What was measured, beside what it is held to. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const file = process.env.LAPWING_BENCH ?? resolve(import.meta.dirname, "../../../target/report/loading.json");

interface Figure {
  what: string;
  value: number;
  limit: string;
  ok: boolean;
  samples: string;
  /** When the measuring of it began. */
  began?: string;
}

/** Adds a figure to the others of this run. */
export function record(figure: Figure): void {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Figure[]) : [];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify([...before.filter((one) => one.what !== figure.what), figure], null, 2));
}

/** The middle of a few samples. */
export function median(samples: number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
