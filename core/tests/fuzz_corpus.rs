//! Every input that the fuzzing keeps runs on the stable compiler too.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use lapwing_core::fhir::kind;
use lapwing_core::fhirpath::{Node, Room, World, parse};
use lapwing_core::record::{
    Event, Held, Known, Shelf, State, asked, entry, letter, list, next_appointment, plan, result, results,
    search, sought, timeline,
};
use lapwing_core::sdc::{Around, Form, Live, judge};
use lapwing_core::{json, now::Now};
use serde_json::Value;

/// Runs one target over its corpus; how many inputs there were.
fn replay(target: &str, run: impl Fn(&str)) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut count = 0;
    for file in fs::read_dir(&folder).expect("a corpus").flatten() {
        if let Ok(text) = fs::read_to_string(file.path()) {
            run(&text);
            count += 1;
        }
    }
    assert!(count > 0, "{} is empty", folder.display());
    count
}

#[test]
fn fhirpath_parse() {
    replay("fhirpath_parse", |text| {
        if let Err(error) = parse(text) {
            assert!(error.at <= text.len());
        }
    });
}

#[test]
fn fhirpath_evaluate() {
    replay("fhirpath_evaluate", |text| {
        let (expression, resource) = text.split_once('\n').unwrap_or((text, "{}"));
        let (Ok(expression), Some(resource)) = (parse(expression), json::read(resource)) else { return };
        let (now, room) = (Now::new(1_792_000_000_000, 60, [7; 4]), Room::default());
        let focus = [Node::from_json(&resource)];
        let world = World {
            focus: &focus,
            resource: Some(&resource),
            root: None,
            now: &now,
            room: &room,
            lookup: &(),
        };
        if let Ok(found) = expression.evaluate(&world) {
            found.iter().for_each(|node| drop(json::write(&node.to_json())));
        }
    });
}

#[test]
fn questionnaire_read() {
    replay("questionnaire_read", |text| {
        let Some(mut source) = json::read(text) else { return };
        if let Some(fields) = source.as_object_mut() {
            fields.insert("resourceType".into(), "Questionnaire".into());
        }
        let Ok(form) = Form::read(Rc::new(source), "de", &[]) else { return };
        let (form, now) = (Rc::new(form), Now::new(1_792_000_000_000, 60, [7; 4]));
        let mut live = Live::open(form.clone(), Around::default(), None, &now);
        for item in 0..form.items.len() {
            let Some(at) = live.nodes_of(item).first().copied() else { continue };
            live.choose(at, 0, true);
            live.type_in(at, 0, |typed| typed.text = "7 1 2020".into());
            live.yes_no(at, Some(true));
            live.add_row(at);
        }
        let response = json::filled(
            r#"{"resourceType": "QuestionnaireResponse", "item": "$items"}"#,
            &[("items", Value::Array(live.items()))],
        );
        drop(judge(&form, &response, &now));
        drop(Live::open(form, Around::default(), Some(&response), &now).kept());
    });
}

#[test]
fn record_read() {
    replay("record_read", |text| {
        let Some(value) = json::read(text) else { return };
        let now = Now::new(1_792_000_000_000, 60, [7; 4]);
        let shelf = Shelf::of_kind(kind(&value).unwrap_or_default());
        let mut held = Held::default();
        let resources = Rc::new(vec![value.clone(), value]);
        held.known = Some(Known { resources, as_of: 0, live: true, older: None });
        let mut state = State::default();
        for group in list(&held, shelf, &now).groups {
            group.rows.iter().for_each(|row| drop(letter(&state, (&held, &held, &held), &row.key, &now)));
        }
        for group in results(&held, &now).groups {
            group.rows.iter().for_each(|row| drop(result(&held, &row.key, &now)));
        }
        drop((plan(&held, true, &now), asked(&held), next_appointment(&held, &now)));
        let all = [(shelf.fetched_as(), held)];
        sought(&mut state, &Event::Searched("a".into()));
        for found in search(&state, &all, &now).rows {
            drop(entry(&all, &found.row.key, &now));
        }
        drop(timeline(&state, &all, "", &now));
    });
}
