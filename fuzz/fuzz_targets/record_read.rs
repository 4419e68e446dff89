//! Any JSON as an entry of the record: every list, page, plot, timeline and search shows as much of it as is true, and
//! nothing breaks.
#![no_main]

use std::rc::Rc;

use lapwing_core::{
    fhir::{entry::read, kind},
    json,
    now::Now,
    record::{Event, Held, Known, Shelf, State, asked, entry, letter, list, next_appointment, plan, result, results, search, sought, timeline},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(value) = json::read(text) else { return };
    let now = Now::new(1_792_000_000_000, 60, [7; 4]);
    drop(read(&value));
    let shelf = Shelf::of_kind(kind(&value).unwrap_or_default());
    let mut held = Held::default();
    held.known = Some(Known { resources: Rc::new(vec![value.clone(), value]), as_of: 0, live: true, older: None });
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
