/** Smart Forms: @aehrc/smart-forms-renderer. */
import "@fontsource/inter";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import {
  BaseRenderer,
  RendererThemeProvider,
  buildForm,
  questionnaireResponseStore,
  questionnaireStore,
  useRendererQueryClient,
} from "@aehrc/smart-forms-renderer";
import { answer, controls, find, listen, place } from "./answers.js";

listen();
console.warn = () => {};

function Form({ done }) {
  const client = useRendererQueryClient();
  return (
    <RendererThemeProvider>
      <QueryClientProvider client={client}>
        <div ref={(element) => element && done()}>
          <BaseRenderer />
        </div>
      </QueryClientProvider>
    </RendererThemeProvider>
  );
}

const prepared = (questionnaire) => buildForm({ questionnaire: structuredClone(questionnaire), terminologyServerUrl: "http://127.0.0.1:9/none" });

globalThis.engine = {
  async open(questionnaire) {
    await prepared(questionnaire);
    await new Promise((done) => createRoot(document.getElementById("form")).render(<Form done={done} />));
  },
  target(questionnaire, linkId) {
    const { tabs, pages, switchTab, switchPage } = questionnaireStore.getState();
    for (const { linkId: around } of find(questionnaire.item, linkId).around) {
      if (tabs[around]) switchTab(tabs[around].tabIndex);
      if (pages[around]) switchPage(pages[around].pageIndex);
    }
    for (const root of document.querySelectorAll(`[data-linkid="${CSS.escape(linkId)}"]`)) {
      const found = controls(root);
      if (found) return found;
    }
    return null;
  },
  given: () => JSON.stringify(questionnaireResponseStore.getState().updatableResponse.item),
  load: prepared,
  /** What the renderer's queue does with a change (BaseRenderer.tsx, formUpdateQueueStore.ts). */
  async change(questionnaire, linkId, n) {
    const { item } = find(questionnaire.item, linkId);
    const given = answer(questionnaire, item, n);
    if (!given) throw new Error("no such answer");
    const response = structuredClone(questionnaireResponseStore.getState().updatableResponse);
    place(response, questionnaire, linkId).answer = [given];
    questionnaireStore.getState().updateEnableWhenItem(linkId, [given], null);
    questionnaireResponseStore.getState().updateResponse(response, false);
    await questionnaireStore.getState().updateExpressions(response, false);
  },
  response: () => questionnaireResponseStore.getState().updatableResponse,
};
