//! A record of ten thousand entries is searched while somebody types.

#![allow(clippy::print_stdout, reason = "the figures are the result")]

use std::rc::Rc;
use std::time::{Duration, Instant};

use lapwing_core::now::Now;
use lapwing_core::record::{Event, Held, Known, Shelf, State, search, sought, timeline};
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
    held.known = Some(Known { resources, as_of: now.time, live: true, cut: false });
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
