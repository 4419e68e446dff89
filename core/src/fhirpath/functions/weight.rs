//! Scores of answers (<https://hl7.org/fhir/uv/sdc/expressions.html#weight>, `ordinal` by its older name).
//!
//! A score stands in an extension of the answer's coding; else of the same option of the question; else of the same
//! concept in a contained value set.

use serde_json::Value;

use super::{Call, Node, Run, coded, elements};
use crate::fhirpath::{
    eval::equal,
    model::{list_of, text_of},
    node::Part,
    world::World,
};

pub(super) fn weight<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let end = run.stack.len();
    for at in call.start..end {
        let Some(Node::Json(Part { value, extra, .. })) = run.stack.get(at).copied() else { continue };
        run.charge(100);
        let score = own_score(value).or_else(|| score(extra?)).or_else(|| option_score(&run.world, value));
        if let Some(value) = score {
            run.push(Node::Json(Part { value, extra: None, name: "Decimal" }));
        }
    }
    run.keep(call.start, end);
}

/// The score in the extensions of an element: `itemWeight`, `ordinalValue` or `questionnaire-ordinalValue`.
fn score(value: &Value) -> Option<&Value> {
    let mut found = None;
    for extension in list_of(value, "extension") {
        let url = text_of(extension, "url").unwrap_or("");
        if let "itemWeight" | "ordinalValue" | "questionnaire-ordinalValue" = elements::last_part(url).1 {
            found = found.or(extension.get("valueDecimal")).or(extension.get("valueInteger"));
        }
    }
    found
}

/// The score that a coding, or an answer or option with one, brings itself.
fn own_score(value: &Value) -> Option<&Value> {
    score(value).or_else(|| score(value.get("valueCoding")?))
}

/// The score of the same option of the question that this answers.
fn option_score<'a>(world: &World<'_, 'a>, answer: &Value) -> Option<&'a Value> {
    let link = link_of(world.resource?, answer, 0)?;
    let question = item_of(world.lookup.questionnaire()?, link, 0)?;
    let code = coded::Code::of(answer.get("valueCoding").unwrap_or(answer));
    for option in list_of(question, "answerOption") {
        let same = match (&code, option.get("valueCoding")) {
            (Some(code), Some(other)) => code.among(std::slice::from_ref(other), None).is_some(),
            _ => ["valueString", "valueInteger", "valueDate"].iter().any(|key| {
                let both = answer.get(key).zip(option.get(key));
                both.is_some_and(|(one, other)| {
                    equal(&Node::from_json(one), &Node::from_json(other)) == Some(true)
                })
            }),
        };
        if same {
            return own_score(option);
        }
    }
    let set = coded::contained(world, text_of(question, "answerValueSet")?)?;
    score(code?.in_set(set).ok()??)
}

/// The link id of the item that holds this answer, or the coding of it: the same JSON, not an equal one.
fn link_of<'v>(holder: &'v Value, answer: &Value, depth: u8) -> Option<&'v str> {
    let inner = |holder| if depth < 32 { link_of(holder, answer, depth + 1) } else { None };
    for item in list_of(holder, "item") {
        for known in list_of(item, "answer") {
            let coding = known.get("valueCoding").unwrap_or(known);
            if std::ptr::eq(known, answer) || std::ptr::eq(coding, answer) {
                return text_of(item, "linkId");
            }
            if let Some(link) = inner(known) {
                return Some(link);
            }
        }
        if let Some(link) = inner(item) {
            return Some(link);
        }
    }
    None
}

/// The item of a questionnaire by its link id.
fn item_of<'v>(holder: &'v Value, link: &str, depth: u8) -> Option<&'v Value> {
    for item in list_of(holder, "item") {
        let found = if text_of(item, "linkId") == Some(link) {
            Some(item)
        } else if depth < 32 {
            item_of(item, link, depth + 1)
        } else {
            None
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
