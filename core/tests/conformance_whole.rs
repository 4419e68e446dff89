//! Every entry of a patient stands somewhere: on a shelf and in the timeline, or it is counted as unread.

#![allow(clippy::print_stdout, reason = "the counts are the result")]

mod given;
#[path = "given/json.rs"]
mod json;

use lapwing_core::fhir;
use lapwing_core::now::{Now, short_key};
use lapwing_core::record::{self, Shelf};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Kinds that come along with entries and are none: people, places, files, what a medicine is, and what is to do, which stands on
/// Today.
const NO_ENTRY: [&str; 10] = [
    "Binary",
    "Medication",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "RelatedPerson",
    "CareTeam",
    "Task",
];

/// Shelves that are no lists of entries: results and scores are told as series, plans and teams on pages of their own.
const NO_LIST: [Shelf; 7] =
    [Shelf::Results, Shelf::Plan, Shelf::Scores, Shelf::Answers, Shelf::Tasks, Shelf::Team, Shelf::Noticed];

fn name(one: &Value) -> Option<String> {
    Some([fhir::kind(one)?, "/", one.get("id")?.as_str()?].concat())
}

/// All resources of a file, each `Type/id` once.
fn resources(value: &Value, found: &mut Vec<Value>, names: &mut BTreeSet<String>) {
    for entry in value.get("entry").and_then(Value::as_array).into_iter().flatten() {
        if let Some(resource) = entry.get("resource") {
            resources(resource, found, names);
        }
    }
    if !matches!(fhir::kind(value), None | Some("Bundle" | "OperationOutcome"))
        && name(value).is_some_and(|name| names.insert(name))
    {
        found.push(value.clone());
    }
}

/// Puts one patient through the shelves, the lists and the timeline, as the app does: the entries that stand nowhere.
fn lost(all: &[Value]) -> (Vec<String>, usize) {
    let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
    let held = |shelf: Shelf| {
        let of = |one: &&Value| Shelf::of_kind(fhir::kind(one).unwrap_or_default()).fetched_as() == shelf;
        let resources: Vec<Value> = all.iter().filter(of).cloned().collect();
        let known = record::Known { resources: Rc::new(resources), as_of: now.time, live: true, older: None };
        let mut held = record::Held::default();
        held.known = Some(known);
        held
    };
    let (mut lost, mut unread) = (Vec::new(), 0);
    let keys = |row: &record::EntryRow| -> Vec<String> {
        row.also.iter().cloned().chain([row.key.clone()]).collect()
    };
    for shelf in Shelf::RECORD.into_iter().chain(Shelf::MORE).filter(|shelf| !NO_LIST.contains(shelf)) {
        let view = record::list(&held(shelf.fetched_as()), shelf, &now);
        let shown: BTreeSet<String> =
            view.groups.iter().flat_map(|group| &group.rows).flat_map(keys).collect();
        let mut lacking: Vec<String> = Vec::new();
        for one in all.iter().filter(|one| shelf.holds(one)) {
            let name = name(one).unwrap_or_default();
            let letter = one["id"].as_str().map(short_key).unwrap_or_default();
            let stands = |key: &String| shown.contains(key);
            if ![short_key(&name), letter].iter().any(stands) {
                lacking.push([shelf.slug(), ": ", &name].concat());
            }
        }
        unread += view.shown.unread.min(lacking.len());
        lost.extend(lacking.into_iter().skip(view.shown.unread));
    }
    // The timeline walks through all.
    let shelves: Vec<(Shelf, record::Held)> =
        Shelf::WHOLE.into_iter().map(|shelf| (shelf, held(shelf))).collect();
    let mut state = record::State::default();
    for _ in 0..=all.len() / 40 {
        drop(record::sought(&mut state, &record::Event::More("rows".into())));
    }
    let (mut shown, mut unreadable) = (BTreeSet::new(), 0);
    let mut todo: Vec<String> =
        record::timeline(&state, &shelves, "", &now).years.into_iter().map(|year| year.slug).collect();
    while let Some(at) = todo.pop() {
        let view = record::timeline(&state, &shelves, &at, &now);
        unreadable = view.shown.unread;
        shown.extend(view.rows.iter().flat_map(|found| keys(&found.row)));
        if !at.contains('-') {
            todo.extend(view.months.into_iter().map(|month| month.slug).filter(|slug| slug.contains('-')));
        }
    }
    let wanted = |one: &&Value| {
        fhir::kind(one).is_some_and(|kind| !NO_ENTRY.contains(&kind)) && !fhir::entry::is_made_of_noticed(one)
    };
    let lacking = all.iter().filter(wanted).filter_map(name).filter(|name| !shown.contains(&short_key(name)));
    lost.extend(lacking.map(|name| ["timeline: ", &name].concat()).skip(unreadable));
    (lost, unread + unreadable)
}

#[test]
fn every_entry_of_a_patient_stands_in_a_list_and_in_the_timeline_or_is_counted() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/demo")];
    match std::env::var_os("LAPWING_DATA").map(PathBuf::from) {
        Some(data) => folders.push(data.join("records")),
        None => println!("given records skipped: LAPWING_DATA names no folder of records"),
    }
    let found: Vec<PathBuf> = folders.iter().flat_map(|folder| given::files(folder)).collect();
    let (mut met, mut unread, mut gone) = (0, 0, Vec::new());
    for path in &found {
        let (mut all, mut names) = (Vec::new(), BTreeSet::new());
        match json::read(path) {
            Some(Value::Array(values)) => {
                values.iter().for_each(|value| resources(value, &mut all, &mut names));
            }
            Some(value) => resources(&value, &mut all, &mut names),
            None => {}
        }
        let (lost, told) = lost(&all);
        (met, unread) = (met + all.len(), unread + told);
        gone.extend(lost.into_iter().map(|one| format!("{}: {one}", path.display())));
    }
    println!("{met} entries of {} files, {unread} of them told as unread, {} lost", found.len(), gone.len());
    assert!(met > 0 && gone.is_empty(), "{gone:#?}");
}

#[test]
fn an_entry_that_stands_nowhere_is_noticed() {
    let visit = |id: &str| {
        serde_json::from_str::<Value>(&format!(
            r#"{{"resourceType": "Encounter", "id": "{id}", "status": "finished", "type": [{{"text": "Visit"}}]}}"#
        ))
        .unwrap()
    };
    // Two of one id are one row; that a second one under another name is missing would be seen.
    assert_eq!(lost(&[visit("a"), visit("b")]), (vec![], 0));
    let nameless: Value =
        serde_json::from_str(r#"{"resourceType": "Encounter", "status": "finished"}"#).unwrap();
    assert_eq!(lost(&[nameless]).0.len(), 1, "what has no name can't be found again");
}
