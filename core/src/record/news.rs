//! What is new in the record since the person looked last.

use super::list::{Shown, shown};
use super::search::Found;
use super::{Came, Held, Shelf, State};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::words::record_find as w;

/// What is new.
#[derive(Debug, Clone, PartialEq)]
pub struct NewsView {
    /// Its state.
    pub shown: Shown,
    /// Since when, in words.
    pub since: String,
    /// "2 results, 1 letter"; `None` where there is nothing.
    pub told: Option<String>,
    /// The new entries under their headings.
    pub groups: Vec<(&'static str, Vec<Found>)>,
}

/// What is new among the entries that came of late.
#[must_use]
pub fn news(state: &State, held: &Held, now: &Now) -> NewsView {
    let all = [(Shelf::News, held.clone())];
    let index = state.news.of(&all);
    let mut groups: Vec<(&'static str, Vec<Found>)> =
        w::NEWS.iter().map(|heading| (*heading, vec![])).collect();
    for entry in &index.entries {
        let shelf = entry.shelf;
        // What is asked has a place of its own on Today.
        let elsewhere = matches!(shelf, Shelf::Answers | Shelf::Tasks);
        let new = Came::of(&entry.source, entry.when).is_some_and(|came| held.ready.is_new(came, now));
        if elsewhere || entry.mistake || entry.is_score || !new {
            continue;
        }
        let group = match shelf {
            Shelf::Results => 0,
            Shelf::Letters | Shelf::Notes => 1,
            Shelf::Appointments => 2,
            // Legal status too: Today counts it without its name, and its row waits.
            _ => 3,
        };
        groups[group].1.push(Found::of(entry, &all, now));
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    let counts = groups.iter().map(|(heading, rows)| w::news(heading, rows.len()));
    let told: Vec<String> = counts.collect();
    let offset = i16::try_from(now.offset).unwrap_or(0);
    NewsView {
        shown: shown(held, !groups.is_empty(), 0, now),
        since: Date::from_millis(held.ready.border(now), offset).words(),
        told: (!told.is_empty()).then(|| told.join(", ")),
        groups,
    }
}
