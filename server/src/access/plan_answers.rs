//! What somebody says of the care plan that the team keeps: an action of theirs is done, or not after all; they agree with
//! a version of it; they would like to talk about one. Each is a Task of its own, new and never changed.

use serde_json::Value;

use super::compartment::{codings, references};
use super::dates::moment;

/// The kinds of answer.
pub const SYSTEM: &str = "https://lapwing.example/CodeSystem/plan-answer";
/// FHIR's own word for agreeing (R4, task-code).
const APPROVE: (&str, &str) = ("http://hl7.org/fhir/CodeSystem/task-code", "approve");
/// The longest words of an action, in characters.
const LONGEST: usize = 4_000;

/// What may stand in it: anything else could turn it into an order.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "resourceType", "id", "meta", "status", "intent", "code", "basedOn", "partOf", "focus", "for", "requester", "owner",
    "authoredOn",
];

/// What is said of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An action is done.
    Done,
    /// It is not done after all.
    NotDone,
    /// They agree with this version.
    Agrees,
    /// They would like to talk about this version.
    Talk,
}

/// Each answer: its code, the status and the intent of its Task.
const ANSWERS: [(Answer, &str, &str, &str); 4] = [
    (Answer::Done, "done", "completed", "plan"),
    (Answer::NotDone, "not-done", "cancelled", "plan"),
    (Answer::Agrees, "agree", "completed", "plan"),
    (Answer::Talk, "talk", "requested", "proposal"),
];

/// What a Task says of a plan, where it says one thing; `None` for every other Task.
#[must_use]
pub fn answer_of(task: &Value) -> Option<Answer> {
    let mut codes = codings(&task["code"]).filter(|(system, _)| *system == SYSTEM);
    let (_, code) = codes.next()?;
    codes.next().is_none().then_some(())?;
    ANSWERS.iter().find(|row| row.1 == code).map(|row| row.0)
}

/// Whether a Task calls itself such an answer, of whatever kind.
pub fn is_answer(task: &Value) -> bool {
    codings(&task["code"]).any(|(system, _)| system == SYSTEM)
}

/// What is wrong with it, where something is; who says it is judged apart.
pub fn problem(task: &Value) -> Option<&'static str> {
    let Some(answer) = answer_of(task) else {
        return Some("Task.code must be one kind of answer to a plan, and nothing else.");
    };
    let row = ANSWERS.iter().find(|row| row.0 == answer).map_or(("", ""), |row| (row.2, row.3));
    let ticks = matches!(answer, Answer::Done | Answer::NotDone);
    let others = codings(&task["code"])
        .all(|coding| coding.0 == SYSTEM || (coding == APPROVE && answer == Answer::Agrees));
    let words = task["code"]["text"].as_str().unwrap_or_default();
    let [plan, part, focus] = ["basedOn", "partOf", "focus"].map(|element| references(task, element));
    // Wanting to talk is between the person and the team: it is in no section, as it is based on nothing.
    let based = match plan.as_slice() {
        [] => answer == Answer::Talk,
        [plan] => answer != Answer::Talk && names(plan, "CarePlan", 2),
        _ => false,
    };
    let part = match part.as_slice() {
        [] => true,
        [one] => ticks && names(one, "Task", 2),
        _ => false,
    };
    let version = match focus.as_slice() {
        [] => ticks,
        [one] => {
            !ticks
                && names(one, "CarePlan", 4)
                && plan.iter().all(|plan| one.starts_with(&format!("{plan}/")))
        }
        _ => false,
    };
    [
        (!super::requests::only(task, ELEMENTS), "Task holds something that it does not have here."),
        (super::requests::labelled(task), "Task.meta bears no label and no tag here."),
        (task["status"] != row.0, "Task.status must be the one of this answer."),
        (task["intent"] != row.1, "Task.intent must be the one of this answer."),
        (!others, "Task.code must be one kind of answer to a plan, and nothing else."),
        (ticks && words.trim().is_empty(), "Task.code.text must be the words of the action."),
        (words.chars().count() > LONGEST, "Task.code.text must be words of at most 4,000 characters."),
        (!based, "Task.basedOn must name the one plan."),
        (!part, "Task.partOf must name the one Task of the plan."),
        (!version, "Task.focus must name the version of the plan."),
        (task["authoredOn"].as_str().and_then(moment).is_none(), "Task.authoredOn must say when."),
        (
            answer == Answer::Talk && !super::requests::to_a_team(task, "owner"),
            "Task.owner must be the team.",
        ),
    ]
    .into_iter()
    .find_map(|(wrong, why)| wrong.then_some(why))
}

/// `Kind/id`, or with four parts `Kind/id/_history/version`, here.
fn names(reference: &str, kind: &str, parts: usize) -> bool {
    let all: Vec<&str> = reference.split('/').collect();
    all.len() == parts
        && all.first() == Some(&kind)
        && all.iter().all(|part| !part.is_empty())
        && (parts < 4 || all.get(2) == Some(&"_history"))
}
