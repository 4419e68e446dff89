/** Lapwing: its forms engine alone, as WebAssembly (tests/engine). An event goes in, the view comes out. */
/* global wasm_bindgen */
import { answer, find, options } from "./answers.js";

const folder = new URL("engine/", document.baseURI);
await wasm_bindgen({ module_or_path: new URL("lapwing_engine_bench_bg.wasm", folder) });

/** By link id: the item, its node, how many choices it has. */
let known;

function question(questionnaire, linkId) {
  if (!known.has(linkId)) {
    const { item } = find(questionnaire.item, linkId);
    known.set(linkId, { item, at: wasm_bindgen.node(linkId), many: item.type.endsWith("choice") ? options(questionnaire, item).length : 0 });
  }
  return known.get(linkId);
}

globalThis.engine = {
  async load(questionnaire) {
    const text = JSON.stringify(questionnaire);
    if (wasm_bindgen.open(text) < 0) throw new Error(`refused: ${wasm_bindgen.refusal(text)}`);
    known = new Map();
  },
  async change(questionnaire, linkId, n) {
    const { item, at, many } = question(questionnaire, linkId);
    if (at < 0) throw new Error("the question is not asked");
    let made;
    if (item.type === "boolean") made = wasm_bindgen.said(at, n % 2 === 0);
    else if (item.type.endsWith("choice")) made = wasm_bindgen.chosen(at, n % Math.min(2, many));
    else {
      const [given] = Object.values(answer(questionnaire, item, n));
      made = wasm_bindgen.typed(at, String(given?.value ?? given));
    }
    if (made < 1) throw new Error("the answer changed nothing that is shown");
  },
  /** Where a question stands in the app: its node, and its page. */
  place: (linkId) => ({ node: wasm_bindgen.node(linkId), page: wasm_bindgen.page() }),
  response: () => JSON.parse(wasm_bindgen.response()),
};
