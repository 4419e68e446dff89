/** A person whose record means harm: texts that want to run, to fetch, to cover the page. Some of our own, and those of others from the
 * folder that LAPWING_DATA names. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const wren = { id: "patient-wren", name: "Wren Dale" };

/** Nothing is ever asked of this place. */
const elsewhere = "https://harm.example";
const names = { note: "A note that means harm", letter: "A letter that means harm", title: "<img src=x onerror=alert(1)> \u202eno harm" };
export const harm = names;

/** What others wrote cannot be counted on: so that the walk is never empty, each kind of harm stands here once. */
const own = [
  "<script>alert(1)</script>words before",
  `<img src="${elsewhere}/seen.png" onerror="alert(1)">`,
  `<p style="position:fixed;inset:0;background:url(${elsewhere}/seen.css)">covers the page</p>`,
  `<iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/object"></object><embed src="${elsewhere}/embed">`,
  `<form action="${elsewhere}/form"><input name="password" autofocus onfocus="alert(1)"></form>`,
  `<a href="javascript:alert(1)">a link</a><a href=" java\tscript:alert(1)">another</a>`,
  `<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>drawn</text></a></svg>`,
  `<style>body{display:none}@import "${elsewhere}/seen.css";</style>`,
  `<meta http-equiv="refresh" content="0;url=${elsewhere}"><base href="${elsewhere}/">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
  `<p>${"W".repeat(4000)}</p>`,
  `<pre>${"long ".repeat(400)}</pre><table><tr>${"<td>cell</td>".repeat(60)}</tr></table>`,
  "<div><div><div>never closed",
];

/** The texts, each a piece of a page. */
export function payloads(): string[] {
  const folder = join(process.env.LAPWING_DATA ?? "", "hostile", "xss-narratives");
  if (!process.env.LAPWING_DATA || !existsSync(folder)) return own;
  const given = readdirSync(folder).map((file) => (JSON.parse(readFileSync(join(folder, file), "utf8")) as { text: { div: string } }).text.div);
  return [...own, ...given];
}

/** Writes the bundle into a folder; gives the file. */
export function record(folder: string): string {
  const file = join(folder, "wren.json");
  const subject = { reference: "Patient/wren" };
  const all = payloads();
  const section = all.map((text, at) => ({ title: `Part ${at}`, text: { status: "additional", div: `<div>${text}</div>` } }));
  const page = Buffer.from(`<html><body>${all.join("<hr>")}</body></html>`).toString("base64");
  const coded = (text: string) => ({ text });
  const letter = (id: string, description: string, contentType: string, data: string) => {
    const attachment = { contentType, data };
    return { resourceType: "DocumentReference", id, status: "current", subject, date: "2026-07-12T10:00:00Z", description, content: [{ attachment }] };
  };
  const resources = [
    { resourceType: "Patient", id: "wren", name: [{ text: wren.name, given: ["Wren"], family: "Dale" }], birthDate: "1990-02-11" },
    { resourceType: "Composition", id: "harm-note", status: "final", type: coded("Note"), subject, date: "2026-07-12T10:00:00Z", author: [subject], title: names.note, section },
    letter("harm-letter", names.letter, "text/html", page),
    letter("harm-title", names.title, "text/plain", Buffer.from(all.join("\n\n")).toString("base64")),
    letter("harm-picture", "A picture that is a page", "image/svg+xml", page),
  ];
  writeFileSync(file, JSON.stringify({ resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ resource })) }));
  return file;
}
