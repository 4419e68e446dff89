/** No engine: the same questions as plain HTML without a style. What the browser itself takes for a key. */
import { controls, listen, options } from "./answers.js";

listen();

function* shown(items) {
  for (const item of items ?? []) {
    yield item;
    yield* shown(item.item);
  }
}

function control(questionnaire, item) {
  const input = (type, value = "") => Object.assign(document.createElement("input"), { type, name: item.linkId, defaultValue: value });
  if (item.type.endsWith("choice")) return options(questionnaire, item).map((_, at) => input("radio", String(at)));
  if (item.type === "boolean") return [input("checkbox")];
  return item.type === "group" || item.type === "display" ? [] : [input("text")];
}

globalThis.engine = {
  async open(questionnaire) {
    const form = document.getElementById("form");
    for (const item of shown(questionnaire.item)) {
      const row = document.createElement("p");
      row.id = `row-${item.linkId}`;
      row.append(item.text ?? "", ...control(questionnaire, item));
      form.append(row);
    }
  },
  target: (questionnaire, linkId) => controls(document.getElementById(`row-${linkId}`)),
  given: () => [...document.querySelectorAll("input")].map((one) => `${one.checked} ${one.value}`).join(),
};
