/** What every engine's page needs to answer one question. */

/** An item of a questionnaire with the items around it, outermost first. */
export function find(items, linkId, around = []) {
  for (const item of items ?? []) {
    if (item.linkId === linkId) return { item, around };
    const found = find(item.item, linkId, [...around, item]);
    if (found) return found;
  }
  return null;
}

/** The item of a response with a link id; made where it is not there, in the questionnaire's order. */
export function place(response, questionnaire, linkId) {
  const { item, around } = find(questionnaire.item, linkId);
  let here = response;
  let siblings = questionnaire.item;
  for (const one of [...around, item]) {
    here.item ??= [];
    let next = here.item.find((other) => other.linkId === one.linkId);
    if (!next) {
      next = { linkId: one.linkId, text: one.text };
      const order = (id) => siblings.findIndex((other) => other.linkId === id);
      const at = here.item.findIndex((other) => order(other.linkId) > order(one.linkId));
      here.item.splice(at < 0 ? here.item.length : at, 0, next);
    }
    here = next;
    siblings = one.item ?? [];
  }
  return here;
}

/** The options of a choice as answers. */
export function options(questionnaire, item) {
  if (item.answerOption) {
    return item.answerOption.map((option) => {
      const name = Object.keys(option).find((key) => key.startsWith("value") && !key.startsWith("_"));
      return { [name]: option[name] };
    });
  }
  const set = (questionnaire.contained ?? []).find((one) => `#${one.id}` === item.answerValueSet);
  const listed = set?.expansion?.contains ?? (set?.compose?.include ?? []).flatMap((part) => (part.concept ?? []).map((one) => ({ system: part.system, ...one })));
  return listed.map(({ system, code, display }) => ({ valueCoding: { system, code, display } }));
}

/** The answer to give at the n-th time: two values that take turns. */
export function answer(questionnaire, item, n) {
  switch (item.type) {
    case "integer":
      return { valueInteger: 3 + (n % 2) };
    case "decimal":
      return { valueDecimal: 3.5 + (n % 2) };
    case "boolean":
      return { valueBoolean: n % 2 === 0 };
    case "choice":
    case "open-choice": {
      const all = options(questionnaire, item);
      return all.length ? all[n % Math.min(2, all.length)] : null;
    }
    case "quantity":
      return { valueQuantity: { value: 3 + (n % 2) } };
    default:
      return { valueString: n % 2 ? "34" : "3" };
  }
}

const typable = (one) => !one.disabled && !one.readOnly && one.type !== "hidden" && one.getClientRects().length > 0;

/** The controls inside an element that a key can change, and what kind they are. */
export function controls(root) {
  if (!root) return null;
  const inputs = (root.matches("input, textarea, select") ? [root] : [...root.querySelectorAll("input, textarea, select")]).filter(
    (one) => !one.disabled && !one.readOnly && one.type !== "hidden",
  );
  const radios = inputs.filter((one) => one.type === "radio");
  if (radios.length > 1) return { kind: "radio", inputs: radios.slice(0, 2) };
  const checks = inputs.filter((one) => one.type === "checkbox");
  if (checks.length > 0) return { kind: "check", inputs: checks.slice(0, 1) };
  const select = inputs.find((one) => one.tagName === "SELECT");
  if (select) return { kind: "select", inputs: [select] };
  const combo = inputs.find((one) => one.getAttribute("role") === "combobox" && typable(one));
  if (combo) return { kind: "combo", inputs: [combo] };
  const text = inputs.find(typable);
  return text ? { kind: "text", inputs: [text] } : null;
}

/** Notes when a key reaches the page, for the trace. */
export function listen() {
  addEventListener("keydown", (event) => performance.mark(`key ${event.key}`), true);
}
