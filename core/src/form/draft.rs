//! Answers under way, kept at every answer.

use serde::{Deserialize, Serialize};

use super::questionnaire::{Answer, Field, Questionnaire};
use crate::now::Now;

/// Answers under way. The ids are made when the draft begins, so that a draft which is sent twice
/// (the page was killed between saving and clearing) is the same entry twice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The canonical URL that it answers.
    pub questionnaire: String,
    /// Answers with their linkIds, one each, in the order in which they were first given.
    pub answers: Vec<(String, Answer)>,
    /// The question that is open; the number of questions stands for the review.
    pub at: usize,
    /// The id of the response-to-be.
    pub response: String,
    /// The id of the total's Observation-to-be.
    pub observation: String,
    /// The id of the outbox entry-to-be.
    pub entry: String,
    /// When it was begun, milliseconds.
    pub begun: i64,
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn begin(questionnaire: &str, now: &Now) -> Self {
        Self {
            questionnaire: questionnaire.into(),
            answers: vec![],
            at: 0,
            response: now.uuid(),
            observation: now.uuid(),
            entry: now.uuid(),
            begun: now.time,
        }
    }

    /// Whether it answers `questionnaire` and every answer still fits its question.
    #[must_use]
    pub fn fits(&self, questionnaire: &Questionnaire) -> bool {
        self.questionnaire == questionnaire.url
            && self.answers.iter().all(|(link_id, answer)| {
                questionnaire.questions.iter().any(|q| q.link_id == *link_id && fits(&q.field, answer))
            })
    }

    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, link_id: &str) -> Option<&Answer> {
        self.answers.iter().find(|(id, _)| id == link_id).map(|(_, answer)| answer)
    }

    /// Gives, changes or clears the answer to a question.
    pub fn set(&mut self, link_id: &str, answer: Option<Answer>) {
        let place = self.answers.iter().position(|(id, _)| id == link_id);
        match (place, answer) {
            (Some(place), Some(answer)) => self.answers[place].1 = answer,
            (Some(place), None) => drop(self.answers.remove(place)),
            (None, Some(answer)) => self.answers.push((link_id.into(), answer)),
            (None, None) => {}
        }
    }
}

pub(super) fn fits(field: &Field, answer: &Answer) -> bool {
    match (field, answer) {
        (Field::Choice(choices), Answer::Choice(chosen)) => *chosen < choices.len(),
        (Field::YesNo, Answer::YesNo(_)) | (Field::Whole, Answer::Whole(_)) => true,
        (Field::Line | Field::Text, Answer::Text(text)) => text.chars().count() <= MOST_TEXT,
        _ => false,
    }
}

/// The longest text that an answer may hold, in characters.
pub const MOST_TEXT: usize = 4_000;
