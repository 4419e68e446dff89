import { chromium } from "@playwright/test";
const url = "http://localhost:8124";
const size = process.argv[2] === "tablet" ? { width: 820, height: 1180 } : { width: 360, height: 740 };
const dark = process.argv[3] === "dark";
const tag = `${process.argv[2]}-${process.argv[3]}`;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const c = await b.newContext({ viewport: size, colorScheme: dark ? "dark" : "light", locale: "en-GB", timezoneId: "Europe/London" });
const p = await c.newPage();
p.on("console", m => { if (m.type() === "error") console.log("CONSOLE", m.text().slice(0, 200)); });
let n = 0;
const shot = async name => { await p.waitForTimeout(350); const wide = await p.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1); if (wide) console.log("WIDE", name); await p.screenshot({ path: `/tmp/pw/${tag}-${String(++n).padStart(2, "0")}-${name}.png`, fullPage: true }); console.log(n, name, "|", await p.title()); };
const main = p.getByRole("main");
const press = (name, scope = main) => scope.getByRole("button", { name }).or(scope.getByRole("link", { name })).first();
const go = async place => { await p.getByRole("navigation").getByRole("link", { name: place, exact: true }).click(); await p.waitForTimeout(400); };
p.setDefaultTimeout(8000);
try {
  await p.goto(url); await press(/Asha Rahman/).click();
  await p.getByRole("radio", { name: /Yes, it is mine/ }).check(); await press("Continue").click(); await p.waitForTimeout(900);
  await go("Check-ins"); await shot("check-ins");
  await press(/^Plan when: Mood/).click(); await shot("plan-when");
  const boxes = main.getByRole("checkbox"); if (await boxes.count()) { await boxes.first().check(); }
  await shot("plan-when-chosen");
  const save = main.getByRole("button").last(); console.log("save:", await save.textContent()); await main.getByRole("button").filter({ hasText: /Keep|Save|Plan/ }).first().click().catch(e => console.log("no save")); await shot("plan-when-saved");
  await go("Today"); await shot("today-with-plan");
  await go("Check-ins"); await press(/^See past answers: Mood/).click(); await p.waitForTimeout(600); await shot("past");
  const one = main.locator("a[href*='/past/']").first(); if (await one.count()) { await one.click(); await p.waitForTimeout(500); await shot("past-one");
    const note = press(/note/i); if (await note.count()) { await note.click(); await shot("past-note"); const ta = main.getByRole("textbox").first(); if (await ta.count()) { await ta.fill("My dog was ill that week."); await main.getByRole("button", { name: /Keep|Save|Send/ }).first().click(); await p.waitForTimeout(900); await shot("past-note-kept"); } } }
  await go("Check-ins"); await press(/^Start: .*(matters|areas)/i).click(); await p.waitForTimeout(500); await shot("areas-first");
  for (let i = 0; i < 60; i++) {
    const h = await p.getByRole("heading", { level: 1 }).textContent();
    if (/Check your answers|Thank you/.test(h)) break;
    const radios = main.getByRole("radio"), checks = main.getByRole("checkbox"), texts = main.getByRole("textbox"), sliders = main.getByRole("slider");
    if (await radios.count()) await radios.nth(Math.min(2, await radios.count() - 1)).check();
    else if (await checks.count()) await checks.first().check();
    else if (await sliders.count()) await sliders.first().press("ArrowRight");
    else if (await texts.count()) await texts.first().fill("Walk in the park");
    if ([8, 9, 10, 12].includes(i)) await shot("areas-" + i);
    await press("Continue").click(); await p.waitForTimeout(250);
    if (await p.locator("#error-summary").count()) { await shot("areas-error"); console.log(await p.locator("#error-summary").textContent()); break; }
  }
  await shot("areas-review"); await press("Send to my team").click(); await p.waitForTimeout(1500); await shot("areas-thanks");
  await c.setOffline(true); await go("Check-ins"); await press(/^Start: Worry/).or(press(/Worry/)).first().click().catch(() => console.log("worry?")); await p.waitForTimeout(500); await shot("offline-form");
  await go("Today"); await shot("offline-today"); await c.setOffline(false);
  await p.getByRole("button", { name: /^You/ }).click(); await shot("menu");
} catch (e) { console.log("FAILED", e.message.slice(0, 600)); await shot("failed"); }
await b.close();
