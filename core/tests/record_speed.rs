//! A record of ten thousand entries is searched while somebody types.

#![allow(clippy::print_stdout, reason = "the figures are the result")]

use std::rc::Rc;
use std::time::{Duration, Instant};

use lapwing_core::effect::{Place, Reply};
use lapwing_core::now::Now;
use lapwing_core::record::{Event, Held, Known, Shelf, State, fetched, opened, search, sought, timeline};
use serde_json::{Value, json};

/// A search may take this long, in a build without checks.
const MOST: Duration = Duration::from_millis(50);

fn entry(n: usize) -> Value {
    let words =
        ["Blood test", "Home visit", "Electrocardiogram", "Review with the team", "Weight and height"];
    json!({
        "resourceType": "Procedure", "id": n.to_string(), "status": "completed",
        "code": {"text": format!("{} {n}", words[n % words.len()])},
        "performedDateTime": format!("{}-{:02}-{:02}", 2006 + n % 20, 1 + n % 12, 1 + n % 28),
        "performer": [{"actor": {"display": "Dr Tomasz Zielinski"}}],
        "note": [{"text": "You came with your sister, and we spoke about sleep, work and the allotment."}],
    })
}

#[test]
fn ten_thousand_entries_are_searched_in_time() {
    let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
    let resources = Rc::new((0..10_000).map(entry).collect());
    let mut held = Held::default();
    held.known = Some(Known { resources, as_of: now.time, live: true, older: None });
    let all = [(Shelf::Entries, held)];
    let mut state = State::default();
    sought(&mut state, &Event::Searched("review sister 2019".into()));
    let begun = Instant::now();
    let first = search(&state, &all, &now);
    let made = begun.elapsed();
    let begun = Instant::now();
    let again = search(&state, &all, &now);
    let searched = begun.elapsed();
    let begun = Instant::now();
    let months = timeline(&state, &all, "2019", &now).months.len();
    println!("10,000 entries: index {made:?}, search {searched:?}, timeline {:?}", begun.elapsed());
    assert!(first.total > 0 && again == first && months > 0);
    // With checks, and beside other tests, a build is many times slower: the figure is printed all the same.
    assert!(searched <= if cfg!(debug_assertions) { MOST * 20 } else { MOST }, "{searched:?}");
}

/// A page of so many results, each with its laboratory beside it.
fn page(from: usize, entries: usize, next: bool) -> Reply {
    let matches = (from..from + entries).map(|n| {
        json!({"search": {"mode": "match"}, "resource": {
            "resourceType": "Observation", "id": n.to_string(), "status": "final", "subject": {"reference": "Patient/a"},
            "code": {"coding": [{"system": "http://loinc.org", "code": "718-7", "display": "Haemoglobin"}], "text": "Haemoglobin"},
            "valueQuantity": {"value": 4.5, "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L"},
            "effectiveDateTime": "2026-01-02", "performer": [{"display": "Dr Sam Field"}],
        }})
    });
    let along = (from..from + entries).map(|n| {
        let lab = json!({"resourceType": "Organization", "id": format!("lab-{}", n % 500), "name": format!("Laboratory {}", n % 500)});
        json!({"search": {"mode": "include"}, "resource": lab})
    });
    let links = if next { json!([{"relation": "next", "url": "/fhir/next"}]) } else { json!([]) };
    let all: Vec<Value> = matches.chain(along).collect();
    Reply {
        status: 200,
        body: json!({"resourceType": "Bundle", "type": "searchset", "entry": all, "link": links}),
        etag: None,
    }
}

#[test]
fn a_shelf_of_four_thousand_entries_is_gathered_in_time() {
    let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
    let keep = Some((Place::Device, "a"));
    let mut state = State::default();
    opened(&mut state, ("Patient/a", Shelf::Conditions), keep, (true, &now));
    let pages: Vec<Reply> = (0..20).map(|at| page(at * 200, 200, at < 19)).collect();
    let begun = Instant::now();
    for page in &pages {
        fetched(&mut state, ("Patient/a", Shelf::Conditions), Ok(page), (keep, &now));
    }
    let took = begun.elapsed();
    let known = state.held("Patient/a", Shelf::Conditions).known.expect("they came");
    println!("4,000 entries in 20 pages: gathered in {took:?}");
    assert_eq!(known.resources.len(), 4_500, "what came along is there once");
    assert!(took <= if cfg!(debug_assertions) { MOST * 40 } else { MOST * 2 }, "{took:?}");
}
