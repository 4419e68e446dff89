/** Medplum: QuestionnaireForm of @medplum/react. */
import "@mantine/core/styles.css";
import "@medplum/react/styles.css";
import { MantineProvider } from "@mantine/core";
import { MedplumClient } from "@medplum/core";
import { QuestionnaireForm } from "@medplum/react";
import { MedplumProvider, useQuestionnaireForm } from "@medplum/react-hooks";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { answer, controls, find, listen } from "./answers.js";

listen();
const medplum = new MedplumClient({ baseUrl: "http://127.0.0.1:9/", fetch: () => Promise.reject(new Error("offline")) });

function Around({ children }) {
  return (
    <MedplumProvider medplum={medplum}>
      <MantineProvider>{children}</MantineProvider>
    </MedplumProvider>
  );
}

let state;
let failed;
let latest;

/** The hook that is the component's engine, without the component. */
function Engine({ questionnaire }) {
  state = useQuestionnaireForm({ questionnaire, disablePagination: true, onChange: () => {} });
  return null;
}

const errors = { onUncaughtError: (error) => (failed = error) };

globalThis.engine = {
  async open(questionnaire) {
    const root = createRoot(document.getElementById("form"), errors);
    root.render(
      <Around>
        <QuestionnaireForm questionnaire={questionnaire} disablePagination excludeButtons onChange={(response) => (latest = response)} />
      </Around>,
    );
    while (!document.querySelector("#form form") && !failed) await new Promise((next) => requestAnimationFrame(next));
    if (failed) throw failed;
  },
  target(questionnaire, linkId) {
    const named = [...document.querySelectorAll("input, textarea, select")].filter((one) => one.name === linkId || one.id === linkId || one.name.startsWith(`${linkId}-`) || one.id.startsWith(`${linkId}-`));
    if (named.length > 1 && named[0].type === "radio") return { kind: "radio", inputs: named.slice(0, 2) };
    return named.length ? controls(named[0]) : null;
  },
  given: () => JSON.stringify(latest?.item),
  async load(questionnaire) {
    const root = createRoot(document.createElement("div"), errors);
    flushSync(() =>
      root.render(
        <MedplumProvider medplum={medplum}>
          <Engine questionnaire={questionnaire} />
        </MedplumProvider>,
      ),
    );
    await new Promise((next) => setTimeout(next));
    if (failed) throw failed;
    if (!state || state.loading) throw new Error("does not load");
  },
  async change(questionnaire, linkId, n) {
    const { item, around } = find(questionnaire.item, linkId);
    const given = answer(questionnaire, item, n);
    if (!given) throw new Error("no such answer");
    flushSync(() => state.onChangeAnswer(around.map(({ linkId }) => ({ linkId })), item, [given]));
    if (failed) throw failed;
  },
  response: () => state.questionnaireResponse,
};
