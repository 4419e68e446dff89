//! Observations of single items (`observationExtract`).

use std::rc::Rc;

use serde_json::Value;

use super::Extracted;
use crate::json::filled;
use crate::now::Now;
use crate::sdc::live::Answer;
use crate::sdc::{Kind, Live, check, json, named};

const OBSERVATION: &str = r#"{"resourceType": "Observation", "id": "$id", "status": "final", "category": "$category",
    "code": "$code", "subject": "$subject", "effectiveDateTime": "$authored", "encounter": "$encounter",
    "performer": "$performer", "derivedFrom": ["$response"]}"#;
const SURVEY: &str = r#"[{"coding": [
    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}]"#;
const QUANTITY: &str = r#"{"value": "$value", "unit": "$unit", "system": "$system", "code": "$code"}"#;

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
            && let Some(owner) = owner.and_then(|owner| self.made.get_mut(owner))
        {
            let mut part = named("code", code(self.live, item));
            part[name] = value;
            return push(owner, "component", part);
        }
        let mut made = self.begin(item);
        made[name] = value;
        if let Some(owner) = owner.and_then(|owner| self.made.get_mut(owner)) {
            match wish {
                Wish::Derived => push(&mut made, "derivedFrom", reference("Observation/", &owner["id"])),
                Wish::Member => push(owner, "hasMember", reference("Observation/", &made["id"])),
                _ => {}
            }
        }
        self.made.push(made);
    }

    /// An Observation without a value yet.
    fn begin(&self, item: usize) -> Value {
        let said = |name: &str| self.response[name].clone();
        let author = self.response.get("author").map_or(Value::Null, |author| vec![author.clone()].into());
        let holes = [
            ("id", self.ids.uuid().into()),
            ("category", self.categories(item)),
            ("code", code(self.live, item)),
            ("subject", said("subject")),
            ("authored", said("authored")),
            ("encounter", said("encounter")),
            ("performer", author),
            ("response", reference("QuestionnaireResponse/", &self.response["id"])),
        ];
        filled(OBSERVATION, &holes)
    }

    /// The categories that the item or what is around it names, else that it is a survey.
    fn categories(&self, item: usize) -> Value {
        let form = self.live.form();
        let mut at = Some(item);
        loop {
            let source = at.map_or(&*form.source, |item| form.json(item));
            let mut found = Vec::new();
            for name in ["sdc-questionnaire-observation-extract-category", "observation-extract-category"] {
                for category in json::extensions(source, name) {
                    found.extend(json::choice(category).map(|(_, category)| category.clone()));
                }
            }
            if !found.is_empty() {
                return Value::Array(found);
            }
            let Some(here) = at else { break };
            at = form.items.get(here).and_then(|item| item.parent);
        }
        crate::json::read(SURVEY).unwrap_or_default()
    }
}

fn code(live: &Live, item: usize) -> Value {
    let source = live.form().json(item);
    let text = json::text(source, "text").map_or(Value::Null, Value::from);
    let holes = [("coding", json::list(source, "code").into()), ("text", text)];
    filled(r#"{"coding": "$coding", "text": "$text"}"#, &holes)
}

fn reference(kind: &str, id: &Value) -> Value {
    named("reference", [kind, id.as_str().unwrap_or_default()].concat().into())
}

fn push(made: &mut Value, name: &str, value: Value) {
    let list = &mut made[name];
    match list.as_array_mut() {
        Some(list) => list.push(value),
        None => *list = vec![value].into(),
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
        ("valueCoding", _) => ("valueCodeableConcept", named("coding", vec![value.clone()].into())),
        ("valueDecimal" | "valueInteger", _) => match unit() {
            Some(unit) => {
                let text = |text: Option<Rc<str>>| text.map_or(Value::Null, |text| (*text).into());
                let holes = [
                    ("value", value.clone()),
                    ("unit", (*unit.written).into()),
                    ("system", text(unit.system)),
                    ("code", text(unit.code)),
                ];
                ("valueQuantity", filled(QUANTITY, &holes))
            }
            None if member == "valueInteger" => ("valueInteger", value.clone()),
            None => ("valueQuantity", named("value", value.clone())),
        },
        ("valueDate" | "valueDateTime", _) => ("valueDateTime", value.clone()),
        ("valueString" | "valueUri", _) => ("valueString", value.clone()),
        ("valueBoolean", _) => ("valueBoolean", value.clone()),
        ("valueTime", _) => ("valueTime", value.clone()),
        ("valueQuantity", _) => ("valueQuantity", value.clone()),
        _ => return None,
    })
}
