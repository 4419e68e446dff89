// Runs in the page: both engines on the same cases, in turns, so that both meet the same machine.
import fhirpath from "fhirpath";
import model from "fhirpath/fhir-context/r4";

const quiet = () => {};
for (const name of ["log", "info", "warn", "error"]) console[name] = quiet;

/** Prepares a case for both engines; nothing where either gives no result. */
function prepared(engine, one, patient) {
  const load = (value) => (value ? engine.load(JSON.stringify(value)) : -1);
  const ours = [engine.prepare(one.expression), load(one.resource), load(patient), load(one.questionnaire)];
  if (ours[0] < 0 || engine.evaluate(...ours) < 0) return undefined;
  const around = { resource: one.resource, context: one.resource, patient, questionnaire: one.questionnaire ?? {} };
  try {
    const compiled = fhirpath.compile(one.expression, model);
    if (compiled(one.resource, around) instanceof Promise) return undefined;
    return { ours, theirs: () => compiled(one.resource, around) };
  } catch {
    return undefined;
  }
}

function rate(cases, milliseconds, run) {
  const started = performance.now();
  let rounds = 0;
  do {
    for (const one of cases) run(one);
    rounds += 1;
  } while (performance.now() - started < milliseconds);
  return (cases.length * rounds * 1000) / (performance.now() - started);
}

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** Evaluations a second of each engine, the middle of so many samples, after a warm-up. */
window.measure = (name, list, patient, { samples, milliseconds }) => {
  const engine = window.wasm_bindgen;
  const cases = list.map((one) => prepared(engine, one, patient)).filter(Boolean);
  const ours = () => rate(cases, milliseconds, (one) => engine.evaluate(...one.ours));
  const theirs = () => rate(cases, milliseconds, (one) => one.theirs());
  ours();
  theirs();
  const found = { ours: [], theirs: [] };
  for (let sample = 0; sample < samples; sample += 1) {
    found.ours.push(ours());
    found.theirs.push(theirs());
  }
  const [mine, other] = [middle(found.ours), middle(found.theirs)];
  return {
    name, expressions: cases.length, left_out: list.length - cases.length, samples, milliseconds,
    ours_per_second: Math.round(mine), fhirpath_js_per_second: Math.round(other), ratio: Math.round((mine / other) * 10) / 10,
  };
};
