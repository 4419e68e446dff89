/** One person with a record of so many entries, in the mixture of a long life with the service. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const patient = { reference: "Patient/large" };
const category = "http://terminology.hl7.org/CodeSystem/observation-category";
const loinc = "http://loinc.org";
const tests = [
  ["718-7", "Haemoglobin", "g/L"],
  ["3016-3", "Thyroid stimulating hormone", "mU/L"],
  ["14334-7", "Lithium", "mmol/L"],
  ["2093-3", "Cholesterol", "mmol/L"],
  ["8867-4", "Heart rate", "/min"],
  ["29463-7", "Body weight", "kg"],
];

export const large = { id: "patient-large", name: "Robin Large" };

interface Resource {
  resourceType: string;
  id: string;
  [name: string]: unknown;
}

/** Writes it into a folder; gives the file. */
export function largeRecord(folder: string, entries: number): string {
  const file = join(folder, "large.json");
  const person: Resource = { resourceType: "Patient", id: "large", name: [{ text: large.name, given: ["Robin"], family: "Large" }], birthDate: "1970-01-01" };
  const resources = [person, ...Array.from({ length: entries }, (_, at) => one(at))];
  const entry = resources.map((resource) => ({ resource }));
  writeFileSync(file, JSON.stringify({ resourceType: "Bundle", type: "collection", entry }));
  return file;
}

/** Of twenty entries thirteen are readings; the others are medicines, letters, visits, conditions, vaccinations and answers. */
function one(at: number): Resource {
  const id = `large-${at}`;
  const day = new Date(Date.UTC(2026, 9, 1) - at * 3_600_000 * 7).toISOString().slice(0, 10);
  const author = { display: `Dr Sam Field ${at % 7}` };
  switch (at % 20) {
    case 13:
    case 14:
      return { resourceType: "MedicationRequest", id, status: at % 3 ? "completed" : "active", intent: "order", subject: patient, authoredOn: day, requester: author, medicationCodeableConcept: { text: `Medicine ${at % 40} 20 mg tablets` }, dosageInstruction: [{ text: "One in the morning" }] };
    case 15:
      return { resourceType: "DocumentReference", id, status: "current", subject: patient, date: `${day}T09:00:00Z`, author: [author], description: `Letter ${at}`, content: [{ attachment: { contentType: "text/plain", data: Buffer.from(`Dear Robin, it was good to see you. ${"We talked about how things are. ".repeat(10)}`).toString("base64") } }] };
    case 16:
    case 17:
      return { resourceType: "Encounter", id, status: "finished", class: { code: "AMB", display: "ambulatory" }, subject: patient, period: { start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z` }, participant: [{ individual: author }] };
    case 18:
      return { resourceType: "Condition", id, subject: patient, recordedDate: day, recorder: author, code: { text: `Condition ${at % 60}` }, clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: at % 3 ? "resolved" : "active" }] } };
    case 19:
      return { resourceType: "Immunization", id, status: "completed", patient, occurrenceDateTime: day, vaccineCode: { text: `Vaccine ${at % 12}` }, performer: [{ actor: author }] };
    default: {
      const [code, display, unit] = tests[at % tests.length] as string[];
      return { resourceType: "Observation", id, status: "final", subject: patient, effectiveDateTime: day, category: [{ coding: [{ system: category, code: at % tests.length < 4 ? "laboratory" : "vital-signs" }] }], code: { coding: [{ system: loinc, code, display }], text: display }, valueQuantity: { value: 4 + (at % 30) / 10, unit, system: "http://unitsofmeasure.org", code: unit }, referenceRange: [{ low: { value: 3.5, unit }, high: { value: 6.5, unit } }], performer: [author] };
    }
  }
}
