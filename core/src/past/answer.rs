//! What was answered at one time, to read and to print.

use serde_json::Value;

use super::taken::{Note, Sources, resources, taken};
use super::{State, Writing};
use crate::fhir::date::Date;
use crate::form::Instrument;
use crate::now::{Now, short_key};
use crate::record::{Shown, file_key, shown};
use crate::route::Route;
use crate::words;

/// The answers of one time.
#[derive(Debug, Clone, PartialEq)]
pub struct PastAnswerView {
    /// Its state.
    pub shown: Shown,
    /// The check-in's title.
    pub title: String,
    /// Key of the check-in's address.
    pub key: String,
    /// When it was answered.
    pub when: String,
    /// Who answered, where it was not the person.
    pub who: Option<String>,
    /// That somebody helped to answer, or answered in the person's place, in words.
    pub helped: Option<String>,
    /// Not sent yet.
    pub waiting: bool,
    /// The totals: "Score: 12 out of 27".
    pub scores: Vec<String>,
    /// The answers.
    pub said: Vec<Said>,
    /// The person's notes.
    pub notes: Vec<Note>,
    /// The id of the response, for a note to it.
    pub response: String,
    /// A note under way.
    pub writing: Option<Writing>,
    /// Whether the reader may write notes.
    pub own: bool,
}

/// A question with its answers, or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How deep it stands.
    pub depth: usize,
    /// The question.
    pub text: String,
    /// The answers; none for a heading.
    pub answers: Vec<String>,
    /// The files among them: what each is called, and where it opens once it is with the gateway.
    pub files: Vec<(String, Option<Route>)>,
}

/// The answers behind the key `at`; an unknown key gives an empty view.
#[must_use]
pub fn past_answer(
    sources: &Sources,
    instrument: &Instrument,
    at: &str,
    (state, own, now): (&State, bool, &Now),
) -> PastAnswerView {
    let mut one = super::Taken::default();
    for found in taken(sources, instrument) {
        if found.response.as_deref().is_some_and(|id| short_key(id) == at) {
            one = found;
        }
    }
    let response = one.response.unwrap_or_default();
    let (mut said_then, mut helped) = (Vec::new(), None);
    for (resource, _) in resources(sources) {
        if resource["id"] == response.as_str() && resource["resourceType"] == "QuestionnaireResponse" {
            let not_said =
                if own && one.who.is_none() { words::asking::DID_NOT_SAY } else { words::past::DECLINED };
            said(&resource["item"], (0, not_said), &mut said_then);
            helped = helper(resource);
        }
    }
    // What waits to be sent is not there to be opened.
    let waits = |key: &String| sources.outbox.iter().any(|entry| short_key(&entry.ticket.id) == *key);
    for (_, route) in said_then.iter_mut().flat_map(|said| &mut said.files) {
        route.take_if(|route| one.waiting || matches!(route, Route::Letter(key) if waits(key)));
    }
    let mut scores = Vec::new();
    for (score, total) in one.scores.iter().zip(instrument.totals()) {
        if let Some(score) = score {
            scores.push(words::past::score(total.name.as_deref(), *score, total.max));
        }
    }
    PastAnswerView {
        shown: shown(sources.answers, !said_then.is_empty(), 0, now),
        title: instrument.title.clone(),
        key: instrument.key(),
        when: one.when,
        who: one.who,
        helped,
        waiting: one.waiting,
        scores,
        said: said_then,
        notes: one.notes,
        writing: state.writing.clone().filter(|w| w.response == response),
        response,
        own,
    }
}

/// Deeper than this no answers lie in an honest response.
const DEEPEST: usize = 40;

/// Questions with answers, also those that the person chose not to give, and the headings of those that hold some.
fn said(items: &Value, (depth, not_said): (usize, &str), found: &mut Vec<Said>) {
    for item in items.as_array().map_or(&[][..], Vec::as_slice) {
        let given = item["answer"].as_array().map_or(&[][..], Vec::as_slice);
        let (mut answers, mut files) = (Vec::new(), Vec::new());
        for answer in given {
            if let Some((member, value)) =
                answer.as_object().and_then(|a| a.iter().find(|(m, _)| m.starts_with("value")))
            {
                match member == "valueAttachment" {
                    true => files.push((in_words(member, value), file_key(value).map(Route::Letter))),
                    false => answers.push(in_words(member, value)),
                }
            }
        }
        if answers.is_empty() && declined(item) {
            answers.push(not_said.to_owned());
        }
        let text = item["text"].as_str().unwrap_or(words::past::NO_TEXT).to_owned();
        let place = found.len();
        let heading = answers.is_empty() && files.is_empty();
        found.push(Said { depth, text, answers, files });
        if depth < DEEPEST {
            said(&item["item"], (depth + 1, not_said), found);
            for answer in given {
                said(&answer["item"], (depth + 1, not_said), found);
            }
        }
        if heading && found.len() == place + 1 {
            found.pop();
        }
    }
}

/// The person did not want to say: the code `asked-declined` of HL7's data-absent-reason.
fn declined(item: &Value) -> bool {
    let extensions = item["extension"].as_array().map_or(&[][..], Vec::as_slice);
    extensions.iter().any(|extension| {
        extension["url"] == "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
            && extension["valueCode"] == "asked-declined"
    })
}

/// Who helped to answer, as `form/send.rs` notes it at the response.
fn helper(response: &Value) -> Option<String> {
    let extensions = response["extension"].as_array()?;
    let noted = extensions.iter().find(|extension| extension["url"] == crate::form::HELPER)?;
    let part = |url: &str| {
        let parts = noted["extension"].as_array().map_or(&[][..], Vec::as_slice);
        parts.iter().find(|part| part["url"] == url)
    };
    let word = |url: &str| part(url).and_then(|part| part["valueString"].as_str()).unwrap_or_default();
    let instead = part("instead").is_some_and(|part| part["valueBoolean"] == true);
    Some(words::past::helped((word("name"), word("relation")), instead))
}

/// An answer in words.
fn in_words(member: &str, value: &Value) -> String {
    match value {
        Value::Bool(true) => words::form::YES.into(),
        Value::Bool(false) => words::form::NO.into(),
        Value::Number(number) => number.as_str().into(),
        Value::String(text) if member.starts_with("valueDate") => {
            Date::parse(text).map_or_else(|| text.clone(), |date| date.words())
        }
        Value::String(text) => text.clone(),
        value => {
            let names = ["display", "title", "code"].into_iter();
            let name = names.map(|name| &value[name]).find_map(Value::as_str);
            let Value::Number(number) = &value["value"] else {
                return name.unwrap_or(words::form::NO_ANSWER).into();
            };
            let mut said = String::from(number.as_str());
            if let Some(unit) = value["unit"].as_str().or(name) {
                said.push(' ');
                said.push_str(unit);
            }
            said
        }
    }
}
