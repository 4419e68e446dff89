// A page in Chromium with the engine's module in it, and nothing else.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const { chromium } = createRequire(path.resolve(import.meta.dirname, "../../browser/package.json"))("@playwright/test");

/** Opens one; FOLDER holds the module and its glue. */
export async function opened(folder) {
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
  return { browser, page };
}
