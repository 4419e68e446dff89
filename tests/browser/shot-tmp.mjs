import { chromium } from "@playwright/test";
const [,, file, out, width, scheme] = process.argv;
const b = await chromium.launch({ executablePath: process.env.LAPWING_CHROMIUM });
const p = await b.newPage({ viewport: { width: +width, height: 800 }, deviceScaleFactor: 1, colorScheme: scheme ?? "light" });
await p.goto("file://" + file);
await p.addStyleTag({content: "section[data-example]{padding:0 var(--page);} *{animation:none!important} details{}"});
for (const s of await p.locator("section[data-example]").all()) {
  const n = await s.getAttribute("data-example");
  await s.screenshot({ path: `${out}/${n}.png` });
}
await b.close();
