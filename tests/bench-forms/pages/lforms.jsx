/** LHC-Forms: the web component as it comes built. */
import { answer, controls, find, listen } from "./answers.js";

const LForms = globalThis.LForms;
// A choice is shown as buttons, so that one key gives an answer as with the others.
const defaultAnswerLayout = { answerLayout: { type: "RADIO_CHECKBOX", columns: "1" } };
const definition = (questionnaire) => {
  const made = LForms.Util.convertFHIRQuestionnaireToLForms(structuredClone(questionnaire), "R4");
  made.templateOptions = { ...made.templateOptions, defaultAnswerLayout };
  return made;
};
/** Its errors come as lists. */
const told = (why) => {
  throw new Error([why].flat().map((one) => one?.message ?? one).join("; "));
};
console.log = () => {};
listen();

/** The same steps as the component takes, without it (lhc-form.component.ts, ngOnChanges). */
async function model(questionnaire) {
  const data = new LForms.LFormsData(definition(questionnaire));
  await data.loadFHIRResources(false).catch(told);
  if (data._hasResponsiveExpr || data._hasInitialExpr) await data._expressionProcessor.runCalculations(true);
  data._checkFormControls();
  return data;
}

let data;
let seen;

globalThis.engine = {
  async open(questionnaire) {
    await LForms.Util.addFormToPage(definition(questionnaire), "form").catch(told);
    seen = LForms.Util._getFormObjectInScope(document.getElementById("form"));
  },
  target(questionnaire, linkId) {
    const item = seen.itemList.find((one) => one.linkId === linkId);
    if (!item) return null;
    const one = document.getElementById(item._elementId);
    if (one?.matches("input, textarea")) return controls(one);
    const near = [...document.querySelectorAll(`[id^="${CSS.escape(item._elementId)}"]`)].filter((one) => one.matches("input, textarea, lhc-item-boolean, lhc-item-choice") || one.querySelector("input"));
    const label = document.getElementById(`label-${item._elementId}`) ?? document.getElementById(`item-${item._elementId}`);
    const row = (near[0] ?? label)?.closest("lhc-item-question, .lhc-item, lhc-item") ?? near[0];
    return controls(row);
  },
  given: () => JSON.stringify(LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", seen)?.item),
  async load(questionnaire) {
    data = await model(questionnaire);
  },
  async change(questionnaire, linkId, n) {
    const item = data.itemList.find((one) => one.linkId === linkId);
    const given = answer(questionnaire, find(questionnaire.item, linkId).item, n);
    const bare = given && Object.values(given)[0];
    if (!item || bare === null) throw new Error("no such answer");
    if (item.answers) {
      item.value = item.answers[n % Math.min(2, item.answers.length)];
    } else item.value = bare?.value ?? bare;
    // The engine works expressions out behind a timer; here it need not wait for it.
    const timer = globalThis.setTimeout;
    let later = null;
    globalThis.setTimeout = (work) => {
      later = work;
      return 0;
    };
    try {
      data.updateOnSourceItemChange(item);
    } finally {
      globalThis.setTimeout = timer;
    }
    if (later) {
      later();
      await data._expressionProcessor?._currentRunPromise;
    }
  },
  response: () => LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", data),
};
