// What both engines evaluate: the official suite, and the expressions of real questionnaires.
import fs from "node:fs";
import path from "node:path";

const json = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

/** The cases of the official suite that have a result. */
export function suite(data) {
  const folder = path.join(data, "fhirpath");
  const inputs = {};
  for (const name of fs.readdirSync(path.join(folder, "input"))) inputs[name] = json(path.join(folder, "input", name));
  const cases = json(path.join(folder, "tests-fhir-r4.json")).cases.filter((one) => !one.invalid);
  return cases.map((one) => ({ expression: one.expression, resource: inputs[one.input] ?? {} }));
}

/** Our own cases, where there is no folder of data. */
export function own() {
  const folder = path.resolve(import.meta.dirname, "../../../core/tests/fhirpath_cases");
  const resource = json(path.join(folder, "response.json"));
  const lines = fs.readdirSync(folder).filter((name) => name.endsWith(".txt")).flatMap((name) => fs.readFileSync(path.join(folder, name), "utf8").split("\n"));
  const right = lines.filter((line) => line && !line.startsWith("#") && !line.includes(" => !"));
  return right.map((line) => ({ expression: line.slice(0, line.lastIndexOf(" => ")), resource }));
}

function* files(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(file);
    else if (entry.name.endsWith(".json")) yield file;
  }
}

function* expressions(value) {
  if (Array.isArray(value)) for (const one of value) yield* expressions(one);
  else if (value && typeof value === "object") {
    const found = value.valueExpression;
    if (found?.language === "text/fhirpath" && found.expression) yield found.expression;
    for (const one of Object.values(value)) yield* expressions(one);
  }
}

/** An answer of the type that a question asks for. */
function answer(item) {
  const option = item.answerOption?.[0];
  if (option) return [Object.fromEntries(Object.entries(option).filter(([key]) => key.startsWith("value")))];
  switch (item.type) {
    case "boolean": return [{ valueBoolean: true }];
    case "integer": return [{ valueInteger: 3 }];
    case "decimal": return [{ valueDecimal: 72.5 }];
    case "date": return [{ valueDate: "2026-03-01" }];
    case "dateTime": return [{ valueDateTime: "2026-03-01T10:30:00Z" }];
    case "quantity": return [{ valueQuantity: { value: 72.5, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" } }];
    case "choice": case "open-choice": return [{ valueCoding: { system: "http://example.org", code: "a", display: "A" } }];
    default: return [{ valueString: "An answer" }];
  }
}

function answered(items) {
  return (items ?? []).filter((item) => item.type !== "display").map((item) => ({
    linkId: item.linkId,
    ...(item.type === "group" ? {} : { answer: answer(item) }),
    ...(item.item ? { item: answered(item.item) } : {}),
  }));
}

/** Each expression once for each questionnaire that has it, over a response that answers every question. */
export function questionnaires(data) {
  const all = [];
  for (const file of files(path.join(data, "questionnaires"))) {
    let questionnaire;
    try { questionnaire = json(file); } catch { continue; }
    if (questionnaire?.resourceType !== "Questionnaire") continue;
    const resource = { resourceType: "QuestionnaireResponse", status: "in-progress", item: answered(questionnaire.item) };
    for (const expression of new Set(expressions(questionnaire))) all.push({ expression, resource, questionnaire });
  }
  return all;
}

/** Whom the forms are about. */
export const patient = {
  resourceType: "Patient", id: "p", active: true, gender: "female", birthDate: "1980-06-15",
  name: [{ use: "official", family: "Ashe", given: ["Robin"] }],
  address: [{ use: "home", line: ["1 High Street"], city: "Leeds", postalCode: "LS1 1AA" }],
  telecom: [{ system: "phone", value: "0113 496 0000", use: "home" }],
};
