//! What a questionnaire asks of the record beside the launch context: searches (`application/x-fhir-query`) whose results
//! its expressions use by name. Only searches of the person's own record are made.

use std::rc::Rc;

use serde_json::Value;

use super::form::{Form, contained};
use super::json;
use crate::fhirpath::{self, Lookup, Node, Room, World};
use crate::now::Now;
use crate::seek::{cut, find};

/// Most searches of one questionnaire.
const MOST: usize = 40;

/// A search of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The name of its result in expressions.
    pub name: Rc<str>,
    /// The result is one of several under that name, in their order (`sourceQueries`).
    pub part: bool,
    /// The search as it is written, with expressions in `{{}}`.
    text: Rc<str>,
}

/// Whether an expression is a search.
pub(super) fn is_query(expression: &Value) -> bool {
    json::text(expression, "language") == Some("application/x-fhir-query")
}

/// Takes up a search under a name.
pub(super) fn add(form: &mut Form, name: &str, expression: &Value) {
    if let Some(text) = json::text(expression, "expression") {
        put(form, name, (text, false));
    }
}

fn put(form: &mut Form, name: &str, (text, part): (&str, bool)) {
    let query = Query { name: name.into(), part, text: text.into() };
    // A search that nobody could make gives nothing, and what builds on it is told to be not done.
    let possible = query.of("Patient/anybody", &Now::new(0, 0, [0; 4])).is_some();
    if possible && form.queries.len() < MOST {
        form.queries.push(query);
    }
}

/// Takes up the searches of a contained batch (`sourceQueries`): its id is their name.
pub(super) fn batch(form: &mut Form, reference: &Value) {
    let source = form.source.clone();
    let Some(bundle) = json::text(reference, "reference").and_then(|id| contained(&source, id)) else {
        return;
    };
    let Some(name) = json::text(bundle, "id") else { return };
    for entry in json::list(bundle, "entry") {
        let url = entry.get("request").and_then(|request| json::text(request, "url"));
        put(form, name, (url.unwrap_or_default(), true));
    }
}

/// Knows the person alone.
struct Person<'p>(&'p Value);

impl<'a> Lookup<'a> for Person<'a> {
    fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
        let known = matches!(name, "patient" | "user");
        if known {
            out.push(Node::from_json(self.0));
        }
        known
    }
}

impl Query {
    /// The search for the person with this id, as `Type?…`; `None` for one that asks for anything else than their own
    /// record, or cannot be read.
    #[must_use]
    pub fn of(&self, patient: &str, now: &Now) -> Option<String> {
        let id = patient.strip_prefix("Patient/")?;
        let holes = [("id", id.into())];
        let person = crate::json::filled(r#"{"resourceType": "Patient", "id": "$id"}"#, &holes);
        let mut whole = String::new();
        let mut rest = &*self.text;
        while let Some((before, behind)) = cut(rest, "{{") {
            let (expression, behind) = cut(behind, "}}")?;
            whole.push_str(before);
            whole.push_str(&said(expression, &person, now)?);
            rest = behind;
        }
        whole.push_str(rest);
        own(&whole, id)
    }
}

/// An expression in a search, in words that may stand in an address.
fn said(expression: &str, person: &Value, now: &Now) -> Option<String> {
    let plain = cut(expression, "%25").map(|(before, behind)| [before, "%", behind].concat());
    let compiled = fhirpath::parse(plain.as_deref().unwrap_or(expression)).ok()?;
    let (room, focus) = (Room::default(), [Node::from_json(person)]);
    let lookup = Person(person);
    let world =
        World { focus: &focus, resource: Some(person), root: None, now, room: &room, lookup: &lookup };
    let found = match compiled.evaluate(&world).ok()?.first()?.to_json() {
        Value::String(text) => text,
        value @ (Value::Number(_) | Value::Bool(_)) => crate::json::write(&value),
        _ => return None,
    };
    let mut safe = String::new();
    for sign in found.chars() {
        match sign {
            '+' => safe.push_str("%2B"),
            ' ' => safe.push_str("%20"),
            '&' | '#' | '?' | '/' => return None,
            sign => safe.push(sign),
        }
    }
    Some(safe)
}

/// The search, where it is one of the person's own record: who looks after somebody could see more than theirs.
fn own(search: &str, id: &str) -> Option<String> {
    let (kind, parameters) = cut(search, "?").unwrap_or((search, ""));
    let mine = |value: &str| value.strip_prefix("Patient/").unwrap_or(value) == id;
    let is_kind =
        kind.starts_with(|c: char| c.is_ascii_uppercase()) && kind.chars().all(|c| c.is_ascii_alphabetic());
    let person = kind == ["Patient/", id].concat();
    let mut path = String::from(kind);
    let (mut whose, mut sign) = (person, "?");
    for one in parameters.split('&').filter(|one| !one.is_empty()) {
        let (name, value) = cut(one, "=").unwrap_or((one, ""));
        path.push_str(sign);
        sign = "&";
        match name {
            "patient" | "subject" if mine(value) => {
                whose = true;
                path.push_str("patient=Patient/");
                path.push_str(id);
            }
            "patient" | "subject" => return None,
            "_id" if kind == "Patient" && mine(value) => {
                whose = true;
                path.push_str(one);
            }
            _ => path.push_str(one),
        }
    }
    let plain = find(&path, "//", 0).is_none() && find(&path, "..", 0).is_none();
    ((is_kind || person) && whose && plain).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let query = Query { name: "q".into(), part: false, text: text.into() };
        // 22 November 2026, 09:00 UTC.
        let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
        assert_eq!(query.of("Patient/asha", &now).as_deref(), expect, "{text}");
    }

    #[test]
    fn a_search_is_of_the_persons_own_record_alone() {
        check(
            "Observation?code=8302-2&_count=1&_sort=-date&patient={{%patient.id}}",
            Some("Observation?code=8302-2&_count=1&_sort=-date&patient=Patient/asha"),
        );
        check("Condition?subject=Patient/{{%patient.id}}", Some("Condition?patient=Patient/asha"));
        check("Patient?_id={{%25patient.id}}", Some("Patient?_id=asha"));
        check("Patient/{{%patient.id}}", Some("Patient/asha"));
        check(
            "Observation?date=gt{{today() - 1 month}}&patient={{%patient.id}}",
            Some("Observation?date=gt2026-10-22&patient=Patient/asha"),
        );
        check("Observation?patient=Patient/sam", None);
        check("Observation?code=8302-2", None);
        check("Practitioner?active=true", None);
        check("https://x.example/Observation?patient={{%patient.id}}", None);
        check("Observation?patient={{%patient.id}}&x={{%nobody.id}}", None);
        check("Observation?patient={{%patient.id", None);
        check("../session?patient={{%patient.id}}", None);
    }
}
