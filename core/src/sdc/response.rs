//! The QuestionnaireResponse: what goes out, and answers that come in.

use serde_json::{Map, Value};

use super::live::{Answer, Live};
use super::{Kind, choices, fit, json, value};

/// Why there is no answer: the person did not want to say (code system data-absent-reason).
const DECLINED: &str = "asked-declined";
const DECLINES: &str = r#"[{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "valueCode": "asked-declined"}]"#;

impl Live {
    /// The `item` of the response that is sent: enabled items with answers, in the questionnaire's order.
    #[must_use]
    pub fn items(&self) -> Vec<Value> {
        self.exported(&self.tops, false)
    }

    /// The same with everything that was answered, also what is not enabled now: for a draft.
    #[must_use]
    pub fn kept(&self) -> Vec<Value> {
        self.exported(&self.tops, true)
    }

    fn exported(&self, nodes: &[usize], all: bool) -> Vec<Value> {
        let mut items = Vec::new();
        for at in nodes {
            items.extend(self.export(*at, all));
        }
        items
    }

    fn export(&self, at: usize, all: bool) -> Option<Value> {
        let node = self.node(at).filter(|node| all || node.on)?;
        let item = self.form.items.get(node.item)?;
        let mut made = Map::new();
        made.insert("linkId".into(), Value::String((*item.link_id).into()));
        let text = json::text(self.form.json(node.item), "text");
        if let Some(text) = text.filter(|_| !all && item.kind.is_question()) {
            made.insert("text".into(), text.into());
        }
        if !item.kind.is_question() {
            let below = self.export_below(at, None, all);
            // Repetitions of a draft keep their places, though nothing was answered in them yet.
            let kept = all && self.nodes_of(node.item).len() > 1;
            if item.kind == Kind::Display || (below.is_empty() && !kept) {
                return None;
            }
            made.insert("item".into(), Value::Array(below));
            return Some(Value::Object(made));
        }
        let mut answers = Vec::new();
        for (place, answer) in node.answers.iter().enumerate() {
            let below = if item.repeats || place == 0 {
                self.export_below(at, item.repeats.then_some(answer.id), all)
            } else {
                Vec::new()
            };
            if let Some(Value::Object(value)) = &answer.value {
                answers.push(with_items(value.clone(), below));
            } else if !below.is_empty() {
                answers.push(with_items(Map::new(), below));
            }
        }
        if node.answers.is_empty() {
            let below = self.export_below(at, None, all);
            if !below.is_empty() {
                answers.push(with_items(Map::new(), below));
            }
        }
        if !answers.is_empty() {
            made.insert("answer".into(), Value::Array(answers));
        } else if node.not_said {
            made.insert("extension".into(), crate::json::read(DECLINES).unwrap_or_default());
        } else {
            return None;
        }
        Some(Value::Object(made))
    }

    fn export_below(&self, at: usize, slot: Option<u32>, all: bool) -> Vec<Value> {
        self.exported(&self.under(at, slot), all)
    }

    /// Takes up the answers of a response, as far as they have a place in this form.
    pub(crate) fn take_up(&mut self, response: &Value) {
        let tops = self.tops.clone();
        self.take_items(&tops, json::list(response, "item"));
    }

    fn take_items(&mut self, nodes: &[usize], items: &[Value]) {
        for first in nodes {
            let Some(item) = self.item(*first) else { continue };
            let (link_id, kind) = (item.link_id.clone(), item.kind);
            let mut mine = items.iter().filter(|item| json::text(item, "linkId") == Some(&*link_id));
            if kind == Kind::Group {
                let mut at = *first;
                if let Some(one) = mine.next() {
                    let below = self.below(Some(at)).to_vec();
                    self.take_items(&below, json::list(one, "item"));
                }
                for one in mine.filter(|_| self.item(*first).is_some_and(|i| i.repeats)).collect::<Vec<_>>() {
                    let Some(made) = self.insert_after(at) else { break };
                    at = made;
                    let below = self.below(Some(at)).to_vec();
                    self.take_items(&below, json::list(one, "item"));
                }
            } else if kind.is_question() {
                for one in mine.collect::<Vec<_>>() {
                    self.take_answers(*first, one);
                }
            }
        }
    }

    fn take_answers(&mut self, at: usize, item: &Value) {
        let Some(found) = self.item(at) else { return };
        let (kind, repeats) = (found.kind, found.repeats);
        let offered = self.choices(at).cloned();
        let answers = json::list(item, "answer");
        if let Some(node) = self.nodes.get_mut(at) {
            node.not_said = answers.is_empty() && json::word(item, "data-absent-reason") == Some(DECLINED);
        }
        for (place, answer) in answers.iter().enumerate() {
            if !repeats && place > 0 {
                break;
            }
            let mut slot = None;
            if let Some((member, value)) = json::choice(answer) {
                let known = offered
                    .as_ref()
                    .and_then(|c| c.list.iter().find(|c| super::check::is(&c.answer, member, value)));
                let value =
                    known.map_or_else(|| fit::named(member, value.clone()), |known| known.answer.clone());
                let other = kind == Kind::OpenChoice && known.is_none() && member == "valueString";
                let Some(node) = self.nodes.get_mut(at) else { return };
                let id = node.next_slot;
                node.next_slot += 1;
                node.answers.push(Answer { id, value: Some(value), other, ..Answer::default() });
                if repeats {
                    self.plant_under(at, id);
                    slot = Some(id);
                }
            }
            let below = self.under(at, slot);
            self.take_items(&below, json::list(answer, "item"));
        }
        let below = self.below(Some(at)).to_vec();
        self.take_items(&below, json::list(item, "item"));
        self.arrange(Some(at));
    }

    /// The answers of a node in words.
    #[must_use]
    pub fn words(&self, at: usize) -> Vec<String> {
        let Some(node) = self.node(at) else { return Vec::new() };
        let Some(item) = self.form.items.get(node.item) else { return Vec::new() };
        let offered = self.choices(at);
        let mut words = Vec::new();
        for answer in &node.answers {
            let Some((member, value)) = answer.value.as_ref().and_then(json::choice) else { continue };
            let known =
                offered.and_then(|c| c.list.iter().find(|c| super::check::is(&c.answer, member, value)));
            let said = match (known, value) {
                (Some(known), _) => String::from(&*known.label),
                (None, Value::Bool(_)) => continue,
                (None, Value::Object(_)) if item.kind == Kind::Attachment => {
                    json::text(value, "title").unwrap_or_default().into()
                }
                (None, Value::Object(_)) if item.kind == Kind::Quantity => value::amount(value),
                (None, Value::String(text)) if matches!(item.kind, Kind::Date | Kind::DateTime) => {
                    crate::fhir::date::Date::parse(text).map_or_else(|| text.clone(), |date| date.words())
                }
                _ => choices::label(value, &self.form.language).unwrap_or_default(),
            };
            words.push(said);
        }
        words
    }
}

fn with_items(mut answer: Map<String, Value>, below: Vec<Value>) -> Value {
    if !below.is_empty() {
        answer.insert("item".into(), Value::Array(below));
    }
    Value::Object(answer)
}
