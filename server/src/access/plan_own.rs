//! Goals and actions that the patient, or a carer who may add, puts into the care plan in their own words. They stay theirs to
//! change until the team takes them up: what the team changed has another shape, and is the team's from then on.

use serde_json::Value;

use super::compartment::{codings, items, kind_of, references};
use super::requests::{labelled, only};

/// Says that an action is somebody's own.
const SYSTEM: &str = "https://lapwing.example/CodeSystem/plan-part";
const OWN_ACTION: &str = "own-action";
/// Who wrote this version.
const CHANGED_BY: &str = "https://lapwing.example/StructureDefinition/changed-by";
/// Of two changes at once, the words of the one that the writer did not choose: both stay in the history.
const PUT_ASIDE: &str = "https://lapwing.example/StructureDefinition/put-aside";
/// Whoever put it there took it back.
const WITHDRAWN: &str = "cancelled";
/// The longest words, in characters: what the app takes and some room for other clients.
const LONGEST: usize = 4_000;

/// What may stand in a goal: anything else could turn it into the team's.
#[rustfmt::skip]
const GOAL: &[&str] = &[
    "resourceType", "id", "meta", "extension", "lifecycleStatus", "description", "subject", "target", "expressedBy", "note",
];
/// What may stand in an action: no focus and no input, which would make it an order or a request for answers.
#[rustfmt::skip]
const TASK: &[&str] = &[
    "resourceType", "id", "meta", "extension", "status", "intent", "code", "basedOn", "for", "requester", "owner",
    "authoredOn", "restriction", "note", "lastModified",
];

/// Whether it calls itself somebody's own part of a plan, of whatever shape.
pub fn calls_itself(resource: &Value) -> bool {
    match kind_of(resource) {
        "Goal" => items(&resource["extension"]).iter().any(|one| one["url"] == CHANGED_BY),
        "Task" => codings(&resource["code"]).any(|(system, _)| system == SYSTEM),
        _ => false,
    }
}

/// Who put it into the plan, as `Patient/x` or `RelatedPerson/x`.
fn author(resource: &Value) -> Option<String> {
    let element = if kind_of(resource) == "Goal" { "expressedBy" } else { "requester" };
    match references(resource, element).as_slice() {
        [one] if one.starts_with("Patient/") || one.starts_with("RelatedPerson/") => Some((*one).to_owned()),
        _ => None,
    }
}

/// Whether `writer` can have written this version of it: it names them, and nobody else, as who did; and it is of their own, or
/// they are the patient.
pub fn is_theirs(writer: &str, after: &Value) -> bool {
    references(after, "extension.valueReference") == [writer] && may_change(writer, after)
}

fn may_change(writer: &str, resource: &Value) -> bool {
    author(resource).as_deref() == Some(writer) || writer.starts_with("Patient/")
}

/// Whether `writer` may begin it: in their own name, and as something new stands.
pub fn begins(writer: &str, after: &Value) -> bool {
    let untouched = kind_of(after) == "Goal" || after.get("note").is_none();
    author(after).as_deref() == Some(writer)
        && state(after) == begun(after)
        && untouched
        && after.get("lastModified").is_none()
}

/// Whether `writer` may put `after` where `before` is: who put it into the plan may, and the patient; and only while nobody of
/// the team has taken it up. Of whom it is, who began it and when, and what the gateway noted stays.
pub fn follows(writer: &str, before: &Value, after: &Value) -> bool {
    let stays: &[&str] = match kind_of(after) {
        "Goal" => &["subject", "expressedBy"],
        _ => &["for", "requester", "authoredOn", "basedOn", "note", "lastModified"],
    };
    let (was, now) = (state(before), state(after));
    let goes = was == now || now == WITHDRAWN || was == WITHDRAWN && now == begun(after);
    may_change(writer, before)
        && goes
        && calls_itself(before)
        && problem(before).is_none()
        && stays.iter().all(|element| before.get(element) == after.get(element))
}

fn state(resource: &Value) -> &str {
    let element = if kind_of(resource) == "Goal" { "lifecycleStatus" } else { "status" };
    resource[element].as_str().unwrap_or_default()
}

fn begun(resource: &Value) -> &'static str {
    if kind_of(resource) == "Goal" { "proposed" } else { "requested" }
}

/// What is wrong with it, where something is; whose it is is judged apart.
pub fn problem(resource: &Value) -> Option<&'static str> {
    let goal = kind_of(resource) == "Goal";
    let says_by = |one: &Value| only(one, &["url", "valueReference"]) && one["url"] == CHANGED_BY;
    let says_aside = |one: &Value| {
        only(one, &["url", "valueString"]) && one["url"] == PUT_ASIDE && words(&one["valueString"])
    };
    let one_by = match list(&resource["extension"]) {
        Some([by]) => says_by(by),
        Some([by, aside]) => says_by(by) && says_aside(aside),
        _ => false,
    };
    let common = [
        (!only(resource, if goal { GOAL } else { TASK }), "It holds something that it does not have here."),
        (labelled(resource), "It bears no label and no tag here."),
        (!one_by, "It must say who wrote this version, and what was put aside for it, and nothing else."),
        (author(resource).is_none(), "It must name who put it into the plan."),
    ];
    let found = common.into_iter().find_map(|(wrong, why)| wrong.then_some(why));
    found.or_else(|| if goal { goal_problem(resource) } else { task_problem(resource) })
}

/// A list; one that is not there is empty.
fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Null => Some(&[]),
        Value::Array(items) => Some(items),
        _ => None,
    }
}

fn words(value: &Value) -> bool {
    value.as_str().is_some_and(|words| !words.trim().is_empty() && words.chars().count() <= LONGEST)
}

fn first(all: &[(bool, &'static str)]) -> Option<&'static str> {
    all.iter().find(|(wrong, _)| *wrong).map(|(_, why)| *why)
}

fn goal_problem(goal: &Value) -> Option<&'static str> {
    let description = only(&goal["description"], &["text"]) && words(&goal["description"]["text"]);
    let target = match list(&goal["target"]) {
        Some([]) => goal.get("target").is_none(),
        Some([one]) => only(one, &["dueDate"]) && is_day(&one["dueDate"]),
        _ => false,
    };
    let note = match list(&goal["note"]) {
        Some([]) => goal.get("note").is_none(),
        Some([one]) => only(one, &["text"]) && words(&one["text"]),
        _ => false,
    };
    first(&[
        (
            !["proposed", "cancelled"].contains(&state(goal)),
            "Goal.lifecycleStatus must be proposed or cancelled.",
        ),
        (!description, "Goal.description must be words of at most 4,000 characters, and nothing else."),
        (!target, "Goal.target may name one day, and nothing else."),
        (!note, "Goal.note may be words of at most 4,000 characters, and nothing else."),
    ])
}

fn task_problem(task: &Value) -> Option<&'static str> {
    let codes: Vec<_> = codings(&task["code"]).collect();
    let code = codes == [(SYSTEM, OWN_ACTION)] && words(&task["code"]["text"]);
    let plan = references(task, "basedOn");
    let plan = matches!(plan.as_slice(), [one] if one.starts_with("CarePlan/") && one.split('/').count() == 2)
        && list(&task["basedOn"]).is_some_and(|all| all.len() == 1);
    let owner = match references(task, "owner").as_slice() {
        [] => words(&task["owner"]["display"]),
        [one] => author(task).as_deref() == Some(one),
        _ => false,
    } && only(&task["owner"], &["reference", "display"]);
    let until = match task.get("restriction") {
        None => true,
        Some(limit) => {
            only(limit, &["period"]) && only(&limit["period"], &["end"]) && is_day(&limit["period"]["end"])
        }
    };
    let states = ["requested", "in-progress", "completed", "cancelled"];
    first(&[
        (!states.contains(&state(task)), "Task.status must be requested or cancelled."),
        (task["intent"] != "proposal", "Task.intent must be proposal."),
        (!code, "Task.code must say that it is an own action, with words of at most 4,000 characters."),
        (!plan, "Task.basedOn must name the one plan."),
        (!owner, "Task.owner must be who put it into the plan, or a name."),
        (!until, "Task.restriction may name the day until which it is to be done, and nothing else."),
        (
            task["authoredOn"].as_str().and_then(super::dates::moment).is_none(),
            "Task.authoredOn must say when.",
        ),
    ])
}

/// A whole day.
fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|day| day.len() == 10 && super::dates::moment(day).is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ASHA: &str = "Patient/asha";
    const ROSA: &str = "RelatedPerson/rosa";

    fn goal(author: &str, by: &str) -> Value {
        json!({
            "resourceType": "Goal", "id": "g", "lifecycleStatus": "proposed", "subject": {"reference": ASHA},
            "extension": [{"url": CHANGED_BY, "valueReference": {"reference": by, "display": "A name"}}],
            "description": {"text": "Walk more"}, "expressedBy": {"reference": author, "display": "A name"},
            "target": [{"dueDate": "2027-01-01"}], "note": [{"text": "It helps me to sleep."}],
        })
    }

    fn action(author: &str, by: &str) -> Value {
        json!({
            "resourceType": "Task", "id": "t", "status": "requested", "intent": "proposal", "for": {"reference": ASHA},
            "extension": [{"url": CHANGED_BY, "valueReference": {"reference": by}}],
            "code": {"coding": [{"system": SYSTEM, "code": OWN_ACTION}], "text": "Ring the pool"},
            "basedOn": [{"reference": "CarePlan/p"}], "requester": {"reference": author},
            "owner": {"reference": author}, "authoredOn": "2026-11-22T10:00:00Z",
            "restriction": {"period": {"end": "2026-12-01"}},
        })
    }

    fn check_shape(mut resource: Value, change: impl Fn(&mut Value), expect: bool) {
        change(&mut resource);
        assert_eq!(problem(&resource).is_none(), expect, "{resource}");
    }

    #[test]
    fn nothing_stands_in_it_that_would_make_it_the_teams() {
        for whole in [goal(ASHA, ASHA), action(ROSA, ROSA)] {
            assert!(calls_itself(&whole));
            check_shape(whole.clone(), |_| {}, true);
            check_shape(whole.clone(), |it| it["priority"] = json!({"text": "high"}), false);
            check_shape(whole.clone(), |it| it["meta"] = json!({"security": []}), false);
            check_shape(whole.clone(), |it| it["extension"] = json!([]), false);
            check_shape(whole, |it| it["extension"][0]["valueString"] = json!("x"), false);
        }
        let of_goal = |change: fn(&mut Value), expect| check_shape(goal(ASHA, ASHA), change, expect);
        of_goal(|it| drop(it.as_object_mut().unwrap().remove("target")), true);
        of_goal(|it| it["lifecycleStatus"] = json!("accepted"), false);
        of_goal(|it| it["description"]["text"] = json!(" "), false);
        of_goal(|it| it["description"]["coding"] = json!([]), false);
        of_goal(|it| it["target"][0]["dueDate"] = json!("2027"), false);
        of_goal(|it| it["target"] = json!({"dueDate": "2027-01-01"}), false);
        of_goal(|it| it["note"][0]["time"] = json!("2027-01-01"), false);
        of_goal(|it| it["expressedBy"]["reference"] = json!("Practitioner/x"), false);
        let of_action = |change: fn(&mut Value), expect| check_shape(action(ROSA, ROSA), change, expect);
        of_action(|it| it["owner"] = json!({"display": "My sister"}), true);
        of_action(|it| it["owner"] = json!({"reference": "Practitioner/x"}), false);
        of_action(|it| it["owner"] = Value::Null, false);
        of_action(|it| it["basedOn"] = json!([{"reference": "QuestionnaireResponse/q"}]), false);
        of_action(
            |it| it["basedOn"] = json!([{"reference": "CarePlan/p"}, {"reference": "CarePlan/q"}]),
            false,
        );
        of_action(|it| it["intent"] = json!("order"), false);
        of_action(|it| it["focus"] = json!({"reference": "Goal/g"}), false);
        of_action(|it| it["restriction"]["period"]["start"] = json!("2026-12-01"), false);
    }

    fn check(writer: &str, before: &Value, change: impl Fn(&mut Value), expect: bool) {
        let mut after = before.clone();
        change(&mut after);
        assert_eq!(follows(writer, before, &after), expect, "{writer}: {after}");
    }

    #[test]
    fn who_put_it_there_changes_it_and_so_does_the_patient() {
        let words = |it: &mut Value| it["description"] = json!({"text": "Swim"});
        check(ASHA, &goal(ASHA, ASHA), words, true);
        check(ROSA, &goal(ROSA, ROSA), words, true);
        check(ASHA, &goal(ROSA, ROSA), words, true);
        check(ROSA, &goal(ROSA, ASHA), words, true);
        check(ROSA, &goal(ASHA, ASHA), words, false);
        check("RelatedPerson/other", &goal(ROSA, ROSA), words, false);
        let mut taken_up = goal(ASHA, ASHA);
        taken_up["lifecycleStatus"] = json!("accepted");
        check(ASHA, &taken_up, words, false);
        let mut teams = goal(ASHA, ASHA);
        teams.as_object_mut().unwrap().remove("extension");
        check(ASHA, &teams, words, false);
    }

    #[test]
    fn of_whom_it_is_and_who_began_it_stays_and_it_can_be_taken_back() {
        let mine = goal(ASHA, ASHA);
        check(ASHA, &mine, |it| it["subject"]["reference"] = json!("Patient/ben"), false);
        check(ASHA, &mine, |it| it["expressedBy"]["reference"] = json!(ROSA), false);
        check(ASHA, &mine, |it| it["lifecycleStatus"] = json!("cancelled"), true);
        let mut gone = mine;
        gone["lifecycleStatus"] = json!("cancelled");
        check(ASHA, &gone, |it| it["lifecycleStatus"] = json!("proposed"), true);
        let mut done = action(ROSA, ROSA);
        (done["status"], done["note"]) = (json!("completed"), json!([{"text": "Done"}]));
        check(ROSA, &done, |it| it["code"]["text"] = json!("Ring them"), true);
        check(ROSA, &done, |it| it["note"] = json!([]), false);
        check(ROSA, &done, |it| it["status"] = json!("requested"), false);
        check(ROSA, &done, |it| it["basedOn"][0]["reference"] = json!("CarePlan/q"), false);
        check(ROSA, &action(ROSA, ROSA), |it| it["status"] = json!("completed"), false);
        assert!(begins(ROSA, &action(ROSA, ROSA)) && !begins(ASHA, &action(ROSA, ROSA)));
        assert!(!begins(ROSA, &done) && is_theirs(ROSA, &done) && !is_theirs(ASHA, &done));
    }
}
