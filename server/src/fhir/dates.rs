//! FHIR dates and times as spans of milliseconds: `2026-11` is the whole month. No zone given means UTC.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::Value;

/// From the first to before the second, in milliseconds since 1970.
pub type Span = (i64, i64);

/// The span that a FHIR date, dateTime or instant names.
#[must_use]
pub fn span_of(text: &str) -> Option<Span> {
    match text.split_once('T') {
        None => day_span(text),
        Some((day, time)) => time_span(text, day, time),
    }
}

/// The span of a date, dateTime, instant or Period in a resource.
#[must_use]
pub fn span_of_value(value: &Value) -> Option<Span> {
    if let Some(text) = value.as_str() {
        return span_of(text);
    }
    let edge = |name: &str| value.get(name).and_then(Value::as_str).and_then(span_of);
    match (edge("start"), edge("end")) {
        (None, None) => None,
        (start, end) => Some((start.map_or(i64::MIN, |s| s.0), end.map_or(i64::MAX, |e| e.1))),
    }
}

fn day_span(text: &str) -> Option<Span> {
    let (full, step) = match text.len() {
        4 => (format!("{text}-01-01"), 1.year()),
        7 => (format!("{text}-01"), 1.month()),
        10 => (text.to_owned(), 1.day()),
        _ => return None,
    };
    let first: Date = full.parse().ok()?;
    Some((midnight(first)?, midnight(first.checked_add(step).ok()?)?))
}

fn midnight(day: Date) -> Option<i64> {
    let zoned = day.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

fn time_span(text: &str, day: &str, time: &str) -> Option<Span> {
    let zone = time.find(['Z', 'z', '+', '-']);
    let clock = &time[..zone.unwrap_or(time.len())];
    let zone = zone.map_or("Z", |at| &time[at..]);
    let (seconds, length) = match clock.len() {
        5 => (":00", 60_000),
        8 => ("", 1_000),
        9.. => ("", 1),
        _ => return None,
    };
    if day.len() != 10 || !text.is_ascii() {
        return None;
    }
    let at: Timestamp = format!("{day}T{clock}{seconds}{zone}").parse().ok()?;
    let start = at.as_microsecond().div_euclid(1000);
    Some((start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, from: &str, length: i64) {
        let start = from.parse::<Timestamp>().unwrap().as_millisecond();
        assert_eq!(span_of(text), Some((start, start + length)), "{text}");
    }

    const DAY: i64 = 86_400_000;

    #[test]
    fn each_precision() {
        check("2024", "2024-01-01T00:00:00Z", 366 * DAY);
        check("2023-02", "2023-02-01T00:00:00Z", 28 * DAY);
        check("2023-02-28", "2023-02-28T00:00:00Z", DAY);
        check("2023-02-28T10:30+01:00", "2023-02-28T09:30:00Z", 60_000);
        check("2023-02-28T10:30:15Z", "2023-02-28T10:30:15Z", 1_000);
        check("2023-02-28T10:30:15", "2023-02-28T10:30:15Z", 1_000);
        check("1936-05-10T20:44:53.904725+00:00", "1936-05-10T20:44:53.904Z", 1);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "today",
            "20",
            "2023-13",
            "2023-02-30",
            "2023-02-28T",
            "2023-02-28Tx",
            "2023-02-28T10",
            "é023-02",
        ] {
            assert_eq!(span_of(text), None, "{text}");
        }
    }

    #[test]
    fn open_periods() {
        let end = span_of("2023").unwrap().1;
        assert_eq!(span_of_value(&serde_json::json!({"end": "2023"})), Some((i64::MIN, end)));
        assert_eq!(span_of_value(&serde_json::json!({})), None);
    }
}
