//! Numbers with units, kept as written, told in plain units.

use super::Node;
use super::decimal::Decimal;
use super::unit::plain_unit;

/// How a number stands to what was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// The true value is below it.
    Below,
    /// The true value is it or below.
    AtMost,
    /// The true value is it or above.
    AtLeast,
    /// The true value is above it.
    Above,
}

const COMPARATORS: [(&str, Comparator); 4] = [
    ("<", Comparator::Below),
    ("<=", Comparator::AtMost),
    (">=", Comparator::AtLeast),
    (">", Comparator::Above),
];

/// A number with its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The number, as written.
    pub value: Option<Decimal>,
    /// How the number stands to what was measured, when not equal.
    pub comparator: Option<Comparator>,
    /// The unit in plain form, such as `mmHg`.
    pub unit: Option<String>,
    /// The unit's code, as written.
    pub code: Option<String>,
}

impl Quantity {
    pub(crate) fn read(node: &Node) -> Quantity {
        let code = node.text("code");
        let unit = node.text("unit").or_else(|| code.clone());
        Quantity {
            value: node.decimal("value"),
            comparator: node.one_of("comparator", "a comparison", &COMPARATORS),
            unit: unit.map(|unit| plain_unit(&unit)).filter(|unit| !unit.is_empty()),
            code,
        }
    }

    /// The number for plotting.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.value.as_ref().and_then(Decimal::number)
    }

    /// Number and unit, such as "5.2 mmol/L" or "less than 5 mg".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let number = self.value.as_ref()?.words();
        let said = match self.unit.as_deref() {
            None => number.to_owned(),
            Some("%") => format!("{number}%"),
            Some(unit) if unit.starts_with('/') => format!("{number}{unit}"),
            Some(unit) => format!("{number} {unit}"),
        };
        Some(match self.comparator {
            None => said,
            Some(Comparator::Below) => format!("less than {said}"),
            Some(Comparator::AtMost) => format!("{said} or less"),
            Some(Comparator::AtLeast) => format!("{said} or more"),
            Some(Comparator::Above) => format!("more than {said}"),
        })
    }
}
