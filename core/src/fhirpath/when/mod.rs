//! Dates, dates with times, and times, as precise as they were written.

mod add;
mod bounds;
mod parse;
mod text;

pub use bounds::Side;

use std::cmp::Ordering;

use crate::fhir::civil::{civil_from_days, days_from_civil};

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day, month or year.
    Date,
    /// The same, or a moment of a day.
    DateTime,
    /// A time of any day.
    Time,
}

/// How precise: the last part that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
    /// A thousandth of a second.
    Milli,
}

/// A date, a date with a time, or a time. Parts that were not written have their lowest value.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// Which of the three it is.
    pub kind: Kind,
    /// The last part that was written.
    pub precision: Precision,
    /// Years of our era; 1 for a time.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Milliseconds since midnight.
    pub millis: u32,
    /// Minutes east of UTC, where it was written.
    pub offset: Option<i16>,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

impl When {
    /// The moment this many milliseconds after 1970 began in UTC, told in an offset of minutes.
    #[must_use]
    pub fn moment(time: i64, offset: i32) -> Self {
        let offset = i16::try_from(offset).unwrap_or(0);
        let start = When {
            kind: Kind::DateTime,
            precision: Precision::Milli,
            year: 1970,
            month: 1,
            day: 1,
            millis: 0,
            offset: Some(offset),
        };
        start.later(time.saturating_add(i64::from(offset) * MINUTE)).unwrap_or(start)
    }

    /// The same, with no more than this precision.
    #[must_use]
    pub fn cut(self, precision: Precision) -> Self {
        let unit = match precision {
            Precision::Hour => 60 * MINUTE,
            Precision::Minute => MINUTE,
            Precision::Second => 1000,
            Precision::Milli => 1,
            _ => DAY,
        };
        let unit = u32::try_from(unit).unwrap_or(1);
        Self {
            precision: precision.min(self.precision),
            month: if precision < Precision::Month { 1 } else { self.month },
            day: if precision < Precision::Day { 1 } else { self.day },
            millis: self.millis / unit * unit,
            ..self
        }
    }

    /// Which comes first; `None` where they are not precise enough to say, or don't compare at all.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        if (self.kind == Kind::Time) != (other.kind == Kind::Time) {
            return None;
        }
        let (mut left, mut right) = (*self, *other);
        let to_the_hour = left.precision >= Precision::Hour && right.precision >= Precision::Hour;
        match (left.offset, right.offset) {
            (Some(_), Some(_)) if to_the_hour => (left, right) = (left.in_utc()?, right.in_utc()?),
            (Some(_), None) if to_the_hour => return left.in_utc()?.order_without_offset(&right),
            (None, Some(_)) if to_the_hour => {
                return right.in_utc()?.order_without_offset(&left).map(Ordering::reverse);
            }
            _ => {}
        }
        let common = left.steps().min(right.steps());
        let order = left.cut(common).instant().cmp(&right.cut(common).instant());
        (order != Ordering::Equal || left.steps() == right.steps()).then_some(order)
    }

    /// A moment in UTC against one of an unknown offset, which is between 12 hours west and 14 hours east.
    fn order_without_offset(&self, other: &Self) -> Option<Ordering> {
        let ahead = self.instant() - other.instant();
        if ahead > 12 * 60 * MINUTE {
            Some(Ordering::Greater)
        } else if ahead < -14 * 60 * MINUTE {
            Some(Ordering::Less)
        } else {
            None
        }
    }

    /// Whether both are the same and as precise as each other.
    #[must_use]
    pub fn equivalent(&self, other: &Self) -> bool {
        self.steps() == other.steps() && self.order(other) == Some(Ordering::Equal)
    }

    /// Seconds and their fractions are one step (specification, 5.1.5).
    fn steps(&self) -> Precision {
        if self.precision == Precision::Second { Precision::Milli } else { self.precision }
    }

    fn in_utc(self) -> Option<Self> {
        self.later(-i64::from(self.offset.unwrap_or(0)) * MINUTE)
    }

    /// Milliseconds from 1970 in its own offset.
    fn instant(&self) -> i64 {
        days_from_civil(i64::from(self.year), self.month, self.day) * DAY + i64::from(self.millis)
    }

    /// This many milliseconds later; a time goes round midnight.
    fn later(self, millis: i64) -> Option<Self> {
        let instant = self.instant().checked_add(millis)?;
        let millis = u32::try_from(instant.rem_euclid(DAY)).ok()?;
        if self.kind == Kind::Time {
            return Some(Self { millis, ..self });
        }
        let (year, month, day) = civil_from_days(instant.div_euclid(DAY));
        let year = u16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        Some(Self { year, month, day, millis, ..self })
    }
}

#[cfg(test)]
mod tests;
