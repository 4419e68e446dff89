//! How many entries stand on each shelf, kept beside the list of what is kept and written with the entries: so the home of the
//! record reads none of them, however many there are.

use serde_json::{Map, Value};

use super::entry::key_of;
use super::{Shelf, older};
use crate::fhir::kind;
use crate::now::short_key;

/// What the home of the record tells of what is fetched together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// The shelves with something on them, and how many entries.
    each: Vec<(Shelf, usize)>,
    /// Where the gateway has more: back to when it is here, as FHIR writes it; empty where that is not known.
    pub(super) since: Option<String>,
}

/// The name of `since` in a row; no shelf is called so.
const SINCE: &str = "since";

impl Counts {
    /// Of these entries, the newest part of a shelf, without those that are hidden, with mistakes and people left out.
    #[must_use]
    pub fn of(resources: &[Value], cut: bool, hidden: &[String]) -> Self {
        let mut each: Vec<(Shelf, usize)> = vec![];
        for one in resources {
            let Some(kind) = kind(one).filter(|kind| !["Patient", "Medication"].contains(kind)) else {
                continue;
            };
            let mistake = one.get("status").and_then(Value::as_str) == Some("entered-in-error");
            let is_hidden = || key_of(one).is_some_and(|key| hidden.contains(&key));
            if mistake || !hidden.is_empty() && is_hidden() {
                continue;
            }
            let shelf = Shelf::of(one, kind);
            match each.iter_mut().find(|(known, _)| *known == shelf) {
                Some((_, count)) => *count += 1,
                None => each.push((shelf, 1)),
            }
        }
        let last = resources.last().and_then(older::told_when).unwrap_or_default();
        Self { each, since: cut.then(|| last.to_owned()) }
    }

    /// How many entries stand on a shelf that is fetched with them.
    #[must_use]
    pub fn on(&self, shelf: Shelf) -> usize {
        self.each.iter().find(|(known, _)| *known == shelf).map_or(0, |(_, count)| *count)
    }

    /// The gateway has more.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.since.is_some()
    }

    pub(super) fn write(&self) -> Value {
        let mut row = Map::new();
        for (shelf, count) in &self.each {
            row.insert(shelf.slug().to_owned(), (*count).into());
        }
        if let Some(since) = &self.since {
            row.insert(SINCE.to_owned(), since.as_str().into());
        }
        Value::Object(row)
    }

    /// Reads what [`Counts::write`] wrote; `None` for what an earlier build kept, which counted nothing.
    pub(super) fn read(row: &Value) -> Option<Self> {
        let mut counts = Self { each: vec![], since: row[SINCE].as_str().map(str::to_owned) };
        for (name, count) in row.as_object()? {
            let shelf = Shelf::ALL.into_iter().find(|shelf| shelf.slug() == name);
            if let Some(shelf) = shelf {
                counts.each.push((shelf, usize::try_from(count.as_u64()?).ok()?));
            }
        }
        Some(counts)
    }
}

/// Stands for what is hidden on this device: counts are made without it.
pub(super) fn without(hidden: &[String]) -> String {
    if hidden.is_empty() { String::new() } else { short_key(&hidden.concat()) }
}
