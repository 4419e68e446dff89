//! A form is opened: empty, filled in beforehand, or with answers given before.

use std::rc::Rc;

use serde_json::Value;

use super::live::{Answer, Around, Live};
use super::rule::Does;
use super::settle::Pending;
use super::{Form, Kind, check, fit, json};
use crate::fhirpath::Quantity;
use crate::now::Now;

/// Most repetitions of a group that stand there from the first.
const READY: u32 = 20;

const RESPONSE: &str = r#"{"resourceType": "QuestionnaireResponse", "questionnaire": "$url", "status": "in-progress",
    "item": []}"#;

impl Live {
    /// Opens a form; `before` is a response with answers given before.
    #[must_use]
    pub fn open(form: Rc<Form>, around: Around, before: Option<&Value>, now: &Now) -> Self {
        Self::begin(form, around, (before, false), now)
    }

    /// The answers of a response as they are: nothing is worked out that would change them.
    pub(crate) fn as_given(form: Rc<Form>, response: &Value, now: &Now) -> Self {
        Self::begin(form, Around::default(), (Some(response), true), now)
    }

    fn begin(form: Rc<Form>, around: Around, (before, given): (Option<&Value>, bool), now: &Now) -> Self {
        let url = if form.url.is_empty() { Value::Null } else { (*form.url).into() };
        let response = crate::json::filled(RESPONSE, &[("url", url)]);
        let mut live = Self {
            around,
            now: now.clone(),
            nodes: Vec::with_capacity(form.items.len()),
            tops: Vec::new(),
            of: vec![Vec::new(); form.items.len()],
            response,
            pending: Pending::new(form.items.len(), form.rules.len()),
            shape: 0,
            ticks: 0,
            notes: Vec::new(),
            broken: Vec::new(),
            settling: true,
            loading: before.is_some(),
            given,
            repeats: Vec::new(),
            form: form.clone(),
        };
        let tops: Vec<usize> = form.children(None).collect();
        live.tops = tops.into_iter().map(|item| live.plant(item, None, None)).collect();
        live.arrange(None);
        match before {
            Some(before) => live.take_up(before),
            None => {
                live.stand_ready();
                live.repeat();
            }
        }
        for rule in &form.own {
            live.pending.rule(*rule);
        }
        live.write_below(None);
        (live.settling, live.loading) = (false, false);
        live.settle();
        live
    }

    /// Fills in what the questionnaire itself gives, and what the record knows.
    pub(crate) fn fill(&mut self, at: usize) {
        let Some(node) = self.nodes.get(at) else { return };
        let item = node.item;
        let Some(found) = self.form.items.get(item).filter(|item| item.kind.is_question()) else { return };
        let (kind, repeats) = (found.kind, found.repeats);
        let source = self.form.json(item);
        let mut given: Vec<Value> = Vec::new();
        if let Some(choices) = &found.choices {
            given.extend(choices.list.iter().filter(|c| c.selected).map(|c| c.answer.clone()));
        }
        for initial in json::list(source, "initial") {
            let value = json::choice(initial).map(|(_, value)| value);
            given.extend(value.and_then(|value| fit::answer(kind, found.choices.as_deref(), value)));
        }
        let mut from = None;
        if given.is_empty()
            && let Some((value, when)) = self.observed(source)
            && let Some(value) = self.in_unit_of(item, value)
        {
            given.extend(fit::answer(kind, found.choices.as_deref(), &value));
            from = Some(when);
        }
        if !repeats {
            given.truncate(1);
        }
        for value in given {
            let Some(node) = self.nodes.get_mut(at) else { return };
            node.from = from;
            let id = node.next_slot;
            node.next_slot += 1;
            let other = kind == Kind::OpenChoice && value.get("valueString").is_some();
            node.answers.push(Answer { id, value: Some(value), other, ..Answer::default() });
            if repeats {
                self.plant_under(at, id);
            }
        }
    }

    /// What was measured, in a unit that the item takes; `None` where it cannot be said in one. A number without a unit
    /// takes a quantity only where that has none either: 180 pounds are not 180 kilograms.
    fn in_unit_of(&self, item: usize, value: Value) -> Option<Value> {
        let kind = self.form.items.get(item)?.kind;
        if !matches!(kind, Kind::Quantity | Kind::Integer | Kind::Decimal) {
            return Some(value);
        }
        let Some(measured) = Quantity::from_json(&value) else { return Some(value) };
        let units = check::units(&self.form, item);
        let plain = measured.unit == "1" || measured.unit.starts_with('{');
        if plain || kind == Kind::Quantity && (units.is_empty() || check::unit_is_open(&self.form, item)) {
            return Some(value);
        }
        let codes = units.iter().filter_map(|unit| unit.code.as_deref());
        let (code, made) = codes.filter_map(|code| Some((code, measured.to_unit(code)?))).next()?;
        if Some(code) == json::text(&value, "code") {
            return Some(value);
        }
        let rounded = Quantity { value: made.value.round(2), unit: made.unit };
        Some(rounded.to_json())
    }

    /// The newest value of the record with a code of the item, not older than `observationLinkPeriod`, and when it was
    /// measured: an Observation's own, or that of one of its components.
    fn observed(&self, source: &Value) -> Option<(Value, i64)> {
        let period = json::value(source, "sdc-questionnaire-observationLinkPeriod")?;
        let oldest = self.now.time.saturating_sub(millis(period)?);
        let wanted = json::list(source, "code");
        let about = |measured: &&Value| {
            let codings = json::list(&measured["code"], "coding");
            wanted.iter().any(|w| codings.iter().any(|c| super::value::same(c, w)))
        };
        let mut newest: Option<(i64, &Value)> = None;
        for observation in self.around.record.iter().filter(|o| o["resourceType"] == "Observation") {
            let valid = matches!(json::text(observation, "status"), Some("final" | "amended" | "corrected"));
            let when = json::text(observation, "effectiveDateTime")
                .or_else(|| json::text(&observation["effectivePeriod"], "start"))
                .or_else(|| json::text(observation, "effectiveInstant"));
            let Some(when) = when.and_then(crate::fhir::date::Date::parse).map(|date| date.to_millis())
            else {
                continue;
            };
            let parts = json::list(observation, "component").iter();
            let measured = std::iter::once(observation).chain(parts).find(about).and_then(json::choice);
            if let (Some((_, value)), true) = (measured, valid && when >= oldest)
                && newest.is_none_or(|(known, _)| known < when)
            {
                newest = Some((when, value));
            }
        }
        newest.map(|(when, value)| (value.clone(), when))
    }

    /// Makes as many repetitions of each group as are asked for at least.
    fn stand_ready(&mut self) {
        let form = self.form.clone();
        for (at, item) in form.items.iter().enumerate().filter(|(_, item)| item.kind == Kind::Group) {
            let least = item.min_occurs.min(READY);
            for first in self.nodes_of(at).to_vec() {
                for _ in 1..least {
                    if self.insert_after(first).is_none() {
                        break;
                    }
                }
            }
        }
    }

    /// Makes the repetitions that an expression asks for.
    fn repeat(&mut self) {
        let form = self.form.clone();
        for (rule, found) in form.rules.iter().enumerate() {
            let (Does::Repeat, Some(item), false) = (&found.does, found.owner, found.dead) else { continue };
            let Some(first) = self.nodes_of(item).first().copied() else { continue };
            self.write_below(None);
            let values = self.evaluate_at(rule, Some(first));
            let name = found.name.clone().unwrap_or_default();
            let mut at = first;
            let many = form.items.get(item).is_some_and(|item| item.repeats);
            for (place, value) in values.into_iter().enumerate().take(if many { 200 } else { 1 }) {
                if place > 0 {
                    let Some(made) = self.insert_after(at) else { break };
                    at = made;
                }
                self.repeats.push((at, name.clone(), value));
            }
        }
    }

    /// What `%name` is for a node within such a repetition.
    pub(crate) fn repeated<'a>(
        &'a self,
        name: &str,
        at: Option<usize>,
        out: &mut Vec<crate::fhirpath::Node<'a>>,
    ) -> bool {
        let mut here = at;
        while let Some(found) = here {
            if let Some((.., value)) =
                self.repeats.iter().find(|(node, known, _)| *node == found && **known == *name)
            {
                out.push(crate::fhirpath::Node::from_json(value));
                return true;
            }
            here = self.nodes.get(found).and_then(|node| node.parent);
        }
        false
    }
}

/// A FHIR Duration in milliseconds: months count 31 days, years 366, so that nothing within it is lost.
fn millis(duration: &Value) -> Option<i64> {
    let value = crate::fhir::decimal::Decimal::read(duration.get("value")?)?.number()?;
    let days = match json::text(duration, "code").or_else(|| json::text(duration, "unit"))? {
        "a" | "year" | "years" => 366.0,
        "mo" | "month" | "months" => 31.0,
        "wk" | "week" | "weeks" => 7.0,
        "d" | "day" | "days" => 1.0,
        "h" | "hour" | "hours" => 1.0 / 24.0,
        "min" | "minute" | "minutes" => 1.0 / 1_440.0,
        _ => return None,
    };
    #[allow(clippy::cast_possible_truncation, reason = "a float beyond the range becomes its end")]
    let millis = (value * days * 86_400_000.0) as i64;
    Some(millis)
}
