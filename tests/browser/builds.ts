/** Other builds of the app, made from the real one: a newer one, a broken one. */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

/** A newer build: another page, listed with its right hash, under another build id. */
export function newer(): string {
  const folder = copy();
  const old = readFileSync(join(folder, "index.html"), "utf8");
  const page = old.replace("<body>", '<body data-build="newer">');
  write(folder, "index.html", page);
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const script = readFileSync(join(folder, "sw.js"), "utf8");
  const build = hash(page).slice(0, 16);
  write(folder, "sw.js", script.replace(hash(old), hash(page)).replace(/"build":"[0-9a-f]+"/, `"build":"${build}"`));
  return folder;
}

/** A newer build with one asset that is not what was built. */
export function tampered(): string {
  const folder = newer();
  write(folder, "data/help.json", `${readFileSync(join(folder, "data/help.json"), "utf8")}\n`);
  return folder;
}

/** A newer build that did not arrive whole. */
export function partial(): string {
  const folder = newer();
  const page = readdirSync(folder).find((name) => name === "help.html");
  if (!page) throw new Error("the build has no help page");
  for (const name of [page, `${page}.br`]) rmSync(join(folder, name), { force: true });
  return folder;
}
