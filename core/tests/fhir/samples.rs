//! One rich entry of each kind, to be broken at random.

use serde_json::{Value, json};

pub fn all() -> Vec<Value> {
    let concept = json!({ "text": "Thing", "coding": [{ "system": "http://loinc.org", "code": "1", "display": "Thing", "userSelected": true }] });
    let quantity = json!({ "value": 5.2, "unit": "mmol/L", "code": "mmol/L", "comparator": "<" });
    let period = json!({ "start": "2026-03-01", "end": "2026-04" });
    let reference = json!({ "reference": "#c", "display": "Someone", "type": "Practitioner" });
    let range = json!({ "low": quantity, "high": quantity });
    let meta = json!({ "versionId": "1", "lastUpdated": "2026-03-12T10:00:00Z", "source": "s", "security": [{ "code": "R" }] });
    let note = json!([{ "text": "Note" }]);
    let text = json!({ "status": "generated", "div": "<div><p>Hello <b>you</b></p></div>" });
    let name =
        json!([{ "text": "A B", "given": ["A", null], "family": "B", "use": "usual", "period": period }]);
    let dosage = json!([{ "sequence": 1, "timing": { "repeat": { "frequency": 1, "period": 1, "periodUnit": "d", "when": ["HS"], "boundsDuration": quantity },
        "code": concept }, "doseAndRate": [{ "doseQuantity": quantity }], "maxDosePerPeriod": { "numerator": quantity, "denominator": quantity }, "route": concept }]);
    let attachment =
        json!({ "contentType": "text/plain", "data": "aGk=", "size": 2, "title": "T", "creation": "2026" });
    vec![
        json!({ "resourceType": "Patient", "meta": meta, "name": name, "birthDate": "1987", "telecom": [{ "system": "phone", "value": "1" }],
            "communication": [{ "language": concept, "preferred": true }], "deceasedBoolean": false }),
        json!({ "resourceType": "Condition", "meta": meta, "code": concept, "clinicalStatus": { "coding": [{ "code": "active" }] }, "severity": concept, "onsetAge": quantity,
            "abatementPeriod": period, "recorder": reference, "note": note, "category": [concept], "text": text }),
        json!({ "resourceType": "AllergyIntolerance", "code": concept, "criticality": "low", "reaction": [{ "manifestation": [concept], "substance": concept, "onset": "2026" }], "onsetRange": range }),
        json!({ "resourceType": "MedicationRequest", "medicationReference": { "reference": "#c" }, "contained": [{ "resourceType": "Medication", "id": "c", "code": concept }],
            "dosageInstruction": dosage, "requester": reference, "dispenseRequest": { "validityPeriod": period, "numberOfRepeatsAllowed": 3 }, "reasonCode": [concept] }),
        json!({ "resourceType": "MedicationStatement", "medicationCodeableConcept": concept, "dosage": dosage, "statusReason": [concept], "effectivePeriod": period }),
        json!({ "resourceType": "Observation", "meta": meta, "code": concept, "valueQuantity": quantity, "referenceRange": [{ "low": quantity, "text": "x", "age": range }],
            "component": [{ "code": concept, "valueRatio": { "numerator": quantity, "denominator": quantity } }], "effectiveDateTime": "2026-03-12T10:00:00Z",
            "interpretation": [concept], "dataAbsentReason": concept, "hasMember": [reference] }),
        json!({ "resourceType": "DiagnosticReport", "code": concept, "result": [reference], "presentedForm": [attachment], "effectivePeriod": period, "conclusionCode": [concept] }),
        json!({ "resourceType": "DocumentReference", "type": concept, "content": [{ "attachment": attachment }], "context": { "period": period }, "author": [reference], "date": "2026-03-12T10:00:00Z" }),
        json!({ "resourceType": "CareTeam", "contained": [{ "resourceType": "Practitioner", "id": "c", "name": name }], "name": "T", "participant": [{ "member": reference, "role": [concept], "onBehalfOf": reference, "period": period }] }),
        json!({ "resourceType": "CarePlan", "title": "P", "activity": [{ "detail": { "code": concept, "scheduledTiming": dosage[0]["timing"], "performer": [reference], "location": reference },
            "progress": note, "outcomeCodeableConcept": [concept] }], "goal": [reference], "period": period, "text": text }),
        json!({ "resourceType": "Goal", "description": concept, "achievementStatus": concept, "target": [{ "measure": concept, "detailRange": range, "dueDuration": quantity }], "startDate": "2026" }),
        json!({ "resourceType": "Consent", "status": "active", "patient": reference, "provision": { "type": "permit", "period": period, "actor": [{ "reference": reference }], "class": [{ "system": "https://lapwing.example/CodeSystem/section", "code": "plan" }] } }),
        json!({ "resourceType": "RelatedPerson", "patient": reference, "name": name, "relationship": [concept], "period": period }),
        json!({ "resourceType": "Task", "status": "requested", "code": concept, "owner": reference, "restriction": { "period": period }, "note": note }),
        json!({ "resourceType": "Appointment", "status": "booked", "start": "2026-03-12T10:00:00Z", "participant": [{ "actor": reference, "type": [concept] }], "serviceType": [concept] }),
        json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "q|1", "item": [{ "linkId": "a", "answer": [{ "valueCoding": { "code": "x" }, "item": [{ "linkId": "b" }] }] }] }),
        json!({ "resourceType": "Bundle", "total": 1, "link": [{ "relation": "next", "url": "u" }], "entry": [{ "resource": { "resourceType": "Patient" }, "search": { "mode": "match" } }] }),
        json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "details": concept }] }),
        json!({ "resourceType": "Practitioner", "name": name, "telecom": [{ "value": "1" }] }),
    ]
}
