/** Which questionnaires are measured, and which question of each is answered. A rule, not a choice. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { options } from "./pages/answers.js";

const folders = ["lforms", "smart-forms", "smart-forms-stories", "hl7-sdc-json", "hl7-sdc-fsh"];
const behaves = /calculatedExpression|"enableWhen"|enableWhenExpression|extension\/variable|StructureDefinition\/variable/;
const answerable = ["integer", "decimal", "string", "text", "boolean", "choice", "open-choice", "quantity"];
const url = (extension, ...names) => names.some((name) => extension.url?.endsWith(name));

/** Every questionnaire with conditions, calculations or variables. */
export function questionnaires(data) {
  const all = [];
  const counts = {};
  for (const folder of folders) {
    const path = join(data, "questionnaires", folder);
    if (!existsSync(path)) continue;
    for (const file of readdirSync(path).filter((file) => file.endsWith(".json")).sort()) {
      const text = readFileSync(join(path, file), "utf8");
      let questionnaire;
      try {
        questionnaire = JSON.parse(text);
      } catch {
        continue;
      }
      if (questionnaire.resourceType !== "Questionnaire") continue;
      counts[folder] ??= { questionnaires: 0, behave: 0, answered: 0 };
      counts[folder].questionnaires++;
      if (!behaves.test(text)) continue;
      counts[folder].behave++;
      const source = busiest(questionnaire);
      if (source) counts[folder].answered++;
      all.push({ name: `${folder}/${file.replace(/\.json$/, "")}`, questionnaire, source });
    }
  }
  return { all, counts };
}

/** Every item with whether it can be answered from the start. */
function* walk(items, questionnaire, open = true) {
  for (const item of items ?? []) {
    const extensions = item.extension ?? [];
    const hidden = extensions.some((one) => url(one, "questionnaire-hidden") && one.valueBoolean);
    const made = extensions.some((one) => url(one, "calculatedExpression", "enableWhenExpression"));
    const here = open && !hidden && !item.enableWhen && !extensions.some((one) => url(one, "enableWhenExpression"));
    const chosen = item.type?.endsWith("choice");
    const can = answerable.includes(item.type) && !item.readOnly && !item.repeats && (!chosen || options(questionnaire, item).length > 1);
    yield { item, open: here && !made && can };
    yield* walk(item.item, questionnaire, here && !item.repeats);
  }
}

/** All expressions of a questionnaire, wherever they stand. */
export function expressions(value, found = []) {
  if (Array.isArray(value)) for (const one of value) expressions(one, found);
  else if (value && typeof value === "object") {
    if (typeof value.expression === "string" && (value.language === undefined || /fhirpath/.test(value.language))) found.push(value.expression);
    for (const one of Object.values(value)) expressions(one, found);
  }
  return found;
}

/** The open question, with choices of its own where it is a choice, on which most conditions and expressions depend by name; the first one in document order among equals. */
export function busiest(questionnaire) {
  const uses = new Map();
  const count = (id) => uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const { item } of walk(questionnaire.item, questionnaire)) for (const when of item.enableWhen ?? []) count(when.question);
  for (const text of expressions(questionnaire)) for (const [, id] of text.matchAll(/'([^']+)'/g)) count(id);
  let best = null;
  for (const { item, open } of walk(questionnaire.item, questionnaire)) {
    const used = uses.get(item.linkId) ?? 0;
    if (open && (!best || used > best.used)) best = { linkId: item.linkId, type: item.type, used };
  }
  return best;
}

/**
 * A made form of 1,000 items and 300 expressions: 100 groups of nine questions; in each, a sum, what follows from the sum, and a
 * note that is asked for above a sum of 5. What follows in the last group is the sum of all sums.
 */
export function synthetic() {
  const expression = (name, text) => ({
    url: `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-${name}`,
    valueExpression: { language: "text/fhirpath", expression: text },
  });
  const groups = Array.from({ length: 100 }, (_, at) => {
    const id = (n) => `g${at}.${n}`;
    const value = (n) => `%resource.item.where(linkId = 'g${at}').item.where(linkId = '${id(n)}').answer.value`;
    const integer = (n, more = {}) => ({ linkId: id(n), type: "integer", text: `Question ${at + 1}.${n}`, ...more });
    const three = `%resource.item.where(linkId = 'g${at}').item.where(linkId = '${id(1)}' or linkId = '${id(2)}' or linkId = '${id(3)}').answer.value.sum()`;
    const follows = at === 99 ? "%resource.item.item.where(linkId.endsWith('.7')).answer.value.sum()" : `iif(${value(7)} > 5, ${value(7)} * 2, ${value(7)})`;
    return {
      linkId: `g${at}`,
      type: "group",
      text: `Part ${at + 1}`,
      item: [
        ...[1, 2, 3, 4, 5, 6].map((n) => integer(n)),
        integer(7, { readOnly: true, extension: [expression("calculatedExpression", three)] }),
        integer(8, { readOnly: true, extension: [expression("calculatedExpression", follows)] }),
        { linkId: id(9), type: "string", text: `Note ${at + 1}`, extension: [expression("enableWhenExpression", `${value(7)} > 5`)] },
      ],
    };
  });
  const questionnaire = {
    resourceType: "Questionnaire",
    url: "http://example.org/Questionnaire/thousand",
    title: "One thousand items",
    status: "active",
    item: groups,
  };
  return { name: "1,000 items, 300 expressions", questionnaire, source: { linkId: "g50.1", type: "integer" } };
}
