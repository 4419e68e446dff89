//! Quantities: a number of a unit.

mod calendar;
mod compare;
mod json;
mod measure;
mod parse;
mod units;

pub use calendar::Calendar;
pub(super) use parse::plain_decimal;

use super::{decimal::Decimal, text::Text};

/// A number of a unit.
#[derive(Clone, Debug)]
pub struct Quantity<'a> {
    /// How many.
    pub value: Decimal,
    /// Of what.
    pub unit: Unit<'a>,
}

/// What a quantity counts.
#[derive(Clone, Debug)]
pub enum Unit<'a> {
    /// A duration of the calendar: `1 year` is not `1 'a'`, which is 365.25 days.
    Calendar(Calendar),
    /// A UCUM unit, <https://ucum.org/ucum>; `1` for a plain number.
    Ucum(Text<'a>),
    /// A unit of another system, or of none: equal to itself alone.
    Other(Text<'a>),
}

impl Unit<'_> {
    /// The unit as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Unit::Calendar(unit) => unit.word(),
            Unit::Ucum(text) | Unit::Other(text) => text,
        }
    }

    /// The calendar unit it stands for in arithmetic with dates. UCUM's year and month don't: they are averages.
    #[must_use]
    pub fn of_dates(&self) -> Option<Calendar> {
        match self {
            Unit::Calendar(unit) => Some(*unit),
            Unit::Ucum(code) => Calendar::of_code(code).filter(|unit| unit.millis() > 0),
            Unit::Other(_) => None,
        }
    }
}
