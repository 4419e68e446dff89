/** Other builds of the app, made from the real one: a newer one, a broken one. */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built } from "./gateway.ts";

/** A copy of the build, to be changed. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "lapwing-dist-"));
  cpSync(built, folder, { recursive: true });
  return folder;
}

/** A file and its compressed copy, which would be served instead. */
function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  rmSync(join(folder, `${name}.br`), { force: true });
}

/** A newer build: another page and another help page, listed with their right hashes, under another build id. */
export function newer(): string {
  const folder = copy();
  let script = readFileSync(join(folder, "sw.js"), "utf8");
  for (const name of ["index.html", changed]) {
    const old = readFileSync(join(folder, name), "utf8");
    const page = old.replace("<body>", '<body data-build="newer">');
    if (page === old || !script.includes(hash(old))) throw new Error(`${name} is not in the list as it is`);
    write(folder, name, page);
    script = script.replace(hash(old), hash(page));
  }
  write(folder, "sw.js", script.replace(/"?build"?:"[0-9a-f]+"/, `"build":"${hash(script).slice(0, 16)}"`));
  return folder;
}

/** A newer build with one file that is not what was built. */
export function tampered(): string {
  const folder = newer();
  write(folder, changed, `${readFileSync(join(folder, changed), "utf8")}\n`);
  return folder;
}

/** A newer build that did not arrive whole. */
export function partial(): string {
  const folder = newer();
  rmSync(join(folder, changed));
  return folder;
}

/** A file that differs between the builds, so that an older build's copy is no help. */
const changed = "help.html";

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
