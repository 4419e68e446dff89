//! Answers become a QuestionnaireResponse, the Observations that are extracted from it and, with a total, one more: one
//! transaction.

use serde_json::{Value, json};

use super::answering::Answering;
use super::library::Instrument;
use super::score;
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Ticket};
use crate::sdc::{Extracted, extract};

/// What was made of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What goes into the outbox.
    pub entry: Entry,
    /// The total.
    pub score: Option<score::Score>,
    /// An answer speaks of suicide or self-harm.
    pub risk: bool,
}

/// Says who helped to answer; there is no element for it in FHIR R4.
const HELPER: &str = "https://lapwing.example/StructureDefinition/helper";

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
    let extracted = extract(&answering.live, &response, &ids(&draft.response, &draft.entry));
    let mut entries = vec![put(response)];
    let mut expects = vec![draft.response.clone()];
    let total = instrument.total.as_ref();
    for Extracted { mut resource, id, .. } in
        extracted.into_iter().filter(|made| is_sent(made, instrument, score.is_some()))
    {
        if let Some(fields) = resource.as_object_mut() {
            fields.insert("subject".into(), json!({"reference": patient}));
        }
        entries.push(put(resource));
        expects.push(id);
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
        body: json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}),
        saved_at: now.time,
    };
    Written { entry, score, risk }
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

/// A client-chosen id with `If-None-Match: *`: sent twice, it is created once.
fn put(resource: Value) -> Value {
    let url = format!(
        "{}/{}",
        resource["resourceType"].as_str().unwrap_or_default(),
        resource["id"].as_str().unwrap_or_default()
    );
    json!({"fullUrl": url, "resource": resource, "request": {"method": "PUT", "url": url, "ifNoneMatch": "*"}})
}

fn response(answering: &Answering, patient: &str, at: &str) -> Value {
    let form = answering.live.form();
    let canonical = match &form.version {
        Some(version) => format!("{}|{version}", form.url),
        None => form.url.to_string(),
    };
    let mut response = json!({
        "resourceType": "QuestionnaireResponse",
        "id": answering.draft.response,
        "questionnaire": canonical,
        "status": "completed",
        "subject": {"reference": patient},
        "author": {"reference": patient},
        "source": {"reference": patient},
        "authored": at,
        "item": answering.live.items(),
    });
    if let (Some(helper), Some(fields)) = (&answering.draft.helper, response.as_object_mut()) {
        let text = |url: &str, text: &str| json!({"url": url, "valueString": text});
        let mut parts = vec![json!({"url": "instead", "valueBoolean": helper.instead})];
        for (url, words) in [("name", &helper.name), ("relation", &helper.relation)] {
            if !words.trim().is_empty() {
                parts.push(text(url, words.trim()));
            }
        }
        fields.insert("extension".into(), json!([{"url": HELPER, "extension": parts}]));
    }
    response
}

fn observation(answering: &Answering, patient: &str, at: &str, (value, codings): (Value, &[Value])) -> Value {
    json!({
        "resourceType": "Observation",
        "id": answering.draft.observation,
        "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey",
        }]}],
        "code": {"coding": codings},
        "subject": {"reference": patient},
        "performer": [{"reference": patient}],
        "effectiveDateTime": at,
        "valueQuantity": {
            "value": value, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}",
        },
        "derivedFrom": [{"reference": format!("QuestionnaireResponse/{}", answering.draft.response)}],
    })
}
