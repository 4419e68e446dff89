//! One entry of any kind: its whole story.

use serde_json::Value;

use self::leads::{came_of, leads};
use super::list::{Shown, said_to, shown};
use super::rows::{any, medicines, referrals};
use super::{Badge, EntryRow, FileRow, Held, Hold, Shelf, attached, hold};
use crate::fhir::entry::{Entry, Fact, facts, read};
use crate::fhir::narrative::{self, Piece};
use crate::fhir::{kind, reading};
use crate::glossary::Meaning;
use crate::now::{Now, short_key};
use crate::route::Route;
use crate::words::{record as w, record_entry, record_kinds, record_labels, time};

mod leads;

pub(super) use leads::members;

/// The screen of one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryView {
    /// Its state.
    pub shown: Shown,
    /// The shelf that it stands on.
    pub shelf: Shelf,
    /// What it is called.
    pub title: String,
    /// What kind of entry it is.
    pub kind: String,
    /// When it was.
    pub when: Option<String>,
    /// A word on its state.
    pub badge: Option<Badge>,
    /// Why it waits until the person chooses to see it.
    pub hold: Option<Hold>,
    /// All that it says.
    pub facts: Vec<Fact>,
    /// What it says in marked words, under headings where it has them.
    pub text: Vec<(Option<String>, Vec<Piece>)>,
    /// Who, from where, and which version.
    pub sources: Vec<String>,
    /// Its files.
    pub files: Vec<FileRow>,
    /// The entries that it leads to.
    pub leads: Vec<Leads>,
    /// What came of it: of a referral.
    pub came: Vec<Leads>,
    /// Other entries of the same medicine, the newest first.
    pub over_time: Vec<EntryRow>,
    /// It is about legal status: what that means, the record does not say, but the trust may.
    pub rights: Option<Vec<Meaning>>,
}

/// An entry that another leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Leads {
    /// What it is to the other: "Results".
    pub label: String,
    /// What it is called.
    pub title: String,
    /// What kind of entry it is.
    pub kind: String,
    /// What it says in short.
    pub detail: Option<String>,
    /// Where it opens.
    pub route: Route,
}

/// The entry with this key among all that is held of a record.
#[must_use]
pub fn entry(all: &[(Shelf, Held)], key: &str, now: &Now) -> EntryView {
    entry_among(all, all, (key, now))
}

/// The same where some of it is hidden on this device: the entry is looked for in all, and what goes with it is what is shown.
#[must_use]
pub fn entry_among(all: &[(Shelf, Held)], open: &[(Shelf, Held)], (key, now): (&str, &Now)) -> EntryView {
    let found = all.iter().find_map(|(shelf, held)| Some((shelf, held, find(held, key)?)));
    let Some((place, held, resource)) = found else {
        // Until all shelves are here, nobody can say that it is not among them.
        let waits = all.iter().find(|(_, held)| held.known.is_none() && held.trouble.is_none());
        let held = waits.or(all.first()).map(|(_, held)| held.clone()).unwrap_or_default();
        return empty(shown(&held, false, 0, now));
    };
    let name = kind(resource).unwrap_or_default();
    let (head, unread) = match read(resource) {
        Ok(found) => (found.good, found.unread.len()),
        Err(_) => (Entry::default(), 1),
    };
    let title = any::title(&head, name);
    let leads = leads(open, resource, now);
    let beside = open.iter().find(|(shelf, _)| shelf == place).map_or(held, |(_, held)| held);
    // An entry without a name here has one where it is opened.
    let named = |fact: &Fact| leads.iter().any(|lead| lead.label == fact.label && lead.kind == fact.words);
    let text = text(resource, unread > 0);
    // The parts of a document stand below with what they say.
    let parts = record_labels::label("section");
    let told = |fact: &Fact| name == "Composition" && !text.is_empty() && fact.label == parts;
    let mut facts = facts(resource);
    facts.retain(|fact| !named(fact) && !told(fact));
    for fact in &mut facts {
        fact.label = record_entry::label(name, std::mem::take(&mut fact.label));
    }
    let why = held.holds(&any::row(&head, name, false), now);
    EntryView {
        shelf: Shelf::of(resource, name),
        // It is here: how much else is, is nothing to its page.
        shown: Shown { cut: None, ..shown(held, true, unread.min(1), now) },
        kind: record_kinds::kind(name),
        hold: why,
        when: match name {
            referrals::KIND => referrals::since(&head, now),
            _ => head.when_words.clone(),
        },
        badge: any::mark(&head, name).or_else(|| referrals::open(&head).filter(|_| name == referrals::KIND)),
        came: if name == referrals::KIND { came_of(open, resource, now) } else { vec![] },
        over_time: over_time(beside, resource, now),
        rights: (hold::spoken(&title) == Some(Hold::Rights)).then(Vec::new),
        facts,
        text,
        files: attached::rows(resource),
        sources: sources(held, &head, now),
        leads,
        title,
    }
}

fn empty(shown: Shown) -> EntryView {
    EntryView {
        shown,
        shelf: Shelf::Others,
        title: String::new(),
        kind: String::new(),
        when: None,
        badge: None,
        hold: None,
        facts: vec![],
        text: vec![],
        files: vec![],
        sources: vec![],
        leads: vec![],
        came: vec![],
        over_time: vec![],
        rights: None,
    }
}

/// How the same medicine was before or after: what waits to be seen says no more than that.
fn over_time(held: &Held, resource: &Value, now: &Now) -> Vec<EntryRow> {
    let all = held.known.as_ref().map(|known| known.resources.as_slice()).unwrap_or_default();
    let mut rows = medicines::over_time(all, resource);
    for row in &mut rows {
        row.source = said_to(held, row.source.take());
        row.hold = held.holds(row, now);
    }
    rows
}

/// The entry with this key.
pub(crate) fn found<'a>(all: &'a [(Shelf, Held)], key: &str) -> Option<&'a Value> {
    all.iter().find_map(|(_, held)| find(held, key))
}

/// The letter whose own key this is.
pub(crate) fn found_letter<'a>(all: &'a [(Shelf, Held)], key: &str) -> Option<&'a Value> {
    let fits = |one: &&Value| one["id"].as_str().is_some_and(|id| short_key(id) == key);
    of(all, Shelf::Letters).find(fits)
}

/// The newest of the results with this key, that was no mistake.
pub(crate) fn found_result<'a>(all: &'a [(Shelf, Held)], key: &str) -> Option<&'a Value> {
    let mut newest: Option<(i64, &Value)> = None;
    for resource in of(all, Shelf::Results) {
        let Ok(read) = reading::read(resource) else { continue };
        let counts =
            read.good.status != reading::Status::EnteredInError && short_key(&read.good.key()) == key;
        let when = read.good.when.map_or(i64::MIN, |date| date.to_millis());
        if counts && newest.is_none_or(|(before, _)| when > before) {
            newest = Some((when, resource));
        }
    }
    newest.map(|(_, resource)| resource)
}

/// The readings of the result with this key, as `Type/id` and with their day in words; the newest that was no mistake first.
pub(crate) fn readings_of(all: &[(Shelf, Held)], key: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for resource in of(all, Shelf::Results) {
        let Ok(read) = reading::read(resource) else { continue };
        let (read, id) = (read.good, resource["id"].as_str().unwrap_or_default());
        if short_key(&read.key()) == key {
            let when = read.when.map_or(i64::MIN, |date| date.to_millis());
            let said = read.when.map_or_else(|| w::DATE_UNKNOWN.to_owned(), |date| date.words());
            found.push((
                read.status == reading::Status::EnteredInError,
                when,
                ["Observation/", id].concat(),
                said,
            ));
        }
    }
    crate::order::newest_first(&mut found, |(mistake, when, ..)| if *mistake { i64::MIN } else { *when });
    found.into_iter().map(|(_, _, key, said)| (key, Some(said))).collect()
}

pub(super) fn of(all: &[(Shelf, Held)], shelf: Shelf) -> impl Iterator<Item = &Value> {
    let held =
        all.iter().filter(move |(known, _)| *known == shelf).filter_map(|(_, held)| held.known.as_ref());
    held.flat_map(|known| known.resources.iter())
}

fn find<'a>(held: &'a Held, key: &str) -> Option<&'a Value> {
    held.known.as_ref()?.resources.iter().find(|resource| key_of(resource).as_deref() == Some(key))
}

/// The key of a resource with an id.
pub(crate) fn key_of(resource: &Value) -> Option<String> {
    Some(any::key(kind(resource)?, resource.get("id")?.as_str()?))
}

/// Its narrative, and the parts of a document under their headings.
/// What a computer made of the facts says nothing more than they do, unless one of them could not be read or stands inside.
fn text(resource: &Value, in_part: bool) -> Vec<(Option<String>, Vec<Piece>)> {
    let mut all = Vec::new();
    let mut add = |heading: Option<&str>, of: &Value| {
        let pieces = narrative::of(of).map(|told| told.pieces).unwrap_or_default();
        if !pieces.is_empty() {
            all.push((heading.map(str::to_owned), pieces));
        }
    };
    let sections = resource.get("section").and_then(Value::as_array);
    match sections {
        Some(sections) => {
            for section in sections {
                add(section.get("title").and_then(Value::as_str), section);
                for inner in section.get("section").and_then(Value::as_array).into_iter().flatten() {
                    add(inner.get("title").and_then(Value::as_str), inner);
                }
            }
        }
        None if in_part
            || resource.get("contained").is_some()
            || resource.pointer("/text/status").and_then(Value::as_str) != Some("generated")
            || facts(resource).is_empty() =>
        {
            add(None, resource)
        }
        None => {}
    }
    all
}

/// What an entry or a letter says in sentences, beside its facts.
pub(crate) fn text_of(resource: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for (heading, pieces) in text(resource, true) {
        all.extend(heading);
        all.push(narrative::written(&pieces));
    }
    all.extend(super::letter::words_of(resource));
    all
}

fn sources(held: &Held, head: &Entry, now: &Now) -> Vec<String> {
    let source = &head.source;
    let mut lines = Vec::new();
    let said = match (source.own(), source.who()) {
        (true, _) => Some(w::added_by_you(None)),
        _ if source.as_told() => Some(w::as_you_told(None)),
        (false, who) => who.map(|who| w::from(who, None)),
    };
    lines.extend(said_to(held, said));
    lines.extend(source.system.as_deref().map(w::from_system));
    if let Some(updated) = source.updated {
        lines.push(w::in_record_since(&time::moment(updated, now), source.version.as_deref()));
    }
    if lines.is_empty() {
        lines.push(w::FROM_RECORD.to_owned());
    }
    lines
}
