//! A Task that asked for answers is done once they are here: written with them, in the same transaction.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    access::{items, moment, references},
    records::{Condition, Document, Malformed, Origin, Write},
};

/// How far a Task is while it still asks.
const OPEN: [&str; 5] = ["requested", "received", "accepted", "ready", "in-progress"];

/// Writes that complete those of the person's Tasks that this response answers.
///
/// # Errors
/// When a kept Task can't be written again.
pub fn completed(response: &Value, tasks: &[Value], now: Timestamp) -> Result<Vec<Write>, Malformed> {
    let mut writes = Vec::new();
    for task in tasks.iter().filter(|task| is_answered(task, response)) {
        let Some(version) = task["meta"]["versionId"].as_str().and_then(|v| v.parse().ok()) else { continue };
        let mut done = task.clone();
        done["status"] = json!("completed");
        done["lastModified"] = json!(now.to_string());
        let reference = format!("QuestionnaireResponse/{}", response["id"].as_str().unwrap_or_default());
        let output = json!({"type": {"text": "Answers"}, "valueReference": {"reference": reference}});
        match done["output"].as_array_mut() {
            Some(outputs) => outputs.push(output),
            None => done["output"] = json!([output]),
        }
        // The team may change the Task at the same moment: then theirs stands, and the answers stand all the same.
        let condition = Condition::IfStill(version);
        writes.push(Write { document: Document::from_value(&done)?, condition, origin: Origin::Gateway });
    }
    Ok(writes)
}

/// Whether a Task still asks.
#[must_use]
pub fn is_open(task: &Value) -> bool {
    OPEN.iter().any(|status| task["status"] == *status)
}

fn is_answered(task: &Value, response: &Value) -> bool {
    let owner = task["owner"]["reference"].as_str().unwrap_or_default();
    let by_owner = ["author", "source"].iter().any(|who| references(response, who).contains(&owner));
    let complete = ["completed", "amended"].iter().any(|status| response["status"] == *status);
    is_open(task) && by_owner && complete && asks_for(task, response) && !is_from_before(response, task)
}

/// The questionnaire is the Task's focus (its canonical URL, or its id here) or stands in its input (SDC).
fn asks_for(task: &Value, response: &Value) -> bool {
    let plain = |canonical: &str| canonical.split('|').next().unwrap_or_default().to_owned();
    let url = plain(response["questionnaire"].as_str().unwrap_or_default());
    let focus = plain(task["focus"]["reference"].as_str().unwrap_or_default());
    let by_id = focus.starts_with("Questionnaire/") && url.ends_with(&format!("/{focus}"));
    let by_input = || {
        let inputs = items(&task["input"]).iter();
        inputs.filter_map(|input| input["valueCanonical"].as_str()).any(|canonical| plain(canonical) == url)
    };
    !url.is_empty() && (focus == url || by_id || by_input())
}

/// Answers from before the Task was made (on a phone without signal) are not the ones that were asked for.
fn is_from_before(response: &Value, task: &Value) -> bool {
    let when = |value: &Value| value.as_str().and_then(moment);
    match (when(&response["authored"]), when(&task["authoredOn"])) {
        (Some(answered), Some(asked)) => answered.end <= asked.start,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task() -> Value {
        json!({
            "resourceType": "Task", "id": "t", "status": "requested", "intent": "order", "meta": {"versionId": "3"},
            "focus": {"reference": "Questionnaire/phq-9"}, "authoredOn": "2026-11-10",
            "for": {"reference": "Patient/asha"}, "owner": {"reference": "Patient/asha"},
        })
    }

    fn response() -> Value {
        json!({
            "resourceType": "QuestionnaireResponse", "id": "r", "status": "completed",
            "questionnaire": "https://lapwing.example/Questionnaire/phq-9|1.0.0",
            "author": {"reference": "Patient/asha"}, "authored": "2026-11-22T10:00:00Z",
        })
    }

    fn check(change: impl Fn(&mut Value, &mut Value), expect: bool) {
        let (mut task, mut response) = (task(), response());
        change(&mut task, &mut response);
        let made = completed(&response, std::slice::from_ref(&task), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(made.len() == 1, expect, "{task} {response}");
    }

    #[test]
    fn a_task_is_done_by_the_answers_that_it_asked_for() {
        check(|_, _| {}, true);
        check(|t, _| t["status"] = json!("in-progress"), true);
        check(
            |t, _| t["focus"] = json!({"reference": "https://lapwing.example/Questionnaire/phq-9|2"}),
            true,
        );
        let input = json!([{"valueCanonical": "https://lapwing.example/Questionnaire/phq-9"}]);
        check(|t, _| (t["focus"], t["input"]) = (Value::Null, input.clone()), true);
        check(
            |t, r| {
                t["owner"] = json!({"reference": "RelatedPerson/grace"});
                r["source"] = json!({"reference": "RelatedPerson/grace"});
            },
            true,
        );
        check(|t, r| (t["authoredOn"], r["authored"]) = (Value::Null, Value::Null), true);
    }

    #[test]
    fn another_questionnaire_person_time_or_state_leaves_it_open() {
        check(|t, _| t["focus"] = json!({"reference": "Questionnaire/gad-7"}), false);
        check(|t, _| t["focus"] = json!({"reference": "Questionnaire/9"}), false);
        check(|t, _| t["focus"] = Value::Null, false);
        check(|_, r| r["questionnaire"] = Value::Null, false);
        check(|t, _| t["owner"] = json!({"reference": "RelatedPerson/grace"}), false);
        check(|_, r| r["author"] = json!({"reference": "RelatedPerson/grace"}), false);
        check(|t, _| t["owner"] = Value::Null, false);
        check(|t, _| t["status"] = json!("cancelled"), false);
        check(|_, r| r["status"] = json!("in-progress"), false);
        check(|_, r| r["authored"] = json!("2026-11-09T10:00:00Z"), false);
        check(|t, _| t["meta"] = Value::Null, false);
    }

    #[test]
    fn what_was_written_says_by_what_it_was_done() {
        let mut earlier = task();
        earlier["output"] = json!([{"type": {"text": "Letter"}}]);
        let made = completed(&response(), &[earlier], Timestamp::UNIX_EPOCH).unwrap();
        let done = &made[0].document.value;
        assert_eq!(
            (&done["status"], done["output"].as_array().map(Vec::len)),
            (&json!("completed"), Some(2))
        );
        assert_eq!(done["output"][1]["valueReference"]["reference"], "QuestionnaireResponse/r");
        assert_eq!(made[0].condition, Condition::IfStill(3));
    }
}
