//! Answers become a QuestionnaireResponse and, with a total, an Observation: one transaction.

use serde_json::{Value, json};

use super::draft::Draft;
use super::library::Instrument;
use super::questionnaire::{Answer, Choice, Field, Question, Questionnaire};
use super::{risk, score};
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::outbox::{Entry, Kind, State};

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

/// Builds the outbox entry of a finished draft of `patient`, written by `account`.
#[must_use]
pub fn write(
    questionnaire: &Questionnaire,
    instrument: &Instrument,
    draft: &Draft,
    (account, patient): (&str, &str),
    now: &Now,
) -> Written {
    let answer_of = |link_id: &str| draft.answer(link_id);
    let score = score::score(questionnaire, instrument.total.as_ref(), &answer_of);
    let risk = !risk::met(questionnaire, &answer_of).is_empty();
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let mut entries = vec![put(response(questionnaire, draft, patient, &at))];
    let mut expects = vec![draft.response.clone()];
    if let (Some(score), Some(total)) = (&score, &instrument.total) {
        entries.push(put(observation(draft, patient, &at, (score.value, &total.codings))));
        expects.push(draft.observation.clone());
    }
    let entry = Entry {
        id: draft.entry.clone(),
        account: account.into(),
        kind: Kind::CheckIn,
        risk,
        method: Method::Post,
        path: "/fhir".into(),
        body: json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}),
        expects,
        saved_at: now.time,
        not_before: 0,
        attempts: 0,
        state: State::Waiting,
    };
    Written { entry, score, risk }
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

fn response(questionnaire: &Questionnaire, draft: &Draft, patient: &str, at: &str) -> Value {
    let canonical = match &questionnaire.version {
        Some(version) => format!("{}|{version}", questionnaire.url),
        None => questionnaire.url.clone(),
    };
    json!({
        "resourceType": "QuestionnaireResponse",
        "id": draft.response,
        "questionnaire": canonical,
        "status": "completed",
        "subject": {"reference": patient},
        "author": {"reference": patient},
        "source": {"reference": patient},
        "authored": at,
        "item": items(&questionnaire.questions, draft, 0),
    })
}

/// The answered items in the questionnaire's order, within their groups.
fn items(questions: &[Question], draft: &Draft, depth: usize) -> Vec<Value> {
    let mut made = Vec::new();
    let mut rest = questions;
    while let Some(first) = rest.first() {
        if let Some(group) = first.groups.get(depth) {
            let end = rest.iter().position(|q| q.groups.get(depth) != Some(group)).unwrap_or(rest.len());
            let inner = items(&rest[..end], draft, depth + 1);
            if !inner.is_empty() {
                made.push(json!({"linkId": group, "item": inner}));
            }
            rest = &rest[end..];
        } else {
            if let Some(value) = draft.answer(&first.link_id).and_then(|a| value_of(&first.field, a)) {
                made.push(json!({"linkId": first.link_id, "text": first.text, "answer": [value]}));
            }
            rest = &rest[1..];
        }
    }
    made
}

fn value_of(field: &Field, answer: &Answer) -> Option<Value> {
    Some(match (field, answer) {
        (Field::Choice(choices), Answer::Choice(chosen)) => coded(choices.get(*chosen)?),
        (_, Answer::YesNo(yes)) => json!({"valueBoolean": yes}),
        (_, Answer::Text(text)) => json!({"valueString": text}),
        (_, Answer::Whole(number)) => json!({"valueInteger": number}),
        _ => return None,
    })
}

fn coded(choice: &Choice) -> Value {
    let mut coding = choice.coding.clone();
    if let (Some(weight), Some(fields)) = (choice.weight, coding.as_object_mut()) {
        let url = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
        fields.insert("extension".into(), json!([{"url": url, "valueDecimal": weight}]));
    }
    json!({"valueCoding": coding})
}

fn observation(draft: &Draft, patient: &str, at: &str, (value, codings): (i64, &[Value])) -> Value {
    json!({
        "resourceType": "Observation",
        "id": draft.observation,
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
        "derivedFrom": [{"reference": format!("QuestionnaireResponse/{}", draft.response)}],
    })
}
