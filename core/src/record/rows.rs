//! Entries of the record as rows of words.

mod allergies;
pub(in crate::record) mod any;
mod conditions;
mod letters;
pub(in crate::record) mod medicines;
pub(in crate::record) mod referrals;
mod team;

use serde_json::Value;

use super::{Group, Hold, Shelf, hold};
use crate::fhir::source::Source;
use crate::fhir::{Lenient, kind};
use crate::words;

/// What a badge wants to say; never by colour alone, the words stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A plain fact.
    Plain,
    /// Worth a look.
    Info,
    /// It waits for something.
    Waiting,
}

/// A word or two beside a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The words.
    pub words: String,
    /// How it looks.
    pub tone: Tone,
}

/// One entry as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Stands for it in an address and as a list key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// A word on its state.
    pub badge: Option<Badge>,
    /// The lines under the title.
    pub lines: Vec<String>,
    /// From whom and when.
    pub source: Option<String>,
    /// The person or their carer wrote it.
    pub own: bool,
    /// Why it waits until the person chooses to see it.
    pub hold: Option<Hold>,
}

/// The groups of a shelf at a moment (milliseconds since 1970), and how many entries could not be read, whole or in part.
#[must_use]
pub fn groups(shelf: Shelf, resources: &[Value], at: i64) -> (Vec<Group>, usize) {
    match shelf {
        Shelf::Conditions => conditions::groups(resources),
        Shelf::Medicines => medicines::groups(resources, at),
        Shelf::Allergies => allergies::groups(resources),
        Shelf::Letters => letters::groups(resources),
        Shelf::Team => team::groups(resources, at),
        Shelf::Results | Shelf::Plan | Shelf::Scores | Shelf::Answers | Shelf::Tasks => (vec![], 0),
        other => any::groups(other, resources),
    }
}

/// Reads every resource of one of `kinds`; the rest of the page (what came along) is not an entry.
/// The number counts entries with something unread.
pub(super) fn read_all<T>(
    resources: &[Value],
    kinds: &[&str],
    read: impl Fn(&Value) -> Lenient<T>,
) -> (Vec<T>, usize) {
    let mut unread = 0;
    let entries = resources.iter().filter(|r| kind(r).is_some_and(|k| kinds.contains(&k)));
    let good = entries
        .filter_map(|resource| match read(resource) {
            Ok(found) => {
                unread += usize::from(!found.unread.is_empty());
                Some(found.good)
            }
            Err(_) => {
                unread += 1;
                None
            }
        })
        .collect();
    (good, unread)
}

/// "From Dr Okafor, 12 March 2026."
pub(super) fn source_words(source: &Source) -> Option<String> {
    let when = source.when.or(source.updated).map(|d| d.words());
    match (source.own(), source.who(), when) {
        (true, _, when) => Some(words::record::added_by_you(when.as_deref())),
        (false, Some(who), when) => Some(words::record::from(who, when.as_deref())),
        (false, None, Some(when)) => Some(words::record::recorded(&when)),
        (false, None, None) => source.system.as_ref().map(|_| words::record::FROM_RECORD.to_string()),
    }
}

/// A row with its address key made from the entry's id, or else from its place in the list.
pub(super) fn row(source: &Source, kind: &str, title: &str) -> EntryRow {
    let id = source.id.as_deref().unwrap_or(title);
    EntryRow {
        // A letter has a page of its own; all else opens by its kind and id.
        key: if kind.is_empty() { crate::now::short_key(id) } else { any::key(kind, id) },
        title: title.into(),
        badge: None,
        lines: vec![],
        source: source_words(source),
        own: source.own(),
        hold: hold::of(source, title, ""),
    }
}

pub(super) fn badge(words: &str, tone: Tone) -> Option<Badge> {
    Some(Badge { words: words.into(), tone })
}

pub(super) fn group(heading: &str, rows: Vec<EntryRow>, folded: bool) -> Group {
    Group { heading: Some(heading.into()), rows, folded, rest: 0 }
}
