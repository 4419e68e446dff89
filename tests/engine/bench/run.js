// node run.js FOLDER FIGURES [DATA]: our engine (built into FOLDER) and the npm package fhirpath, side by side in Chromium.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { own, patient, questionnaires, suite } from "./cases.js";

const [folder, figures, data] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve(import.meta.dirname, "../../browser/package.json"))("@playwright/test");

const bundle = await build({
  entryPoints: [path.join(import.meta.dirname, "page.js")],
  bundle: true, write: false, format: "iife", platform: "browser", define: { global: "window" }, logLevel: "error",
});
const browser = await chromium.launch({
  executablePath: process.env.LAPWING_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage();
// The glue wants an address of its own; nothing is asked of the network.
await page.route("http://engine.test/", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>bench</title>" }));
await page.goto("http://engine.test/");
await page.addScriptTag({ content: fs.readFileSync(path.join(folder, "lapwing_engine_bench.js"), "utf8") + "\nwindow.wasm_bindgen = wasm_bindgen;" });
const wasm = fs.readFileSync(path.join(folder, "lapwing_engine_bench_bg.wasm")).toString("base64");
await page.evaluate((text) => window.wasm_bindgen({ module_or_path: Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) }), wasm);
await page.addScriptTag({ content: bundle.outputFiles[0].text });

const lists = data ? { "official suite": suite(data), "real questionnaires": questionnaires(data) } : { "own cases": own() };
const found = [];
for (const [name, list] of Object.entries(lists)) {
  found.push(await page.evaluate(([name, list, patient]) => window.measure(name, list, patient, { samples: 5, milliseconds: 800 }), [name, list, patient]));
}
await browser.close();
fs.writeFileSync(figures, JSON.stringify(found, null, 2));
