//! What an expression gives, made into choices.

use serde_json::Value;

use super::choices::Choice;
use super::{Form, Kind, fit, json};
use crate::fhirpath::{self, Expression, Node, Room, World};
use crate::now::Now;

/// What an entry of the record is called, where the questionnaire does not say what to show of it.
const NAME: &str = "(title | description.text | description | code.text | code.coding.display | medication.text \
    | medication.coding.display | vaccineCode.text | vaccineCode.coding.display | name.text \
    | name.select(given.first() & ' ' & family) | type.text | type.coding.display).first()";

/// Makes choices of one question.
pub(super) struct Offered<'f> {
    kind: Kind,
    language: &'f str,
    /// What is shown of an entry of the record.
    name: Option<Expression>,
    now: &'f Now,
}

impl<'f> Offered<'f> {
    /// For the item at this place.
    pub(super) fn new(form: &'f Form, item: usize, now: &'f Now) -> Self {
        let kind = form.items.get(item).map_or(Kind::Display, |item| item.kind);
        let mut columns = json::extensions(form.json(item), "sdc-questionnaire-choiceColumn");
        let shown = columns.find(|column| text(column, "forDisplay").is_some_and(|shown| *shown == true));
        let path = shown.and_then(|column| text(column, "path")?.as_str());
        let name = (kind == Kind::Reference).then(|| fhirpath::parse(path.unwrap_or(NAME)).ok()).flatten();
        Self { kind, language: &form.language, name, now }
    }

    /// The choice of a value; `member` is how an answer holds it, empty where only the value can tell.
    pub(super) fn choice(&self, member: &str, value: &Value) -> Option<Choice> {
        if value.get("resourceType").is_some() {
            let answer = fit::answer(self.kind, None, value)?;
            return Choice::read(&self.called(answer, value), self.language);
        }
        let member = match (member.is_empty(), value) {
            (false, _) => member,
            (_, Value::String(_)) => "valueString",
            (_, Value::Object(fields)) if fields.contains_key("reference") => "valueReference",
            _ => "valueCoding",
        };
        let codings = json::list(value, "coding");
        let value = codings.first().unwrap_or(value);
        Choice::read(&fit::named(member, value.clone()), self.language)
    }

    /// The answer that refers to an entry, with its name.
    fn called(&self, mut answer: Value, entry: &Value) -> Value {
        let (room, focus) = (Room::default(), [Node::from_json(entry)]);
        let world = World {
            focus: &focus,
            resource: Some(entry),
            root: None,
            now: self.now,
            room: &room,
            lookup: &(),
        };
        let found = self.name.as_ref().and_then(|name| name.evaluate(&world).ok());
        let name = found.as_ref().and_then(|found| Some(found.first()?.to_json()));
        if let (Some(Value::String(name)), Some(reference)) =
            (name, answer.get_mut("valueReference").and_then(Value::as_object_mut))
        {
            reference.insert("display".into(), name.into());
        }
        answer
    }
}

/// A part of a column.
fn text<'v>(column: &'v Value, part: &str) -> Option<&'v Value> {
    json::choice(json::part(column, part)?).map(|(_, value)| value)
}
