/** What a team asks a carer, written into the records as the team's own system does it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gateway, load } from "./gateway.ts";

/** The words by which it is found. */
export const asked = {
  about: "The team asks you about Asha Rahman",
  title: "Worry check-in",
  start: "Start: Worry check-in",
  others: "Your team also asked",
  other: /^Rosa Delgado answers it, about you/,
  own: "The team asks how you are",
};

/** The team asks Rosa how much Asha worries. */
export function askRosa(gateway: Gateway): void {
  const file = join(mkdtempSync(join(tmpdir(), "lapwing-asked-")), "task.json");
  const task = {
    resourceType: "Task",
    id: "asked-of-rosa",
    status: "requested",
    intent: "order",
    authoredOn: "2026-11-20T09:00:00Z",
    code: { text: "Answer some questions" },
    focus: { reference: "Questionnaire/gad-7" },
    for: { reference: "Patient/asha" },
    owner: { reference: "RelatedPerson/rosa-of-asha", display: "Rosa Delgado" },
    restriction: { period: { end: "2030-11-27" } },
  };
  writeFileSync(file, JSON.stringify(task));
  load(gateway.data, [file]);
}
