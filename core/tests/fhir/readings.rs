//! Observations and reports: every kind of value, range, status and absence.

use super::paths;
use lapwing_core::fhir::reading::{Status, read};
use lapwing_core::fhir::report;
use serde_json::{Value, json};

fn observation(more: Value) -> Value {
    let mut observation =
        json!({ "resourceType": "Observation", "status": "final", "code": { "text": "Thing" } });
    for (key, value) in more.as_object().unwrap() {
        observation[key] = value.clone();
    }
    observation
}

fn check(more: Value, words: Option<&str>, unread: &[&str]) {
    let read = read(&observation(more)).unwrap();
    assert_eq!(read.good.main.value.and_then(|value| value.words()).as_deref(), words);
    assert_eq!(paths(&read.unread), unread);
}

#[test]
fn every_kind_of_value() {
    check(json!({ "valueQuantity": { "value": 5.2, "unit": "mmol/L" } }), Some("5.2 mmol/L"), &[]);
    check(
        json!({ "valueCodeableConcept": { "coding": [{ "display": "Positive" }] } }),
        Some("Positive"),
        &[],
    );
    check(json!({ "valueString": " Clear " }), Some("Clear"), &[]);
    check(json!({ "valueBoolean": false }), Some("no"), &[]);
    check(json!({ "valueInteger": 12 }), Some("12"), &[]);
    check(json!({ "valueRange": { "low": { "value": 1 }, "high": { "value": 3 } } }), Some("1 to 3"), &[]);
    check(
        json!({ "valueRatio": { "numerator": { "value": 1 }, "denominator": { "value": 128 } } }),
        Some("1 to 128"),
        &[],
    );
    check(json!({ "valueDateTime": "2026-03-12" }), Some("12 March 2026"), &[]);
    check(json!({ "valueTime": "14:05:00" }), Some("14:05"), &[]);
    check(json!({ "valuePeriod": { "start": "2026-03" } }), Some("since March 2026"), &[]);
    check(json!({ "valueSampledData": { "data": "1 2 E 4" } }), Some("a recording of 4 samples"), &[]);
    check(json!({}), None, &[]);
}

#[test]
fn a_value_that_cannot_be_shown_is_told() {
    check(json!({ "valueAttachment": {} }), None, &["valueAttachment"]);
    check(json!({ "valueQuantity": "5.1 mmol/L" }), None, &["valueQuantity"]);
    check(json!({ "valueQuantity": { "unit": "mg" } }), None, &["valueQuantity"]);
    check(json!({ "valueTime": "99:99" }), None, &["valueTime"]);
    check(json!({ "valueBoolean": "yes" }), None, &["valueBoolean"]);
    check(json!({ "valueCodeableConcept": {} }), None, &["valueCodeableConcept"]);
    check(
        json!({ "effectiveDateTime": "soon", "status": "odd", "note": 5 }),
        None,
        &["status", "effectiveDateTime", "note"],
    );
    check(
        json!({ "effectiveTiming": {}, "modifierExtension": [{}] }),
        None,
        &["modifierExtension", "effectiveTiming"],
    );
}

#[test]
fn blood_pressure_has_two_parts() {
    let read = read(&observation(json!({
        "effectivePeriod": { "start": "2026-03-12T10:00:00Z" },
        "component": [
            { "code": { "text": "Upper" }, "valueQuantity": { "value": 120, "unit": "mm[Hg]" } },
            { "code": { "text": "Lower" }, "dataAbsentReason": { "text": "Not measured" } },
            7,
        ],
    })))
    .unwrap();
    let parts: Vec<_> = read
        .good
        .parts
        .iter()
        .map(|part| (part.code.label(), part.value.is_some(), part.absent.as_deref()))
        .collect();
    assert_eq!(parts, [(Some("Upper"), true, None), (Some("Lower"), false, Some("Not measured"))]);
    assert_eq!(read.good.when.unwrap().words(), "12 March 2026");
    assert_eq!(paths(&read.unread), ["component[2]"]);
}

#[test]
fn usual_ranges() {
    let ranges = json!([
        { "low": { "value": 3.5, "unit": "mmol/L" }, "high": { "value": 5.0, "unit": "mmol/L" } },
        { "high": { "value": 5, "unit": "mg" } },
        { "low": { "value": 60, "unit": "mL" } },
        { "low": { "value": 1, "unit": "mg" }, "high": { "value": 1, "unit": "g" } },
        { "text": "Negative" },
        {},
    ]);
    let read =
        read(&observation(json!({ "referenceRange": ranges, "interpretation": [{ "text": "High" }, {}] })))
            .unwrap();
    let words: Vec<_> = read.good.main.usual.iter().map(|usual| usual.words()).collect();
    let words: Vec<_> = words.iter().map(|words| words.as_deref().unwrap_or("-")).collect();
    assert_eq!(words, ["3.5 to 5 mmol/L", "5 mg or less", "60 mL or more", "1 mg to 1 g", "Negative", "-"]);
    assert_eq!(read.good.main.interpretation, ["High"]);
    assert_eq!(paths(&read.unread), ["interpretation[1]"]);
}

#[test]
fn every_status() {
    for (written, status) in [
        ("registered", Status::Registered),
        ("preliminary", Status::Preliminary),
        ("final", Status::Final),
        ("amended", Status::Amended),
        ("corrected", Status::Corrected),
        ("cancelled", Status::Cancelled),
        ("entered-in-error", Status::EnteredInError),
        ("unknown", Status::Unknown),
    ] {
        let read = read(&observation(json!({ "status": written }))).unwrap();
        assert_eq!((read.good.status, read.unread.len()), (status, 0));
    }
}

#[test]
fn the_trend_key_is_the_first_code() {
    let coded = json!({ "code": { "coding": [{}, { "system": "http://loinc.org", "code": "2093-3", "display": "Cholesterol" }] } });
    let reading = read(&observation(coded)).unwrap().good;
    assert_eq!((reading.key().as_str(), reading.label()), ("http://loinc.org|2093-3", "Cholesterol"));
    let reading = read(&observation(json!({}))).unwrap().good;
    assert_eq!(reading.key(), "thing");
}

#[test]
fn what_makes_no_sense() {
    for value in
        [json!(5), json!([]), json!({ "resourceType": "Patient" }), json!({ "resourceType": "Observation" })]
    {
        assert!(read(&value).is_err());
    }
}

#[test]
fn reports_hold_results_and_documents() {
    let value = json!({
        "resourceType": "DiagnosticReport", "status": "partial", "code": { "text": "Full blood count" },
        "effectiveDateTime": "2026-03-12", "performer": [{ "display": "Leeds pathology" }], "issued": "2026-03-13T08:00:00Z",
        "result": [{ "reference": "Observation/a" }, { "reference": "Observation/b" }, null],
        "conclusionCode": [{ "text": "Nothing unusual" }], "presentedForm": [{ "contentType": "text/plain", "data": "aGVsbG8=" }],
    });
    let read = report::read(&value).unwrap();
    assert_eq!(
        (read.good.label(), read.good.status, read.good.results.len()),
        ("Full blood count", Status::Preliminary, 2)
    );
    assert_eq!(
        (read.good.conclusion.as_deref(), read.good.source.who()),
        (Some("Nothing unusual"), Some("Leeds pathology"))
    );
    assert_eq!(read.good.documents[0].size, Some(5));
    assert_eq!(paths(&read.unread), ["result[2]"]);
    assert!(report::read(&json!({ "resourceType": "DiagnosticReport" })).is_err());
}
