//! Entries of the record as rows of words.

mod allergies;
pub(in crate::record) mod any;
mod conditions;
mod letters;
pub(in crate::record) mod medicines;
pub(in crate::record) mod referrals;
mod team;

use serde_json::Value;

use super::{Came, Group, Hold, Shelf, hold};
use crate::fhir::source::Source;
use crate::fhir::{Lenient, altered, kind};
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// It is a result, which waits while it is new.
    pub came: Option<Came>,
    /// The keys of entries that say the same and are told with it.
    pub also: Vec<String>,
}

impl EntryRow {
    /// What its lines speak of makes it wait too.
    fn weighed(mut self, source: &Source, kind: &str) -> Self {
        self.hold = hold::of(source, &self.title, kind, &self.lines);
        self
    }
}

/// The groups of a shelf at a moment (milliseconds since 1970), and how many entries could not be read, whole or in part.
#[must_use]
pub fn groups(shelf: Shelf, resources: &[Value], at: i64) -> (Vec<Group>, usize) {
    let (mut groups, unread) = of_shelf(shelf, resources, at);
    if matches!(shelf, Shelf::Conditions | Shelf::Medicines | Shelf::Allergies) {
        complete(&mut groups, shelf, resources);
    }
    (groups, unread)
}

/// An entry that lacks what its reader needs still stands on its shelf, with what it says; and what may change the meaning
/// of one stands at it.
fn complete(groups: &mut Vec<Group>, shelf: Shelf, resources: &[Value]) {
    let key = |resource: &Value| {
        any::key(kind(resource).unwrap_or_default(), resource["id"].as_str().unwrap_or_default())
    };
    for resource in resources.iter().filter(|resource| shelf.holds(resource) && altered(resource)) {
        let key = key(resource);
        let rows = groups.iter_mut().flat_map(|group| &mut group.rows);
        for row in rows.filter(|row| row.key == key) {
            let said = row.badge.take().map(|badge| badge.words).unwrap_or_default();
            if crate::seek::find(&said, words::record::ALTERED, 0).is_some() {
                row.badge = badge(&said, Tone::Waiting);
                continue;
            }
            let all: Vec<&str> =
                [said.as_str(), words::record::ALTERED].into_iter().filter(|one| !one.is_empty()).collect();
            row.badge = badge(&all.join(". "), Tone::Waiting);
        }
    }
    let is_here = |resource: &Value| {
        let key = key(resource);
        groups.iter().any(|group| group.rows.iter().any(|row| row.key == key))
    };
    let lost = |resource: &Value| shelf.holds(resource) && resource["id"].is_string() && !is_here(resource);
    let (more, _) = any::of(resources, lost, None);
    for one in more.into_iter().filter(|one| !one.rows.is_empty()) {
        let heading = one.heading.unwrap_or_else(|| words::record::IN_PART.to_owned());
        groups.push(group(&heading, one.rows, one.folded));
    }
}

fn of_shelf(shelf: Shelf, resources: &[Value], at: i64) -> (Vec<Group>, usize) {
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
    if source.as_told() {
        return Some(words::record::as_you_told(when.as_deref()));
    }
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
        hold: hold::of(source, title, kind, &[]),
        ..EntryRow::default()
    }
}

pub(super) fn badge(words: &str, tone: Tone) -> Option<Badge> {
    Some(Badge { words: words.into(), tone })
}

pub(super) fn group(heading: &str, rows: Vec<EntryRow>, folded: bool) -> Group {
    Group { heading: Some(heading.into()), rows, folded, rest: 0 }
}
