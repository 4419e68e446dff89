//! The glossary that is shipped: each entry whole, plain, unchecked until somebody signs, and found where it should be.

use lapwing_core::effect::Reply;
use lapwing_core::glossary::{self, State};
use serde_json::Value;

use super::codes::{loinc, verhoeff};
use super::shipped::{json, root};

fn file() -> Value {
    json(&root().join("public/data/glossary.json"))
}

fn entries(file: &Value) -> &[Value] {
    file["entries"].as_array().expect("entries")
}

#[test]
fn each_entry_is_whole_and_plain() {
    let file = file();
    assert!(entries(&file).len() >= 60);
    let mut seen: Vec<&str> = Vec::new();
    for one in entries(&file) {
        let title = one["title"].as_str().expect("a title");
        assert!(!seen.contains(&title), "{title} is there twice");
        seen.push(title);
        for name in ["kind", "title", "text", "source", "date"] {
            assert!(one[name].as_str().is_some_and(|words| !words.trim().is_empty()), "{title}: {name}");
        }
        let text = one["text"].as_str().expect("text");
        for sentence in text.split(['.', '?']) {
            assert!(sentence.split_whitespace().count() <= 20, "{title}: {sentence}");
        }
        for told in [" you should", "you must", "stop taking", "normal", "suffer", "mentally ill", "!"] {
            assert!(!text.to_lowercase().contains(told), "{title} says {told:?}");
        }
        let listed = |name: &str| one[name].as_array().map_or(0, Vec::len);
        assert!(listed("codes") + listed("names") > 0, "{title}: nothing leads to it");
    }
}

#[test]
fn every_code_passes_its_check_digit_and_stands_once() {
    let file = file();
    let mut seen: Vec<&str> = Vec::new();
    for one in entries(&file) {
        for code in one["codes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(!seen.contains(&code), "{code} leads to two");
            seen.push(code);
            let (system, digits) = code.split_once('|').expect("system|code");
            let good = match system {
                "http://loinc.org" => loinc(digits),
                "http://snomed.info/sct" => verhoeff(digits),
                _ => false,
            };
            assert!(good, "{code}");
        }
    }
}

#[test]
fn nobody_signed_what_nobody_checked() {
    assert!(entries(&file()).iter().all(|one| one["reviewed_by"] == ""));
    let all = file();
    for (short, one) in all["short"].as_object().expect("short forms") {
        assert_eq!(one["reviewed_by"], "", "{short}");
        for name in ["text", "source", "date"] {
            assert!(one[name].as_str().is_some_and(|words| !words.is_empty()), "{short}: {name}");
        }
    }
    assert_eq!(file()["rights"], serde_json::json!([]), "the trust's own words, not ours");
}

/// The results, conditions and medicines of the demo people: what is not explained is counted and named.
#[test]
fn most_of_what_the_demo_people_have_is_explained() {
    let mut state = State::default();
    glossary::fetched(&mut state, Ok(&Reply { status: 200, body: file(), etag: None }));
    let (mut explained, mut not) = (0, Vec::new());
    for name in ["asha", "asha-results", "asha-check-ins", "sam", "leon"] {
        let bundle = json(&root().join(format!("server/demo/{name}.json")));
        for entry in bundle["entry"].as_array().into_iter().flatten() {
            let kind = entry["resource"]["resourceType"].as_str().unwrap_or_default();
            if ["Observation", "Condition", "MedicationRequest"].contains(&kind) {
                match glossary::meaning(&state, &entry["resource"]) {
                    Some(_) => explained += 1,
                    None => not.push(format!("{kind} {}", entry["resource"]["id"])),
                }
            }
        }
    }
    assert!(explained > 180 && not.len() <= 4, "{explained} explained, not: {not:?}");
}
