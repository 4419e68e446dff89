//! A Task of a plan that its owner says is done, or not after all: it stands so in the same transaction, with who and when.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    access::{Answer, answer_of, moment, references},
    records::{Condition, Document, Malformed, Origin, Write},
};

/// How far a Task is while it can still be done.
const OPEN: [&str; 7] = ["draft", "requested", "received", "accepted", "ready", "in-progress", "on-hold"];

/// The Task that this answer is about, as it stands then; none where it is not its owner's to say, where it stands so
/// already, or where somebody changed it later.
///
/// # Errors
/// When a kept Task can't be written again.
pub fn ticked(answer: &Value, tasks: &[Value], now: Timestamp) -> Result<Option<Write>, Malformed> {
    let (status, said) = match answer_of(answer) {
        Some(Answer::Done) => ("completed", "Done"),
        Some(Answer::NotDone) => ("in-progress", "Not done after all"),
        _ => return Ok(None),
    };
    let about = references(answer, "partOf");
    let is_it = |task: &&Value| {
        task["id"].as_str().is_some_and(|id| about.as_slice() == [format!("Task/{id}")])
            && references(task, "owner") == references(answer, "owner")
            && references(task, "basedOn").iter().any(|plan| references(answer, "basedOn").contains(plan))
            && answer_of(task).is_none()
    };
    let Some(task) = tasks.iter().find(is_it) else { return Ok(None) };
    let stands = task["status"].as_str().unwrap_or_default();
    let can = if status == "completed" { OPEN.contains(&stands) } else { stands == "completed" };
    let when = |value: &Value| value.as_str().and_then(moment).map(|moment| moment.start);
    let at = when(&answer["authoredOn"]).unwrap_or(now).min(now);
    let later = when(&task["lastModified"]).is_some_and(|changed| changed > at);
    let version = task["meta"]["versionId"].as_str().and_then(|version| version.parse().ok());
    let Some(version) = version.filter(|_| can && !later) else { return Ok(None) };
    let mut after = task.clone();
    after["status"] = json!(status);
    after["lastModified"] = json!(at.to_string());
    let note = json!({"authorReference": answer["owner"], "time": at.to_string(), "text": said});
    match after["note"].as_array_mut() {
        Some(notes) => notes.push(note),
        None => after["note"] = json!([note]),
    }
    // The team may change it at the same moment: then theirs stands, and what was said stands beside it.
    let condition = Condition::IfStill(version);
    Ok(Some(Write { document: Document::from_value(&after)?, condition, origin: Origin::Gateway }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task() -> Value {
        json!({
            "resourceType": "Task", "id": "t", "status": "requested", "intent": "plan", "meta": {"versionId": "3"},
            "basedOn": [{"reference": "CarePlan/p"}], "for": {"reference": "Patient/asha"},
            "owner": {"reference": "Patient/asha"}, "lastModified": "2026-11-20T10:00:00Z",
        })
    }

    fn answer(code: &str) -> Value {
        json!({
            "resourceType": "Task", "id": "a", "intent": "plan", "authoredOn": "2026-11-22T10:00:00Z",
            "code": {"coding": [{"system": "https://lapwing.example/CodeSystem/plan-answer", "code": code}]},
            "basedOn": [{"reference": "CarePlan/p"}], "partOf": [{"reference": "Task/t"}],
            "owner": {"reference": "Patient/asha"},
        })
    }

    fn check(code: &str, change: impl Fn(&mut Value, &mut Value), expect: Option<&str>) {
        let (mut task, mut answer) = (task(), answer(code));
        change(&mut task, &mut answer);
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let made = ticked(&answer, &[task], now).unwrap();
        let status = made.as_ref().map(|write| write.document.value["status"].as_str().unwrap());
        assert_eq!(status, expect);
    }

    #[test]
    fn what_its_owner_says_stands_with_who_and_when() {
        check("done", |_, _| {}, Some("completed"));
        check("done", |task, _| task["lastModified"] = Value::Null, Some("completed"));
        check("not-done", |task, _| task["status"] = json!("completed"), Some("in-progress"));
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let write = ticked(&answer("done"), &[task()], now).unwrap().unwrap();
        let note = &write.document.value["note"][0];
        assert_eq!(note["authorReference"]["reference"], "Patient/asha");
        assert_eq!((&note["time"], write.condition), (&json!("2026-11-22T10:00:00Z"), Condition::IfStill(3)));
        assert_eq!(write.document.value["lastModified"], "2026-11-22T10:00:00Z");
    }

    #[test]
    fn a_clock_that_is_ahead_counts_from_now() {
        let mut ahead = answer("done");
        ahead["authoredOn"] = json!("2026-12-24T10:00:00Z");
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let write = ticked(&ahead, &[task()], now).unwrap().unwrap();
        assert_eq!(write.document.value["lastModified"], "2026-11-22T12:00:00Z");
    }

    #[test]
    fn what_is_not_theirs_or_changed_later_stays_as_it_is() {
        check("done", |task, _| task["owner"] = json!({"reference": "PractitionerRole/x"}), None);
        check("done", |_, answer| answer["owner"] = json!({"reference": "RelatedPerson/x"}), None);
        check("done", |task, _| task["basedOn"] = json!([{"reference": "CarePlan/other"}]), None);
        check("done", |_, answer| answer["partOf"] = json!([{"reference": "Task/other"}]), None);
        check("done", |_, answer| answer["partOf"] = Value::Null, None);
        check("done", |task, _| task["status"] = json!("cancelled"), None);
        check("done", |task, _| task["status"] = json!("completed"), None);
        check("not-done", |_, _| {}, None);
        check("agree", |_, _| {}, None);
        check("done", |task, _| task["lastModified"] = json!("2026-11-22T11:00:00Z"), None);
        check("done", |task, _| task["meta"] = Value::Null, None);
    }
}
