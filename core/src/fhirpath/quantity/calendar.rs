//! Durations of the calendar.

/// A unit of time as people use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// 12 months.
    Year,
    /// 28 to 31 days.
    Month,
    /// 7 days.
    Week,
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// A second.
    Second,
    /// A thousandth of a second.
    Milli,
}

/// Each with its word, UCUM code and milliseconds; 0 where that depends on the date.
const UNITS: [(Calendar, &str, &str, i64); 8] = [
    (Calendar::Year, "year", "a", 0),
    (Calendar::Month, "month", "mo", 0),
    (Calendar::Week, "week", "wk", 604_800_000),
    (Calendar::Day, "day", "d", 86_400_000),
    (Calendar::Hour, "hour", "h", 3_600_000),
    (Calendar::Minute, "minute", "min", 60_000),
    (Calendar::Second, "second", "s", 1000),
    (Calendar::Milli, "millisecond", "ms", 1),
];

impl Calendar {
    /// By its word, singular or plural.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let single = word.strip_suffix('s').unwrap_or(word);
        UNITS.iter().find(|unit| unit.1 == single).map(|unit| unit.0)
    }

    /// By its UCUM code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        UNITS.iter().find(|unit| unit.2 == code).map(|unit| unit.0)
    }

    fn row(self) -> Option<&'static (Calendar, &'static str, &'static str, i64)> {
        UNITS.iter().find(|unit| unit.0 == self)
    }

    /// Its word, for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// Its UCUM code; for a year and a month that of the average.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    /// How long it is in milliseconds; 0 where that depends on the date.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.row().map_or(0, |row| row.3)
    }
}
