//! Answers become a QuestionnaireResponse, the Observations that are extracted from it and, with a total, one more: one
//! transaction.

use serde_json::Value;

use super::answering::Answering;
use super::library::Instrument;
use super::shown::Helper;
use super::{file, score};
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Ticket};
use crate::sdc::{Extracted, extract, named};
use crate::words::past;

/// What was made of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What goes into the outbox.
    pub entry: Entry,
    /// The files that go after it.
    pub files: Vec<Entry>,
    /// The total.
    pub score: Option<score::Score>,
    /// Scores of parts, with their places among the instrument's totals.
    pub parts: Vec<(usize, score::Score)>,
    /// An answer speaks of suicide or self-harm.
    pub risk: bool,
}

const BUNDLE: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": "$entry"}"#;

/// Builds the outbox entry of a finished draft of `patient`, written by `account`.
#[must_use]
pub fn write(
    answering: &Answering,
    instrument: &Instrument,
    (account, patient): (&str, &str),
    now: &Now,
) -> Written {
    let draft = &answering.draft;
    let score = score::score(&answering.live, instrument.total.as_ref());
    let risk = !answering.risky().is_empty();
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let response = response(answering, patient, &at);
    let files = file::entries(&draft.files, (&response, &draft.entry), (account, now.time));
    let extracted = extract(&answering.live, &response, &ids(&draft.response, &draft.entry));
    let mut entries = vec![put(response)];
    let mut expects = vec![draft.response.clone()];
    let total = instrument.total.as_ref();
    for mut made in extracted {
        if is_sent(&made, instrument, score.is_some()) {
            made.resource["subject"] = named("reference", patient.into());
            entries.push(put(made.resource));
            expects.push(made.id);
        }
    }
    if let (Some(score), Some(total)) = (&score, total) {
        let value = score::exact(&answering.live, total).unwrap_or_else(|| score.value.into());
        entries.push(put(observation(answering, patient, &at, (value, &total.codings))));
        expects.push(draft.observation.clone());
    }
    let entry = Entry {
        ticket: Ticket::new(draft.entry.clone(), account.into(), expects),
        kind: Kind::CheckIn,
        risk,
        method: Method::Post,
        path: "/fhir".into(),
        body: json::filled(BUNDLE, &[("entry", entries.into())]),
        saved_at: now.time,
    };
    let parts = score::parts(&answering.live, &instrument.parts);
    Written { entry, files, score, parts, risk }
}

/// A person may add what they observe of themselves. What else a questionnaire wants to be made is for the team's own
/// systems, which get every answer. The total is made once.
fn is_sent(made: &Extracted, instrument: &Instrument, scored: bool) -> bool {
    let is_total = instrument.total.as_ref().is_some_and(|total| total.codes(&made.resource["code"]));
    made.is_new && is_survey(&made.resource) && !(scored && is_total)
}

/// An Observation of category survey and no other: the gateway takes measurements and the like from the team alone.
fn is_survey(resource: &Value) -> bool {
    let mut categories = 0;
    let mut surveys = 0;
    for category in resource["category"].as_array().into_iter().flatten() {
        for coding in category["coding"].as_array().into_iter().flatten() {
            categories += 1;
            surveys += usize::from(coding["code"] == "survey");
        }
    }
    resource["resourceType"] == "Observation" && categories > 0 && categories == surveys
}

/// Ids that follow from those of the draft: the same draft makes the same resources.
fn ids(response: &str, entry: &str) -> Now {
    let half = |text: &str, from: usize| {
        let digits = text.chars().filter_map(|c| c.to_digit(16)).skip(from).take(16);
        digits.fold(0_u64, |all, digit| (all << 4) | u64::from(digit))
    };
    Now::new(0, 0, [half(response, 0), half(response, 16), half(entry, 0), half(entry, 16)])
}

const PUT: &str = r#"{"fullUrl": "$url", "resource": "$resource",
    "request": {"method": "PUT", "url": "$url", "ifNoneMatch": "*"}}"#;

/// A client-chosen id with `If-None-Match: *`: sent twice, it is created once.
fn put(resource: Value) -> Value {
    let text = |name: &str| resource[name].as_str().unwrap_or_default();
    let url = [text("resourceType"), "/", text("id")].concat();
    json::filled(PUT, &[("url", url.into()), ("resource", resource)])
}

const RESPONSE: &str = r#"{"resourceType": "QuestionnaireResponse", "id": "$id", "extension": "$helped",
    "questionnaire": "$questionnaire", "status": "completed", "subject": {"reference": "$patient"},
    "author": {"reference": "$patient"}, "source": "$source", "authored": "$at", "item": "$item"}"#;

fn response(answering: &Answering, patient: &str, at: &str) -> Value {
    let form = answering.live.form();
    let mut canonical = form.url.to_string();
    if let Some(version) = &form.version {
        canonical.push('|');
        canonical.push_str(version);
    }
    let holes = [
        ("id", answering.draft.response.as_str().into()),
        ("helped", answering.draft.helper.as_ref().map_or(Value::Null, helped)),
        ("questionnaire", canonical.into()),
        ("patient", patient.into()),
        ("source", source(answering.draft.helper.as_ref(), patient)),
        ("at", at.into()),
        ("item", answering.live.items().into()),
    ];
    json::filled(RESPONSE, &holes)
}

/// Who gave the answers: the person, or who answers in their place, of whom no more is known than was told.
fn source(helper: Option<&Helper>, patient: &str) -> Value {
    let Some(helper) = helper.filter(|helper| helper.instead) else {
        return named("reference", patient.into());
    };
    let told = [helper.name.trim(), helper.relation.trim()];
    let words = match told {
        ["", ""] => past::SOMEBODY.into(),
        ["", one] | [one, ""] => one.to_owned(),
        [name, relation] => [name, " (", relation, ")"].concat(),
    };
    json::filled(r#"{"type": "RelatedPerson", "display": "$words"}"#, &[("words", words.into())])
}

/// Says who helped to answer; there is no element for it in FHIR R4.
pub(crate) const HELPER: &str = "https://lapwing.example/StructureDefinition/helper";
const HELPED: &str = r#"[{"url": "$url", "extension": "$parts"}]"#;

fn helped(helper: &Helper) -> Value {
    let part = |url: &str, instead: Value, words: Value| {
        let template = r#"{"url": "$url", "valueBoolean": "$instead", "valueString": "$words"}"#;
        json::filled(template, &[("url", url.into()), ("instead", instead), ("words", words)])
    };
    let mut parts = vec![part("instead", helper.instead.into(), Value::Null)];
    for (url, words) in [("name", helper.name.trim()), ("relation", helper.relation.trim())] {
        if !words.is_empty() {
            parts.push(part(url, Value::Null, words.into()));
        }
    }
    json::filled(HELPED, &[("url", HELPER.into()), ("parts", parts.into())])
}

const OBSERVATION: &str = r#"{"resourceType": "Observation", "id": "$id", "status": "final",
    "category": [{"coding": [
        {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}],
    "code": {"coding": "$codings"}, "subject": {"reference": "$patient"}, "performer": [{"reference": "$patient"}],
    "effectiveDateTime": "$at", "valueQuantity": {
        "value": "$value", "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"},
    "derivedFrom": [{"reference": "$response"}]}"#;

fn observation(answering: &Answering, patient: &str, at: &str, (value, codings): (Value, &[Value])) -> Value {
    let response = ["QuestionnaireResponse/", &answering.draft.response].concat();
    let holes = [
        ("id", answering.draft.observation.as_str().into()),
        ("codings", codings.into()),
        ("patient", patient.into()),
        ("at", at.into()),
        ("value", value),
        ("response", response.into()),
    ];
    json::filled(OBSERVATION, &holes)
}
