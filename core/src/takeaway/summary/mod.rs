//! The International Patient Summary: an excerpt of the record for somebody who does not know the person.
//!
//! HL7 FHIR IPS 2.0 (R4), <http://hl7.org/fhir/uv/ips>. The rules that a document of ours is held against stand in
//! `core/tests/ips/rules.tsv`, each with the element of the StructureDefinition that it is from.

mod links;
mod prepare;
mod sections;
mod told;

use serde_json::{Map, Value};

use super::{Gathered, moment};
use crate::json;
use crate::now::Now;
use links::Document;
use sections::SECTIONS;

const BUNDLE: &str = r#"{"resourceType": "Bundle", "language": "en-GB",
    "meta": {"profile": ["http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips"], "security": "$security"},
    "identifier": {"system": "urn:ietf:rfc:3986", "value": "$urn"}, "type": "document", "timestamp": "$at",
    "entry": "$entry"}"#;

const COMPOSITION: &str = r#"{"fullUrl": "$url", "resource": {"resourceType": "Composition", "language": "en-GB",
    "meta": {"profile": ["http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips"]},
    "status": "final",
    "type": {"coding": [{"system": "http://loinc.org", "code": "60591-5", "display": "Patient summary Document"}]},
    "subject": {"reference": "$patient"}, "date": "$at", "author": [{"reference": "$author"}],
    "title": "International Patient Summary", "confidentiality": "$confidentiality",
    "event": [{"code": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActClass", "code": "PCPR"}]}],
        "period": {"end": "$at"}}],
    "section": "$section"}}"#;

/// The author of a summary that software put together is the software (IPS, Composition.author).
const AUTHOR: &str = r#"{"resourceType": "Device",
    "deviceName": [{"name": "Lapwing, at the wish of the patient", "type": "user-friendly-name"}]}"#;

/// Who the patient is, where the record holds no entry of them.
const PATIENT: &str = r#"{"resourceType": "Patient", "name": [{"text": "$name"}]}"#;

const SECTION: &str = r#"{"title": "$title",
    "code": {"coding": [{"system": "http://loinc.org", "code": "$code", "display": "$display"}]},
    "text": {"status": "generated", "div": "$div"}, "entry": "$entry", "emptyReason": "$empty"}"#;

const EMPTY: &str = r#"{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/list-empty-reason",
    "code": "$code", "display": "$display"}], "text": "$said"}"#;

/// Why nothing stands in a section that is always there. It is never said that there is nothing: nobody was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// It was not looked up.
    Unknown,
    /// What there may be was left out of what this is made from.
    Withheld,
    /// There are entries, and none of them holds now, or is surely of this person.
    Over,
    /// The record has none.
    None,
}

impl Empty {
    /// The code (R4, list-empty-reason), its words, and what is said.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Unknown => ("unavailable", "Unavailable", "This part of the record could not be looked up"),
            Self::Withheld => ("withheld", "Information Withheld", "Entries were left out of this summary"),
            Self::Over => {
                ("unavailable", "Unavailable", "The record holds entries, and none that is current and sure")
            }
            Self::None => ("unavailable", "Unavailable", "No information available"),
        }
    }
}

/// The document, and how many entries of the record are in its sections.
#[must_use]
pub fn document(of: &Gathered, now: &Now) -> (Value, usize) {
    let mut made = Document::new(of, now);
    let patient = of.find(&of.patient).cloned();
    let patient = patient.unwrap_or_else(|| json::filled(PATIENT, &[("name", of.name.as_str().into())]));
    let patient = made.add(&of.patient, prepare::named(prepare::prepared(&patient), &of.name));
    let author = made.add("Device/lapwing", json::filled(AUTHOR, &[]));
    let (mut list, mut taken) = (Vec::new(), 0);
    for section in &SECTIONS {
        let chosen = section.chosen(of, now.time);
        if chosen.is_empty() && !section.required {
            continue;
        }
        taken += chosen.len();
        list.push(written((section, section.why(of)), &chosen, &mut made));
    }
    made.follow();
    let label = if made.restricted { "R" } else { "N" };
    let at = moment(now);
    let holes = [
        ("url", made.urn().into()),
        ("patient", patient.into()),
        ("author", author.into()),
        ("at", at.as_str().into()),
        ("confidentiality", label.into()),
        ("section", Value::Array(list)),
    ];
    let mut entries = vec![json::filled(COMPOSITION, &holes)];
    let urn = made.urn();
    entries.extend(made.entries());
    let security =
        r#"[{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "$label"}]"#;
    let holes = [
        ("security", json::filled(security, &[("label", label.into())])),
        ("urn", urn.into()),
        ("at", at.into()),
        ("entry", Value::Array(entries)),
    ];
    (json::filled(BUNDLE, &holes), taken)
}

fn written((section, why): (&sections::Section, Empty), chosen: &[&Value], made: &mut Document<'_>) -> Value {
    let (code, display, said) = why.words();
    let empty = [("code", code.into()), ("display", display.into()), ("said", said.into())];
    let none = if why == Empty::None { section.none } else { said };
    let mut entry = Vec::new();
    for resource in chosen {
        let url = made.add(&super::gathered::key(resource), prepare::prepared(resource));
        entry.push(with("reference", url.into()));
    }
    let holes = [
        ("title", section.title.into()),
        ("code", section.code.into()),
        ("display", section.display.into()),
        ("div", told::narrative(chosen, none).into()),
        ("entry", if entry.is_empty() { Value::Null } else { Value::Array(entry) }),
        ("empty", if chosen.is_empty() { json::filled(EMPTY, &empty) } else { Value::Null }),
    ];
    json::filled(SECTION, &holes)
}

/// An object with one member.
fn with(name: &str, value: Value) -> Value {
    let mut members = Map::new();
    members.insert(name.into(), value);
    Value::Object(members)
}
