//! Care plans, goals, tasks and appointments.

use super::paths;
use lapwing_core::fhir::{appointment, goal, plan, task};
use serde_json::{Value, json};

#[test]
fn a_plan_with_its_activities() {
    let value = json!({ "resourceType": "CarePlan", "status": "active", "intent": "plan", "title": "Staying well", "period": { "start": "2026-03-01" },
        "goal": [{ "reference": "Goal/1" }], "author": { "display": "Dr Okafor" }, "created": "2026-03-01",
        "activity": [
            { "detail": { "code": { "text": "Walk" }, "status": "in-progress", "scheduledString": "most days", "performer": [{ "display": "Asha" }, { "reference": "Patient/a" }] } },
            { "detail": { "description": "See the nurse", "scheduledTiming": { "repeat": { "frequency": 1, "period": 2, "periodUnit": "wk" } } }, "progress": [{ "text": "Went well" }, {}] },
            { "reference": { "reference": "Task/1", "display": "Blood test" } },
            false,
        ] });
    let read = plan::read(&value).unwrap();
    let shown: Vec<_> = read
        .good
        .activities
        .iter()
        .map(|activity| (activity.label.as_deref(), activity.when.as_deref(), activity.who.len()))
        .collect();
    assert_eq!(
        shown,
        [
            (Some("Walk"), Some("most days"), 2),
            (None, Some("every 2 weeks"), 0),
            (Some("Blood test"), None, 0)
        ]
    );
    assert_eq!(read.good.activities[1].progress, ["Went well"]);
    assert_eq!((read.good.label(), read.good.source.who()), ("Staying well", Some("Dr Okafor")));
    assert_eq!(paths(&read.unread), ["activity[3]", "activity[1].progress[1]"]);
}

#[test]
fn a_plan_in_its_narrative_alone() {
    let value =
        json!({ "resourceType": "CarePlan", "text": { "div": "<div><p>Eat well.</p><p>Rest.</p></div>" } });
    assert_eq!(plan::read(&value).unwrap().good.description.as_deref(), Some("Eat well.\nRest."));
    assert!(plan::read(&json!({ "resourceType": "CarePlan", "status": "active" })).is_err());
}

fn check_target(target: Value, detail: Option<&str>, due: Option<&str>, unread: &[&str]) {
    let value = json!({ "resourceType": "Goal", "lifecycleStatus": "active", "description": { "text": "Sleep better" },
        "achievementStatus": { "text": "Improving" }, "target": [target] });
    let read = goal::read(&value).unwrap();
    let target = &read.good.targets[0];
    assert_eq!(target.detail.as_ref().and_then(|detail| detail.words()).as_deref(), detail);
    assert_eq!(target.due.map(|due| due.words()).or(target.within.clone()).as_deref(), due);
    assert_eq!(paths(&read.unread), unread);
    assert_eq!((read.good.label(), read.good.achievement.label()), ("Sleep better", Some("Improving")));
}

#[test]
fn goals() {
    check_target(
        json!({ "detailQuantity": { "value": 7, "unit": "hours" }, "dueDate": "2026-06" }),
        Some("7 hours"),
        Some("June 2026"),
        &[],
    );
    check_target(
        json!({ "detailString": "most nights", "dueDuration": { "value": 3, "code": "mo" } }),
        Some("most nights"),
        Some("3 months"),
        &[],
    );
    check_target(
        json!({ "detailBoolean": 1, "dueDate": 2026 }),
        None,
        None,
        &["target[0].detailBoolean", "target[0].dueDate"],
    );
    assert!(goal::read(&json!({ "resourceType": "Goal" })).is_err());
}

#[test]
fn tasks() {
    let value = json!({ "resourceType": "Task", "status": "requested", "intent": "order", "priority": "asap", "code": { "text": "Read this answer today" },
        "focus": { "reference": "QuestionnaireResponse/1" }, "owner": { "reference": "Organization/demo-team", "display": "Northside" },
        "restriction": { "period": { "end": "2026-03-13" } }, "note": [{ "text": "Monday to Friday" }] });
    let read = task::read(&value).unwrap();
    assert_eq!(
        (read.good.status, read.good.owner_name.as_deref()),
        (task::Status::Requested, Some("Northside"))
    );
    assert!(read.good.focus.unwrap().is("QuestionnaireResponse/1"));
    assert_eq!(
        (read.good.due.words().as_deref(), read.good.notes.as_slice()),
        (Some("until 13 March 2026"), ["Monday to Friday".to_owned()].as_slice())
    );
    assert!(task::read(&json!({ "resourceType": "Task", "status": "odd" })).is_err());
}

#[test]
fn appointments() {
    let value = json!({ "resourceType": "Appointment", "status": "booked", "start": "2026-03-12T14:30:00Z", "end": "soon", "minutesDuration": 30.0,
        "serviceType": [{ "text": "Review" }], "participant": [{ "actor": { "reference": "Practitioner/o", "display": "Dr Okafor" }, "status": "accepted" }, { "status": "accepted" }] });
    let read = appointment::read(&value).unwrap();
    assert_eq!((read.good.label.as_deref(), read.good.minutes), (Some("Review"), Some(30)));
    assert_eq!(
        read.good.of_kind("Practitioner").filter_map(|party| party.name.as_deref()).collect::<Vec<_>>(),
        ["Dr Okafor"]
    );
    assert_eq!((read.good.parties.len(), paths(&read.unread)), (2, vec!["end"]));
    assert!(appointment::read(&json!({ "resourceType": "Appointment" })).is_err());
}
