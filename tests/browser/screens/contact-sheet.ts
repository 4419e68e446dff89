/** After the walk: every picture of one look on sheets, a dozen each, to be looked at together. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { launch, looks } from "../browser.ts";
import { folder } from "./pictures.ts";

const each = 12;

export default async function contactSheets(): Promise<void> {
  const browser = await chromium.launch(launch);
  const page = await browser.newPage({ viewport: { width: 1680, height: 1200 } });
  for (const look of looks) {
    const here = join(folder, look.name.replace(" ", "-"));
    // A part of the walk may have been in one look alone.
    if (!existsSync(here)) continue;
    const pictures = readdirSync(here).filter((name) => name.endsWith(".png")).sort();
    for (let at = 0; at < pictures.length; at += each) {
      const name = `sheet-${look.name.replace(" ", "-")}-${String(at / each + 1).padStart(2, "0")}`;
      const text = sheet(look.name, here, pictures.slice(at, at + each));
      writeFileSync(join(folder, `${name}.html`), text);
      await page.setContent(text);
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    }
  }
  await browser.close();
}

function sheet(look: string, here: string, pictures: string[]): string {
  const wide = look.startsWith("phone") ? 250 : 380;
  const figures = pictures.map((name) => {
    const data = readFileSync(join(here, name)).toString("base64");
    return `<figure><img src="data:image/png;base64,${data}" width="${wide}" alt=""><figcaption>${name.replace(".png", "")}</figcaption></figure>`;
  });
  const style = `body{margin:16px;font:14px sans-serif;background:#888}figure{margin:0;display:inline-block;vertical-align:top;padding:8px}
    img{display:block;max-height:900px;object-fit:cover;object-position:top}figcaption{max-width:${wide}px;overflow-wrap:anywhere}`;
  return `<!DOCTYPE html><meta charset="utf-8"><title>${look}</title><style>${style}</style><h1>${look}</h1>${figures.join("\n")}`;
}
