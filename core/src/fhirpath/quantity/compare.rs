//! Quantities against each other.

use std::cmp::Ordering;

use super::{Quantity, calendar, code_of, measure::Measure};
use crate::fhirpath::decimal::Decimal;

impl<'a> Quantity<'a> {
    /// Which is more; `None` where the units don't compare.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        Some(self.value.cmp(&other.to_unit(self.unit)?.value))
    }

    /// Whether they are as good as equal: as precise as the less precise one, in the larger unit; a calendar year is a
    /// UCUM year.
    #[must_use]
    pub fn equivalent(&self, other: &Self) -> bool {
        let ucum = |one: &Self| Self { unit: code_of(one.unit), ..*one };
        let (one, other) = (ucum(self), ucum(other));
        let larger = match (Measure::of(one.unit), Measure::of(other.unit)) {
            (Some(mine), Some(theirs)) if theirs.factor > mine.factor => other.unit,
            _ => one.unit,
        };
        let (one, other) = (one.to_unit(larger), other.to_unit(larger));
        one.zip(other).is_some_and(|(one, other)| one.value.equivalent(other.value))
    }

    /// The same in another unit; `None` where they don't compare.
    #[must_use]
    pub fn to_unit<'u>(&self, unit: &'u str) -> Option<Quantity<'u>> {
        if self.unit == unit {
            return Some(Quantity { value: self.value, unit });
        }
        let (from, to) = (Measure::of(self.unit)?, Measure::of(unit)?);
        if from.powers != to.powers {
            return None;
        }
        let base = self.value.plus(from.zero)?.times(from.factor)?;
        Some(Quantity { value: base.over(to.factor)?.minus(to.zero)?, unit })
    }
}

impl Measure {
    /// What a unit is in base units, the calendar's units among them.
    fn of(unit: &str) -> Option<Self> {
        match calendar::months(unit) {
            Some(months) => Some(Self { factor: Decimal::whole(months), zero: Decimal::whole(0), powers: 1 }),
            None => Self::read(code_of(unit)),
        }
    }
}
