//! Conditions, allergies, people and care teams.

use super::paths;
use lapwing_core::fhir::allergy::{self, Danger};
use lapwing_core::fhir::condition::{self, Certainty, Course};
use lapwing_core::fhir::{patient, related, team};
use serde_json::{Value, json};

fn check(clinical: Value, verification: Value, course: Course, certainty: Certainty, unread: &[&str]) {
    let concept = |code: &Value| json!({ "coding": [{ "code": code }] });
    let value = json!({ "resourceType": "Condition", "code": { "text": "Low mood" },
        "clinicalStatus": concept(&clinical), "verificationStatus": concept(&verification) });
    let read = condition::read(&value).unwrap();
    assert_eq!((read.good.course, read.good.certainty), (course, certainty));
    assert_eq!(paths(&read.unread), unread);
}

#[test]
fn how_sure_and_whether_now() {
    check(json!("active"), json!("confirmed"), Course::Active, Certainty::Confirmed, &[]);
    check(json!("relapse"), json!("provisional"), Course::Active, Certainty::Possible, &[]);
    check(json!("remission"), json!("refuted"), Course::Inactive, Certainty::Refuted, &[]);
    check(json!("resolved"), json!("entered-in-error"), Course::Resolved, Certainty::EnteredInError, &[]);
    check(Value::Null, Value::Null, Course::Unknown, Certainty::NotSaid, &[]);
    check(
        json!("odd"),
        json!("odder"),
        Course::Unknown,
        Certainty::NotSaid,
        &["verificationStatus", "clinicalStatus"],
    );
    check(json!(5), Value::Null, Course::Unknown, Certainty::NotSaid, &["clinicalStatus.coding[0].code"]);
}

#[test]
fn when_it_began() {
    for (key, value, words) in [
        ("onsetDateTime", json!("2019-05"), Some("May 2019")),
        ("onsetAge", json!({ "value": 14, "unit": "years", "code": "a" }), Some("age 14")),
        ("onsetAge", json!({ "value": 6, "unit": "months", "code": "mo" }), Some("age 6 months")),
        ("onsetPeriod", json!({ "start": "2019" }), Some("since 2019")),
        ("onsetRange", json!({ "low": { "value": 10 }, "high": { "value": 12 } }), Some("age 10 to 12")),
        ("onsetString", json!("as a child"), Some("as a child")),
        ("onsetDateTime", json!("then"), None),
    ] {
        let read =
            condition::read(&json!({ "resourceType": "Condition", "code": { "text": "x" }, key: value }))
                .unwrap();
        assert_eq!(read.good.onset.and_then(|onset| onset.words()).as_deref(), words);
        assert_eq!(read.unread.is_empty(), words.is_some());
    }
}

#[test]
fn two_hundred_codings() {
    let codings: Vec<Value> = (0..200).map(|n| json!({ "system": "s", "code": n.to_string(), "display": format!("Name {n}"), "userSelected": n == 150 })).collect();
    let read =
        condition::read(&json!({ "resourceType": "Condition", "code": { "coding": codings } })).unwrap();
    assert_eq!((read.good.code.codings.len(), read.good.label()), (200, "Name 150"));
}

#[test]
fn allergies() {
    let value = json!({ "resourceType": "AllergyIntolerance", "code": { "text": "Penicillin" }, "criticality": "high", "category": ["medication"],
        "clinicalStatus": { "coding": [{ "code": "active" }] }, "verificationStatus": { "coding": [{ "code": "confirmed" }] }, "lastOccurrence": "2020",
        "reaction": [{ "manifestation": [{ "text": "Hives" }, {}], "severity": "mild", "onset": "2020-02" }, "odd"] });
    let read = allergy::read(&value).unwrap();
    assert_eq!(
        (read.good.label(), read.good.danger, read.good.none_known),
        ("Penicillin", Some(Danger::High), false)
    );
    assert_eq!(read.good.reactions[0].signs, ["Hives"]);
    assert_eq!(paths(&read.unread), ["reaction[1]", "reaction[0].manifestation[1]"]);
    let none = json!({ "resourceType": "AllergyIntolerance", "code": { "coding": [{ "code": "716186003", "display": "No known allergy" }] } });
    assert!(allergy::read(&none).unwrap().good.none_known);
    let by_reaction =
        json!({ "resourceType": "AllergyIntolerance", "reaction": [{ "substance": { "text": "Nuts" } }] });
    assert_eq!(allergy::read(&by_reaction).unwrap().good.label(), "Nuts");
    assert!(allergy::read(&json!({ "resourceType": "AllergyIntolerance" })).is_err());
}

#[test]
fn people() {
    let value = json!({ "resourceType": "Patient", "name": [{ "text": "Asha Rahman" }, {}], "birthDate": "1987-03", "deceasedDateTime": "2026",
        "communication": [{ "language": { "text": "English" } }, { "language": { "text": "Bengali" }, "preferred": true }], "telecom": [{ "system": "phone", "value": "01" }] });
    let read = patient::read(&value).unwrap();
    assert_eq!(
        (read.good.name().map(|name| name.full.as_str()), read.good.died),
        (Some("Asha Rahman"), true)
    );
    assert_eq!(read.good.languages, ["Bengali", "English"]);
    assert_eq!(paths(&read.unread), ["name[1]"]);
    let value = json!({ "resourceType": "RelatedPerson", "patient": { "reference": "Patient/sam" }, "name": [{ "text": "Grace" }], "active": false });
    let carer = related::read(&value).unwrap().good;
    assert_eq!((carer.name(), carer.active, carer.patient.is("Patient/sam")), (Some("Grace"), false, true));
    assert!(related::read(&json!({ "resourceType": "RelatedPerson" })).is_err());
}

#[test]
fn care_teams() {
    let value = json!({ "resourceType": "CareTeam", "status": "active", "name": "Northside",
        "contained": [{ "resourceType": "Practitioner", "id": "n", "name": [{ "text": "Nurse Ola" }] }],
        "participant": [
            { "member": { "reference": "#n" }, "role": [{ "text": "Care coordinator" }] },
            { "member": { "reference": "Practitioner/p" } }, { "member": { "display": "Mum" } }, 5] });
    let mut read = team::read(&value).unwrap();
    read.good.fill(&|key| (key == "Practitioner/p").then(|| "Dr Okafor".to_owned()));
    let names: Vec<_> = read.good.members.iter().map(|member| member.name.as_deref()).collect();
    assert_eq!(names, [Some("Nurse Ola"), Some("Dr Okafor"), Some("Mum")]);
    assert_eq!(paths(&read.unread), ["participant[3]"]);
    assert_eq!(
        team::read_practitioner(&json!({ "resourceType": "Practitioner", "name": { "family": "Okafor" } }))
            .unwrap()
            .good
            .name
            .as_deref(),
        Some("Okafor")
    );
}
