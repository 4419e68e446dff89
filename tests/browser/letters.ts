/** A person whose letters stand apart from the record, each as a file of its own at the gateway: as words, as a PDF, as a picture; and such
 * as cannot be had: no such file, one that nobody may see, a damaged one, and one that is kept somewhere else. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { letter } from "./pdf.ts";

const patient = { reference: "Patient/rowan" };

export const rowan = { id: "patient-rowan", name: "Rowan Hale" };

/** What a letter is called, and what comes of opening it. */
export const apart = {
  plain: "Letter in plain words",
  pages: "Letter of several pages",
  scan: "A scanned letter",
  damaged: "A damaged scan",
  gone: "A letter whose file is gone",
  barred: "A letter that is not for you",
  elsewhere: "A letter kept by others",
};

/** Nothing is ever asked of this place. */
export const others = "https://letters.example/of/rowan.pdf";

interface Resource {
  resourceType: string;
  id: string;
  [name: string]: unknown;
}

/** Writes the bundle into a folder; gives the file. */
export function lettersApart(folder: string): string {
  const file = join(folder, "rowan.json");
  const picture = scan(420, 594);
  const words = Buffer.from("Dear Rowan,\n\nit was good to see you on Monday.\n\nYour team");
  const named: [string, string, string, Buffer | undefined][] = [
    ["plain", apart.plain, "text/plain", words],
    ["pages", apart.pages, "application/pdf", letter(2)],
    ["scan", apart.scan, "image/png", picture],
    ["damaged", apart.damaged, "image/png", picture.subarray(0, 40)],
    ["gone", apart.gone, "application/pdf", undefined],
    ["barred", apart.barred, "text/plain", words],
  ];
  const resources: Resource[] = [
    { resourceType: "Patient", id: "rowan", name: [{ text: rowan.name, given: ["Rowan"], family: "Hale" }], birthDate: "1988-04-02" },
    ...named.map(([id, title, media], at) => reference(id, title, at, { contentType: media, url: `Binary/${id}` })),
    reference("elsewhere", apart.elsewhere, named.length, { contentType: "application/pdf", url: others }),
  ];
  for (const [id, , media, bytes] of named) {
    if (!bytes) continue;
    const security = id === "barred" ? { meta: { security: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" }] } } : {};
    const context = { reference: `DocumentReference/${id}` };
    resources.push({ resourceType: "Binary", id, ...security, contentType: media, securityContext: context, data: bytes.toString("base64") });
  }
  writeFileSync(file, JSON.stringify({ resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ resource })) }));
  return file;
}

function reference(id: string, title: string, at: number, attachment: Record<string, string>): Resource {
  const date = `2026-0${9 - at}-12T10:00:00Z`;
  return { resourceType: "DocumentReference", id, status: "current", subject: patient, date, description: title, author: [{ display: "Dr Sam Field" }], content: [{ attachment }] };
}

/** A PNG in grey: white paper with dark lines, as a scan looks. */
export function scan(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 0xf4);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 0;
    const line = y > 60 && y < height - 120 && y % 18 < 6;
    if (line) rows.fill(0x33, y * (width + 1) + 40, y * (width + 1) + width - (y % 54 < 18 ? 120 : 40));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}
