//! Quantities: a number of a unit.

mod calendar;
mod compare;
mod json;
mod measure;
mod units;

pub use calendar::Calendar;
pub(super) use calendar::{code_of, of_dates};

use super::decimal::Decimal;

/// A number of a unit.
#[derive(Clone, Copy, Debug)]
pub struct Quantity<'a> {
    /// How many.
    pub value: Decimal,
    /// Of what: a UCUM code (<https://ucum.org/ucum>), `1` for a plain number; or one of the calendar's words such as
    /// `year`, which is not UCUM's `a` of 365.25 days. A unit that is neither is equal to itself alone.
    pub unit: &'a str,
}

impl<'a> Quantity<'a> {
    /// A plain number.
    #[must_use]
    pub fn plain(value: Decimal) -> Self {
        Self { value, unit: "1" }
    }

    /// Reads a number, alone or with a unit behind: `4 days`, `10 'mg'`.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim_ascii();
        let end = text.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end)?;
        let value = plain_decimal(number)?;
        let unit = unit.trim_ascii();
        let code = unit
            .len()
            .checked_sub(1)
            .filter(|end| *end > 0 && unit.starts_with('\'') && unit.ends_with('\''));
        let unit = match code {
            Some(end) => unit.get(1..end)?,
            None if unit.is_empty() => "1",
            None => calendar::word(unit)?,
        };
        Some(Self { value, unit })
    }

    /// As FHIRPath writes it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.value.text();
        if calendar::word(self.unit).is_some() {
            text.push(' ');
            text.push_str(self.unit);
            text.push_str(if self.value == Decimal::whole(1) { "" } else { "s" });
        } else {
            text.push_str(" '");
            text.push_str(self.unit);
            text.push('\'');
        }
        text
    }
}

/// The calendar's word, singular, for a word that is one.
pub(super) fn calendar_word(word: &str) -> Option<&'static str> {
    calendar::word(word)
}

/// A number without an exponent: texts of FHIRPath have none.
pub(in crate::fhirpath) fn plain_decimal(text: &str) -> Option<Decimal> {
    if text.bytes().any(|byte| byte.is_ascii_alphabetic()) { None } else { Decimal::parse(text) }
}
