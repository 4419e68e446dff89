import "@mantine/core/styles.css";
import "@medplum/react/styles.css";
import { MantineProvider } from "@mantine/core";
import { MedplumClient } from "@medplum/core";
import { MedplumProvider, QuestionnaireForm } from "@medplum/react";
import { createRoot } from "react-dom/client";

globalThis.show = (at, questionnaire) =>
  createRoot(at).render(
    <MedplumProvider medplum={new MedplumClient()}>
      <MantineProvider>
        <QuestionnaireForm questionnaire={questionnaire} />
      </MantineProvider>
    </MedplumProvider>,
  );
