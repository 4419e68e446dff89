//! A form is opened: empty, filled in beforehand, or with answers given before.

use std::rc::Rc;

use serde_json::Value;

use super::live::{Answer, Around, Live};
use super::rule::Does;
use super::settle::Pending;
use super::{Form, fit, json};
use crate::now::Now;

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
            None => live.repeat(),
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
            let other = kind == super::Kind::OpenChoice && value.get("valueString").is_some();
            node.answers.push(Answer { id, value: Some(value), other, ..Answer::default() });
            if repeats {
                self.plant_under(at, id);
            }
        }
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
