//! A date or time and an amount of time.

use crate::fhirpath::decimal::Decimal;
use crate::fhirpath::quantity::Calendar;

use crate::fhir::civil::days_in_month;

use super::{DAY, Kind, Precision, When};

impl When {
    /// This amount later. Parts of a unit count from the second down only (specification, 6.7). `None` where the year
    /// is beyond 1 to 9999.
    pub(in crate::fhirpath) fn plus(self, amount: Decimal, unit: Calendar) -> Option<Self> {
        let months = match unit {
            Calendar::Months(_) if self.kind == Kind::Time => return None,
            Calendar::Months(months) => months,
            Calendar::Millis(millis) => return self.plus_millis(amount, millis),
        };
        let months = amount.truncate().to_whole()?.checked_mul(months)?;
        let months = if self.precision == Precision::Year { months / 12 * 12 } else { months };
        let all = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = u16::try_from(all.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
        let month = u8::try_from(all.rem_euclid(12)).ok()? + 1;
        Some(Self { year, month, day: self.day.min(days_in_month(i64::from(year), month)), ..self })
    }

    fn plus_millis(self, amount: Decimal, millis: i64) -> Option<Self> {
        let exact = if millis <= 1000 { amount } else { amount.truncate() };
        let all = exact.times(Decimal::whole(millis))?.truncate().to_whole()?;
        // A partial date counts years of 365 and months of 30 days.
        match self.precision {
            Precision::Year => self.plus(Decimal::whole(all / (365 * DAY)), Calendar::Months(12)),
            Precision::Month => self.plus(Decimal::whole(all / (30 * DAY)), Calendar::Months(1)),
            precision => Some(self.later(all)?.cut(precision)),
        }
    }
}
