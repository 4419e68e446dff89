//! How dates are said to people and written for servers.

use super::civil::month_name;
use super::date::Date;

impl Date {
    /// The same moment as it is told where the person is, at that time of the year. A time that bears no offset is told as it
    /// stands: nobody knows where it was.
    #[must_use]
    pub fn here(&self) -> Date {
        let Date::Instant { offset: Some(_), .. } = self else { return *self };
        let moment = self.to_millis();
        let offset = crate::now::offset_here(moment).and_then(|offset| i16::try_from(offset).ok());
        offset.map_or(*self, |offset| Date::from_millis(moment, offset))
    }

    /// The day in words, such as "12 March 2026", "March 2026" or "2026".
    #[must_use]
    pub fn words(&self) -> String {
        match self.here() {
            Date::Year(year) => year.to_string(),
            Date::YearMonth(year, month) => format!("{} {year}", month_name(month)),
            Date::Day(year, month, day) | Date::Instant { day: (year, month, day), .. } => {
                format!("{day} {} {year}", month_name(month))
            }
        }
    }

    /// The day in words with the time, where one is known, such as "12 March 2026, 14:05".
    #[must_use]
    pub fn words_with_time(&self) -> String {
        match self.time() {
            Some(time) => format!("{}, {time}", self.words()),
            None => self.words(),
        }
    }

    /// The time of day where the person is, such as "14:05".
    #[must_use]
    pub fn time(&self) -> Option<String> {
        match self.here() {
            Date::Instant { millis, .. } => {
                Some(format!("{:02}:{:02}", millis / 3_600_000, millis / 60_000 % 60))
            }
            _ => None,
        }
    }

    /// The FHIR form, such as `2026-03-12T14:05:00.000+01:00`.
    #[must_use]
    pub fn fhir(&self) -> String {
        let (year, month, day) = self.first_day();
        match *self {
            Date::Year(_) => format!("{year:04}"),
            Date::YearMonth(..) => format!("{year:04}-{month:02}"),
            Date::Day(..) => format!("{year:04}-{month:02}-{day:02}"),
            Date::Instant { millis, offset, .. } => {
                let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
                let (second, milli) = (millis / 1_000 % 60, millis % 1_000);
                let zone = match offset.unwrap_or(0) {
                    0 => "Z".to_owned(),
                    east => {
                        let sign = if east < 0 { '-' } else { '+' };
                        format!("{sign}{:02}:{:02}", east.unsigned_abs() / 60, east.unsigned_abs() % 60)
                    }
                };
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}{zone}")
            }
        }
    }
}
