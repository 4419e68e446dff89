// node form.js FOLDER FIGURES: how long a form of 1,000 items and 300 expressions takes to open and to take a key, with the
// processor slowed down four times, in the WebAssembly of FOLDER alone: nothing is drawn.
import fs from "node:fs";
import { opened } from "./opened.js";

const [folder, figures] = process.argv.slice(2);

const sdc = (name, expression) => ({
  url: `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-${name}`,
  valueExpression: { language: "text/fhirpath", expression },
});
const value = (id) => `%resource.descendants().where(linkId='${id}').answer.value`;

/** 100 groups of 10: five numbers, a choice, a text that is asked on a condition, and three that are worked out. */
function questionnaire() {
  const groups = [];
  for (let group = 0; group < 91; group += 1) {
    const id = (name) => `${group}-${name}`;
    const numbers = [0, 1, 2, 3, 4].map((n) => ({ linkId: id(n), type: "decimal", text: `Number ${n}` }));
    const choice = {
      linkId: id("choice"), type: "choice", text: "Choose",
      answerOption: ["a", "b", "c", "d"].map((code) => ({ valueCoding: { system: "s", code, display: `Choice ${code}` } })),
    };
    const shown = {
      linkId: id("if"), type: "string", text: "Why",
      enableWhen: [{ question: id("choice"), operator: "=", answerCoding: { system: "s", code: "b" } }],
    };
    const sum = { linkId: id("sum"), type: "decimal", readOnly: true, text: "Sum", extension: [sdc("calculatedExpression", `(${numbers.map((n) => value(n.linkId)).join(" | ")}).sum()`)] };
    const mean = { linkId: id("mean"), type: "decimal", readOnly: true, text: "Mean", extension: [sdc("calculatedExpression", `${value(id("sum"))} / 5`)] };
    const told = { linkId: id("told"), type: "display", text: "More than usual", extension: [sdc("enableWhenExpression", `${value(id("mean"))} > 10`)] };
    groups.push({ linkId: id("group"), type: "group", text: `Group ${group}`, item: [...numbers, choice, shown, sum, mean, told] });
  }
  const totals = [];
  const total = (n, expression) => ({ linkId: `total-${n}`, type: "decimal", readOnly: true, extension: [sdc("calculatedExpression", expression)] });
  // Three look at every answer; what the others look at is known beforehand.
  for (let n = 0; n < 3; n += 1) totals.push(total(n, `%resource.item.item.where(linkId.endsWith('sum')).answer.value.sum() + ${n}`));
  for (let n = 3; n < 27; n += 1) totals.push(total(n, `${value(`${n}-sum`)} + ${value(`${n + 1}-sum`)}`));
  return { resourceType: "Questionnaire", url: "https://x.example/large", item: [...groups, ...totals] };
}

const { browser, page } = await opened(folder);
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
const form = questionnaire();
const found = await page.evaluate((text) => {
  const engine = window.wasm_bindgen;
  const time = (run) => { const from = performance.now(); run(); return performance.now() - from; };
  const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  let rows = 0;
  const opens = Array.from({ length: 7 }, () => time(() => { rows = engine.open(text); }));
  // The first group is node 0, its numbers are 1 to 5; later groups follow at steps of 11.
  const keys = Array.from({ length: 60 }, (_, n) => time(() => engine.typed(11 * (n % 20) + 1 + (n % 5), String(n))));
  const round = (number) => Math.round(number * 10) / 10;
  return { rows, open: round(middle(opens)), first: round(opens[0]), key: round(middle(keys)), slowest: round(Math.max(...keys)) };
}, JSON.stringify(form));
await browser.close();
const text = JSON.stringify(form);
const figuresOf = { ...found, items: text.split('"linkId"').length - 1, expressions: text.split('"expression":').length - 1, slowdown: 4 };
fs.writeFileSync(figures, JSON.stringify(figuresOf, null, 2));
console.log(JSON.stringify(figuresOf));
