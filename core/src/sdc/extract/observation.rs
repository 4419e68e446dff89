//! Observations of single items (`observationExtract`).

use serde_json::{Map, Value, json};

use super::Extracted;
use crate::now::Now;
use crate::sdc::live::Answer;
use crate::sdc::{Kind, Live, check, json};

/// How an item wants its answer to become an Observation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    No,
    /// One of its own.
    Own,
    /// A component of the one around it.
    Component,
    /// One of its own that the one around it names as its member, or as derived from it.
    Member,
    Derived,
}

struct Making<'l> {
    live: &'l Live,
    response: &'l Value,
    ids: &'l Now,
    made: Vec<Value>,
}

pub(super) fn observations(live: &Live, response: &Value, ids: &Now) -> Vec<Extracted> {
    let wish = wish(&live.form().source, Wish::No);
    let mut making = Making { live, response, ids, made: Vec::new() };
    for top in live.tops() {
        making.node(*top, wish, None);
    }
    let made = making.made.into_iter();
    made.map(|resource| {
        let id = json::text(&resource, "id").unwrap_or_default().to_owned();
        Extracted { resource, id, is_new: true }
    })
    .collect()
}

/// What an item says, else what was said around it.
fn wish(source: &Value, around: Wish) -> Wish {
    match json::value(source, "sdc-questionnaire-observationExtract") {
        Some(Value::Bool(true)) => Wish::Own,
        Some(Value::Bool(false)) => Wish::No,
        Some(Value::String(word)) => match word.as_str() {
            "component" => Wish::Component,
            "member" => Wish::Member,
            "derived" => Wish::Derived,
            "independent" => Wish::Own,
            _ => Wish::No,
        },
        _ => around,
    }
}

impl Making<'_> {
    fn node(&mut self, at: usize, around: Wish, owner: Option<usize>) {
        let Some(node) = self.live.node(at).filter(|node| node.on) else { return };
        let form = self.live.form();
        let source = form.json(node.item);
        let mut wish = wish(source, around);
        let codes = json::list(source, "code");
        let mut below = owner;
        if wish != Wish::No && !codes.is_empty() {
            if owner.is_none() && wish != Wish::Own {
                wish = Wish::Own;
            }
            for answer in &node.answers {
                self.answer(node.item, answer, (wish, owner));
            }
            if self.live.item(at).is_some_and(|item| item.kind == Kind::Group) && self.live.answered(at) {
                let group = self.begin(node.item);
                self.made.push(group);
                below = Some(self.made.len() - 1);
            }
        }
        // What is said at a component or member is said of it alone.
        let down = if matches!(wish, Wish::Own | Wish::No) { wish } else { around };
        for child in &node.children {
            self.node(*child, down, below);
        }
        // A group that stands for nothing but itself says nothing.
        if let Some(group) = below.filter(|group| Some(*group) != owner)
            && let Some(made) = self.made.get(group)
            && made.get("component").is_none()
            && made.get("hasMember").is_none()
        {
            self.made.remove(group);
        }
    }

    fn answer(&mut self, item: usize, answer: &Answer, (wish, owner): (Wish, Option<usize>)) {
        let Some((name, value)) = self.live.form().items.get(item).and_then(|found| {
            observed(found.kind, answer, &|| check::units(self.live.form(), item).into_iter().next())
        }) else {
            return;
        };
        if wish == Wish::Component
            && let Some(owner) =
                owner.and_then(|owner| self.made.get_mut(owner)).and_then(Value::as_object_mut)
        {
            let mut part = Map::new();
            part.insert("code".into(), code(self.live, item));
            part.insert(name.into(), value);
            push(owner, "component", Value::Object(part));
            return;
        }
        let mut made = self.begin(item);
        let id = json::text(&made, "id").unwrap_or_default().to_owned();
        if let Some(fields) = made.as_object_mut() {
            fields.insert(name.into(), value);
            if wish == Wish::Derived
                && let Some(other) =
                    owner.and_then(|owner| self.made.get(owner)).and_then(|o| json::text(o, "id"))
            {
                push(fields, "derivedFrom", reference("Observation/", other));
            }
        }
        if wish == Wish::Member
            && let Some(owner) =
                owner.and_then(|owner| self.made.get_mut(owner)).and_then(Value::as_object_mut)
        {
            push(owner, "hasMember", reference("Observation/", &id));
        }
        self.made.push(made);
    }

    /// An Observation without a value yet.
    fn begin(&self, item: usize) -> Value {
        let mut made = json!({
            "resourceType": "Observation",
            "id": self.ids.uuid(),
            "status": "final",
            "category": self.categories(item),
            "code": code(self.live, item),
        });
        let id = json::text(self.response, "id").unwrap_or_default();
        if let Some(fields) = made.as_object_mut() {
            for (name, from) in
                [("subject", "subject"), ("effectiveDateTime", "authored"), ("encounter", "encounter")]
            {
                if let Some(value) = self.response.get(from) {
                    fields.insert(name.into(), value.clone());
                }
            }
            if let Some(author) = self.response.get("author") {
                fields.insert("performer".into(), json!([author]));
            }
            push(fields, "derivedFrom", reference("QuestionnaireResponse/", id));
        }
        made
    }

    /// The categories that the item or what is around it names, else that it is a survey.
    fn categories(&self, item: usize) -> Value {
        let form = self.live.form();
        let mut at = Some(item);
        loop {
            let source = at.map_or(&*form.source, |item| form.json(item));
            let named = ["sdc-questionnaire-observation-extract-category", "observation-extract-category"];
            let found: Vec<Value> = named
                .iter()
                .flat_map(|name| json::extensions(source, name))
                .filter_map(json::choice)
                .map(|(_, category)| category.clone())
                .collect();
            if !found.is_empty() {
                return Value::Array(found);
            }
            let Some(here) = at else { break };
            at = form.items.get(here).and_then(|item| item.parent);
        }
        json!([{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey",
        }]}])
    }
}

fn code(live: &Live, item: usize) -> Value {
    let source = live.form().json(item);
    let mut code = json!({"coding": json::list(source, "code")});
    if let (Some(text), Some(fields)) = (json::text(source, "text"), code.as_object_mut()) {
        fields.insert("text".into(), text.into());
    }
    code
}

fn reference(kind: &str, id: &str) -> Value {
    let to = [kind, id].concat();
    json!({"reference": to})
}

fn push(fields: &mut Map<String, Value>, name: &str, value: Value) {
    let list = fields.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    if let Some(list) = list.as_array_mut() {
        list.push(value);
    }
}

/// The answer as `Observation.value[x]` can hold it.
fn observed(
    kind: Kind,
    answer: &Answer,
    unit: &dyn Fn() -> Option<crate::sdc::Unit>,
) -> Option<(&'static str, Value)> {
    let (member, value) = json::choice(answer.value.as_ref()?)?;
    Some(match (member, kind) {
        ("valueCoding", _) => ("valueCodeableConcept", json!({"coding": [value]})),
        ("valueDecimal" | "valueInteger", _) => match unit() {
            Some(unit) => {
                let mut quantity = json!({"value": value, "unit": &*unit.words});
                if let Some(fields) = quantity.as_object_mut() {
                    for (name, part) in [("system", &unit.system), ("code", &unit.code)] {
                        if let Some(part) = part {
                            fields.insert(name.into(), (**part).into());
                        }
                    }
                }
                ("valueQuantity", quantity)
            }
            None if member == "valueInteger" => ("valueInteger", value.clone()),
            None => ("valueQuantity", json!({"value": value})),
        },
        ("valueDate" | "valueDateTime", _) => ("valueDateTime", value.clone()),
        ("valueString" | "valueUri", _) => ("valueString", value.clone()),
        ("valueBoolean", _) => ("valueBoolean", value.clone()),
        ("valueTime", _) => ("valueTime", value.clone()),
        ("valueQuantity", _) => ("valueQuantity", value.clone()),
        _ => return None,
    })
}
