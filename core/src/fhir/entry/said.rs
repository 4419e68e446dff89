//! Any value of FHIR in words, told by its shape: the data types of R4 are few, and each has a member of its own.

use super::super::coding::Concept;
use super::super::date::Date;
use super::super::name::Name;
use super::super::onset::Onset;
use super::super::period::Period;
use super::super::quantity::Quantity;
use super::super::range::{Range, Ratio};
use super::super::reference::Reference;
use super::super::{Node, dose, signed, timing};
use crate::fhir::node::CHANGES;
use crate::words::record_labels::{self, label};
use crate::words::record_states as states;
use serde_json::{Map, Value};

/// Groups within groups deeper than this are told as unread: R4 itself has none that a person could follow.
const DEEPEST: usize = 4;

/// Members that say nothing to a person: names within systems, forms of the format itself. The NHS number is never shown.
pub(super) const QUIET: &[&str] = &[
    "resourceType",
    "id",
    "meta",
    "text",
    "implicitRules",
    "language",
    "contained",
    "extension",
    "modifierExtension",
    "identifier",
    "groupIdentifier",
    "masterIdentifier",
    "uniqueId",
    "subject",
    "patient",
    "for",
    "beneficiary",
    "instantiatesCanonical",
    "instantiatesUri",
    "definition",
    "rank",
    "sequence",
    "linkId",
    "hash",
    "endpoint",
    "uid",
];

/// What a value says. Empty: nothing for a person. `None`: nobody can say.
pub(super) fn said(node: &Node, name: &str, value: &Value) -> Option<String> {
    speak(node, name, value, 0)
}

fn speak(node: &Node, name: &str, value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(record_labels::yes_or_no(*yes).to_owned()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::String(text) => Some(text_words(name, text.trim())),
        Value::Array(items) => {
            let mut all: Vec<String> = Vec::new();
            for item in items {
                let words = speak(node, name, item, depth)?;
                if !words.is_empty() && !all.contains(&words) {
                    all.push(words);
                }
            }
            let groups = items.iter().any(|item| item.is_object())
                && all.iter().any(|one| one.as_bytes().contains(&b':'));
            Some(all.join(if groups { "; " } else { ", " }))
        }
        Value::Object(members) if depth < DEEPEST => group(node, name, members, depth),
        Value::Object(_) => None,
    }
}

/// Elements of R4 whose type is `string` or `markdown`: people wrote them, and every letter stays.
const WRITTEN: &[&str] = &[
    "text",
    "title",
    "name",
    "display",
    "comment",
    "description",
    "conclusion",
    "summary",
    "details",
    "detail",
    "rationale",
    "mitigation",
    "instructions",
    "patientInstruction",
    "note",
    "alias",
    "clinicalRelevance",
    "event",
    "nickname",
];

/// Elements whose type is `code`: what stands there is a word of the format.
const CODED: &[&str] = &[
    "status",
    "lifecycleStatus",
    "docStatus",
    "intent",
    "priority",
    "criticality",
    "severity",
    "type",
    "category",
    "gender",
    "actuality",
    "required",
    "valueCode",
    "mode",
    "use",
];

fn text_words(name: &str, text: &str) -> String {
    if WRITTEN.contains(&name) || name.ends_with("String") || name.ends_with("Markdown") {
        return text.to_owned();
    }
    let address = ["http://", "https://", "urn:"].iter().any(|scheme| text.starts_with(scheme));
    if (address && !text.contains(char::is_whitespace)) || matches!(name, "data" | "contentType" | "system") {
        return String::new();
    }
    match Date::parse(text) {
        Some(date) => date.words_with_time(),
        None => {
            // A document has a state of its own: `preliminary` is no early result there.
            let own = states::of_kind("Composition", text).filter(|_| name == "docStatus");
            let word = own.or_else(|| CODED.contains(&name).then(|| states::code(text)).flatten());
            word.unwrap_or(text).to_owned()
        }
    }
}

/// A group by its shape; one of no known shape by its members, each under its name.
fn group(node: &Node, name: &str, members: &Map<String, Value>, depth: usize) -> Option<String> {
    let inner = Node::root(members);
    let words = shaped(node, &inner, (name, members, depth));
    if inner.raw(CHANGES).is_some() {
        node.miss(&[name, ".", CHANGES].concat(), "nothing that changes the meaning");
    }
    // What a reader of one shape could not read of it is counted with the entry.
    if inner.lost() {
        node.miss(name, "something that can be said");
    }
    words
}

/// A value that is text: a number that was written so is told as it stands, for it has no other reader; a way to reach
/// somebody is told too, a name within a system is not.
fn written(inner: &Node, members: &Map<String, Value>, text: &str) -> Option<String> {
    let has = |key: &str| members.get(key).is_some_and(|value| !value.is_null());
    if has("unit") {
        return Some([text, " ", &inner.text("unit").unwrap_or_default()].concat());
    }
    let way = has("system") || has("use") || has("type");
    let told = has("rank") || !is_identifier(members);
    way.then(|| if told { text.to_owned() } else { String::new() })
}

fn shaped(
    node: &Node,
    inner: &Node,
    (name, members, depth): (&str, &Map<String, Value>, usize),
) -> Option<String> {
    let has = |key: &str| members.get(key).is_some_and(|value| !value.is_null());
    let only = |keys: &[&str]| {
        members.keys().all(|key| {
            keys.contains(&key.as_str()) || key == "id" || key == "extension" || key.starts_with('_')
        })
    };
    if name.starts_with("dosage") {
        return dose::words(inner).or_else(|| listed(node, members, depth));
    }
    if has("reference")
        || (has("display") && !has("code"))
        || (has("identifier") && only(&["identifier", "type"]))
    {
        return Some(referred(node, inner));
    }
    if has("text") && (has("time") || has("authorString") || has("authorReference")) {
        return signed(inner);
    }
    if has("coding") || (has("text") && only(&["text", "coding"])) {
        return Concept::read(inner).label().map(str::to_owned);
    }
    if has("repeat") || (name.starts_with("timing") && has("code")) {
        return timing::words(inner);
    }
    if has("numerator") || has("denominator") {
        return Ratio::read(inner).words();
    }
    if only(&["low", "high"]) && !members.is_empty() {
        let range = Range::read(inner);
        return if is_age(name) { Onset::Range(range).words() } else { range.words() };
    }
    if only(&["start", "end"]) && !members.is_empty() {
        return Period::read(inner).words();
    }
    if only(&["value", "currency"]) && has("currency") {
        let (value, currency) = (inner.decimal("value")?, inner.text("currency").unwrap_or_default());
        return Some([value.words(), " ", &currency].concat());
    }
    if let Some(Value::String(text)) = members.get("value")
        && let Some(words) = written(inner, members, text.trim())
    {
        return Some(words);
    }
    if only(&["value", "unit", "system", "code", "comparator"]) && !has("use") {
        if is_age(name) {
            return Onset::Age(Quantity::read(inner)).words();
        }
        return Quantity::read(inner).words().or_else(|| coded(inner));
    }
    if has("code") && only(&["system", "code", "display", "version", "userSelected"]) {
        return coded(inner);
    }
    match attached(inner, members) {
        Some(words) => Some(words),
        None => listed(node, members, depth),
    }
}

/// Elements that tell of a time by how old somebody was.
fn is_age(name: &str) -> bool {
    name.ends_with("Age")
        || ["onsetRange", "abatementRange", "deceasedRange", "performedRange"].contains(&name)
}

/// A name, a file or a recording, which is told without what is in it.
fn attached(inner: &Node, members: &Map<String, Value>) -> Option<String> {
    let has = |key: &str| members.contains_key(key);
    if has("family") || has("given") {
        return Name::read(inner).map(|name| name.full);
    }
    if has("contentType") || (has("url") && !has("code")) {
        return Some(inner.text("title").unwrap_or_else(|| record_labels::A_FILE.to_owned()));
    }
    (has("origin") && has("dimensions")).then(|| record_labels::A_RECORDING.to_owned())
}

/// The systems of a ContactPoint are words (`phone`), those of an Identifier addresses.
fn is_identifier(members: &Map<String, Value>) -> bool {
    let system = members.get("system").and_then(Value::as_str).unwrap_or(":");
    system.as_bytes().contains(&b':')
}

fn coded(node: &Node) -> Option<String> {
    const ACT: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    let act = node.text("code").filter(|_| node.text("system").as_deref() == Some(ACT));
    let plain = act.and_then(|code| record_labels::visit(&code)).map(str::to_owned);
    plain.or_else(|| node.text("display")).or_else(|| node.text("code"))
}

/// The name of what is referred to; where it has none, what kind of thing it is.
fn referred(root: &Node, node: &Node) -> String {
    let written = node.text("reference");
    let inside = || root.contained(written.as_deref()?.strip_prefix('#')?);
    // A result that stands inside has no page of its own: it is told here.
    if let Some(result) = inside().filter(|one| super::kind(one) == Some("Observation"))
        && let Ok(head) = super::read(result)
        && let Some(title) = head.good.title
    {
        return match head.good.lines.is_empty() {
            true => title,
            false => [&title, ": ", &head.good.lines.join(", ")].concat(),
        };
    }
    let named = node.text("display").or_else(|| inside().and_then(super::super::reference::name_of));
    named.unwrap_or_else(|| {
        let found = Reference::read(node);
        let kind = found.kind.as_deref().or_else(|| inside().and_then(super::kind));
        kind.map_or_else(|| record_labels::NOT_NAMED.to_owned(), crate::words::record_kinds::kind)
    })
}

fn listed(node: &Node, members: &Map<String, Value>, depth: usize) -> Option<String> {
    let mut all: Vec<(String, String, bool)> = Vec::new();
    let mut begun = question(members);
    for (key, value) in members {
        if QUIET.contains(&key.as_str()) || key.starts_with('_') {
            continue;
        }
        let words = speak(node, key, value, depth + 1)?;
        match key.as_str() {
            _ if words.is_empty() => {}
            "code" if value.is_object() && begun.is_empty() => begun = words,
            _ => all.push((label(key), words, value.is_object())),
        }
    }
    // Who took part, and no more: the name says enough.
    if let ([(_, words, true)], "") = (all.as_slice(), begun.as_str()) {
        return Some(words.clone());
    }
    // A part and its value, a question and its answer: the label between them says nothing.
    if let [(key, words, _)] = all.as_slice()
        && [label("value"), label("answer")].contains(key)
    {
        let between = if begun.is_empty() || begun.ends_with('?') { " " } else { ": " };
        return Some([begun.as_str(), between, words].concat().trim_start().to_owned());
    }
    let mut said = begun;
    for (label, words, _) in all {
        if !said.is_empty() {
            said.push_str(", ");
        }
        said.push_str(&label);
        said.push_str(": ");
        said.push_str(&words);
    }
    Some(said)
}

/// The text of a question that was answered, or of another group that bears one.
fn question(members: &Map<String, Value>) -> String {
    let text = members.get("text").and_then(Value::as_str).unwrap_or_default();
    text.trim().to_owned()
}
