//! The earliest and the latest moment that a date or time may mean.

use super::{DAY, Kind, Precision, When};
use crate::fhir::civil::days_in_month;

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The least.
    Low,
    /// The most.
    High,
}

/// The furthest offsets: the earliest moment of a day is where the sun rises first, 14 hours east.
const EAST: i16 = 14 * 60;
const WEST: i16 = -12 * 60;

impl When {
    /// How many digits it has.
    #[must_use]
    pub fn digits(&self) -> i64 {
        let all = match self.precision {
            Precision::Year => 4,
            Precision::Month => 6,
            Precision::Day => 8,
            Precision::Hour => 10,
            Precision::Minute => 12,
            Precision::Second => 14,
            Precision::Milli => 17,
        };
        if self.kind == Kind::Time { all - 8 } else { all }
    }

    /// The earliest or latest it may mean, in this many digits; all of them where none are given. `None` for a number of
    /// digits that its kind does not have.
    #[must_use]
    pub fn bound(self, side: Side, digits: Option<i64>) -> Option<Self> {
        let all = match self.kind {
            Kind::Date => 8,
            Kind::DateTime => 17,
            Kind::Time => 9,
        };
        let wanted = digits.unwrap_or(all);
        let wanted = if self.kind == Kind::Time { wanted + 8 } else { wanted };
        let precision = match wanted {
            4 => Precision::Year,
            6 => Precision::Month,
            8 => Precision::Day,
            10 => Precision::Hour,
            12 => Precision::Minute,
            14 => Precision::Second,
            17 => Precision::Milli,
            _ => return None,
        };
        if (self.kind == Kind::Date && precision > Precision::Day)
            || (self.kind == Kind::Time && precision < Precision::Hour)
        {
            return None;
        }
        let mut full = if side == Side::High { self.filled() } else { self };
        full.precision = Precision::Milli;
        let mut found = full.cut(precision);
        if self.kind == Kind::DateTime && precision >= Precision::Hour && self.offset.is_none() {
            found.offset = Some(if side == Side::High { WEST } else { EAST });
        }
        Some(found)
    }

    /// With the highest value in every part that was not written.
    fn filled(self) -> Self {
        let month = if self.precision < Precision::Month { 12 } else { self.month };
        let last = days_in_month(i64::from(self.year), month);
        let day = if self.precision < Precision::Day { last } else { self.day };
        let unit = match self.precision {
            Precision::Hour => 3_600_000,
            Precision::Minute => 60_000,
            Precision::Second => 1000,
            Precision::Milli => 1,
            _ => u32::try_from(DAY).unwrap_or(0),
        };
        Self { month, day, millis: self.millis + unit - 1, ..self }
    }
}
