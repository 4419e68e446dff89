//! The people of the table, and one resource of every kind in each record.

use serde_json::{Value, json};

use crate::kit::World;

/// What a resource is to the sharing rules, and its type, in every record.
pub const KINDS: &[(&str, &str)] = &[
    ("plan", "CarePlan"),
    ("goal", "Goal"),
    ("team", "CareTeam"),
    ("plan-task", "Task"),
    ("risk-task", "Task"),
    ("loose-task", "Task"),
    ("safety", "CarePlan"),
    ("visit", "Appointment"),
    ("medicine", "MedicationRequest"),
    ("taken", "MedicationStatement"),
    ("lab", "Observation"),
    ("vital", "Observation"),
    ("survey", "Observation"),
    ("mixed", "Observation"),
    ("social", "Observation"),
    ("unsorted", "Observation"),
    ("report", "DiagnosticReport"),
    ("gad-report", "DiagnosticReport"),
    ("note-report", "DiagnosticReport"),
    ("answers", "QuestionnaireResponse"),
    ("letter", "DocumentReference"),
    ("problem", "Condition"),
    ("allergy", "AllergyIntolerance"),
    ("stay", "Encounter"),
    ("flag", "Flag"),
    ("message", "Communication"),
    ("carer-message", "Communication"),
    ("claim", "Claim"),
    ("restricted", "CarePlan"),
    ("very-restricted", "CarePlan"),
    ("sensitive", "CarePlan"),
    ("withheld", "CarePlan"),
    ("self", "Patient"),
    ("carer", "RelatedPerson"),
    ("sharing", "Consent"),
];

const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const LOINC: &str = "http://loinc.org";

/// A CodeableConcept.
pub fn concept(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": system, "code": code}]})
}

/// A Reference.
pub fn to(reference: &str) -> Value {
    json!({"reference": reference})
}

/// The id of the resource of that kind in a patient's record.
pub fn id_of(patient: &str, kind: &str) -> String {
    match kind {
        "self" => patient.to_owned(),
        "carer" => format!("carer-of-{patient}"),
        _ => format!("{patient}-{kind}"),
    }
}

/// One resource of each kind in one patient's record; `relation` is the carer's.
pub fn record(patient: &str, relation: &str, born: &str) -> Vec<Value> {
    KINDS
        .iter()
        .filter(|(kind, _)| *kind != "sharing")
        .map(|(kind, ty)| resource(patient, kind, ty, relation, born))
        .collect()
}

fn resource(patient: &str, kind: &str, ty: &str, relation: &str, born: &str) -> Value {
    let owner = to(&format!("Patient/{patient}"));
    let carer = to(&format!("RelatedPerson/carer-of-{patient}"));
    let mut value = json!({"resourceType": ty, "id": id_of(patient, kind)});
    match ty {
        "Patient" => value["birthDate"] = json!(born),
        "Appointment" => {
            value["participant"] = json!([{"actor": owner}, {"actor": to("Practitioner/doctor")}])
        }
        "AllergyIntolerance" | "Claim" | "RelatedPerson" => value["patient"] = owner.clone(),
        "Task" => value["for"] = owner.clone(),
        _ => value["subject"] = owner.clone(),
    }
    let label = |system: &str, code: &str| json!({"security": [{"system": system, "code": code}]});
    match kind {
        "plan-task" => value["basedOn"] = json!([to(&format!("CarePlan/{patient}-plan"))]),
        "risk-task" => {
            value["basedOn"] = json!([to(&format!("CarePlan/{patient}-plan"))]);
            value["focus"] = to(&format!("QuestionnaireResponse/{patient}-answers"));
        }
        "safety" => {
            value["category"] =
                json!([concept("https://lapwing.example/CodeSystem/plan-kind", "safety-plan")])
        }
        "lab" => value["category"] = json!([concept(CATEGORY, "laboratory")]),
        "vital" => value["category"] = json!([concept(CATEGORY, "vital-signs")]),
        "survey" => value["category"] = json!([concept(CATEGORY, "survey")]),
        "mixed" => value["category"] = json!([concept(CATEGORY, "laboratory"), concept(CATEGORY, "survey")]),
        "social" => value["category"] = json!([concept(CATEGORY, "social-history")]),
        "report" => value["code"] = concept(LOINC, "57698-3"),
        "gad-report" => value["code"] = concept(LOINC, "69737-5"),
        "note-report" => value["category"] = json!([concept(LOINC, "34117-2")]),
        "message" => {
            (value["sender"], value["recipient"]) = (owner.clone(), json!([to("Practitioner/doctor")]))
        }
        "carer-message" => {
            (value["sender"], value["recipient"]) = (carer.clone(), json!([to("Practitioner/doctor")]))
        }
        "restricted" => value["meta"] = label(CONFIDENTIALITY, "R"),
        "very-restricted" => value["meta"] = label(CONFIDENTIALITY, "V"),
        "sensitive" => value["meta"] = label(ACT_CODE, "PSY"),
        "withheld" => value["meta"] = label(ACT_CODE, "NOPAT"),
        "plan" => value["author"] = to("Practitioner/doctor"),
        "carer" => {
            value["active"] = json!(true);
            value["relationship"] =
                json!([concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", relation)]);
        }
        _ => {}
    }
    value
}

/// What belongs to nobody.
pub fn infrastructure() -> Vec<Value> {
    vec![
        json!({"resourceType": "Practitioner", "id": "doctor"}),
        json!({"resourceType": "Organization", "id": "trust"}),
        json!({"resourceType": "Location", "id": "place"}),
        json!({"resourceType": "Organization", "id": "hidden", "meta": {"security": [{"system": CONFIDENTIALITY, "code": "R"}]}}),
        json!({"resourceType": "Provenance", "id": "trace", "target": [to("Patient/ann")]}),
    ]
}

/// A Consent of `patient` for the carer, with this provision.
pub fn consent(patient: &str, provision: Value) -> Value {
    let mut value = json!({
        "resourceType": "Consent", "id": format!("{patient}-sharing"), "status": "active",
        "scope": concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "patient": to(&format!("Patient/{patient}")), "dateTime": "2026-11-01T00:00:00Z", "provision": provision,
    });
    if value["provision"].get("actor").is_none() {
        value["provision"]["actor"] =
            json!([{"reference": to(&format!("RelatedPerson/carer-of-{patient}"))}]);
    }
    value
}

/// `provision.class` with these sections.
pub fn class(sections: &[&str]) -> Value {
    sections
        .iter()
        .map(|s| json!({"system": "https://lapwing.example/CodeSystem/section", "code": s}))
        .collect()
}

/// A permit of these sections.
pub fn permit(sections: &[&str]) -> Value {
    json!({"type": "permit", "class": class(sections)})
}

/// Entries named one by one.
pub fn data(references: &[String]) -> Value {
    references.iter().map(|r| json!({"meaning": "instance", "reference": to(r)})).collect()
}

/// Ann and Ben have records; Cleo cares for Ann as a friend and is nothing to Ben; Nobody has nothing.
pub fn world(consents: &[Value]) -> World {
    let people = json!([
        {"id": "ann", "name": "Ann", "patient": "Patient/ann", "code": "2468"},
        {"id": "ben", "name": "Ben", "patient": "Patient/ben", "code": "2468"},
        {"id": "cleo", "name": "Cleo", "related": ["RelatedPerson/carer-of-ann"], "code": "2468"},
        {"id": "nobody", "name": "Nobody", "code": "2468"},
    ]);
    let mut all = infrastructure();
    all.extend(record("ann", "FRND", "1988-03-14"));
    all.extend(record("ben", "FRND", "1990-01-01"));
    all.extend_from_slice(consents);
    World::new(people, &all)
}
