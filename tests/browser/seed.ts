/** Before all tests: the demo records, loaded once; each test's gateway takes a copy. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { built, load } from "./gateway.ts";

const demo = resolve(import.meta.dirname, "../../server/demo");

export default function seed(): () => void {
  if (!existsSync(join(built, "index.html"))) throw new Error("there is no build: run `cargo xtask dist`");
  const folder = mkdtempSync(join(tmpdir(), "lapwing-seeded-"));
  const bundles = readdirSync(demo).filter((name) => /\.json(\.gz)?$/.test(name) && name !== "people.json");
  load(
    folder,
    bundles.sort().map((name) => join(demo, name)),
  );
  process.env.LAPWING_SEEDED = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
