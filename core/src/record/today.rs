//! What Today takes from the record: what is asked of the person, and what comes next.

use serde_json::Value;

use super::rows::read_all;
use super::{Held, hold, key};
use crate::fhir::{appointment, task};
use crate::now::Now;
use crate::order;
use crate::words;

/// Something that the team asked somebody to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueTask {
    /// Who is asked, as `Type/id`, and their name.
    pub owner: (String, Option<String>),
    /// It is still waited for.
    pub open: bool,
    /// It is done.
    pub done: bool,
    /// What came of it, as `Type/id`.
    pub outputs: Vec<String>,
    /// Its id; empty where it has none.
    pub id: String,
    /// The canonical URL of the questionnaire, if it is one.
    pub focus: Option<String>,
    /// What it is.
    pub title: String,
    /// Until when, in words.
    pub due: Option<String>,
    /// Until when, milliseconds: the first moment when it is late.
    pub until: Option<i64>,
    /// When it was asked, milliseconds.
    pub asked: Option<i64>,
}

impl DueTask {
    /// Whether it asks for the questionnaire with this canonical URL (a version may follow it), or with this
    /// name as its id at the gateway.
    #[must_use]
    pub fn is_for(&self, url: &str, name: &str) -> bool {
        let focus = self.focus.as_deref().unwrap_or_default();
        let focus = focus.split('|').next().unwrap_or_default();
        focus == url || focus.strip_prefix("Questionnaire/") == Some(name)
    }
}

/// The next appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextAppointment {
    /// When, in words.
    pub when: String,
    /// What it is.
    pub title: String,
    /// With whom.
    pub with: Option<String>,
    /// How or what kind.
    pub kind: Option<String>,
}

fn resources(held: &Held) -> std::rc::Rc<Vec<Value>> {
    held.known.as_ref().map(|k| k.resources.clone()).unwrap_or_default()
}

/// Every Task that somebody is asked to do, the nearest first.
#[must_use]
pub fn asked(held: &Held) -> Vec<DueTask> {
    let list = resources(held);
    let (tasks, _) = read_all(&list, &["Task"], task::read);
    let mut all: Vec<&task::Task> = tasks.iter().collect();
    order::by(&mut all, |t| t.due.end.map_or(i64::MAX, |d| d.to_millis()));
    let made = all.into_iter().filter_map(|t| {
        use task::Status as S;
        Some(DueTask {
            owner: (t.owner.as_ref()?.key()?, t.owner_name.clone()),
            open: matches!(t.status, S::Requested | S::Accepted | S::InProgress),
            done: t.status == S::Completed,
            outputs: t.outputs.iter().filter_map(crate::fhir::reference::Reference::key).collect(),
            id: t.source.id.clone().unwrap_or_default(),
            focus: t.focus.as_ref().and_then(|f| f.written.clone()).or_else(|| t.asks.clone()),
            title: t.code.label().map(Into::into).or_else(|| t.description.clone()).unwrap_or_default(),
            asked: t.source.when.map(|d| d.to_millis()),
            due: t.due.end.map(|d| d.words()),
            until: t.due.end.map(|d| d.end_millis()),
        })
    });
    made.collect()
}

/// Tasks that wait for somebody (`Type/id`: they own them), the nearest first.
#[must_use]
pub fn due(held: &Held, owner: &str) -> Vec<DueTask> {
    let mut all = asked(held);
    all.retain(|task| task.open && task.owner.0 == owner);
    all
}

/// The next appointment that stands.
#[must_use]
pub fn next_appointment(held: &Held, now: &Now) -> Option<NextAppointment> {
    let list = resources(held);
    let (all, _) = read_all(&list, &["Appointment"], appointment::read);
    let coming = all.iter().filter(|a| {
        let stands = matches!(a.status, appointment::Status::Booked | appointment::Status::Proposed);
        stands && a.start.is_some_and(|s| s.to_millis() >= now.time)
    });
    let next = coming.min_by_key(|a| a.start.map_or(i64::MAX, |s| s.to_millis()))?;
    let others = next.parties.iter().filter(|p| p.who.kind.as_deref() != Some("Patient"));
    let with = others.filter_map(|p| p.name.clone()).next();
    let waits = holds(held, next, with.as_deref(), now);
    Some(NextAppointment {
        when: next.start.map(|s| words::time::moment(s, now))?,
        title: next.label.clone().filter(|_| !waits).unwrap_or_else(|| words::today::APPOINTMENT.into()),
        with: with.filter(|_| !waits),
        kind: next.kind.clone().filter(|_| !waits),
    })
}

/// Whether it says something that waits until the person chooses to see it: then only its time stands on Today.
fn holds(held: &Held, next: &appointment::Appointment, with: Option<&str>, now: &Now) -> bool {
    let said = [next.kind.as_deref(), next.description.as_deref(), next.comment.as_deref(), with];
    let lines: Vec<String> = said.into_iter().flatten().map(str::to_owned).collect();
    let why = hold::of(&next.source, next.label.as_deref().unwrap_or_default(), "Appointment", &lines);
    let key = key("Appointment", next.source.id.as_deref().unwrap_or_default());
    held.why((why, None), &key, now).is_some()
}
