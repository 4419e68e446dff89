//! Every entry of a record in short, the newest first: what the timeline and the search walk through.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use super::rows::any;
use super::{EntryRow, Held, Shelf, same};
use crate::fhir::coding::Concept;
use crate::fhir::date::Date;
use crate::fhir::entry::{facts, is_made_of_noticed, read};
use crate::fhir::source::Source;
use crate::fhir::{Node, kind, reading};
use crate::now::short_key;
use crate::route::Route;
use crate::{fold, order};

/// One entry in short.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The shelf that it stands on.
    pub shelf: Shelf,
    /// Its row.
    pub row: EntryRow,
    /// Where it opens.
    pub route: Route,
    /// The earliest day it may have been.
    pub when: Option<Date>,
    /// It was entered by mistake.
    pub mistake: bool,
    /// It is the score of a check-in.
    pub is_score: bool,
    /// Who it is from, and when it came.
    pub(super) source: Source,
    /// Where its entry stands: which of the shelves that the index was made of, and which there.
    place: (usize, usize),
    /// All its words as they are looked for.
    pub(super) words: String,
}

/// All entries of a record, the newest first.
#[derive(Debug, Default)]
pub struct Index {
    /// The entries; those without a date come last.
    pub entries: Vec<Brief>,
    /// So many could not be read at all.
    pub unread: usize,
    made_of: Vec<Rc<Vec<Value>>>,
}

/// The index that was made last: it serves as long as what it was made of is what is held.
#[derive(Clone, Default)]
pub struct Last(RefCell<Option<Rc<Index>>>);

impl std::fmt::Debug for Last {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Last")
    }
}

/// It follows from what is held, and adds nothing to it.
impl PartialEq for Last {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Last {
    /// The index of these shelves.
    pub(super) fn of(&self, all: &[(Shelf, Held)]) -> Rc<Index> {
        let made_of: Vec<Rc<Vec<Value>>> = all
            .iter()
            .filter_map(|(_, held)| held.known.as_ref().map(|known| known.resources.clone()))
            .collect();
        let mut last = self.0.borrow_mut();
        let serves = last.as_ref().is_some_and(|index| {
            index.made_of.len() == made_of.len()
                && index.made_of.iter().zip(&made_of).all(|(one, other)| Rc::ptr_eq(one, other))
        });
        match last.as_ref().filter(|_| serves) {
            Some(index) => index.clone(),
            None => last.insert(Rc::new(index(made_of))).clone(),
        }
    }
}

fn index(made_of: Vec<Rc<Vec<Value>>>) -> Index {
    let (mut entries, mut unread) = (Vec::new(), 0);
    let places = made_of.iter().enumerate().flat_map(|(shelf, resources)| {
        resources.iter().enumerate().map(move |(at, resource)| ((shelf, at), resource))
    });
    for (place, resource) in places {
        let Some(name) = kind(resource).filter(|name| belongs(name)) else { continue };
        // It says what the answers say that it was made of.
        if is_made_of_noticed(resource) {
            continue;
        }
        match read(resource) {
            Ok(found) => entries.push((Brief { place, ..brief(resource, name, &found.good) }, resource)),
            Err(_) => unread += 1,
        }
    }
    order::newest_first(&mut entries, |(entry, _): &(Brief, &Value)| {
        entry.when.map_or(i64::MIN, |date| date.to_millis())
    });
    let entries = once(entries);
    Index { entries, unread, made_of }
}

/// People, places and the team come along with entries; they are none themselves. What is to do is on Today.
fn belongs(name: &str) -> bool {
    const NOT: [&str; 10] = [
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
    !NOT.contains(&name)
}

pub(super) fn brief(resource: &Value, name: &str, head: &crate::fhir::entry::Entry) -> Brief {
    let shelf = Shelf::of(resource, name);
    let row = any::row(head, name, true);
    let mut words = row.title.clone();
    let mut add = |more: &str| {
        words.push(' ');
        words.push_str(more);
    };
    row.lines.iter().for_each(|line| add(line));
    row.source.iter().for_each(|line| add(line));
    texts(resource, (shelf, &head.sections), &mut add);
    let is_score = name == "Observation" && in_survey(resource);
    Brief {
        shelf,
        is_score,
        place: (0, 0),
        source: head.source.clone(),
        route: route(resource, name, &row.key),
        when: head.when,
        mistake: head.status.as_deref() == Some("entered-in-error"),
        words: fold::plain(&words),
        row,
    }
}

impl Index {
    /// What an entry says beside its head, text by text.
    pub(super) fn texts(&self, entry: &Brief) -> Vec<String> {
        let (shelf, at) = entry.place;
        let mut all = Vec::new();
        if let Some(resource) = self.made_of.get(shelf).and_then(|resources| resources.get(at)) {
            let sections = read(resource).map(|found| found.good.sections).unwrap_or_default();
            texts(resource, (entry.shelf, &sections), &mut |text| all.push(text.to_owned()));
        }
        all
    }
}

/// All that an entry says beside its head.
fn texts(resource: &Value, (shelf, sections): (Shelf, &[String]), add: &mut dyn FnMut(&str)) {
    facts(resource).iter().for_each(|fact| add(&fact.words));
    // What a computer made of the facts is not among these: it has their words.
    sections.iter().for_each(|text| add(text));
    if shelf == Shelf::Letters {
        super::letter::words_of(resource).iter().for_each(|text| add(text));
    }
}

/// A letter opens as a letter, a result with all that came before it, all else on the page of the entry.
fn route(resource: &Value, name: &str, key: &str) -> Route {
    let id = resource.get("id").and_then(Value::as_str);
    let code = || reading::read(resource).ok().map(|found| found.good.key()).filter(|key| !key.is_empty());
    match (name, id) {
        ("DocumentReference", Some(id)) => Route::Letter(short_key(id)),
        ("Observation", _) if !in_survey(resource) => {
            code().map_or_else(|| Route::Entry(key.to_owned()), |code| Route::Result(short_key(&code)))
        }
        _ => Route::Entry(key.to_owned()),
    }
}

fn in_survey(resource: &Value) -> bool {
    let node = resource.as_object().map(Node::root);
    node.is_some_and(|node| node.each("category", Concept::read).iter().any(|category| category.is("survey")))
}

/// What several systems tell of is told once, with each of them as its source, and found by what any of them says. Entries of
/// one day stand together, and a day has few.
fn once(entries: Vec<(Brief, &Value)>) -> Vec<Brief> {
    let mut kept: Vec<(Brief, Vec<&Value>)> = Vec::with_capacity(entries.len());
    for (entry, resource) in entries {
        let same = kept.iter_mut().rev().take(NEAR).take_while(|(other, _)| other.when == entry.when).find(
            |(other, of)| {
                any::says_the_same(&other.row, &entry.row) && of.iter().all(|of| same::is_one(of, resource))
            },
        );
        match same {
            Some((other, of)) => {
                any::join(&mut other.row, entry.row);
                other.words.push(' ');
                other.words.push_str(&entry.words);
                of.push(resource);
            }
            None => kept.push((entry, vec![resource])),
        }
    }
    kept.into_iter().map(|(entry, _)| entry).collect()
}

/// So far back a double is looked for.
const NEAR: usize = 64;
