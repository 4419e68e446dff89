//! What was answered at one time, to read and to print.

use super::taken::{Note, Sources, resources, taken};
use super::{State, Writing};
use crate::fhir::response::{self, Answer, Item};
use crate::form::Instrument;
use crate::now::{Now, short_key};
use crate::record::{Shown, shown};
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
    /// It is a heading: it holds other questions.
    pub heading: bool,
}

/// The answers behind the key `at`; an unknown key gives an empty view.
#[must_use]
pub fn past_answer(
    sources: &Sources,
    instrument: &Instrument,
    at: &str,
    (state, own, now): (&State, bool, &Now),
) -> PastAnswerView {
    let all = taken(sources, instrument);
    let one = all.into_iter().find(|t| t.response.as_deref().is_some_and(|id| short_key(id) == at));
    let one = one.unwrap_or_default();
    let response = one.response.clone().unwrap_or_default();
    let said = said(sources, &response);
    let mut scores = Vec::new();
    for (score, total) in one.scores.iter().zip(instrument.totals()) {
        if let Some(score) = score {
            scores.push(words::past::score(total.name.as_deref(), *score, total.max));
        }
    }
    PastAnswerView {
        shown: shown(sources.answers, !said.is_empty(), 0, now),
        title: instrument.title.clone(),
        key: instrument.key(),
        when: one.when,
        who: one.who,
        waiting: one.waiting,
        scores,
        said,
        notes: one.notes,
        writing: state.writing.clone().filter(|w| w.response == response),
        response,
        own,
    }
}

fn said(sources: &Sources, response: &str) -> Vec<Said> {
    let all = resources(sources);
    let found = all.iter().find(|(r, _)| r["id"] == response && r["resourceType"] == "QuestionnaireResponse");
    let Some(Ok(read)) = found.map(|(resource, _)| response::read(resource)) else { return vec![] };
    let items = read.good.items;
    let mut rows = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let heading =
            items.get(at + 1).is_some_and(|next| next.depth > item.depth) && item.answers.is_empty();
        if !heading && item.answers.is_empty() {
            continue;
        }
        rows.push(Said { depth: item.depth, text: question(item), answers: in_words(item), heading });
    }
    rows
}

fn question(item: &Item) -> String {
    item.text.clone().unwrap_or_else(|| words::past::NO_TEXT.into())
}

fn in_words(item: &Item) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for answer in &item.answers {
        said.push(match answer {
            Answer::Coding(coding) => {
                let label = coding.display.as_deref().or(coding.code.as_deref());
                label.unwrap_or(words::form::NO_ANSWER).into()
            }
            Answer::Text(text) => text.clone(),
            Answer::Flag(true) => words::form::YES.into(),
            Answer::Flag(false) => words::form::NO.into(),
            Answer::Whole(number) => number.to_string(),
            Answer::Decimal(number) => number.words().into(),
            Answer::Date(date) => date.words(),
            Answer::Quantity(quantity) => quantity.words().unwrap_or_default(),
            Answer::Attachment(file) => file.title.clone().unwrap_or_else(|| words::past::FILE.into()),
            Answer::Reference(to) => to.display.clone().unwrap_or_else(|| words::past::ENTRY.into()),
        });
    }
    said
}
