//! Task: something that someone is asked to do.

use super::coding::Concept;
use super::date::Date;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Unread, label, notes, open};
use serde_json::Value;

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not asked for yet.
    Draft,
    /// Asked for, not taken up yet.
    Requested,
    /// It has arrived, or was taken up.
    Accepted,
    /// Someone is doing it.
    InProgress,
    /// Paused.
    OnHold,
    /// Done.
    Completed,
    /// Turned down.
    Rejected,
    /// Called off.
    Cancelled,
    /// It could not be done.
    Failed,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

const STATUSES: [(&str, Status); 12] = [
    ("draft", Status::Draft),
    ("requested", Status::Requested),
    ("received", Status::Accepted),
    ("accepted", Status::Accepted),
    ("ready", Status::Accepted),
    ("in-progress", Status::InProgress),
    ("on-hold", Status::OnHold),
    ("completed", Status::Completed),
    ("rejected", Status::Rejected),
    ("cancelled", Status::Cancelled),
    ("failed", Status::Failed),
    ("entered-in-error", Status::EnteredInError),
];

/// Something that someone is asked to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Id, who asked, when.
    pub source: Source,
    /// What it is.
    pub code: Concept,
    /// More about it, as written.
    pub description: Option<String>,
    /// How far it is.
    pub status: Status,
    /// How far, in words of those who do it.
    pub business: Option<String>,
    /// `routine`, `urgent`, `asap` or `stat`, as written.
    pub priority: Option<String>,
    /// What it is about.
    pub focus: Option<Reference>,
    /// The questionnaire that it asks for, where its input names one (SDC).
    pub asks: Option<String>,
    /// For whom it is done.
    pub patient: Option<Reference>,
    /// Who does it.
    pub owner: Option<Reference>,
    /// Who does it, by name.
    pub owner_name: Option<String>,
    /// What came of it.
    pub outputs: Vec<Reference>,
    /// Until when it is to be done.
    pub due: Period,
    /// When it last changed.
    pub changed: Option<Date>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

/// Reads a Task.
pub fn read(value: &Value) -> Lenient<Task> {
    let node = open(value, &["Task"])?;
    let owner = node.read("owner", Reference::read);
    let limit = node.child("restriction").and_then(|limit| limit.read("period", Period::read));
    let planned = || node.read("executionPeriod", Period::read);
    let task = Task {
        source: Source::read(&node, &["requester"], &["authoredOn"]),
        code: node.read("code", Concept::read).unwrap_or_default(),
        description: node.text("description"),
        status: node.one_of("status", "how far the task is", &STATUSES).unwrap_or_default(),
        business: label(&node, "businessStatus"),
        priority: node.text("priority"),
        focus: node.read("focus", Reference::read),
        asks: node.list("input").iter().find_map(|input| input.text("valueCanonical")),
        patient: node.read("for", Reference::read),
        owner_name: owner.as_ref().and_then(|owner| owner.display.clone()),
        owner,
        outputs: node
            .list("output")
            .iter()
            .filter_map(|output| output.read("valueReference", Reference::read))
            .collect(),
        due: limit.or_else(planned).unwrap_or_default(),
        changed: node.date("lastModified"),
        notes: notes(&node),
    };
    if task.status == Status::Unknown
        && task.code.is_empty()
        && task.description.is_none()
        && task.focus.is_none()
    {
        return Err(Unread { path: "code".into(), expected: "what is to be done" });
    }
    Ok(node.done(task))
}
