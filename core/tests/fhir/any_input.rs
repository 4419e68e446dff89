//! Whatever JSON comes, nothing panics, and what was broken is told.

use super::samples;
use lapwing_core::fhir::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Any JSON, with members and texts that readers look for.
pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "active",
            "final",
            "2026-03-12",
            "9999-12-31T23:59:60-14:00",
            "0001",
            "#c",
            "Patient/a",
            "<",
            "permit",
            "<div><script>"
        ])
        .prop_map(Value::from),
        Just(Value::from("x".repeat(100_000))),
    ];
    let key = prop::sample::select(vec![
        "resource",
        "response",
        "search",
        "mode",
        "item",
        "answer",
        "valueString",
        "valueCoding",
        "valueQuantity",
        "value",
        "coding",
        "code",
        "text",
        "linkId",
        "reference",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// What every reader says of a value: what is unread, or why it makes no sense.
fn read_by_all(value: &Value) -> Vec<Result<Vec<Unread>, Unread>> {
    drop(narrative::of(value).map(|narrative| narrative.text()));
    drop((bundle::issues(value), reference::name_of(value), consent::withdraw(value)));
    vec![
        patient::read(value).map(|read| read.unread),
        condition::read(value).map(|read| read.unread),
        allergy::read(value).map(|read| read.unread),
        medicine::read(value).map(|read| read.unread),
        reading::read(value).map(|read| read.unread),
        report::read(value).map(|read| read.unread),
        letter::read(value).map(|read| read.unread),
        team::read(value).map(|read| read.unread),
        team::read_practitioner(value).map(|read| read.unread),
        plan::read(value).map(|read| read.unread),
        goal::read(value).map(|read| read.unread),
        consent::read(value).map(|read| read.unread),
        related::read(value).map(|read| read.unread),
        task::read(value).map(|read| read.unread),
        appointment::read(value).map(|read| read.unread),
        response::read(value).map(|read| read.unread),
        bundle::read(value).map(|read| read.unread),
    ]
}

/// The one reader of its kind, where there is one.
fn read_own(value: &Value) -> Option<Result<Vec<Unread>, Unread>> {
    let wrong_kind =
        |outcome: &Result<Vec<Unread>, Unread>| matches!(outcome, Err(why) if why.path == "resourceType");
    read_by_all(value).into_iter().find(|outcome| !wrong_kind(outcome))
}

/// Every place in a value, as JSON pointers.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| places(member, format!("{at}/{key}"), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, format!("{at}/{index}"), found))
        }
        _ => {}
    }
    found.push(at);
}

#[test]
fn samples_are_whole() {
    for sample in samples::all().iter().filter(|sample| kind(sample) != Some("OperationOutcome")) {
        let unread = read_own(sample).unwrap().unwrap();
        assert!(unread.is_empty(), "{unread:?}");
    }
}

/// Members that are not read on purpose, or where any text is good.
const QUIET: [&str; 3] = ["/text", "/contained", "iming/code"];

#[test]
fn a_group_that_became_a_truth_value_is_told() {
    for sample in samples::all().iter().filter(|sample| kind(sample) != Some("OperationOutcome")) {
        let whole = read_own(sample).unwrap().unwrap().len();
        let mut found = Vec::new();
        places(sample, String::new(), &mut found);
        for place in
            found.iter().filter(|place| !place.is_empty() && !QUIET.iter().any(|quiet| place.contains(quiet)))
        {
            let mut broken = sample.clone();
            if broken.pointer(place).is_none_or(|old| !old.is_object() && !old.is_array()) {
                continue;
            }
            *broken.pointer_mut(place).unwrap() = json!(true);
            if let Some(Ok(unread)) = read_own(&broken) {
                assert!(
                    unread.len() > whole || place.contains("/maxDosePerPeriod/"),
                    "{place} of {:?}: {unread:?}",
                    kind(sample)
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn any_json(value in json(), which in 0usize..19) {
        drop(read_by_all(&value));
        let mut dressed = value;
        if let Some(members) = dressed.as_object_mut() {
            members.insert("resourceType".into(), samples::all()[which]["resourceType"].clone());
            drop(read_by_all(&dressed));
        }
    }

    #[test]
    fn broken_at_random(which in 0usize..19, breaks in prop::collection::vec((any::<prop::sample::Index>(), json()), 1..4)) {
        let mut value = samples::all().swap_remove(which);
        for (index, junk) in breaks {
            let mut found = Vec::new();
            places(&value, String::new(), &mut found);
            let at: &String = index.get(&found);
            if let Some(place) = value.pointer_mut(at) {
                *place = junk;
            }
        }
        for unread in read_by_all(&value).into_iter().flatten() {
            let paths: BTreeSet<_> = unread.iter().map(|part| part.path.as_str()).collect();
            prop_assert_eq!(paths.len(), unread.len(), "each part is told once");
        }
    }

    #[test]
    fn every_component_is_read_or_told(parts in prop::collection::vec(json(), 0..12)) {
        let count = parts.len();
        let value = json!({ "resourceType": "Observation", "code": { "text": "x" }, "component": parts });
        let read = reading::read(&value).unwrap();
        let told = (0..count).filter(|index| read.unread.iter().any(|part| part.path == format!("component[{index}]")));
        prop_assert_eq!(read.good.parts.len() + told.count(), count);
    }
}

#[test]
fn deep_nesting_ends() {
    let mut item = json!({ "linkId": "x" });
    for _ in 0..100 {
        item = json!({ "linkId": "x", "item": [item] });
    }
    let read = response::read(&json!({ "resourceType": "QuestionnaireResponse", "item": [item] })).unwrap();
    assert_eq!((read.good.items.len(), read.unread.len()), (41, 1));
}
