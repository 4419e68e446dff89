//! What the profiles of the summary want of an entry, and the record does not say: said to be missing, never made up.

use serde_json::{Map, Value};

use super::with;
use crate::fhir::kind;
use crate::json;

/// What is missing, and how that is said (IPS, Empty Sections & Missing Data).
#[derive(Clone, Copy)]
enum As {
    /// A date or text: an extension beside the element that it names.
    Beside(&'static str),
    /// A concept with the code `unknown`.
    Concept,
    /// A list of one reference with nothing but the extension.
    References,
}

/// Kind, element (`[x]` is any of a choice) and what is said where it is missing.
const WANTED: &[(&str, &str, As)] = &[
    ("Patient", "birthDate", As::Beside("_birthDate")),
    ("Condition", "code", As::Concept),
    ("AllergyIntolerance", "code", As::Concept),
    ("Procedure", "code", As::Concept),
    ("Procedure", "performed", As::Beside("_performedDateTime")),
    ("MedicationStatement", "effective", As::Beside("_effectiveDateTime")),
    ("Immunization", "occurrence", As::Beside("_occurrenceDateTime")),
    ("DiagnosticReport", "effective", As::Beside("_effectiveDateTime")),
    ("Observation", "effective", As::Beside("_effectiveDateTime")),
    ("Observation", "performer", As::References),
];

/// Where an Observation says what was found, or why not (ips-2).
const FOUND: [&str; 4] = ["value", "dataAbsentReason", "hasMember", "component"];

const ABSENT: &str = r#"{"extension": [
    {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}"#;
const UNKNOWN: &str = r#"{"coding": [
    {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown", "display": "Unknown"}]}"#;

/// A copy of an entry with what the profiles want.
pub(super) fn prepared(resource: &Value) -> Value {
    let name = kind(resource).unwrap_or_default();
    let Value::Object(members) = resource else { return Value::Null };
    let mut members = members.clone();
    for (of, element, how) in WANTED {
        if *of == name && !has(&members, element) {
            let (place, value) = match how {
                As::Beside(place) => (*place, json::filled(ABSENT, &[])),
                As::Concept => (*element, json::filled(UNKNOWN, &[])),
                As::References => (*element, Value::Array(vec![json::filled(ABSENT, &[])])),
            };
            members.insert(place.into(), value);
        }
    }
    if name == "Observation" {
        if !FOUND.iter().any(|element| has(&members, element)) {
            members.insert("dataAbsentReason".into(), json::filled(UNKNOWN, &[]));
        }
        for part in members.get_mut("component").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Value::Object(part) = part
                && !has(part, "value")
                && !has(part, "dataAbsentReason")
            {
                part.insert("dataAbsentReason".into(), json::filled(UNKNOWN, &[]));
            }
        }
    }
    Value::Object(members)
}

/// A patient whose every name says something (ips-pat-1): where the record has none, the one of the sign-in.
pub(super) fn named(mut patient: Value, name: &str) -> Value {
    if patient.get("name").is_none() {
        patient["name"] = Value::Array(vec![with("text", name.into())]);
    }
    for one in patient["name"].as_array_mut().into_iter().flatten() {
        if !["family", "given", "text"].iter().any(|part| one.get(part).is_some()) {
            one["text"] = name.into();
        }
    }
    patient
}

/// Whether an element is there, also as one of a choice, or said to be missing.
fn has(members: &Map<String, Value>, element: &str) -> bool {
    members.keys().any(|key| {
        let key = key.strip_prefix('_').unwrap_or(key);
        let rest = key.strip_prefix(element);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|first: char| first.is_ascii_uppercase()))
    })
}

/// A medicine that is named by a reference to what is not in the document is named by its words.
pub(super) fn named_medicine(members: &mut Map<String, Value>) {
    let display = members.get("medicationReference").and_then(|named| named.get("display")).cloned();
    let known = members.get("medicationReference").is_some_and(|named| named.get("reference").is_some());
    if known || !members.contains_key("medicationReference") {
        return;
    }
    let mut kept = Map::new();
    for (name, value) in members.iter().filter(|(name, _)| *name != "medicationReference") {
        kept.insert(name.clone(), value.clone());
    }
    let words = display.map_or_else(|| json::filled(UNKNOWN, &[]), |display| with("text", display));
    kept.insert("medicationCodeableConcept".into(), words);
    *members = kept;
}
