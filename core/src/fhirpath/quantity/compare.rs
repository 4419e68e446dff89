//! Quantities against each other, and together.

use std::cmp::Ordering;

use super::{Quantity, Unit, measure::Measure};
use crate::fhirpath::{Failure, decimal::Decimal, text::Text};

impl<'a> Quantity<'a> {
    /// Which is more; `None` where the units don't compare.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        if self.unit.text() == other.unit.text() && self.same_kind(other) {
            return Some(self.value.cmp(&other.value));
        }
        let (left, right) = self.measures(other)?;
        Some(left.of(self.value)?.cmp(&right.of(other.value)?))
    }

    /// Whether their units compare.
    #[must_use]
    pub fn comparable(&self, other: &Self) -> bool {
        self.measures(other).is_some()
    }

    /// Whether they are as good as equal: as precise as the less precise one, in the larger unit; a calendar year is a
    /// UCUM year.
    #[must_use]
    pub fn equivalent(&self, other: &Self) -> bool {
        let (left, right) = (self.in_ucum(), other.in_ucum());
        if left.unit.text() == right.unit.text() {
            return left.value.equivalent(right.value);
        }
        let Some((mine, theirs)) = left.measures(&right) else { return false };
        if mine.factor >= theirs.factor {
            right.converted(&theirs, &mine).is_some_and(|value| left.value.equivalent(value))
        } else {
            left.converted(&mine, &theirs).is_some_and(|value| value.equivalent(right.value))
        }
    }

    /// The sum, in the unit of this.
    pub fn plus(&self, other: &Self) -> Result<Option<Self>, Failure> {
        if self.unit.text() == other.unit.text() {
            return Ok(self.value.plus(other.value).map(|value| self.with(value)));
        }
        let (mine, theirs) = self.measures(other).ok_or(Failure::Unit)?;
        let value = other.converted(&theirs, &mine).and_then(|value| self.value.plus(value));
        Ok(value.map(|value| self.with(value)))
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Option<Self> {
        let value = self.value.times(other.value)?;
        let (left, right) = (self.unit.code(), other.unit.code());
        let unit = match (left, right) {
            (one, "1") | ("1", one) => one.to_owned(),
            _ => joined(left, ".", right),
        };
        Some(Self { value, unit: Unit::Ucum(Text::from(unit)) })
    }

    /// The quotient.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        let value = self.value.over(other.value)?;
        let (left, right) = (self.unit.code(), other.unit.code());
        let unit = match (left, right) {
            _ if left == right => "1".to_owned(),
            (one, "1") => one.to_owned(),
            _ => joined(left, "/", right),
        };
        Some(Self { value, unit: Unit::Ucum(Text::from(unit)) })
    }

    /// The same in another unit; `None` where they don't compare.
    #[must_use]
    pub fn to_unit(&self, unit: Unit<'a>) -> Option<Self> {
        if self.unit.text() == unit.text() {
            return Some(Self { value: self.value, unit });
        }
        let target = Self { value: self.value, unit };
        let (mine, theirs) = self.measures(&target)?;
        Some(target.with(self.converted(&mine, &theirs)?))
    }

    /// So many of the same unit.
    #[must_use]
    pub fn with(&self, value: Decimal) -> Self {
        Self { value, unit: self.unit.clone() }
    }

    fn same_kind(&self, other: &Self) -> bool {
        matches!(
            (&self.unit, &other.unit),
            (Unit::Calendar(_), Unit::Calendar(_))
                | (Unit::Ucum(_), Unit::Ucum(_))
                | (Unit::Other(_), Unit::Other(_))
        )
    }

    fn in_ucum(&self) -> Self {
        match &self.unit {
            Unit::Calendar(unit) => Self { value: self.value, unit: Unit::Ucum(Text::Borrowed(unit.code())) },
            _ => self.clone(),
        }
    }

    fn measures(&self, other: &Self) -> Option<(Measure, Measure)> {
        let (mine, theirs) = (self.unit.measure()?, other.unit.measure()?);
        (mine.powers == theirs.powers).then_some((mine, theirs))
    }

    fn converted(&self, from: &Measure, to: &Measure) -> Option<Decimal> {
        from.of(self.value)?.over(to.factor)?.minus(to.zero)
    }
}

impl Unit<'_> {
    /// The UCUM code.
    fn code(&self) -> &str {
        match self {
            Unit::Calendar(unit) => unit.code(),
            _ => self.text(),
        }
    }

    fn measure(&self) -> Option<Measure> {
        match self {
            Unit::Calendar(unit) if unit.millis() == 0 => {
                let mut month = Measure::read("1")?;
                month.powers = [0, 0, 0, 0, 0, 0, 0, 1];
                month.factor = Decimal::whole(if *unit == super::Calendar::Year { 12 } else { 1 });
                Some(month)
            }
            Unit::Calendar(unit) => Measure::read(unit.code()),
            Unit::Ucum(code) => Measure::read(code),
            Unit::Other(_) => None,
        }
    }
}

fn joined(left: &str, between: &str, right: &str) -> String {
    let mut text = String::with_capacity(left.len() + right.len() + 3);
    text.push_str(left);
    text.push_str(between);
    let several = right.contains(['/', '.']);
    text.push_str(if several { "(" } else { "" });
    text.push_str(right);
    text.push_str(if several { ")" } else { "" });
    text
}
