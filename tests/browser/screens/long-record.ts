/** A record of long names, long words and many entries: nothing of it may break a screen. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const patient = { reference: "Patient/long" };
const name = "Maximiliane-Alexandra Freifrau von Hohenzollern-Sigmaringen zu Württemberg-Baden";
const doctor = { display: "Prof. Dr. med. Wolfgang-Maximilian Oberstaatsanwaltschaftsrat-Schneiderhöfer" };
const word = "Aufmerksamkeitsdefizithyperaktivitätsstörungsbehandlungsrichtlinie";

export const long = { id: "patient-long", name };

/** Writes the bundle into a folder; gives the file. */
export function longRecord(folder: string): string {
  const file = join(folder, "long.json");
  const entry = resources().map((resource) => ({
    fullUrl: `https://long.example/fhir/${resource.resourceType}/${resource.id}`,
    resource,
    request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
  }));
  writeFileSync(file, JSON.stringify({ resourceType: "Bundle", type: "transaction", entry }));
  return file;
}

interface Resource {
  resourceType: string;
  id: string;
  [name: string]: unknown;
}

function resources(): Resource[] {
  const many = (count: number, make: (at: number) => Resource) => Array.from({ length: count }, (_, at) => make(at));
  const laboratory = "http://terminology.hl7.org/CodeSystem/observation-category";
  return [
    { resourceType: "Patient", id: "long", name: [{ text: name }], birthDate: "1970-01-01" },
    ...many(30, (at) => ({
      resourceType: "MedicationRequest", id: `long-medicine-${at}`, status: at % 7 ? "active" : "on-hold", intent: "order", subject: patient,
      requester: doctor, authoredOn: "2026-03-12",
      medicationCodeableConcept: { text: at % 3 ? `Medicine ${at} 20 mg tablets` : `${word} ${at} 100 Mikrogramm/Dosis Druckgasinhalation` },
      dosageInstruction: [{ text: "Eine Tablette morgens vor dem Frühstück mit reichlich Flüssigkeit, und eine weitere vor dem Schlafengehen, falls notwendig" }],
    })),
    ...many(3, (at) => ({
      resourceType: "Condition", id: `long-condition-${at}`, subject: patient, recorder: doctor, recordedDate: "2026-01-01",
      code: { text: [word, "اضطراب ما بعد الصدمة", `Long ${"and longer ".repeat(14)}`][at] }, note: [{ text: "Note. ".repeat(60) }],
      clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }] },
    })),
    ...many(4, (at) => ({
      resourceType: "Observation", id: `long-result-${at}`, status: "final", subject: patient, effectiveDateTime: `2026-0${at + 1}-02`,
      category: [{ coding: [{ system: laboratory, code: "laboratory" }] }], code: { text: `Thyreoperoxidase-${word}` },
      valueQuantity: { value: 1234567.891 + at, unit: "Mikroeinheiten pro Milliliter" }, performer: [doctor],
    })),
    {
      resourceType: "CarePlan", id: "long-plan", status: "active", intent: "plan", subject: patient, title: `${word}-Plan`,
      description: "What we do together. ".repeat(30), author: doctor,
      activity: many(6, (at) => ({ resourceType: "", id: "", at })).map((_, at) => ({
        detail: { status: "in-progress", description: `${word} ${at}: every ${"other ".repeat(12)}week`, performer: [doctor] },
      })),
    },
    {
      resourceType: "CareTeam", id: "long-team", status: "active", subject: patient, name: `Team für ${word}`,
      participant: Array.from({ length: 8 }, () => ({ role: [{ text: "Fachärztin für Kinder- und Jugendpsychiatrie und -psychotherapie" }], member: doctor })),
    },
    {
      resourceType: "DocumentReference", id: "long-letter", status: "current", subject: patient, date: "2026-05-01T10:00:00Z", description: `Brief über ${word}`,
      author: [doctor],
      content: [{ attachment: { contentType: "text/html", data: Buffer.from(html).toString("base64"), title: `Brief über ${word}` } }],
    },
  ];
}

const html = `<h2>Zusammenfassung</h2><p>Sehr geehrte Frau <b>${name}</b>,</p><p>${"ein langer Absatz. ".repeat(40)}</p>
<table><tr><th>Datum</th><th>${word}</th><th>Wert</th><th>Bemerkung</th></tr><tr><td>2. Januar 2026</td><td>1234567,891 µE/ml</td><td>${word}</td><td>keine</td></tr></table>
<ul><li>${word}</li><li>zweitens<ul><li>darunter</li></ul></li></ul><pre>${"wie getippt ".repeat(12)}</pre>`;
