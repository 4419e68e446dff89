//! Each time that a check-in was answered: of the record, and of what waits to be sent.

use serde_json::Value;

use crate::fhir::date::Date;
use crate::fhir::reading::{self, Reading};
use crate::fhir::reference::Reference;
use crate::form::Instrument;
use crate::order;
use crate::outbox::Entry;
use crate::record::Held;
use crate::seek::cut;

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
    /// The same as `Type/id`.
    pub by: Option<String>,
    /// The person's notes.
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
    let all = resources(sources);
    let mut found = Vec::new();
    for (resource, waiting) in &all {
        if resource["resourceType"] == "QuestionnaireResponse" {
            found.extend(answered(resource, *waiting, instrument, sources.patient));
        }
    }
    for (resource, waiting) in &all {
        if resource["resourceType"] == "Observation" {
            scored(resource, *waiting, (instrument, sources.patient), &mut found);
        }
    }
    order::newest_first(&mut found, |t| t.at);
    found
}

/// What there is of the person, and whether it waits to be sent.
pub(super) fn resources<'a>(sources: &Sources<'a>) -> Vec<(&'a Value, bool)> {
    let mut all = Vec::new();
    for held in [sources.answers, sources.scores] {
        if let Some(known) = &held.known {
            for resource in known.resources.iter() {
                all.push((resource, false));
            }
        }
    }
    let known = all.len();
    for entry in sources.outbox {
        for part in entry.body["entry"].as_array().map_or(&[][..], Vec::as_slice) {
            let resource = &part["resource"];
            let arrived = all.iter().take(known).any(|(r, _)| r["id"] == resource["id"]);
            if !arrived && resource["subject"]["reference"] == sources.patient {
                all.push((resource, true));
            }
        }
    }
    all
}

fn answered(resource: &Value, waiting: bool, instrument: &Instrument, patient: &str) -> Option<Taken> {
    let url = resource["questionnaire"].as_str()?.split('|').next();
    if url != Some(instrument.url.as_str()) || resource["status"] == "entered-in-error" {
        return None;
    }
    let when = Date::parse(resource["authored"].as_str()?)?;
    let (by, who) = informant(resource, patient).unzip();
    Some(Taken {
        at: when.to_millis(),
        when: when.words(),
        scores: vec![None; instrument.totals().len()],
        waiting,
        response: resource["id"].as_str().map(Into::into),
        who,
        by,
        notes: vec![],
    })
}

fn scored(
    resource: &Value,
    waiting: bool,
    (instrument, patient): (&Instrument, &str),
    found: &mut Vec<Taken>,
) {
    let Ok(read) = reading::read(resource).map(|lenient| lenient.good) else { return };
    if read.status == reading::Status::EnteredInError {
        return;
    }
    let mut response = read.from.iter().find_map(response_of);
    let note_it_is = read.main.code.code_in(NOTE.0) == Some(NOTE.1);
    let said = resource["performer"][0]["reference"].as_str();
    let fits = |one: &Taken| match (said, carer(said)) {
        (None, _) => true,
        (_, None) if note_it_is => true,
        (_, by) => by == carer(one.by.as_deref()),
    };
    let named = response.as_ref().and_then(|id| found.iter().position(|t| t.response.as_ref() == Some(id)));
    // Of whose answers it is, it is not: then it stands by itself, under the name of who made it.
    let place = named.filter(|at| found.get(*at).is_some_and(fits));
    if named.is_some() && place.is_none() {
        response = None;
    }
    if note_it_is {
        if let (Some(one), Some(note)) =
            (place.and_then(|at| found.get_mut(at)), note(&read, resource, waiting))
        {
            one.notes.push(note);
        }
        return;
    }
    let Some((column, score)) = score(&read, instrument) else { return };
    if place.is_none() {
        let Some(when) = read.when else { return };
        let (by, who) = informant(resource, patient).unzip();
        let scores = vec![None; instrument.totals().len()];
        let at = when.to_millis();
        found.push(Taken { at, when: when.words(), scores, waiting, response, who, by, notes: vec![] });
    }
    let at = place.unwrap_or(found.len() - 1);
    if let Some(room) = found.get_mut(at).and_then(|one| one.scores.get_mut(column)) {
        *room = Some(score);
    }
}

fn note(read: &Reading, resource: &Value, waiting: bool) -> Option<Note> {
    let when = read.when?;
    let text = resource["valueString"].as_str()?.to_owned();
    Some(Note { at: when.to_millis(), when: when.words(), text, waiting })
}

fn response_of(reference: &Reference) -> Option<String> {
    let (_, id) = cut(reference.written.as_deref()?, "QuestionnaireResponse/")?;
    Some(id.split('/').next().unwrap_or(id).to_owned())
}

/// Which of the instrument's totals it is, and the number. One out of the published range is left out.
fn score(read: &Reading, instrument: &Instrument) -> Option<(usize, Score)> {
    let number = read.main.value.as_ref()?.number()?;
    for (column, total) in instrument.totals().iter().enumerate() {
        if read.main.code.codings.iter().any(|coding| total.is(coding)) {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "a total is small; one out of its range is left out"
            )]
            let value = (number + 0.5).floor() as i64;
            #[allow(clippy::cast_precision_loss, reason = "a total is small")]
            let about = (number - value as f64).abs() > 0.001;
            return (total.min..=total.max).contains(&value).then_some((column, Score { value, about }));
        }
    }
    None
}

/// A carer, of all who can be named.
fn carer(who: Option<&str>) -> Option<&str> {
    who.filter(|who| who.starts_with("RelatedPerson/"))
}

/// Who answered, where it was not the person: as `Type/id`, and by name.
fn informant(resource: &Value, patient: &str) -> Option<(String, String)> {
    for said in [&resource["source"], &resource["author"], &resource["performer"][0]] {
        if let Some(reference) = said["reference"].as_str() {
            let name = said["display"].as_str().unwrap_or(crate::words::past::SOMEBODY);
            return (reference != patient).then(|| (reference.to_owned(), name.to_owned()));
        }
    }
    None
}
