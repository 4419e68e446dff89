import { MedplumClient } from "@medplum/core";
import { MedplumProvider, useQuestionnaireForm } from "@medplum/react-hooks";
import { createRoot } from "react-dom/client";

function Form({ questionnaire, onChange }) {
  globalThis.state = useQuestionnaireForm({ questionnaire, onChange });
  return null;
}

globalThis.show = (at, questionnaire, onChange) =>
  createRoot(at).render(
    <MedplumProvider medplum={new MedplumClient()}>
      <Form questionnaire={questionnaire} onChange={onChange} />
    </MedplumProvider>,
  );
