//! Each time that a check-in was answered: of the record, and of what waits to be sent.

use serde_json::Value;

use crate::fhir::reading::{self, Reading};
use crate::fhir::{reference::Reference, response};
use crate::form::Instrument;
use crate::order;
use crate::outbox::Entry;
use crate::record::Held;

/// LOINC 48767-8, Annotation comment: the person's own note to their answers.
pub(super) const NOTE: (&str, &str) = ("http://loinc.org", "48767-8");

/// What is known of the answers of one person.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// Totals and notes.
    pub scores: &'a Held,
    /// The answers themselves.
    pub answers: &'a Held,
    /// What waits to be sent.
    pub outbox: &'a [Entry],
    /// Whose check-ins they are, `Patient/x`.
    pub patient: &'a str,
}

/// One time that a check-in was answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taken {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// The totals, in the order of the instrument's; `None` where there is none.
    pub scores: Vec<Option<Score>>,
    /// Not sent yet.
    pub waiting: bool,
    /// The id of the response.
    pub response: Option<String>,
    /// Who answered, where it was not the person: their name, or nothing where the record has none.
    pub who: Option<String>,
    /// The person's notes, the oldest first.
    pub notes: Vec<Note>,
}

/// A total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// The total, or the whole number next to it.
    pub value: i64,
    /// It was worked out for a missing answer, as published, and is no whole number.
    pub about: bool,
}

/// A note of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// What they wrote.
    pub text: String,
    /// Not sent yet.
    pub waiting: bool,
}

/// Every time that `instrument` was answered, the newest first.
#[must_use]
pub fn taken(sources: &Sources, instrument: &Instrument) -> Vec<Taken> {
    let mut found = Vec::new();
    let mut each = |pick: &mut dyn FnMut(&Value, bool, &mut Vec<Taken>)| {
        for held in [sources.answers, sources.scores] {
            for resource in held.known.iter().flat_map(|known| known.resources.iter()) {
                pick(resource, false, &mut found);
            }
        }
        for entry in sources.outbox {
            for part in entry.body["entry"].as_array().into_iter().flatten() {
                let resource = &part["resource"];
                let theirs = resource["subject"]["reference"] == sources.patient;
                if theirs && !knows(sources, &resource["id"]) {
                    pick(resource, true, &mut found);
                }
            }
        }
    };
    each(&mut |resource, waiting, found| {
        found.extend(answered(resource, waiting, instrument, sources.patient))
    });
    each(&mut |resource, waiting, found| scored(resource, waiting, (instrument, sources.patient), found));
    order::newest_first(&mut found, |t| t.at);
    for one in &mut found {
        order::by(&mut one.notes, |n| n.at);
    }
    found
}

/// Whether the record has it: then what waits has arrived already.
fn knows(sources: &Sources, id: &Value) -> bool {
    let mut shelves = [sources.answers, sources.scores].into_iter().filter_map(|held| held.known.as_ref());
    shelves.any(|known| known.resources.iter().any(|r| r["id"] == *id))
}

fn answered(resource: &Value, waiting: bool, instrument: &Instrument, patient: &str) -> Option<Taken> {
    if resource["resourceType"] != "QuestionnaireResponse" {
        return None;
    }
    let read = response::read(resource).ok()?.good;
    if read.canonical() != Some(instrument.url.as_str()) || read.status == response::Status::EnteredInError {
        return None;
    }
    let when = read.authored?;
    Some(Taken {
        at: when.to_millis(),
        when: when.words(),
        scores: instrument.totals().iter().map(|_| None).collect(),
        waiting,
        response: resource["id"].as_str().map(Into::into),
        who: informant(resource, patient),
        notes: vec![],
    })
}

fn scored(
    resource: &Value,
    waiting: bool,
    (instrument, patient): (&Instrument, &str),
    found: &mut Vec<Taken>,
) {
    if resource["resourceType"] != "Observation" {
        return;
    }
    let Ok(read) = reading::read(resource).map(|lenient| lenient.good) else { return };
    if read.status == reading::Status::EnteredInError {
        return;
    }
    let response = read.from.iter().find_map(response_of);
    let place = response.as_ref().and_then(|id| found.iter().position(|t| t.response.as_ref() == Some(id)));
    if read.main.code.codings.iter().any(|c| c.key().is_some_and(|key| key == note_key())) {
        if let Some(one) = place.and_then(|at| found.get_mut(at)) {
            one.notes.extend(note(&read, resource, waiting));
        }
        return;
    }
    let Some((column, score)) = score(&read, instrument) else { return };
    if place.is_none() {
        let Some(when) = read.when else { return };
        let who = informant(resource, patient);
        let scores = instrument.totals().iter().map(|_| None).collect();
        let at = when.to_millis();
        found.push(Taken { at, when: when.words(), scores, waiting, response, who, notes: vec![] });
    }
    let at = place.unwrap_or(found.len() - 1);
    if let Some(room) = found.get_mut(at).and_then(|one| one.scores.get_mut(column)) {
        *room = Some(score);
    }
}

fn note_key() -> String {
    let mut key = String::from(NOTE.0);
    key.push('|');
    key.push_str(NOTE.1);
    key
}

fn note(read: &Reading, resource: &Value, waiting: bool) -> Option<Note> {
    let when = read.when?;
    let text = resource["valueString"].as_str()?.to_owned();
    Some(Note { at: when.to_millis(), when: when.words(), text, waiting })
}

fn response_of(reference: &Reference) -> Option<String> {
    let id = reference.written.as_deref()?.rsplit_once("QuestionnaireResponse/")?.1;
    Some(id.split('/').next().unwrap_or(id).to_owned())
}

/// Which of the instrument's totals it is, and the number. One out of the published range is left out.
fn score(read: &Reading, instrument: &Instrument) -> Option<(usize, Score)> {
    let keys = read.main.code.codings.iter();
    let keys: Vec<String> = keys.filter_map(crate::fhir::coding::Coding::key).collect();
    let column = instrument.totals().iter().position(|total| keys.iter().any(|key| total.is(key)))?;
    let total = instrument.totals().get(column)?;
    let number = read.main.value.as_ref()?.number()?;
    #[allow(clippy::cast_possible_truncation, reason = "a total is small; one out of its range is left out")]
    let value = (number + 0.5).floor() as i64;
    #[allow(clippy::cast_precision_loss, reason = "a total is small")]
    let about = (number - value as f64).abs() > 0.001;
    (total.min..=total.max).contains(&value).then_some((column, Score { value, about }))
}

/// Who answered, where it was not the person.
fn informant(resource: &Value, patient: &str) -> Option<String> {
    let said = [&resource["source"], &resource["author"], &resource["performer"][0]];
    let said = said.into_iter().find(|who| who["reference"].is_string())?;
    let name = || said["display"].as_str().unwrap_or(crate::words::past::SOMEBODY).to_owned();
    (said["reference"] != patient).then(name)
}
