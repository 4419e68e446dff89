//! The screen of past answers: who answered, what the totals were, what changed meanwhile.

use super::marks::{Mark, marks};
use super::taken::{Sources, Taken, taken};
use crate::form::{Instrument, Total};
use crate::now::Now;
use crate::record::{Held, Shown, shown};
use crate::words::past as words;

/// The screen of past answers.
#[derive(Debug, Clone, PartialEq)]
pub struct PastView {
    /// Its state.
    pub shown: Shown,
    /// The check-in's title.
    pub title: String,
    /// Key of its address.
    pub key: String,
    /// What is totalled, as published.
    pub totals: Vec<Total>,
    /// How the person themselves stands among who answered.
    pub person: String,
    /// Each time it was answered, the newest first.
    pub taken: Vec<Taken>,
    /// Changes of treatment, the newest first; not from long before the first answers.
    pub marks: Vec<Mark>,
}

/// Treatment begun so long before the first answers (8 weeks) is still shown.
const BEFORE: i64 = 56 * 86_400_000;

/// The screen of past answers.
#[must_use]
pub fn past(sources: &Sources, medicines: &Held, instrument: &Instrument, now: &Now) -> PastView {
    let mut all = taken(sources, instrument);
    let person = sources.scores.whose.clone().unwrap_or_else(|| words::YOU.into());
    for one in &mut all {
        one.who.get_or_insert_with(|| person.clone());
    }
    let mut marks = marks(medicines);
    let first = all.last().map_or(i64::MAX, |t| t.at);
    marks.retain(|mark| mark.at >= first.saturating_sub(BEFORE));
    PastView {
        shown: shown(sources.scores, !all.is_empty(), 0, now),
        title: instrument.title.clone(),
        key: instrument.key(),
        totals: instrument.totals().to_vec(),
        person,
        taken: all,
        marks,
    }
}

impl PastView {
    /// Who answered: the person first, then the others in the order of their first answers.
    #[must_use]
    pub fn who(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for one in self.taken.iter().rev() {
            let name = one.who.as_deref().unwrap_or_default();
            match names.contains(&name) {
                true => {}
                false if name == self.person => names.insert(0, name),
                false => names.push(name),
            }
        }
        names
    }
}
