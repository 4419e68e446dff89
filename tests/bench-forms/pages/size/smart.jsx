import { createRoot } from "react-dom/client";
import { SmartFormsRenderer } from "@aehrc/smart-forms-renderer";

export const show = (at, questionnaire) => createRoot(at).render(<SmartFormsRenderer questionnaire={questionnaire} />);
globalThis.show = show;
