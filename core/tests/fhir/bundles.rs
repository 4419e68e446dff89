//! Bundles, outcomes and answers to questionnaires.

use super::paths;
use lapwing_core::fhir::bundle::{issues, read};
use lapwing_core::fhir::response::{self, Answer};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_page_of_a_search() {
    let value = json!({ "resourceType": "Bundle", "type": "searchset", "total": 3,
        "link": [{ "relation": "self", "url": "a" }, { "relation": "next", "url": "b" }],
        "entry": [
            { "resource": { "resourceType": "CareTeam", "id": "t" }, "search": { "mode": "match" } },
            { "resource": { "resourceType": "Practitioner", "id": "p" }, "search": { "mode": "include" } },
            { "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "warning", "diagnostics": "Slow" }] }, "search": { "mode": "outcome" } },
            {}, { "resource": 5 }, 7,
        ] });
    let bundle = read(&value).unwrap();
    assert_eq!((bundle.good.matches.len(), bundle.good.included.len(), bundle.good.issues.len()), (1, 1, 1));
    assert_eq!((bundle.good.next.as_deref(), bundle.good.total), (Some("b"), Some(3)));
    assert!(bundle.good.find("Practitioner/p").is_some() && bundle.good.find("Practitioner/t").is_none());
    assert_eq!(paths(&bundle.unread), ["entry[5]", "entry[3].resource", "entry[4].resource"]);
}

#[test]
fn the_answer_to_a_transaction() {
    let value = json!({ "resourceType": "Bundle", "type": "transaction-response", "entry": [{ "response": { "status": "201 Created", "etag": "W/\"1\"" } }] });
    let bundle = read(&value).unwrap();
    assert_eq!(bundle.good.outcomes[0].status.as_deref(), Some("201 Created"));
    assert!(bundle.unread.is_empty());
}

#[test]
fn what_a_server_says_is_wrong() {
    let value = json!({ "resourceType": "OperationOutcome", "issue": [
        { "severity": "error", "code": "forbidden", "details": { "text": "Sign in again", "coding": [{ "code": "fresh-sign-in" }] } }, { "diagnostics": "x" }] });
    let told = issues(&value);
    assert_eq!(
        (told[0].text.as_deref(), told[0].detail.as_deref(), told[1].text.as_deref()),
        (Some("Sign in again"), Some("fresh-sign-in"), Some("x"))
    );
    assert!(issues(&json!([])).is_empty());
}

#[test]
fn answers_flattened() {
    let value = json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "https://lapwing.example/Questionnaire/phq-9|1.0", "status": "completed",
        "authored": "2026-11-22T10:00:00Z", "author": { "reference": "Patient/asha" }, "item": [
            { "linkId": "g", "item": [{ "linkId": "q1", "text": "One", "answer": [{ "valueCoding": { "code": "LA6569-3" }, "item": [{ "linkId": "why", "answer": [{ "valueString": "Because" }] }] }] }] },
            { "linkId": "q2", "answer": [{ "valueDecimal": 1.50 }, { "valueOdd": 1 }, {}] },
            { "text": "no id" },
        ] });
    let read = response::read(&value).unwrap();
    let items: Vec<_> =
        read.good.items.iter().map(|item| (item.link.as_str(), item.depth, item.answers.len())).collect();
    assert_eq!(items, [("g", 0, 0), ("q1", 1, 1), ("why", 2, 1), ("q2", 0, 1), ("", 0, 0)]);
    assert_eq!(read.good.canonical(), Some("https://lapwing.example/Questionnaire/phq-9"));
    assert!(
        matches!(read.good.answers("q1").next(), Some(Answer::Coding(coding)) if coding.code.as_deref() == Some("LA6569-3"))
    );
    assert_eq!(
        paths(&read.unread),
        ["item[1].answer[1].valueOdd", "item[1].answer[2].value", "item[2].linkId"]
    );
}

proptest! {
    #[test]
    fn every_entry_is_placed_or_told(entries in prop::collection::vec(super::any_input::json(), 0..12)) {
        let count = entries.len();
        let value = json!({ "resourceType": "Bundle", "entry": entries });
        let bundle = read(&value).unwrap();
        let told = (0..count).filter(|index| {
            let (whole, part) = (format!("entry[{index}]"), format!("entry[{index}].resource"));
            bundle.unread.iter().any(|unread| unread.path == whole || unread.path == part)
        });
        let placed = bundle.good.matches.len() + bundle.good.included.len() + bundle.good.outcomes.len();
        prop_assert!(placed + told.count() >= count);
    }

    #[test]
    fn every_answer_is_read_or_told(answers in prop::collection::vec(super::any_input::json(), 0..12)) {
        let count = answers.len();
        let value: Value = json!({ "resourceType": "QuestionnaireResponse", "item": [{ "linkId": "q", "answer": answers }] });
        let read = response::read(&value).unwrap();
        let told = (0..count).filter(|index| {
            let at = format!("item[0].answer[{index}]");
            read.unread.iter().any(|unread| unread.path == at || unread.path.starts_with(&format!("{at}.value")))
        });
        prop_assert!(read.good.items[0].answers.len() + told.count() >= count);
    }
}
