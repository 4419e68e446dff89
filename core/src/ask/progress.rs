//! How far each request about an entry is, as the record tells it.

use serde_json::Value;

use super::{Kind, SYSTEM};
use crate::fhir::date::Date;
use crate::fhir::reference::key_of;
use crate::now::Now;
use crate::outbox::{self, Entry};
use crate::record::Held;
use crate::{order, words};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Saved here, not sent yet.
    #[default]
    Here,
    /// The gateway has it; the team has not taken it up.
    Sent,
    /// The team has taken it up.
    Taken,
    /// The team has done it, or answered.
    Answered,
    /// The team said no, or it could not be done.
    Declined,
}

/// How a Task stands (R4, task-status); what is not named here was taken up.
const STEPS: [(&str, Step); 6] = [
    ("requested", Step::Sent),
    ("completed", Step::Answered),
    ("rejected", Step::Declined),
    ("cancelled", Step::Declined),
    ("failed", Step::Declined),
    ("entered-in-error", Step::Declined),
];

/// One request about an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// What kind.
    pub kind: Kind,
    /// The person's words.
    pub text: Option<String>,
    /// When, in words.
    pub when: String,
    /// How far it is.
    pub step: Step,
    /// The team's words.
    pub answer: Vec<String>,
    /// When, milliseconds.
    pub at: i64,
    /// The entry that it is about (`Type/id`).
    pub about: String,
    /// Of which day that is, where several stand on one page.
    pub of: Option<String>,
}

/// The requests about entries (`Type/id`), the newest first: of the record (`tasks`, and `others`, where messages stand), and
/// of what waits in `outbox`.
#[must_use]
pub fn asked(
    about: &dyn Fn(&str) -> bool,
    (tasks, others): (&Held, &Held),
    outbox: &[Entry],
    now: &Now,
) -> Vec<Asked> {
    let known: Vec<&Value> = of(tasks).collect();
    let messages: Vec<&Value> = of(others).filter(|one| one["resourceType"] == "Communication").collect();
    let mut all = Vec::new();
    for task in &known {
        all.extend(read(task, about, &messages, now));
    }
    for entry in outbox.iter().filter(|entry| entry.kind == outbox::Kind::Request) {
        let task = &entry.body["entry"][0]["resource"];
        let words = &entry.body["entry"][1]["resource"];
        // The gateway may have it already, while its answer is on its way.
        if known.iter().all(|one| one["id"] != task["id"]) {
            let found = read(task, about, &[words], now);
            all.extend(found.map(|found| Asked { step: Step::Here, ..found }));
        }
    }
    order::newest_first(&mut all, |one| one.at);
    all
}

fn of(held: &Held) -> impl Iterator<Item = &Value> {
    held.known.iter().flat_map(|known| known.resources.iter())
}

fn read(task: &Value, about: &dyn Fn(&str) -> bool, messages: &[&Value], now: &Now) -> Option<Asked> {
    let codings = task["code"]["coding"].as_array()?;
    let code = codings.iter().find(|coding| coding["system"] == SYSTEM)?["code"].as_str()?;
    let kind = Kind::of_code(code)?;
    let to = text(&task["focus"]["reference"]).map(key_of).filter(|to| about(to))?;
    let url = ["Task/", task["id"].as_str().unwrap_or_default()].concat();
    let date = text(&task["authoredOn"]).and_then(Date::parse);
    let status = text(&task["status"]).unwrap_or_default();
    let step = STEPS.iter().find(|(known, _)| *known == status).map_or(Step::Taken, |(_, step)| *step);
    let (mut own, mut answer) = (None, Vec::new());
    let mut asked = Vec::new();
    for message in messages.iter().filter(|message| goes_with(message, "basedOn", &url)) {
        match is_own(message) {
            true => {
                own = said(message).or(own);
                asked.push(["Communication/", text(&message["id"]).unwrap_or_default()].concat());
            }
            false => answer.extend(said(message)),
        }
    }
    for message in messages.iter().filter(|message| !is_own(message) && !goes_with(message, "basedOn", &url))
    {
        if asked.iter().any(|own| goes_with(message, "inResponseTo", own)) {
            answer.extend(said(message));
        }
    }
    answer.extend(text(&task["statusReason"]["text"]).map(str::to_owned));
    for (list, place) in [("note", "text"), ("output", "valueString")] {
        for one in task[list].as_array().into_iter().flatten() {
            answer.extend(text(&one[place]).map(str::to_owned));
        }
    }
    let when = date.map(|date| words::time::moment(date, now)).unwrap_or_default();
    let at = date.map_or(0, |date| date.to_millis());
    Some(Asked { kind, text: own, when, step, answer, at, about: to, of: None })
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

fn goes_with(message: &Value, place: &str, url: &str) -> bool {
    let named = message[place].as_array().into_iter().flatten();
    named.into_iter().any(|one| text(&one["reference"]).is_some_and(|to| key_of(to) == url))
}

fn is_own(message: &Value) -> bool {
    text(&message["sender"]["reference"]).is_some_and(|who| key_of(who).starts_with("Patient/"))
}

/// What a message says in words.
fn said(message: &Value) -> Option<String> {
    text(&message["payload"][0]["contentString"]).map(str::to_owned)
}
