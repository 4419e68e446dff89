// node run.js FOLDER FIGURES [DATA]: our engine (built into FOLDER) and the npm package fhirpath, side by side in Chromium.
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { opened } from "./opened.js";
import { own, patient, questionnaires, suite } from "./cases.js";

const [folder, figures, data] = process.argv.slice(2);

const bundle = await build({
  entryPoints: [path.join(import.meta.dirname, "page.js")],
  bundle: true, write: false, format: "iife", platform: "browser", define: { global: "window" }, logLevel: "error",
});
const { browser, page } = await opened(folder);
await page.addScriptTag({ content: bundle.outputFiles[0].text });

const lists = data ? { "official suite": suite(data), "real questionnaires": questionnaires(data) } : { "own cases": own() };
const found = [];
for (const [name, list] of Object.entries(lists)) {
  found.push(await page.evaluate(([name, list, patient]) => window.measure(name, list, patient, { samples: 5, milliseconds: 800 }), [name, list, patient]));
}
await browser.close();
fs.writeFileSync(figures, JSON.stringify(found, null, 2));
