//! Dates and times in words.

use crate::fhir::date::Date;
use crate::now::Now;

/// "today at 14:05", "yesterday at 09:30", "Thu 26 November, 14:30", "12 March 2025": as near as it helps.
#[must_use]
pub fn moment(date: Date, now: &Now) -> String {
    let date = date.here();
    let today = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0));
    let clock = date.time();
    let near = match date.day_number() - today.day_number() {
        0 => Some("today".to_string()),
        1 => Some("tomorrow".to_string()),
        -1 => Some("yesterday".to_string()),
        -6..=300 => Some(weekday(&date)),
        _ => None,
    };
    match (near, clock) {
        (Some(day), Some(clock)) => format!("{day} at {clock}"),
        (Some(day), None) => day,
        (None, _) => date.words(),
    }
}

fn weekday(date: &Date) -> String {
    // 1 January 1970 was a Thursday.
    const DAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
    let number = usize::try_from(date.day_number().rem_euclid(7)).unwrap_or(0);
    let words = date.words();
    let day_and_month = words.rsplit_once(' ').map_or(words.as_str(), |(rest, _)| rest);
    format!("{} {day_and_month}", DAYS[number])
}

/// The day of a moment (milliseconds since 1970), in UTC.
#[must_use]
pub fn day(at: i64) -> String {
    let (year, month, day) = Date::from_millis(at, 0).first_day();
    Date::Day(year, month, day).words()
}

/// The month of a moment (milliseconds since 1970), in UTC.
#[must_use]
pub fn month(at: i64) -> String {
    let (year, month, _) = Date::from_millis(at, 0).first_day();
    Date::YearMonth(year, month).words()
}

/// The greeting of the hour.
#[must_use]
pub fn greeting(now: &Now, name: &str) -> String {
    let hour = (now.time / 60_000 + i64::from(now.offset)).rem_euclid(1_440) / 60;
    let part = match hour {
        5..=11 => "Good morning",
        12..=17 => "Good afternoon",
        _ => "Good evening",
    };
    if name.is_empty() { part.into() } else { format!("{part}, {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_as_near_as_it_helps() {
        // Sunday 22 November 2026, 09:00 UTC.
        let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
        let table = [
            ("2026-11-22T14:05:00Z", "today at 14:05"),
            ("2026-11-21T09:30:00Z", "yesterday at 09:30"),
            ("2026-11-23", "tomorrow"),
            ("2026-11-26T14:30:00Z", "Thursday 26 November at 14:30"),
            ("2025-03-12", "12 March 2025"),
            ("2025-03", "March 2025"),
        ];
        for (date, expect) in table {
            assert_eq!(moment(Date::parse(date).unwrap(), &now), expect, "{date}");
        }
        assert_eq!(greeting(&now, "Asha"), "Good morning, Asha");
        assert_eq!((day(now.time), month(now.time)), ("22 November 2026".into(), "November 2026".into()));
    }
}
