//! What somebody who cares for the person noticed: answers to one questionnaire, whose first are their own words.

use serde_json::Value;

use super::kind;
use crate::seek::cut;

/// The questionnaire, and the codes of what is made of its answers (public/questionnaires/what-i-notice).
const NOTICED: (&str, &str) =
    ("https://lapwing.example/Questionnaire/what-i-notice", "https://lapwing.example/CodeSystem/noticed");

/// Whether an entry is what somebody noticed.
#[must_use]
pub fn is_noticed(value: &Value) -> bool {
    let questionnaire = value["questionnaire"].as_str().unwrap_or_default();
    kind(value) == Some("QuestionnaireResponse") && questionnaire.split('|').next() == Some(NOTICED.0)
}

/// Whether it says the same as such answers, from which it was made.
#[must_use]
pub fn is_made_of_noticed(value: &Value) -> bool {
    let from = value["derivedFrom"][0]["reference"].as_str();
    value["code"]["coding"][0]["system"] == NOTICED.1
        && from.is_some_and(|from| cut(from, "QuestionnaireResponse/").is_some())
}

/// Their own words.
pub(super) fn words(value: &Value) -> Option<String> {
    let mut items = &value["item"];
    while items[0]["item"].is_array() {
        items = &items[0]["item"];
    }
    items[0]["answer"][0]["valueString"].as_str().map(|words| words.trim().to_owned())
}
