//! Total scores, as published: the sum of the weights, only when every item is answered.

use super::library::{Band, Total};
use super::questionnaire::{Answer, Field, Questionnaire};

/// A total with what it is out of.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The total.
    pub value: i64,
    /// Lowest possible.
    pub min: i64,
    /// Highest possible.
    pub max: i64,
    /// Bands, for the plot and the table only.
    pub bands: Vec<Band>,
    /// The change that is more than chance would explain.
    pub change: Option<i64>,
}

/// The total of the given answers; `None` if an item is missing (no rule allows to guess it) or no
/// scoring was published.
#[must_use]
pub fn score<'a>(
    questionnaire: &Questionnaire,
    total: Option<&Total>,
    answer_of: &dyn Fn(&str) -> Option<&'a Answer>,
) -> Option<Score> {
    let total = total?;
    let mut value = 0;
    for question in &questionnaire.questions {
        if let Field::Choice(choices) = &question.field {
            let Some(Answer::Choice(chosen)) = answer_of(&question.link_id) else { return None };
            value += choices.get(*chosen)?.weight?;
        }
    }
    let score =
        Score { value, min: total.min, max: total.max, bands: total.bands.clone(), change: total.change };
    (total.min..=total.max).contains(&value).then_some(score)
}

/// How a score stands beside an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The same number.
    Same,
    /// Lower or higher; how much may be chance was not published for the instrument.
    Differs(i64),
    /// Lower or higher by less than chance alone may explain.
    Within(i64),
    /// Lower or higher by more than chance would explain (Jacobson and Truax 1991; the change that was
    /// published for the instrument).
    Beyond(i64),
}

/// Compares with an earlier total; the number is now minus then.
#[must_use]
pub fn compare(now: i64, then: i64, change: Option<i64>) -> Compared {
    let by = now - then;
    match change {
        _ if by == 0 => Compared::Same,
        Some(change) if by.abs() >= change => Compared::Beyond(by),
        Some(_) => Compared::Within(by),
        None => Compared::Differs(by),
    }
}
