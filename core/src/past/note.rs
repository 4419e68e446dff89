//! A person's note to their answers, as an entry of the outbox.

use serde_json::Value;

use super::taken::NOTE;
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Ticket};

const TRANSACTION: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": [{
    "fullUrl": "$path",
    "request": {"method": "PUT", "url": "$path", "ifNoneMatch": "*"},
    "resource": {
        "resourceType": "Observation",
        "id": "$id",
        "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}],
        "code": {"coding": [{"system": "$system", "code": "$code", "display": "Annotation comment"}]},
        "subject": {"reference": "$patient"},
        "performer": [{"reference": "$patient"}],
        "effectiveDateTime": "$at",
        "valueString": "$text",
        "derivedFrom": [{"reference": "$response"}]
    }
}]}"#;

fn words(before: &str, after: &str) -> Value {
    let mut text = String::from(before);
    text.push_str(after);
    Value::String(text)
}

/// The entry of a note to the response with the id `response`; `None` for who has no record of their own.
///
/// An Observation of its own, derived from the answers: the answers themselves stay as they were given.
#[must_use]
pub fn entry(response: &str, text: &str, who: &Who, now: &Now) -> Option<Entry> {
    let patient = who.patient.as_deref()?;
    let (id, entry) = (now.uuid(), now.uuid());
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let holes = [
        ("path", words("Observation/", &id)),
        ("id", id.as_str().into()),
        ("system", NOTE.0.into()),
        ("code", NOTE.1.into()),
        ("patient", patient.into()),
        ("at", at.into()),
        ("text", text.into()),
        ("response", words("QuestionnaireResponse/", response)),
    ];
    Some(Entry {
        ticket: Ticket::new(entry, who.account.clone(), vec![id]),
        kind: Kind::Note,
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body: json::filled(TRANSACTION, &holes),
        saved_at: now.time,
    })
}
