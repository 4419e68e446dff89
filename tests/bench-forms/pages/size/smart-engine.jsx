import { buildForm, questionnaireResponseStore, questionnaireStore } from "@aehrc/smart-forms-renderer";

globalThis.run = { buildForm, questionnaireResponseStore, questionnaireStore };
