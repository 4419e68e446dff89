//! What was said, as the record and the outbox have it.

use serde_json::Value;

use super::{ANSWERS, Answer, SYSTEM};
use crate::fhir::date::Date;
use crate::fhir::reference::key_of;
use crate::order;
use crate::outbox::{Entry, Kind};

/// One thing that was said.
pub(super) struct Said {
    /// What.
    pub answer: Answer,
    /// By whom: `Patient/x` or `RelatedPerson/x`.
    pub by: String,
    /// Their name, where it stands with it.
    pub name: Option<String>,
    /// When.
    pub when: Option<Date>,
    /// When the gateway took it, milliseconds; 0 where it did not yet.
    pub taken: i64,
    /// It is saved here and not sent yet.
    pub waiting: bool,
    /// The team is done with it.
    pub closed: bool,
    /// Of which plan, by its id.
    pub plan: String,
    /// Of which version of it.
    pub version: String,
    /// Of which Task, by its id.
    pub task: String,
    /// The words of the action.
    pub words: String,
}

impl Said {
    /// When, milliseconds.
    pub(super) fn at(&self) -> i64 {
        self.when.map_or(0, |when| when.to_millis())
    }

    /// As of when it was said, milliseconds: a device's clock may be ahead, and nothing is said after it was taken.
    pub(super) fn as_of(&self) -> i64 {
        if self.taken > 0 { self.at().min(self.taken) } else { self.at() }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Whether a Task is something that was said.
#[must_use]
pub fn is_said(task: &Value) -> bool {
    code(task).is_some()
}

fn code(task: &Value) -> Option<&Value> {
    let codings = task["code"]["coding"].as_array()?;
    codings.iter().find(|coding| coding["system"] == SYSTEM).map(|coding| &coding["code"])
}

fn read(task: &Value, waiting: bool) -> Option<Said> {
    let code = code(task)?;
    let row = ANSWERS.iter().find(|row| code == row.1)?;
    let id = |reference: &Value| {
        let key = key_of(text(&reference["reference"]));
        key.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let status = text(&task["status"]);
    let talk = row.0 == Answer::Talk;
    // What was entered in error was never said.
    if status == "entered-in-error" || !talk && status != row.2 {
        return None;
    }
    let focus = text(&task["focus"]["reference"]);
    let based = match talk || task["basedOn"].is_null() {
        true => id(&task["focus"]),
        false => id(&task["basedOn"][0]),
    };
    Some(Said {
        answer: row.0,
        by: key_of(text(&task["requester"]["reference"])),
        name: task["requester"]["display"].as_str().map(str::to_owned),
        when: Date::parse(text(&task["authoredOn"])),
        taken: Date::parse(text(&task["meta"]["lastUpdated"])).map_or(0, |when| when.to_millis()),
        waiting,
        closed: ["completed", "rejected", "cancelled"].contains(&status),
        plan: based,
        version: focus.rsplit('/').next().unwrap_or_default().to_owned(),
        task: id(&task["partOf"][0]),
        words: text(&task["code"]["text"]).to_owned(),
    })
}

/// All that was said in the record of `patient`, the newest first.
pub(super) fn said(tasks: &[Value], outbox: &[Entry], patient: &str) -> Vec<Said> {
    let mut all: Vec<Said> = tasks.iter().filter_map(|task| read(task, false)).collect();
    for entry in outbox.iter().filter(|entry| entry.kind == Kind::Plan) {
        let task = &entry.body["entry"][0]["resource"];
        // The gateway may have it already, while its answer is on its way.
        if text(&task["for"]["reference"]) == patient && tasks.iter().all(|one| one["id"] != task["id"]) {
            all.extend(read(task, true));
        }
    }
    order::newest_first(&mut all, Said::at);
    all
}
