//! A FHIR Period: from one date to another, either end open.

use super::Node;
use super::date::Date;

/// From one date to another; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// When it began.
    pub start: Option<Date>,
    /// When it ended or will end; all of that day, month or year belongs to it.
    pub end: Option<Date>,
    /// Whether an end stands there that could not be read: then nobody can say what it covers.
    pub unsure: bool,
}

impl Period {
    pub(crate) fn read(node: &Node) -> Period {
        let (start, end) = (node.date("start"), node.date("end"));
        let lost = |key: &str, date: Option<Date>| date.is_none() && node.raw(key).is_some();
        Period { start, end, unsure: lost("start", start) || lost("end", end) }
    }

    /// Reads the period under a key; an absent one is open, one that is no period is unsure.
    pub(crate) fn at(node: &Node, key: &str) -> Period {
        let unsure = Period { unsure: true, ..Period::default() };
        match node.raw(key) {
            None => Period::default(),
            Some(_) => node.read(key, Period::read).unwrap_or(unsure),
        }
    }

    /// From this date on.
    pub(crate) fn since(start: Date) -> Period {
        Period { start: Some(start), ..Period::default() }
    }

    /// Whether this moment (milliseconds since 1970) lies in it; never where an end could not be read.
    #[must_use]
    pub fn covers(&self, millis: i64) -> bool {
        !self.unsure
            && self.start.is_none_or(|start| start.to_millis() <= millis)
            && self.end.is_none_or(|end| millis < end.end_millis())
    }

    /// In words, such as "1 May 2026 to 30 May 2026", "since May 2026" or "until 2027".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start.words() == end.words() => {
                Some(match (start.time(), end.time()) {
                    (Some(from), Some(to)) if from != to => {
                        [&start.words(), ", ", &from, " to ", &to].concat()
                    }
                    _ => start.words_with_time(),
                })
            }
            (Some(start), Some(end)) => Some(format!("{} to {}", start.words(), end.words())),
            (Some(start), None) => Some(format!("since {}", start.words())),
            (None, Some(end)) => Some(format!("until {}", end.words())),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(start: &str, end: &str, words: Option<&str>) {
        let period = Period { start: Date::parse(start), end: Date::parse(end), unsure: false };
        assert_eq!(period.words().as_deref(), words);
    }

    #[test]
    fn in_words() {
        check("2026-05-01", "2026-05-30", Some("1 May 2026 to 30 May 2026"));
        check("2026-05", "", Some("since May 2026"));
        check("", "2027", Some("until 2027"));
        check("2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z", Some("1 May 2026, 10:00 to 11:00"));
        check("2026-05-01T10:00:00Z", "2026-05-01T10:00:00Z", Some("1 May 2026, 10:00"));
        check("2026-05-01", "2026-05-01", Some("1 May 2026"));
        check("", "", None);
    }

    #[test]
    fn the_last_day_belongs_to_it() {
        let period = Period { start: None, end: Date::parse("2026-05-30"), unsure: false };
        let day = |text: &str| Date::parse(text).map_or(0, |date| date.to_millis());
        assert!(period.covers(day("2026-05-30T23:59:59Z")));
        assert!(!period.covers(day("2026-05-31T00:00:00Z")));
    }
}
