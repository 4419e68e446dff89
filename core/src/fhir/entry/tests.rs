use super::*;
use serde_json::json;

fn check(value: Value, title: &str, when: Option<&str>, status: Option<&str>, lines: &[&str]) {
    let entry = read(&value).unwrap().good;
    assert_eq!(entry.title.as_deref(), Some(title), "{value}");
    assert_eq!(entry.when_words.as_deref(), when, "{value}");
    assert_eq!(entry.status.as_deref(), status, "{value}");
    assert_eq!(entry.lines, lines, "{value}");
}

#[test]
fn heads_of_many_kinds() {
    check(
        json!({"resourceType": "Immunization", "status": "not-done", "vaccineCode": {"text": "Influenza"},
            "occurrenceString": "last autumn", "statusReason": {"text": "You did not want it"}}),
        "Influenza",
        Some("last autumn"),
        Some("not-done"),
        &["You did not want it"],
    );
    check(
        json!({"resourceType": "Encounter", "status": "finished", "class": {"code": "IMP", "display": "inpatient encounter"},
            "period": {"start": "2026-05-01", "end": "2026-05-30"}, "reasonCode": [{"text": "Low mood"}]}),
        "inpatient encounter",
        Some("1 May 2026 to 30 May 2026"),
        Some("finished"),
        &["Low mood"],
    );
    check(
        json!({"resourceType": "MedicationAdministration", "status": "completed", "medicationCodeableConcept": {"text": "Lorazepam"},
            "effectiveDateTime": "2026-05-02T10:30:00Z", "dosage": {"dose": {"value": 1, "unit": "mg"}}}),
        "Lorazepam",
        Some("2 May 2026, 10:30"),
        Some("completed"),
        &["1 mg"],
    );
    check(
        json!({"resourceType": "FamilyMemberHistory", "status": "partial", "relationship": {"text": "Mother"},
            "condition": [{"code": {"text": "Depression"}, "onsetAge": {"value": 40, "unit": "years"}}]}),
        "Mother",
        None,
        Some("partial"),
        &["Depression, Began: age 40"],
    );
}

#[test]
fn how_somebody_was_seen_stands_in_plain_words() {
    let check = |system: &str, code: &str, expect: &str| {
        let class = json!({"system": system, "code": code, "display": "as systems say"});
        let visit = json!({"resourceType": "Encounter", "type": [{"text": "Review"}], "class": class});
        let kind = facts(&visit).into_iter().find(|fact| fact.label == "Kind").map(|fact| fact.words);
        assert_eq!(kind.as_deref(), Some(expect), "{code}");
    };
    let act = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    check(act, "HH", "At home");
    check(act, "VR", "By phone or video");
    check(act, "X-NEW", "as systems say");
    check("https://trust.example/kinds", "HH", "as systems say");
}

#[test]
fn a_kind_that_nobody_named_is_read_too() {
    check(
        json!({"resourceType": "SomethingNew", "code": {"text": "New"}, "performedPeriod": {"start": "2026"}}),
        "New",
        Some("since 2026"),
        None,
        &[],
    );
    let bare = read(&json!({"resourceType": "Basic", "id": "b"})).unwrap();
    assert_eq!((bare.good.title, bare.unread.len()), (None, 0));
    assert!(read(&json!({"id": "x"})).is_err() && read(&json!([1])).is_err());
}

#[test]
fn facts_are_told_under_plain_names_and_in_their_order() {
    let value = json!({
        "resourceType": "Procedure", "id": "p", "status": "completed", "code": {"text": "ECT"},
        "performedDateTime": "2026-03-12", "subject": {"reference": "Patient/a"},
        "note": [{"text": "It went well", "authorString": "N", "time": "2026-03-13"}],
        "reasonReference": [{"reference": "Condition/c", "display": "Depression"}], "lensSpecification": [{"power": 2.25}],
        "identifier": [{"system": "https://x.example", "value": "9"}], "_followUp": {"extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "asked-unknown"}]},
    });
    let told: Vec<_> = facts(&value).into_iter().map(|fact| (fact.label, fact.words)).collect();
    let expect = [
        ("Why", "Depression"),
        ("Note", "It went well (N, 13 March 2026)"),
        ("Follow up", "Asked, but not known"),
        ("Lens specification", "Power: 2.25"),
    ];
    assert_eq!(told, expect.map(|(label, words)| (label.to_owned(), words.to_owned())));
    let leads: Vec<_> = links(&value).into_iter().map(|(label, leads)| (label, leads.key())).collect();
    assert_eq!(leads, [("Why".to_owned(), Some("Condition/c".to_owned()))]);
}

#[test]
fn every_shape_is_said() {
    let table = [
        (
            json!({"value": 5.25, "unit": "mmol/L", "system": "http://unitsofmeasure.org", "code": "mmol/L"}),
            "5.25 mmol/L",
        ),
        (json!({"low": {"value": 1, "unit": "g"}, "high": {"value": 2, "unit": "g"}}), "1 to 2 g"),
        (
            json!({"numerator": {"value": 1, "unit": "mg"}, "denominator": {"value": 5, "unit": "mL"}}),
            "1 mg for each 5 mL",
        ),
        (json!({"start": "2026-01", "end": "2026-03"}), "January 2026 to March 2026"),
        (json!({"value": 12.25, "currency": "GBP"}), "12.25 GBP"),
        (json!({"system": "http://x.example", "code": "A", "display": "Alpha"}), "Alpha"),
        (json!({"coding": [{"code": "B"}]}), "B"),
        (json!({"reference": "Practitioner/x"}), "Someone in the team"),
        (json!({"identifier": {"value": "9"}}), "Name not in the record"),
        (json!({"contentType": "application/pdf", "data": "AA=="}), "A file"),
        (json!({"family": "Okafor", "given": ["Chidi"]}), "Chidi Okafor"),
        (json!({"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}), "once a day"),
        (json!([{"text": "a"}, {"text": "a"}, {"text": "b"}]), "a, b"),
        (
            json!([{"code": {"text": "Upper"}, "valueQuantity": {"value": 119, "unit": "mmHg"}}, {"code": {"text": "Lower"}, "valueInteger": 77}]),
            "Upper: 119 mmHg; Lower: 77",
        ),
        (
            json!({"linkId": "1", "text": "How are you?", "answer": [{"valueString": "Well"}]}),
            "How are you? Well",
        ),
        (json!("2026-03-12"), "12 March 2026"),
        (json!(true), "Yes"),
        (json!({"value": "7.4", "unit": "mmol/L", "system": "http://unitsofmeasure.org"}), "7.4 mmol/L"),
        (json!({"type": "deny"}), "Kind: Not allowed"),
    ];
    for (value, expect) in table {
        let entry = json!({"resourceType": "Basic", "made": value});
        assert_eq!(facts(&entry)[0].words, expect, "{entry}");
    }
}

#[test]
fn what_somebody_wrote_stands_as_it_was_written_and_only_codes_are_told_in_other_words() {
    let check = |key: &str, value: Value, expect: Option<&str>| {
        let entry = json!({"resourceType": "Basic", key: value});
        let words: Vec<String> = facts(&entry).into_iter().map(|fact| fact.words).collect();
        assert_eq!(words.first().map(String::as_str), expect, "{entry}");
    };
    check("note", json!([{"text": "https://help.example"}]), Some("https://help.example"));
    check("note", json!([{"text": "pending"}]), Some("pending"));
    check("comment", json!("2026-03"), Some("2026-03"));
    check("valueString", json!("active"), Some("active"));
    check("conclusion", json!("https://a.example says no"), Some("https://a.example says no"));
    check("docStatus", json!("preliminary"), Some("Draft, may change"));
    check("criticality", json!("unable-to-assess"), Some("Nobody could tell"));
    check("made", json!("pending"), Some("pending"));
    check("questionnaire", json!("https://a.example/q|1"), None);
}

#[test]
fn how_much_was_given_is_told() {
    let check = |dosage: Value, expect: &str| {
        let entry = json!({"resourceType": "MedicationAdministration", "dosage": dosage});
        assert_eq!(read(&entry).unwrap().good.lines, [expect], "{entry}");
    };
    check(json!({"dose": {"value": 2, "unit": "mg"}, "route": {"text": "Oral"}}), "2 mg, oral");
    check(json!({"rateQuantity": {"value": 5, "unit": "mL/h"}, "text": "By drip"}), "By drip. At 5 mL/h");
    let rate = json!({"numerator": {"value": 10, "unit": "mL"}, "denominator": {"value": 1, "unit": "h"}});
    check(json!({"dose": {"value": 1, "unit": "g"}, "rateRatio": rate}), "1 g, at 10 mL for each 1 h");
}

#[test]
fn a_state_is_found_behind_a_local_code_and_one_in_words_alone_is_told_and_counted() {
    let check = |state: Value, expect: &str, lost: usize| {
        let entry = json!({"resourceType": "Condition", "code": {"text": "A"}, "verificationStatus": state});
        let found = read(&entry).unwrap();
        assert_eq!((found.good.status.as_deref(), found.unread.len()), (Some(expect), lost), "{entry}");
    };
    let local = json!({"system": "https://trust.example", "code": "R9", "display": "Ruled out"});
    let hl7 =
        json!({"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "refuted"});
    check(json!({"coding": [local, hl7]}), "refuted", 0);
    check(json!({"coding": [local]}), "Ruled out", 1);
    check(json!({"text": "Ruled out by Dr Okafor"}), "Ruled out by Dr Okafor", 1);
}

#[test]
fn what_nobody_can_say_is_told() {
    let check = |value: Value, paths: &[&str]| {
        let unread = read(&value).unwrap().unread;
        assert_eq!(unread.iter().map(|part| part.path.as_str()).collect::<Vec<_>>(), paths, "{value}");
    };
    check(json!({"resourceType": "Flag", "code": true}), &["code"]);
    check(json!({"resourceType": "Flag", "code": {"coding": [{}]}, "status": 7}), &["code", "status"]);
    check(json!({"resourceType": "Flag", "period": "soon"}), &["period"]);
    check(json!({"resourceType": "Flag", "modifierExtension": [{}]}), &["modifierExtension"]);
    check(
        json!({"resourceType": "Immunization", "occurrenceDateTime": "2026-02-31"}),
        &["occurrenceDateTime"],
    );
    check(
        json!({"resourceType": "Flag", "author": {"display": "Dr Okafor"}, "note": [{"text": {}}]}),
        &["note"],
    );
}

#[test]
fn what_began_at_an_age_or_in_somebodys_words_is_told_and_stands_where_it_was_written_down() {
    let check = |change: Value, words: &str, dated: bool| {
        let mut entry = json!({"resourceType": "Condition", "code": {"text": "Asthma"}});
        for (name, value) in change.as_object().unwrap() {
            entry[name] = value.clone();
        }
        let found = read(&entry).unwrap();
        assert_eq!(
            (found.good.when_words.as_deref(), found.good.when.is_some()),
            (Some(words), dated),
            "{entry}"
        );
        assert_eq!(found.unread, [], "{entry}");
    };
    let age = json!({"value": 14, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"});
    check(json!({"onsetAge": age}), "Since age 14", false);
    check(json!({"onsetString": "as a child"}), "Began: as a child", false);
    check(json!({"onsetRange": {"low": {"value": 12}, "high": {"value": 15}}}), "Since age 12 to 15", false);
    let written = json!({"onsetString": "as a child", "recordedDate": "2026-03-12"});
    check(written, "Began: as a child. Recorded 12 March 2026", true);
    check(json!({"onsetDateTime": "2011", "recordedDate": "2026-03-12"}), "2011", true);
}
