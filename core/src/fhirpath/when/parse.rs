//! Dates and times from text, as FHIR and FHIRPath write them.

use crate::fhir::civil::days_in_month;

use super::{Kind, Precision, When};

/// Takes parts from the front of a text.
struct Cursor<'t>(&'t [u8]);

impl Cursor<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn digits(&mut self, count: usize) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let mut number = 0;
        for digit in digits {
            number = number * 10 + u16::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        }
        self.0 = rest;
        Some(number)
    }

    fn part(&mut self, from: u8, to: u8) -> Option<u8> {
        u8::try_from(self.digits(2)?).ok().filter(|part| (from..=to).contains(part))
    }
}

impl When {
    /// Reads a date or a date with a time; it is a `Date` without a `T`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut at = Cursor(text.as_bytes());
        let mut when = blank(Kind::Date);
        when.year = at.digits(4).filter(|year| *year > 0)?;
        if at.eat(b'-') {
            when.month = at.part(1, 12)?;
            when.precision = Precision::Month;
            if at.eat(b'-') {
                when.day = at.part(1, days_in_month(i64::from(when.year), when.month))?;
                when.precision = Precision::Day;
            }
        }
        if at.eat(b'T') {
            when.kind = Kind::DateTime;
            if !at.0.is_empty() {
                if when.precision != Precision::Day {
                    return None;
                }
                when.clock(&mut at)?;
                when.zone(&mut at)?;
            }
        }
        at.0.is_empty().then_some(when)
    }

    /// Reads a time of day, without a `T`.
    #[must_use]
    pub fn parse_time(text: &str) -> Option<Self> {
        let mut at = Cursor(text.as_bytes());
        let mut when = blank(Kind::Time);
        when.clock(&mut at)?;
        at.0.is_empty().then_some(when)
    }

    fn clock(&mut self, at: &mut Cursor) -> Option<()> {
        self.millis = u32::from(at.part(0, 23)?) * 3_600_000;
        self.precision = Precision::Hour;
        if at.eat(b':') {
            self.millis += u32::from(at.part(0, 59)?) * 60_000;
            self.precision = Precision::Minute;
            if at.eat(b':') {
                // FHIR allows a leap second; it counts as the one before.
                self.millis += u32::from(at.part(0, 60)?.min(59)) * 1000;
                self.precision = Precision::Second;
                if at.eat(b'.') {
                    self.precision = Precision::Milli;
                    self.millis += u32::from(at.digits(1)?) * 100;
                    for worth in [10, 1, 0, 0, 0, 0, 0, 0] {
                        self.millis += u32::from(at.digits(1).unwrap_or(0)) * worth;
                    }
                }
            }
        }
        Some(())
    }

    fn zone(&mut self, at: &mut Cursor) -> Option<()> {
        let sign = if at.eat(b'Z') {
            self.offset = Some(0);
            return Some(());
        } else if at.eat(b'+') {
            1
        } else if at.eat(b'-') {
            -1
        } else {
            return Some(());
        };
        let hours = i16::from(at.part(0, 14)?);
        let minutes = if at.eat(b':') { i16::from(at.part(0, 59)?) } else { return None };
        self.offset = Some(sign * (hours * 60 + minutes));
        Some(())
    }
}

fn blank(kind: Kind) -> When {
    When { kind, precision: Precision::Year, year: 1, month: 1, day: 1, millis: 0, offset: None }
}
