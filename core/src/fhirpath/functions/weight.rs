//! Scores of answers (<https://hl7.org/fhir/uv/sdc/expressions.html#weight>, `ordinal` by its older name).
//!
//! A score stands in an extension of the answer's coding; else of the same option of the question; else of the same
//! concept in a contained value set.

use serde_json::Value;

use super::{Call, Done, Node, Run, coded};
use crate::fhirpath::{node::Part, world::World};

/// The extensions that hold a score.
const SCORES: [&str; 3] = [
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
];

pub(super) fn weight<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let end = run.stack.len();
    for at in call.start..end {
        let Some(Node::Json(Part { value, extra, .. })) = run.get(at) else { continue };
        let (value, extra) = (*value, *extra);
        run.charge(100)?;
        let score =
            own_score(value).or_else(|| extra.and_then(score)).or_else(|| option_score(&run.world, value));
        if let Some(score) = score {
            run.push(Node::Json(Part { value: score, extra: None, name: "Decimal" }))?;
        }
    }
    run.keep(call.start, end);
    Ok(())
}

/// The score in the extensions of an element.
fn score(value: &Value) -> Option<&Value> {
    let extensions = value.get("extension")?.as_array()?;
    let is_score = |extension: &&Value| {
        let url = extension.get("url").and_then(Value::as_str);
        url.is_some_and(|url| SCORES.contains(&url))
    };
    let found = extensions.iter().find(is_score)?;
    found.get("valueDecimal").or_else(|| found.get("valueInteger"))
}

fn coding(value: &Value) -> Option<&Value> {
    value.get("valueCoding").or_else(|| value.get("code").map(|_| value))
}

/// The score that a coding, or an answer with one, brings itself.
fn own_score(value: &Value) -> Option<&Value> {
    score(value).or_else(|| score(value.get("valueCoding")?))
}

/// The score of the same option of the question that this answers.
fn option_score<'a>(world: &World<'_, 'a>, answer: &Value) -> Option<&'a Value> {
    let question =
        world.lookup.questionnaire().zip(world.resource).and_then(|(questionnaire, response)| {
            let link = link_of(response, answer, 0)?;
            item_of(questionnaire, link, 0)
        })?;
    let code = coding(answer).and_then(coded::Code::of);
    let options = question.get("answerOption").and_then(Value::as_array).into_iter().flatten();
    for option in options {
        let same = match (code, option.get("valueCoding")) {
            (Some(code), Some(other)) => code.is(other, None),
            _ => ["valueString", "valueInteger", "valueDate"]
                .iter()
                .any(|key| answer.get(key).is_some_and(|value| option.get(key) == Some(value))),
        };
        if same {
            return own_score(option);
        }
    }
    let set = coded::contained(world, question.get("answerValueSet")?.as_str()?)?;
    concept_score(set, code?)
}

/// The score of a concept that a value set lists.
fn concept_score<'a>(set: &'a Value, code: coded::Code) -> Option<&'a Value> {
    let listed = set.get("expansion").and_then(|expansion| expansion.get("contains"));
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    let includes = set.get("compose").and_then(|compose| compose.get("include")).and_then(Value::as_array);
    let included =
        includes.into_iter().flatten().filter_map(|include| include.get("concept")?.as_array()).flatten();
    listed.chain(included).find(|concept| code.is(concept, None)).and_then(score)
}

/// The link id of the item that holds this answer, or the coding of it: the same JSON, not an equal one.
fn link_of<'v>(holder: &'v Value, answer: &Value, depth: u8) -> Option<&'v str> {
    if depth > 32 {
        return None;
    }
    for item in holder.get("item").and_then(Value::as_array).into_iter().flatten() {
        for known in item.get("answer").and_then(Value::as_array).into_iter().flatten() {
            let is_it = std::ptr::eq(known, answer)
                || known.get("valueCoding").is_some_and(|coding| std::ptr::eq(coding, answer));
            if is_it {
                return item.get("linkId").and_then(Value::as_str);
            }
            if let Some(link) = link_of(known, answer, depth + 1) {
                return Some(link);
            }
        }
        if let Some(link) = link_of(item, answer, depth + 1) {
            return Some(link);
        }
    }
    None
}

/// The item of a questionnaire by its link id.
fn item_of<'v>(holder: &'v Value, link: &str, depth: u8) -> Option<&'v Value> {
    let items = holder.get("item").and_then(Value::as_array)?;
    let is_it = |item: &&Value| item.get("linkId").and_then(Value::as_str) == Some(link);
    let here = items.iter().find(is_it);
    here.or_else(|| items.iter().filter(|_| depth < 32).find_map(|item| item_of(item, link, depth + 1)))
}
