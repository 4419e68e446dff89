//! Durations of the calendar.

/// A unit of time as people use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// So many months.
    Months(i64),
    /// So many milliseconds.
    Millis(i64),
}

/// Each with its word, its UCUM code and how long it is.
const UNITS: [(&str, &str, Calendar); 8] = [
    ("year", "a", Calendar::Months(12)),
    ("month", "mo", Calendar::Months(1)),
    ("week", "wk", Calendar::Millis(604_800_000)),
    ("day", "d", Calendar::Millis(86_400_000)),
    ("hour", "h", Calendar::Millis(3_600_000)),
    ("minute", "min", Calendar::Millis(60_000)),
    ("second", "s", Calendar::Millis(1000)),
    ("millisecond", "ms", Calendar::Millis(1)),
];

/// The word in its singular.
pub(super) fn word(word: &str) -> Option<&'static str> {
    let single = word.strip_suffix('s').unwrap_or(word);
    UNITS.iter().find(|unit| unit.0 == single).map(|unit| unit.0)
}

/// The UCUM code of a unit; for the calendar's year and month that of the average.
pub(in crate::fhirpath) fn code_of(unit: &str) -> &str {
    UNITS.iter().find(|row| row.0 == unit).map_or(unit, |row| row.1)
}

/// The months of a year or a month of the calendar.
pub(super) fn months(unit: &str) -> Option<i64> {
    match UNITS.iter().find(|row| row.0 == unit)?.2 {
        Calendar::Months(months) => Some(months),
        Calendar::Millis(_) => None,
    }
}

/// The calendar's word for a UCUM code of a year or a month, the unit itself otherwise.
pub(super) fn of_ucum(code: &str) -> &str {
    match code {
        "a" => "year",
        "mo" => "month",
        _ => code,
    }
}

/// What a unit is in arithmetic with dates. UCUM's year and month are averages, and are nothing there.
pub(in crate::fhirpath) fn of_dates(unit: &str) -> Option<Calendar> {
    let found =
        UNITS.iter().find(|row| row.0 == unit || (row.1 == unit && matches!(row.2, Calendar::Millis(_))));
    found.map(|row| row.2)
}
