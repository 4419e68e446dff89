//! FHIR dates as spans of time: a date without a time stands for the whole day, in UTC.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::Value;

/// A span of time: from its start up to, and without, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The earliest instant that is meant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

/// Reads a FHIR date, dateTime or instant. `None` when it is none.
pub fn moment(text: &str) -> Option<Moment> {
    if text.contains('T') {
        let start: Timestamp = text.parse().ok()?;
        return Some(Moment { start, end: start.checked_add(1.nanosecond()).ok()? });
    }
    let (first, length) = match text.len() {
        4 => (format!("{text}-01-01"), 1.year()),
        7 => (format!("{text}-01"), 1.month()),
        10 => (text.to_owned(), 1.day()),
        _ => return None,
    };
    let first: Date = first.parse().ok()?;
    Some(Moment { start: midnight(first)?, end: midnight(first.checked_add(length).ok()?)? })
}

fn midnight(date: Date) -> Option<Timestamp> {
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Whether a Period holds now; an absent one always does. `None` when it can't be read.
pub fn in_force(period: &Value, now: Timestamp) -> Option<bool> {
    if period.is_null() {
        return Some(true);
    }
    let fields = period.as_object()?;
    if fields.keys().any(|k| k != "start" && k != "end" && k != "id") {
        return None;
    }
    let begun = match fields.get("start") {
        Some(start) => moment(start.as_str()?)?.start <= now,
        None => true,
    };
    let ended = match fields.get("end") {
        Some(end) => moment(end.as_str()?)?.end <= now,
        None => false,
    };
    Some(begun && !ended)
}

/// The birthday at which someone turns `years`: the span that a birth date of that precision allows.
/// Someone born on 29 February has the birthday on the 28th, the earlier day.
pub fn birthday(birth_date: &str, years: i16) -> Option<Moment> {
    let born = moment(birth_date)?;
    let day = |t: Timestamp| t.to_zoned(TimeZone::UTC).date();
    let last = day(born.end).checked_sub(1.day()).ok()?;
    Some(Moment {
        start: midnight(day(born.start).checked_add(years.years()).ok()?)?,
        end: midnight(last.checked_add(years.years()).ok()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_the_whole_of_it() {
        let check = |text: &str, start: &str, end: &str| {
            assert_eq!(moment(text), Some(Moment { start: at(start), end: at(end) }), "{text}");
        };
        check("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        check("2024-02", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z");
        check("2024-02-29", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
        check("2026-11-22T10:00:00+01:00", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00.000000001Z");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "2026-13", "2026-02-30", "20261122", "2026-11-22T10:00:00", "22/11/2026"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_ends_with_its_last_day() {
        let period = serde_json::json!({"start": "2026-11-01", "end": "2026-11-22"});
        let check = |now: &str, holds: bool| assert_eq!(in_force(&period, at(now)), Some(holds), "{now}");
        check("2026-10-31T23:59:59Z", false);
        check("2026-11-01T00:00:00Z", true);
        check("2026-11-22T23:59:59Z", true);
        check("2026-11-23T00:00:00Z", false);
    }

    #[test]
    fn a_period_that_cannot_be_read_is_none() {
        for period in [
            serde_json::json!({"end": "never"}),
            serde_json::json!({"end": 5}),
            serde_json::json!("2026"),
            serde_json::json!({"_end": {}}),
        ] {
            assert_eq!(in_force(&period, at("2026-11-22T00:00:00Z")), None, "{period}");
        }
    }

    #[test]
    fn a_birthday_is_as_exact_as_the_birth_date() {
        let check = |born: &str, start: &str, end: &str| {
            assert_eq!(birthday(born, 16), Some(Moment { start: at(start), end: at(end) }), "{born}");
        };
        check("2010-06-15", "2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z");
        check("2010", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
        assert_eq!(birthday("2012-02-29", 13).unwrap().start, at("2025-02-28T00:00:00Z"));
    }
}
