//! The reader of any kind, on the demo people's own entries: whatever is cut off or of a wrong type, nothing panics, and
//! every part of an entry is shown, told as unread, or of no meaning to a person.

use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use lapwing_core::fhir::entry::{facts, links, read};
use lapwing_core::fhir::kind;
use lapwing_core::now::Now;
use lapwing_core::record::{Event, Held, Known, Shelf, State, entry, list, search, sought, timeline};
use proptest::prelude::*;
use serde_json::{Value, json};

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

/// Every entry of the demo people.
static ENTRIES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/demo");
    let mut all = Vec::new();
    for file in
        ["asha.json", "asha-more.json", "asha-results.json", "asha-letters.json", "asha-check-ins.json"]
    {
        let bundle: Value = serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        all.extend(bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone()));
    }
    all
});

/// Reads, lists, opens and searches an entry by all that shows entries of any kind.
fn walk(value: &Value) {
    drop((read(value), facts(value), links(value)));
    let shelf = Shelf::of_kind(kind(value).unwrap_or_default());
    let mut held = Held::default();
    held.known = Some(Known { resources: Rc::new(vec![value.clone()]), as_of: 0, live: true, older: None });
    drop(list(&held, shelf, &now()));
    let all = [(shelf.fetched_as(), held)];
    let mut state = State::default();
    sought(&mut state, &Event::Searched("a".into()));
    for found in search(&state, &all, &now()).rows {
        drop(entry(&all, &found.row.key, &now()));
    }
    drop(timeline(&state, &all, "", &now()));
}

#[test]
fn every_part_is_shown_or_told() {
    const QUIET: [&str; 16] = [
        "resourceType",
        "id",
        "meta",
        "text",
        "identifier",
        "subject",
        "patient",
        "for",
        "status",
        "contained",
        "extension",
        "language",
        "implicitRules",
        "basedOn",
        "questionnaire",
        "beneficiary",
    ];
    assert!(ENTRIES.len() > 100);
    for value in ENTRIES.iter() {
        let found = read(value).unwrap();
        assert_eq!(found.unread, [], "{value}");
        let told = facts(value).len();
        let rest = value.as_object().unwrap().keys().filter(|key| !QUIET.contains(&key.as_str())).count();
        // The title and the date are two parts at most; the rest stands among the facts. An address says nothing to a person.
        assert!(told + 2 >= rest, "{told} of {rest}: {value}");
    }
}

/// Every place in a value.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| places(member, &format!("{at}/{key}"), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
    found.push(at.to_owned());
}

#[test]
fn a_wrong_type_at_any_place_breaks_nothing() {
    let mut broken = 0;
    let mut seen: Vec<String> = Vec::new();
    for value in ENTRIES.iter() {
        let name = kind(value).unwrap().to_owned();
        // One of each kind is enough: there are dozens of results.
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let mut found = Vec::new();
        places(value, "", &mut found);
        for place in found.iter().filter(|place| !place.is_empty()) {
            for wrong in [json!(true), json!(-1.5e9), json!("\u{202e}é"), json!([[{}]]), json!({})] {
                let mut changed = value.clone();
                *changed.pointer_mut(place).unwrap() = wrong;
                walk(&changed);
                broken += 1;
            }
        }
    }
    assert!(broken > 1_000, "{broken}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_cut_off_anywhere_breaks_nothing(which in 0usize..10_000, cut in 0usize..4_000) {
        let text = ENTRIES[which % ENTRIES.len()].to_string();
        let (mut half, mut open) = (String::new(), Vec::new());
        for sign in text.chars().take(cut) {
            match sign {
                '{' => open.push('}'),
                '[' => open.push(']'),
                '}' | ']' => drop(open.pop()),
                _ => {}
            }
            half.push(sign);
        }
        // What was open is closed where that makes it JSON: half an entry.
        let closed: String = half.trim_end_matches([',', ':']).chars().chain(open.into_iter().rev()).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&closed) {
            walk(&value);
        }
    }

    #[test]
    fn any_json_breaks_nothing(value in super::any_input::json()) {
        walk(&value);
        if let Some(members) = value.as_object() {
            for name in ["Composition", "RiskAssessment", "Immunization", "Basic"] {
                let mut dressed = members.clone();
                dressed.insert("resourceType".into(), json!(name));
                walk(&Value::Object(dressed));
            }
        }
    }
}
