//! When something began or ended: a date, an age, a period or words.

use super::Node;
use super::date::Date;
use super::quantity::Quantity;
use super::range::Range;

/// When something began or ended, as exactly as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Onset {
    /// On a date.
    Date(Date),
    /// At an age, such as "14 years".
    Age(Quantity),
    /// Between two dates.
    Period(super::period::Period),
    /// Between two ages.
    Range(Range),
    /// As someone put it.
    Text(String),
}

/// Reads a choice of date, age, period, range and text, its members named in this order.
pub(crate) fn onset(node: &Node, keys: &[&str; 5]) -> Option<Onset> {
    let [date, age, period, range, text] = *keys;
    (node.date(date).map(Onset::Date))
        .or_else(|| node.read(age, Quantity::read).map(Onset::Age))
        .or_else(|| node.read(period, super::period::Period::read).map(Onset::Period))
        .or_else(|| node.read(range, Range::read).map(Onset::Range))
        .or_else(|| node.text(text).map(Onset::Text))
}

impl Onset {
    /// In words: "12 March 2026", "age 14", "as a child".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Onset::Date(date) => Some(date.words()),
            Onset::Age(age) => age.value.as_ref().map(|years| match age.code.as_deref() {
                None | Some("a") => format!("age {}", years.words()),
                Some(_) => format!("age {}", age.words().unwrap_or_default()),
            }),
            Onset::Period(period) => period.words(),
            Onset::Range(range) => range.words().map(|ages| format!("age {ages}")),
            Onset::Text(text) => Some(text.clone()),
        }
    }

    /// The date it can be ordered by.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Onset::Date(date) => Some(*date),
            Onset::Period(period) => period.start.or(period.end),
            _ => None,
        }
    }
}
