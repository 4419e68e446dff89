//! Lenient readers of FHIR R4 resources, one file a resource, over `serde_json::Value`.
//!
//! Reading never panics and never drops in silence: what could not be read is listed as [`Unread`].

pub mod allergy;
pub mod appointment;
pub mod bundle;
pub mod civil;
pub mod clock;
pub mod coding;
pub mod condition;
pub mod consent;
pub mod date;
pub mod decimal;
mod dose;
mod entity;
pub mod entry;
pub mod goal;
pub mod letter;
mod marks;
mod markup;
pub mod measured;
pub mod medicine;
pub mod name;
pub mod narrative;
mod node;
pub mod onset;
pub mod patient;
pub mod period;
pub mod plan;
pub mod quantity;
pub mod range;
pub mod reading;
pub mod reference;
pub mod related;
pub mod report;
pub mod response;
pub mod source;
mod spoken;
pub mod task;
pub mod team;
mod timing;
mod tree;
pub mod unit;

use serde_json::Value;

pub(crate) use node::Node;

/// Whether a part of it, at any depth, may change what the rest means in a way that nobody here knows.
pub(crate) fn altered(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, value)| {
            key == node::CHANGES || key == "implicitRules" || (key != "contained" && altered(value))
        }),
        Value::Array(items) => items.iter().any(altered),
        _ => false,
    }
}

/// One part of an entry that could not be read, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unread {
    /// Where it stands, such as `component[1].valueQuantity.value`; empty for the entry itself.
    pub path: String,
    /// What should stand there, in plain words.
    pub expected: &'static str,
}

/// What was read of an entry, beside what could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// The part that was understood.
    pub good: T,
    /// The parts that were not, in the order they were met.
    pub unread: Vec<Unread>,
}

/// An entry read as far as possible, or the reason why it makes no sense at all.
pub type Lenient<T> = Result<Read<T>, Unread>;

/// The resource type that a value claims to be.
#[must_use]
pub fn kind(value: &Value) -> Option<&str> {
    value.get("resourceType").and_then(Value::as_str)
}

/// Starts reading a resource of one of these kinds.
pub(crate) fn open<'v>(value: &'v Value, kinds: &[&'static str]) -> Result<Node<'v>, Unread> {
    let object = value.as_object().ok_or(Unread { path: String::new(), expected: "an entry" })?;
    let expected = kinds.first().copied().unwrap_or("a known kind of entry");
    match kind(value) {
        Some(found) if kinds.contains(&found) => {}
        _ => {
            return Err(Unread { path: "resourceType".into(), expected });
        }
    }
    let node = Node::root(object);
    meaning(&node);
    Ok(node)
}

/// FHIR R4, 2.24.0.2: what a modifier extension says may turn the meaning round, so it is never passed over.
pub(crate) fn meaning(node: &Node) {
    for key in ["modifierExtension", "implicitRules"] {
        if node.raw(key).is_some() {
            node.miss(key, "nothing that changes the meaning");
        }
    }
}

/// The texts of a list of Annotations.
pub(crate) fn notes(node: &Node) -> Vec<String> {
    node.known("note", "a note", |note| note.text("text"))
}

/// The same, each with who wrote it and when, where it says so.
pub(crate) fn signed_notes(node: &Node) -> Vec<String> {
    node.known("note", "a note", signed)
}

/// The text of an Annotation, with who wrote it and when.
pub(crate) fn signed(note: &Node) -> Option<String> {
    let text = note.text("text")?;
    let who = note
        .text("authorString")
        .or_else(|| note.read("authorReference", reference::Reference::read)?.display);
    let when = note.date("time").map(|when| when.words());
    Some(crate::words::record_labels::signed(text, who.as_deref(), when.as_deref()))
}

/// What a concept under this key is called.
pub(crate) fn label(node: &Node, key: &str) -> Option<String> {
    let concept = node.child(key)?;
    let label = named(&concept);
    if label.is_none() {
        node.miss(key, "words or a code");
    }
    label
}

/// What the concepts of a list are called.
pub(crate) fn labels(node: &Node, key: &str) -> Vec<String> {
    node.known(key, "words or a code", named)
}

fn named(node: &Node) -> Option<String> {
    coding::Concept::read(node).label().map(str::to_owned)
}
