//! The International Patient Summary: the rules first on the published examples, then broken one by one, then on the
//! documents that the app makes.

#![allow(clippy::print_stdout, reason = "the counts are the result")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a case that can't be read is a failure"
)]

#[path = "ips/broken.rs"]
mod broken;
#[path = "given/json.rs"]
mod json;
#[path = "ips/records.rs"]
mod records;
#[path = "ips/rules.rs"]
mod rules;

use std::path::{Path, PathBuf};

use json::read;
use lapwing_core::now::Now;
use lapwing_core::takeaway::{Gathered, summary};
use records::{Record, people};
use rules::{Rule, rules};
use serde_json::Value;

/// The rules that a document does not keep.
fn faults(rules: &[Rule], document: &Value) -> Vec<String> {
    rules.iter().filter(|rule| !rule.holds(document)).map(|rule| rule.name.clone()).collect()
}

fn made(record: Record) -> Value {
    let of = Gathered::of_resources(record.resources, &record.patient, &record.name);
    summary::document(&of, &Now::new(1_792_000_000_000, 60, [5; 4])).0
}

/// A record of the repository's own, with one of every kind and some that must stay out.
fn own() -> Record {
    let all: Value = serde_json::from_str(include_str!("ips/record.json")).expect("JSON");
    Record {
        patient: all["patient"].as_str().expect("a patient").into(),
        name: all["name"].as_str().expect("a name").into(),
        resources: all["resources"].as_array().expect("resources").clone(),
    }
}

fn data() -> Option<PathBuf> {
    std::env::var_os("LAPWING_DATA").map(PathBuf::from)
}

/// The published examples as they were given, and the rules that they do not keep. The conversion of one of them to JSON
/// folded its named sections into one: the rules find just that.
const GIVEN: [(&str, &[&str]); 3] = [
    ("Bundle-bundle-minimal.json", &[]),
    ("Bundle-bundle-no-info-required-sections.json", &[]),
    (
        "Bundle-bundle-ips-all-sections.json",
        &[
            "Composition-uv-ips Composition.section:sectionProblems 1..1",
            "Composition-uv-ips Composition.section:sectionAllergies 1..1",
            "Composition-uv-ips Composition.section:sectionMedications 1..1",
            "Composition-uv-ips Composition.section:sectionPlanOfCare.entry only Reference(CarePlan | ImmunizationRecommendation | DocumentReference)",
        ],
    ),
];

#[test]
fn a_the_published_examples() {
    let Some(data) = data() else {
        println!("skipped: LAPWING_DATA names no folder with the published examples");
        return;
    };
    let rules = rules();
    for (name, expect) in GIVEN {
        let path = data.join("records/ips-hl7-fsh").join(name);
        let Some(document) = read(&path) else {
            println!("skipped: no {}", path.display());
            continue;
        };
        let found = faults(&rules, &document);
        assert_eq!(found, expect, "{name}");
    }
    println!("suite ips/published: {} passed, 0 failed, 0 skipped", rules.len() * GIVEN.len());
}

#[test]
fn b_every_rule_can_fail() {
    let (rules, document) = (rules(), made(own()));
    assert_eq!(faults(&rules, &document), Vec::<String>::new());
    for rule in &rules {
        let broken = broken::broken(&document, &rule.broken_by);
        assert!(!rule.holds(&broken), "{} is not found in: {}", rule.name, rule.broken_by);
    }
    println!("suite ips/broken: {} passed, 0 failed, 0 skipped", rules.len());
}

fn told(name: &str, rules: &[Rule], records: Vec<Record>) {
    let (mut count, mut entries, mut wrong) = (0, 0, 0);
    for record in records {
        let who = record.name.clone();
        let document = made(record);
        entries += document["entry"].as_array().map_or(0, Vec::len);
        let found = faults(rules, &document);
        for fault in &found {
            println!("    {who}: {fault}");
        }
        wrong += usize::from(!found.is_empty());
        count += 1;
    }
    println!("suite ips/{name}: {} passed, {wrong} failed, 0 skipped; {entries} entries", count - wrong);
    assert!(count > 0 && wrong == 0, "{name}");
}

#[test]
fn c_the_documents_of_the_demo_people() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/demo");
    told("demo people", &rules(), people(&folder));
}

#[test]
fn d_the_documents_of_given_records() {
    let Some(data) = data() else {
        println!("skipped: LAPWING_DATA names no folder of records");
        return;
    };
    let rules = rules();
    for name in ["ips-hl7-fsh", "synthea", "pysynthea", "uk-core", "mental-health", "ktc", "r4-spec-examples"]
    {
        let found = people(&data.join("records").join(name));
        match found.is_empty() {
            true => println!("skipped: no patient in records/{name}"),
            false => told(name, &rules, found),
        }
    }
}

#[test]
fn what_is_in_the_document_and_what_is_not() {
    let document = made(own());
    let text = document.to_string();
    let words =
        ["Anxiety &lt;mixed&gt; &amp; low mood", "0.60", "Sertraline 50 mg", "Dr A. Doe", "Broken wrist"];
    for said in words {
        assert!(text.contains(said), "{said}");
    }
    for not_said in
        ["0.70", "Never so", "Nuts", "Stopped", "MMR", "PHQ-9", "safety plan", "Encounter/not-here"]
    {
        assert!(!text.contains(not_said), "{not_said}");
    }
    assert_eq!(document["entry"][0]["resource"]["confidentiality"], "N");
}

/// The section that an entry stands in; empty where it stands in none.
fn section_of(resource: &Value) -> String {
    let record = Record { patient: "Patient/p".into(), name: "Jo".into(), resources: vec![resource.clone()] };
    let document = made(record);
    let sections = document["entry"][0]["resource"]["section"].as_array().expect("sections").clone();
    let with = |section: &&Value| section["entry"].is_array();
    let found = sections.iter().find(with);
    found.and_then(|one| one["code"]["coding"][0]["code"].as_str()).unwrap_or_default().to_owned()
}

const PROBLEMS: &str = "11450-4";
const PAST: &str = "11348-0";
const MEDICINES: &str = "10160-0";
const RESULTS: &str = "30954-2";
const VITAL: &str = "8716-3";
const SOCIAL: &str = "29762-2";
const NONE: &str = "";

/// An entry, where it stands, and what moves it elsewhere: a member, its new value, and where it stands then.
const STANDS: [(&str, &str, &str, &str, &str); 11] = [
    (
        r#"{"resourceType": "Condition", "code": {"text": "A"}, "verificationStatus": {"coding": [{"system": "urn:local", "code": "V1"},
            {"code": "confirmed"}]}}"#,
        PROBLEMS,
        "/verificationStatus/coding/1/code",
        r#""refuted""#,
        NONE,
    ),
    (
        r#"{"resourceType": "Condition", "code": {"text": "A"}, "clinicalStatus": {"coding": [{"system": "urn:local", "code": "C1"},
            {"code": "active"}]}}"#,
        PROBLEMS,
        "/clinicalStatus/coding/1/code",
        r#""resolved""#,
        PAST,
    ),
    (
        r#"{"resourceType": "Condition", "code": {"text": "A"}, "abatementDateTime": "2020-01-01"}"#,
        PAST,
        "/abatementDateTime",
        r#""2090-01-01""#,
        PROBLEMS,
    ),
    (
        r#"{"resourceType": "Condition", "code": {"text": "A"}, "abatementString": "as a child",
            "clinicalStatus": {"coding": [{"code": "inactive"}]}}"#,
        PAST,
        "/clinicalStatus/coding/0/code",
        r#""relapse""#,
        PROBLEMS,
    ),
    (
        r#"{"resourceType": "MedicationRequest", "status": "active", "intent": "order", "medicationCodeableConcept": {"text": "A"}}"#,
        MEDICINES,
        "/intent",
        r#""plan""#,
        NONE,
    ),
    (
        r#"{"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": {"text": "A"}}"#,
        MEDICINES,
        "/status",
        r#""intended""#,
        NONE,
    ),
    (
        r#"{"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "A"}, "conclusion": "B",
            "result": [{"reference": "Observation/away"}]}"#,
        RESULTS,
        "/status",
        r#""cancelled""#,
        NONE,
    ),
    (
        r#"{"resourceType": "Observation", "status": "final", "code": {"text": "A"}, "category": []}"#,
        RESULTS,
        "/category",
        r#"[{"coding": [{"code": "survey"}]}]"#,
        NONE,
    ),
    (
        r#"{"resourceType": "Observation", "status": "final", "code": {"text": "A"}, "category": [{"coding": [{"code": "exam"}]}]}"#,
        RESULTS,
        "/category/0/coding/0/code",
        r#""vital-signs""#,
        VITAL,
    ),
    (
        r#"{"resourceType": "Observation", "status": "final", "code": {"text": "A"}, "category": [{"coding": [{"system": "urn:local",
            "code": "x"}, {"code": "social-history"}]}]}"#,
        SOCIAL,
        "/category/0/coding/1/code",
        r#""laboratory""#,
        RESULTS,
    ),
    (
        r#"{"resourceType": "Observation", "status": "final", "code": {"text": "A"}, "note": null}"#,
        RESULTS,
        "/focus",
        r#"[{"reference": "RelatedPerson/mother"}]"#,
        NONE,
    ),
];

/// Each entry stands where the first column says, and once the member in the second is as the third says, where the last does.
#[test]
fn each_entry_stands_in_its_section_and_elsewhere_once_it_says_something_else() {
    for (written, stands, place, value, then) in STANDS {
        let mut one: Value = serde_json::from_str(written).expect(written);
        one["id"] = "one".into();
        one["subject"] = serde_json::json!({"reference": "Patient/p"});
        assert_eq!(section_of(&one), stands, "{written}");
        let value: Value = serde_json::from_str(value).expect(value);
        match one.pointer_mut(place) {
            Some(member) => *member = value,
            None => one[place.trim_start_matches('/')] = value,
        }
        assert_eq!(section_of(&one), then, "{one}");
    }
}

#[test]
fn what_bears_a_label_makes_the_document_restricted() {
    let mut record = own();
    record.resources[5]["meta"] = serde_json::json!({"security": [{"code": "R"}]});
    let document = made(record);
    assert_eq!(document["entry"][0]["resource"]["confidentiality"], "R");
    assert_eq!(document["meta"]["security"][0]["code"], "R");
}

#[test]
fn an_empty_record_says_that_nothing_is_known() {
    let record = Record { patient: "Patient/nobody".into(), name: "Nell Hughes".into(), resources: vec![] };
    let document = made(record);
    assert_eq!(faults(&rules(), &document), Vec::<String>::new());
    let sections = document["entry"][0]["resource"]["section"].as_array().expect("sections");
    assert_eq!(sections.len(), 3);
    assert!(sections.iter().all(|section| section["emptyReason"]["coding"][0]["code"] == "unavailable"));
}
