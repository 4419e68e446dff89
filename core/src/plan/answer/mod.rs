//! What somebody says of the care plan that the team keeps: an action of theirs is done, or not after all; they agree with
//! this version; they would like to talk about it. Each is a Task of its own (docs/access.md), so that two devices never
//! change the same, and all that was said stays with who and when.

mod read;
mod show;

pub use read::is_said;
pub(super) use show::own_action;
pub use show::{Sources, fill};

use serde_json::Value;

use super::State;
use super::rating::{Saving, queue};
use crate::effect::Effect;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind};
use crate::words::plan as words;

/// The system of the answers.
const SYSTEM: &str = "https://lapwing.example/CodeSystem/plan-answer";

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An action is done.
    Done,
    /// It is not done after all.
    NotDone,
    /// They agree with this version.
    Agrees,
    /// They would like to talk about this version with the team.
    Talk,
}

/// Each answer: its code, the status and intent of its Task (R4, task-status, task-intent), and what is said when it is saved.
const ANSWERS: [(Answer, &str, &str, &str, &str); 4] = [
    (Answer::Done, "done", "completed", "plan", words::TICKED),
    (Answer::NotDone, "not-done", "cancelled", "plan", words::UNTICKED),
    (Answer::Agrees, "agree", "completed", "plan", words::AGREED_SAVED),
    (Answer::Talk, "talk", "requested", "proposal", words::TALK_SAVED),
];

/// What it is said of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The id of the plan.
    pub plan: String,
    /// Its version, where the whole is meant.
    pub version: String,
    /// The id of the action's Task; empty for one that stands in the plan itself.
    pub task: String,
    /// The words of the action.
    pub words: String,
}

impl About {
    /// Stands for it while something about it is being saved.
    #[must_use]
    pub fn key(&self) -> String {
        ["plan/", &self.plan, "/", &self.task, "/", &self.words].concat()
    }
}

const TRANSACTION: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": [{
    "fullUrl": "$path",
    "request": {"method": "PUT", "url": "$path", "ifNoneMatch": "*"},
    "resource": {
        "resourceType": "Task", "id": "$id", "status": "$status", "intent": "$intent",
        "code": {"coding": "$coding", "text": "$words"},
        "basedOn": "$plan", "partOf": "$task", "focus": "$version", "for": {"reference": "$patient"},
        "requester": "$by", "owner": "$owner", "authoredOn": "$at"
    }
}]}"#;
/// To agree is FHIR's "approve" (R4, task-code).
const APPROVE: &str = r#"{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "approve"}"#;
const CODING: &str = r#"[{"system": "$system", "code": "$code"}, "$approve"]"#;

fn to(kind: &str, id: &str) -> Value {
    reference(&[kind, "/", id].concat(), None)
}

fn reference(to: &str, name: Option<&str>) -> Value {
    let holes = [("to", to.into()), ("name", name.into())];
    json::filled(r#"{"reference": "$to", "display": "$name"}"#, &holes)
}

fn list(one: Option<Value>) -> Value {
    one.map_or(Value::Null, |one| Value::Array(vec![one]))
}

/// Something is said; `team` reads what is to be talked about.
pub fn answered(
    state: &mut State,
    (about, answer): (&About, Answer),
    (team, who): (&str, &Who),
    now: &Now,
) -> Vec<Effect> {
    let Some(row) = ANSWERS.iter().find(|row| row.0 == answer) else { return vec![] };
    let Some(patient) = who.patient.as_deref() else { return vec![] };
    let (id, entry) = (now.uuid(), now.uuid());
    let ticks = matches!(answer, Answer::Done | Answer::NotDone);
    let by = match &who.author {
        Some(author) => reference(&author.reference, Some(&author.name)),
        None => reference(patient, None),
    };
    let approve = if answer == Answer::Agrees { json::filled(APPROVE, &[]) } else { Value::Null };
    let coding = [("system", SYSTEM.into()), ("code", row.1.into()), ("approve", approve)];
    let version = || to("CarePlan", &[&about.plan, "/_history/", &about.version].concat());
    let holes = [
        ("path", ["Task/", &id].concat().into()),
        ("id", id.as_str().into()),
        ("status", row.2.into()),
        ("intent", row.3.into()),
        ("coding", json::filled(CODING, &coding)),
        ("words", Some(about.words.as_str()).filter(|words| !words.is_empty()).into()),
        // Wanting to talk is between the person and the team: it is based on nothing, and so in no section.
        ("plan", list((answer != Answer::Talk).then(|| to("CarePlan", &about.plan)))),
        ("task", list((!about.task.is_empty()).then(|| to("Task", &about.task)))),
        ("version", if ticks { Value::Null } else { version() }),
        ("patient", patient.into()),
        ("owner", if answer == Answer::Talk { reference(team, None) } else { by.clone() }),
        ("by", by),
        ("at", Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir().into()),
    ];
    state.saving = Some(Saving {
        goal: about.key(),
        said: row.4,
        closes: !ticks,
        ticks: ticks.then_some(answer == Answer::Done),
        ..Saving::of(entry.clone())
    });
    queue(Kind::Plan, (entry, id), json::filled(TRANSACTION, &holes), who, now)
}

/// Whether something that waits says that this Task is done.
#[must_use]
pub fn waits_done(outbox: &[Entry], task: &str) -> bool {
    let said = |entry: &&Entry| {
        let resource = &entry.body["entry"][0]["resource"];
        let part = resource["partOf"][0]["reference"].as_str().and_then(|part| part.strip_prefix("Task/"));
        entry.kind == Kind::Plan && part == Some(task)
    };
    let last = outbox.iter().filter(said).max_by_key(|entry| entry.saved_at);
    last.is_some_and(|entry| entry.body["entry"][0]["resource"]["status"] == "completed")
}
