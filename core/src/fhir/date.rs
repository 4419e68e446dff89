//! FHIR dates as precise as they were written: a year, a month, a day or a moment.

use super::civil::{civil_from_days, days_from_civil, days_in_month};
use super::clock::{digits, parse_time};
use std::cmp::Ordering;

const DAY_MILLIS: i64 = 86_400_000;

/// A FHIR `date`, `dateTime` or `instant`, no more precise than it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// Only the year is known.
    Year(u16),
    /// Year and month are known.
    YearMonth(u16, u8),
    /// Year, month and day are known.
    Day(u16, u8, u8),
    /// A moment, in the offset in which it was written.
    Instant {
        /// Year, month and day in its own offset.
        day: (u16, u8, u8),
        /// Milliseconds since the midnight of that day; a leap second counts as the second before it.
        millis: u32,
        /// Minutes east of UTC; `None` where none was written, which counts as UTC.
        offset: Option<i16>,
    },
}

impl Date {
    /// Reads the FHIR form. A time without seconds or without an offset is accepted too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = digits(parts.next()?, 4).filter(|year| *year > 0)?;
        let Some(month) = parts.next() else {
            return time.is_none().then_some(Date::Year(year));
        };
        let month = u8::try_from(digits(month, 2)?).ok().filter(|month| (1..=12).contains(month))?;
        let Some(day) = parts.next() else {
            return time.is_none().then_some(Date::YearMonth(year, month));
        };
        let most = days_in_month(i64::from(year), month);
        let day = u8::try_from(digits(day, 2)?).ok().filter(|day| (1..=most).contains(day))?;
        match (parts.next(), time) {
            (Some(_), _) => None,
            (None, None) => Some(Date::Day(year, month, day)),
            (None, Some(time)) => {
                let (millis, offset) = parse_time(time)?;
                Some(Date::Instant { day: (year, month, day), millis, offset })
            }
        }
    }

    /// The moment this many milliseconds after 1970 began in UTC, told in an offset of minutes.
    #[must_use]
    pub fn from_millis(millis: i64, offset: i16) -> Date {
        let local = millis.saturating_add(i64::from(offset) * 60_000);
        let (year, month, day) = civil_from_days(local.div_euclid(DAY_MILLIS));
        let year = u16::try_from(year.clamp(1, 9999)).unwrap_or(1);
        let millis = u32::try_from(local.rem_euclid(DAY_MILLIS)).unwrap_or(0);
        Date::Instant { day: (year, month, day), millis, offset: Some(offset) }
    }

    /// The first day it may mean, as year, month and day.
    #[must_use]
    pub fn first_day(&self) -> (u16, u8, u8) {
        match *self {
            Date::Year(year) => (year, 1, 1),
            Date::YearMonth(year, month) => (year, month, 1),
            Date::Day(year, month, day) => (year, month, day),
            Date::Instant { day, .. } => day,
        }
    }

    /// Days from 1 January 1970 to the first day it may mean.
    #[must_use]
    pub fn day_number(&self) -> i64 {
        let (year, month, day) = self.first_day();
        days_from_civil(i64::from(year), month, day)
    }

    /// The earliest moment it may mean, in milliseconds since 1970 began in UTC.
    #[must_use]
    pub fn to_millis(&self) -> i64 {
        let midnight = self.day_number() * DAY_MILLIS;
        match *self {
            Date::Instant { millis, offset, .. } => {
                midnight + i64::from(millis) - i64::from(offset.unwrap_or(0)) * 60_000
            }
            _ => midnight,
        }
    }

    /// The first moment after all that it may mean: the end of its year, month, day or second.
    #[must_use]
    pub fn end_millis(&self) -> i64 {
        let next = match *self {
            Date::Year(year) => days_from_civil(i64::from(year) + 1, 1, 1),
            Date::YearMonth(year, 12) => days_from_civil(i64::from(year) + 1, 1, 1),
            Date::YearMonth(year, month) => days_from_civil(i64::from(year), month + 1, 1),
            Date::Day(..) => self.day_number() + 1,
            Date::Instant { .. } => return self.to_millis() + 1_000,
        };
        next * DAY_MILLIS
    }

    fn order(&self) -> (i64, u8, i16) {
        match *self {
            Date::Year(_) => (self.to_millis(), 0, 0),
            Date::YearMonth(..) => (self.to_millis(), 1, 0),
            Date::Day(..) => (self.to_millis(), 2, 0),
            Date::Instant { offset, .. } => (self.to_millis(), 3, offset.unwrap_or(i16::MIN)),
        }
    }
}

impl Ord for Date {
    /// By the earliest moment each may mean; at the same moment the less precise comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
