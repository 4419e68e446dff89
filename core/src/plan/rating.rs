//! How near the person is to a goal, in their own eyes: 0 to 10, over time (FACTS: Goal-Based Outcomes).

use serde_json::Value;

use super::State;
use crate::effect::{Effect, Method};
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::order;
use crate::outbox::{Entry, Kind, Ticket};
use crate::record::Held;
use crate::trouble::Trouble;
use crate::words;

/// The code of a rating.
const RATING: (&str, &str) = ("https://lapwing.example/CodeSystem/observation", "goal-rating");
/// The highest rating: reached.
pub const MOST: u8 = 10;

/// One rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// From 0 to 10.
    pub value: u8,
    /// It is saved here and not sent yet.
    pub waiting: bool,
}

/// A rating that is being saved, or something said of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The id of its entry.
    pub entry: String,
    /// Of which goal, by its id; or what stands for the part of the plan of which something is said.
    pub goal: String,
    /// What is said once it is saved.
    pub said: &'static str,
    /// Where it was asked is closed then.
    pub closes: bool,
    /// A box that is ticked, or no more: it shows so from the press on, until what waits was listed.
    pub ticks: Option<bool>,
    /// It is in the outbox, and what waits was not listed since.
    pub kept: bool,
    /// Why it could not be saved; `None` while it is on its way.
    pub trouble: Option<Trouble>,
}

const TRANSACTION: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": [{
    "fullUrl": "$path",
    "request": {"method": "PUT", "url": "$path", "ifNoneMatch": "*"},
    "resource": {
        "resourceType": "Observation", "id": "$id", "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}],
        "code": {"coding": [{"system": "$system", "code": "$code", "display": "Goal rated by the person, 0 to 10"}]},
        "subject": {"reference": "$patient"}, "performer": [{"reference": "$patient"}],
        "focus": [{"reference": "$goal"}], "effectiveDateTime": "$at", "valueInteger": "$value"
    }
}]}"#;

/// The person rated a goal.
pub(super) fn rated(state: &mut State, (goal, value): (String, u8), who: &Who, now: &Now) -> Vec<Effect> {
    let Some(patient) = who.patient.as_deref().filter(|_| value <= MOST) else { return vec![] };
    let (id, entry) = (now.uuid(), now.uuid());
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let holes = [
        ("path", ["Observation/", &id].concat().into()),
        ("id", id.as_str().into()),
        ("system", RATING.0.into()),
        ("code", RATING.1.into()),
        ("patient", patient.into()),
        ("goal", ["Goal/", &goal].concat().into()),
        ("at", at.into()),
        ("value", value.into()),
    ];
    state.saving = Some(Saving { goal, said: words::plan::RATED, closes: true, ..Saving::of(entry.clone()) });
    queue(Kind::Rating, (entry, id), json::filled(TRANSACTION, &holes), who, now)
}

/// Puts a transaction that makes the resource `id` into the outbox, as this entry.
pub(super) fn queue(
    kind: Kind,
    (entry, id): (String, String),
    body: Value,
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    let ticket = Ticket::new(entry, who.account.clone(), vec![id]);
    let (method, path) = (Method::Post, "/fhir".into());
    let entry = Entry { ticket, kind, risk: false, method, path, body, saved_at: now.time };
    vec![Effect::Queue(who.place, entry, None)]
}

impl Saving {
    /// What is being saved as this entry.
    pub(super) fn of(entry: String) -> Self {
        Self { entry, goal: String::new(), said: "", closes: false, ticks: None, kept: false, trouble: None }
    }
}

/// It is in the outbox, or not.
pub(super) fn queued(state: &mut State, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    let Some(saving) = state.saving.as_mut().filter(|saving| saving.entry == id) else { return vec![] };
    match done {
        Ok(()) => {
            let said = Effect::Announce(saving.said.into());
            let mut effects = vec![Effect::Deliver, Effect::ListOutbox, said];
            if saving.closes {
                effects.push(Effect::Focus("h1".into()));
            }
            saving.kept = true;
            state.saving.take_if(|saving| saving.ticks.is_none());
            effects
        }
        Err(trouble) => {
            saving.trouble = Some(trouble);
            vec![Effect::Focus("trouble".into())]
        }
    }
}

/// The rating that a resource is, where it is one of this goal.
fn read(resource: &Value, goal: &str, waiting: bool) -> Option<Rating> {
    let codings = resource["code"]["coding"].as_array()?;
    codings.iter().find(|coding| coding["system"] == RATING.0 && coding["code"] == RATING.1)?;
    let focus = resource["focus"][0]["reference"].as_str()?;
    let value = resource["valueInteger"].as_u64().and_then(|value| u8::try_from(value).ok())?;
    let date = Date::parse(resource["effectiveDateTime"].as_str()?)?;
    let own = resource["performer"][0]["reference"].as_str()?.starts_with("Patient/");
    let counts =
        own && focus.strip_prefix("Goal/") == Some(goal) && value <= MOST && resource["status"] == "final";
    counts.then(|| Rating { at: date.to_millis(), when: date.words(), value, waiting })
}

/// The ratings of the goal with this id, the oldest first; those that wait to be sent too.
#[must_use]
pub fn ratings(scores: &Held, outbox: &[Entry], goal: &str) -> Vec<Rating> {
    let known = scores.known.iter().flat_map(|known| known.resources.iter());
    let mut all: Vec<Rating> = known.filter_map(|one| read(one, goal, false)).collect();
    for entry in outbox.iter().filter(|entry| entry.kind == Kind::Rating) {
        let sent = scores.known.iter().flat_map(|known| known.resources.iter());
        let resource = &entry.body["entry"][0]["resource"];
        // The gateway may have it already, while its answer is on its way.
        if sent.into_iter().all(|one| one["id"] != resource["id"]) {
            all.extend(read(resource, goal, true));
        }
    }
    order::by(&mut all, |rating| rating.at);
    all
}
