/** A search of everything on a disk for words that must not be there. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { blocks } from "./leveldb.ts";

/** 32 characters that stand nowhere else. */
export function canary(): string {
  return randomBytes(16).toString("hex");
}

/** Which of the canaries stand in a folder, in UTF-8 or UTF-16, with where they were found. */
export function found(folder: string, canaries: Record<string, string>): string[] {
  const hits: string[] = [];
  for (const file of files(folder)) {
    const bytes = readFileSync(file);
    const forms = [bytes, ...opened(bytes)];
    for (const [name, word] of Object.entries(canaries)) {
      const written = [Buffer.from(word, "utf8"), Buffer.from(word, "utf16le")];
      if (forms.some((form) => written.some((one) => form.includes(one)))) hits.push(`${name} in ${file.slice(folder.length)}`);
    }
  }
  return hits;
}

/** What a file holds in compressed form. */
function opened(bytes: Buffer): Buffer[] {
  const ways = [blocks, (file: Buffer) => gunzipSync(file), (file: Buffer) => brotliDecompressSync(file)];
  return ways.flatMap((way) => {
    try {
      return [way(bytes)];
    } catch {
      return [];
    }
  });
}

function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    // A socket or a link of the running browser holds nothing.
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind?.isDirectory()) return files(path);
    return kind?.isFile() ? [path] : [];
  });
}
