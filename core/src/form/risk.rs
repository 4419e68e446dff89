//! Answers that open help at once: one data table, shared with the gateway.
//!
//! No level is computed from anything (NICE NG225, 2022).

use serde_json::Value;

use super::questionnaire::{Answer, Field, Questionnaire};

/// The table that the gateway reads too, `public/data/risk.json`; compiled in, so that no network stands
/// between an answer and help.
const TABLE: &str = include_str!("../../../public/data/risk.json");

/// The linkIds of `questionnaire` whose given answer meets a rule.
#[must_use]
pub fn met<'a>(
    questionnaire: &'a Questionnaire,
    answer_of: &dyn Fn(&str) -> Option<&'a Answer>,
) -> Vec<&'a str> {
    let table: Value = crate::json::read(TABLE).unwrap_or(Value::Null);
    let rules = table["rules"].as_array().cloned().unwrap_or_default();
    let asked = questionnaire.questions.iter();
    asked
        .filter(|question| {
            let (Field::Choice(choices), Some(Answer::Choice(chosen))) =
                (&question.field, answer_of(&question.link_id))
            else {
                return false;
            };
            let Some(coding) = choices.get(*chosen).map(|c| &c.coding) else { return false };
            rules.iter().any(|rule| {
                rule["questionnaire"] == questionnaire.url.as_str()
                    && rule["linkId"] == question.link_id.as_str()
                    && rule["system"] == coding["system"]
                    && rule["codes"].as_array().is_some_and(|codes| codes.contains(&coding["code"]))
            })
        })
        .map(|question| question.link_id.as_str())
        .collect()
}
