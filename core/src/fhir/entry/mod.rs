//! Any resource at all: what it is called, when it was, what state it is in, who it is from, and all else that it
//! says. One reader for every kind that has no reader of its own: the places differ (a table), the shapes do not.

mod facts;
mod noticed;
mod places;
mod said;

use super::date::Date;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, kind, narrative};
use crate::words::{record as w, record_kinds, record_states as states};
use serde_json::Value;

pub use facts::{Fact, facts, links};
pub use noticed::{is_made_of_noticed, is_noticed};
use places::{Places, places};
use said::said;

/// The head of an entry of any kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Id, who it is from, labels.
    pub source: Source,
    /// What it is called; `None` where it bears no name.
    pub title: Option<String>,
    /// The earliest day it may have been.
    pub when: Option<Date>,
    /// When it was, in words: a date, a period, an age.
    pub when_words: Option<String>,
    /// Its state, as the code stands there (`entered-in-error`, `completed`).
    pub status: Option<String>,
    /// It says that something must be left undone (`doNotPerform`).
    pub forbidden: bool,
    /// Something in it may change what the rest means, and nobody here knows how.
    pub altered: bool,
    /// How far a request is, as the code stands there (`proposal`, `order`).
    pub intent: Option<String>,
    /// A few lines that say the most of this kind.
    pub lines: Vec<String>,
    /// What the parts of a document are called, and what they and the entry itself say in marked words, unless a computer made
    /// that of the facts.
    pub sections: Vec<String>,
    /// It is a result or a report of some, and not the score of a check-in.
    pub is_result: bool,
    /// An alert on how to reach or to serve somebody, by every category that it is in.
    pub everyday: bool,
}

/// Reads the head of any resource; what is no resource makes no sense.
pub fn read(value: &Value) -> Lenient<Entry> {
    let name = kind(value).filter(|name| !name.is_empty());
    let Some(name) = name else {
        return Err(Unread { path: "resourceType".into(), expected: "a kind of entry" });
    };
    let Some(object) = value.as_object() else {
        return Err(Unread { path: String::new(), expected: "an entry" });
    };
    let node = Node::root(object);
    super::meaning(&node);
    let places = places(name);
    let (when, when_words) = date(&node, places);
    let mut source = Source::read(&node, &[], &[]);
    (source.by, source.told) = who(&node, places);
    source.when = when;
    let mut entry = Entry {
        title: first(&node, places.title, "what it is called"),
        when,
        when_words,
        status: status(&node),
        altered: false,
        forbidden: matches!(node.raw("doNotPerform"), Some(Value::Bool(true))),
        intent: node.raw("intent").and_then(Value::as_str).map(str::to_owned),
        lines: lines(&node, places),
        sections: sections(value, 0),
        is_result: is_result(&node, name),
        everyday: name == "Flag" && is_everyday(&node),
        source,
    };
    if is_noticed(value) {
        entry.is_result = false;
        entry.title = Some(record_kinds::noticed(entry.source.who()));
        entry.lines.extend(noticed::words(value));
    }
    // What the rest says is told where it is shown; what it does not say is told here.
    for path in facts::unsaid(&node, places) {
        node.miss(&path, "something that can be said");
    }
    entry.altered = node.altered();
    Ok(node.done(entry))
}

/// What an entry says in marked words, with the headings of its parts, four deep.
fn sections(of: &Value, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    if of.pointer("/text/status").and_then(Value::as_str) != Some("generated") || depth > 0 {
        found.extend(narrative::of(of).map(|told| told.text()));
    }
    for part in of.get("section").and_then(Value::as_array).into_iter().flatten() {
        found.extend(part.get("title").and_then(Value::as_str).map(str::to_owned));
        if depth < 3 {
            found.append(&mut sections(part, depth + 1));
        }
    }
    found
}

fn is_result(node: &Node, name: &str) -> bool {
    let survey = || node.each("category", super::coding::Concept::read).iter().any(|one| one.is("survey"));
    name == "DiagnosticReport" || (name == "Observation" && !survey())
}

/// Of HL7's categories of alerts, those that say nothing on how somebody is.
const EVERYDAY: [&str; 6] = ["contact", "admin", "diet", "drug", "lab", "research"];

fn is_everyday(node: &Node) -> bool {
    let all = node.each("category", super::coding::Concept::read);
    let system = "http://terminology.hl7.org/CodeSystem/flag-category";
    !all.is_empty() && all.iter().all(|one| one.code_in(system).is_some_and(|code| EVERYDAY.contains(&code)))
}

/// The members that a place such as `occurrence[x]` or `performer` means; of a choice there is one at most.
pub(crate) fn member<'n>(node: &Node<'n>, place: &str) -> Option<(&'n str, &'n Value)> {
    let stem = place.strip_suffix("[x]");
    node.keys().find_map(|key| {
        let fits = match stem {
            Some(stem) => key
                .strip_prefix(stem)
                .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase())),
            None => key == place,
        };
        if fits { Some((key, node.raw(key)?)) } else { None }
    })
}

/// What the first place that says something says.
fn first(node: &Node, places: &str, expected: &'static str) -> Option<String> {
    for place in places.split(' ') {
        let Some((key, value)) = member(node, place) else { continue };
        match said(node, key, value).filter(|_| !matches!(value, Value::Bool(_) | Value::Number(_))) {
            Some(words) if !words.is_empty() => return Some(words),
            Some(_) => {}
            None => node.miss(key, expected),
        }
    }
    None
}

/// When it was. What began at an age or "as a child" stands in the order of time by the day on which that was written down.
fn date(node: &Node, places: &Places) -> (Option<Date>, Option<String>) {
    let mut told = None;
    for place in places.when.split(' ') {
        let Some((key, value)) = member(node, place) else { continue };
        let (date, words) = date_at(node, key, value);
        match (words.filter(|words| !words.is_empty()), told) {
            (Some(words), None) if date.is_none() => {
                let began = key.starts_with("onset");
                told = Some(if began { w::began_at(&words, key.ends_with("String")) } else { words });
            }
            (Some(words), None) => return (date, Some(words)),
            (Some(words), Some(before)) if date.is_some() => {
                return (date, Some([&before, ". ", &w::recorded(&words)].concat()));
            }
            (None, before) => {
                node.miss(key, "a date");
                told = before;
            }
            (_, before) => told = before,
        }
    }
    (None, told)
}

fn date_at(node: &Node, key: &str, value: &Value) -> (Option<Date>, Option<String>) {
    let date = match value {
        Value::String(text) => Date::parse(text.trim()),
        Value::Object(_) => {
            let period = node.read(key, Period::read).unwrap_or_default();
            period.start.or(period.end)
        }
        _ => None,
    };
    let words = match value {
        Value::String(text) if key.ends_with("String") => Some(text.trim().to_owned()),
        Value::String(_) => date.map(|date| date.words_with_time()),
        Value::Object(_) => said(node, key, value),
        _ => None,
    };
    (date, words)
}

/// Who it is from: the first place that names anyone.
fn who(node: &Node, places: &Places) -> (Vec<Reference>, bool) {
    for place in places.who.split(' ') {
        let (outer, inner) = place.split_once('.').unwrap_or((place, ""));
        let Some((key, value)) = member(node, outer) else { continue };
        if value.is_string() {
            continue;
        }
        let found = node.list(key);
        let found: Vec<Reference> = match inner {
            "" => found.iter().map(Reference::read).collect(),
            inner => found.iter().filter_map(|one| one.read(inner, Reference::read)).collect(),
        };
        if found.iter().any(|who| who.written.is_some() || who.display.is_some()) {
            return (found, super::source::is_told(outer));
        }
    }
    (Vec::new(), false)
}

/// `status`, or what stands for it: some kinds tell how sure it is beside whether it is there now.
fn status(node: &Node) -> Option<String> {
    for place in ["verificationStatus", "status", "clinicalStatus", "lifecycleStatus", "actuality"] {
        let Some(value) = node.raw(place) else { continue };
        let code = match value {
            Value::String(code) => Some(code.trim().to_owned()),
            Value::Object(_) => {
                let concept = node.read(place, super::coding::Concept::read).unwrap_or_default();
                let known = concept.known(|code| states::status(code).map(|_| code));
                if known.is_none() && !concept.is_empty() {
                    node.miss(place, "its state");
                }
                known.or_else(|| concept.label()).map(str::to_owned)
            }
            _ => None,
        };
        match code.filter(|code| !code.is_empty()) {
            // Confirmed is what people take for granted: then the next place says more.
            Some(code) if code == "confirmed" || code == "actual" => {}
            Some(code) => return Some(code),
            None => node.miss(place, "its state"),
        }
    }
    None
}

fn lines(node: &Node, places: &Places) -> Vec<String> {
    let mut lines = Vec::new();
    for place in places.lines.split(' ') {
        let Some((key, value)) = member(node, place) else { continue };
        lines.extend(said(node, key, value).filter(|words| !words.is_empty()));
    }
    lines
}

#[cfg(test)]
mod tests;
