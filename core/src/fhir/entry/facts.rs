//! All that an entry says beside its head, under plain names; and the entries that it leads to.

use super::super::Node;
use super::super::reference::Reference;
use super::places::{Places, places};
use super::said::{QUIET, said};
use super::{kind, member};
use crate::order;
use crate::words::record_labels::{self, label};
use serde_json::Value;

/// One thing that an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is, such as "Why".
    pub label: String,
    /// What is said.
    pub words: String,
}

/// Every member that says something to a person and is not its title, its date or its state.
#[must_use]
pub fn facts(value: &Value) -> Vec<Fact> {
    let Some(object) = value.as_object() else { return Vec::new() };
    let node = Node::root(object);
    let places = places(kind(value).unwrap_or_default());
    let head = head(&node, places);
    let answered = kind(value) == Some("QuestionnaireResponse");
    let mut found: Vec<(usize, Fact)> = Vec::new();
    for key in node.keys() {
        let Some(value) = node.raw(key).filter(|_| !quiet(key) && !head.contains(&key)) else { continue };
        // Who answered and from whom it is are one person in most cases.
        if answered && key == "source" && node.raw("author") == Some(value) {
            continue;
        }
        if answered && key == "item" {
            answers(&node, value, &mut found);
            continue;
        }
        let words = if key.starts_with('_') { absent(&node, key, value) } else { said(&node, key, value) };
        let Some(words) = words.filter(|words| !words.is_empty()) else { continue };
        let key = key.trim_start_matches('_');
        found.push((record_labels::place(key), Fact { label: label(key), words }));
    }
    order::by(&mut found, |(place, _)| i64::try_from(*place).unwrap_or(i64::MAX));
    found.into_iter().map(|(_, fact)| fact).collect()
}

/// Each question that was answered, with what was answered. What lies deeper than others can say is told as unread.
fn answers(node: &Node, items: &Value, found: &mut Vec<(usize, Fact)>) {
    for item in items.as_array().into_iter().flatten() {
        let text = item["text"].as_str().unwrap_or_default().trim();
        let words = item.get("answer").and_then(|answer| said(node, "answer", answer));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let label = if text.is_empty() { label("item") } else { text.to_owned() };
            found.push((record_labels::place("item"), Fact { label, words }));
        }
        answers(node, &item["item"], found);
    }
}

/// Members that hold something that nobody can say.
pub(super) fn unsaid(node: &Node, places: &Places) -> Vec<String> {
    let head = head(node, places);
    let mut lost = Vec::new();
    for key in node.keys() {
        let Some(value) = node.raw(key) else { continue };
        if !quiet(key) && !key.starts_with('_') && !head.contains(&key) && said(node, key, value).is_none() {
            lost.push(key.to_owned());
        }
    }
    lost
}

fn quiet(key: &str) -> bool {
    QUIET.contains(&key)
}

/// The members that the head of the entry says already: the first of each list of places that is there.
fn head<'v>(node: &Node<'v>, places: &Places) -> Vec<&'v str> {
    let mut found: Vec<&str> = Vec::new();
    for list in [places.title, places.when] {
        found.extend(list.split(' ').find_map(|place| member(node, place)).map(|(key, _)| key));
    }
    found.extend(["status"].iter().filter_map(|place| member(node, place)).map(|(key, _)| key));
    found
}

/// Why something is not there (`data-absent-reason`), where the element itself is not.
fn absent(node: &Node, key: &str, value: &Value) -> Option<String> {
    if node.raw(key.trim_start_matches('_')).is_some() {
        return None;
    }
    let extensions = value.get("extension")?.as_array()?;
    let why = extensions.iter().find(|one| {
        one.get("url").and_then(Value::as_str).is_some_and(|url| url.ends_with("/data-absent-reason"))
    })?;
    let code = why.get("valueCode")?.as_str()?;
    Some(record_labels::absent(code))
}

/// The entries that this one leads to, each once, with what it is to it: `("Result", Observation/a)`.
#[must_use]
pub fn links(value: &Value) -> Vec<(String, Reference)> {
    let mut found = Vec::new();
    let Some(members) = value.as_object() else { return found };
    for (key, value) in members.iter().filter(|(key, _)| !quiet(key)) {
        follow(key, value, &mut found, 0);
    }
    found
}

/// Groups are followed three deep: no reference of R4 lies deeper.
fn follow(key: &str, value: &Value, found: &mut Vec<(String, Reference)>, depth: usize) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| follow(key, item, found, depth)),
        Value::Object(members) => {
            if let Some(Value::String(_)) = members.get("reference") {
                let leads = Reference::read(&Node::root(members));
                let known = |(_, other): &(String, Reference)| other.key() == leads.key();
                if leads.kind.is_some() && leads.id.is_some() && !found.iter().any(known) {
                    found.push((label(key), leads));
                }
            } else if depth < 3 {
                for (key, value) in members.iter().filter(|(key, _)| !quiet(key)) {
                    follow(key, value, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}
