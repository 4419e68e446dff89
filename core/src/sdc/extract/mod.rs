//! Resources made out of the answers: Observations of single items, and templates filled in
//! (<https://build.fhir.org/ig/HL7/sdc/extraction.html>).

mod observation;
mod template;

use serde_json::Value;

use super::{Live, json};
use crate::fhirpath::{self, Lookup, Node, Room, World};
use crate::now::Now;

/// A resource that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The resource.
    pub resource: Value,
    /// Its id.
    pub id: String,
    /// It is new. Otherwise it changes one that is there already.
    pub is_new: bool,
}

/// Everything that the questionnaire wants to be made of the answers in `response`; ids are drawn from `ids`.
#[must_use]
pub fn extract(live: &Live, response: &Value, ids: &Now) -> Vec<Extracted> {
    let mut made = observation::observations(live, response, ids);
    made.extend(template::filled(live, response, ids));
    made
}

/// What expressions of templates know beside what they look at.
struct Names<'a> {
    questionnaire: &'a Value,
    known: &'a [(String, Vec<Value>)],
}

impl<'a> Lookup<'a> for Names<'a> {
    fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
        if name == "questionnaire" {
            out.push(Node::from_json(self.questionnaire));
            return true;
        }
        let Some((_, values)) = self.known.iter().rfind(|(known, _)| known == name) else { return false };
        out.extend(values.iter().map(Node::from_json));
        true
    }

    fn questionnaire(&self) -> Option<&'a Value> {
        Some(self.questionnaire)
    }
}

/// What an extraction works with.
struct Source<'a> {
    live: &'a Live,
    response: &'a Value,
    known: Vec<(String, Vec<Value>)>,
}

impl<'a> Source<'a> {
    fn new(live: &'a Live, response: &'a Value) -> Self {
        let mut known: Vec<(String, Vec<Value>)> =
            live.around.context.iter().map(|(name, value)| (name.clone(), vec![value.clone()])).collect();
        let form = live.form();
        for rule in &form.own {
            if let Some(name) = form.rules.get(*rule).and_then(|rule| rule.name.clone()) {
                known.push((name.to_string(), live.evaluate_at(*rule, None)));
            }
        }
        Self { live, response, known }
    }

    /// Evaluates an expression at a place in the response and hands its results on.
    fn evaluate<T>(&self, text: &str, focus: &[Node<'_>], then: impl FnOnce(&[Node<'_>]) -> T) -> Option<T> {
        let expression = fhirpath::parse(text).ok()?;
        let room = Room::default();
        let names = Names { questionnaire: &self.live.form().source, known: &self.known };
        let world = World {
            focus,
            resource: Some(self.response),
            root: None,
            now: &self.live.now,
            room: &room,
            lookup: &names,
        };
        Some(then(&expression.evaluate(&world).ok()?))
    }
}

/// Puts `new` in the place of `old`, wherever a text is that.
fn replace(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::Array(list) => list.iter_mut().for_each(|inner| replace(inner, old, new)),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, inner)| replace(inner, old, new)),
        _ => {}
    }
}

/// A part of a `templateExtract`, where it is a text.
fn word<'v>(extension: &'v Value, part: &str) -> Option<&'v str> {
    json::choice(json::part(extension, part)?)?.1.as_str()
}
