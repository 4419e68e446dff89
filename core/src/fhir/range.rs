//! Ranges and ratios of quantities.

use super::Node;
use super::decimal::Decimal;
use super::quantity::Quantity;

/// A range between two quantities, either open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: Option<Quantity>,
    /// The most.
    pub high: Option<Quantity>,
}

impl Range {
    pub(crate) fn read(node: &Node) -> Range {
        Range { low: node.read("low", Quantity::read), high: node.read("high", Quantity::read) }
    }

    /// In words: "3.5 to 5.0 mmol/L", "5.0 mmol/L or less", "3.5 mmol/L or more".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let low = self.low.as_ref().and_then(Quantity::words);
        let high = self.high.as_ref().and_then(Quantity::words);
        match (low, high) {
            (Some(low), Some(high)) if self.one_unit() => {
                let bare = self.low.as_ref().and_then(|low| low.value.as_ref()).map(Decimal::words);
                Some(format!("{} to {high}", bare.unwrap_or(&low)))
            }
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (Some(low), None) => Some(format!("{low} or more")),
            (None, Some(high)) => Some(format!("{high} or less")),
            (None, None) => None,
        }
    }

    fn one_unit(&self) -> bool {
        let unit = |side: &Option<Quantity>| side.as_ref().and_then(|quantity| quantity.unit.clone());
        unit(&self.low) == unit(&self.high)
    }
}

/// One quantity out of another, such as a dilution of 1 to 128.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// How much.
    pub part: Option<Quantity>,
    /// Out of, or for each.
    pub whole: Option<Quantity>,
}

impl Ratio {
    pub(crate) fn read(node: &Node) -> Ratio {
        Ratio {
            part: node.read("numerator", Quantity::read),
            whole: node.read("denominator", Quantity::read),
        }
    }

    /// In words: "1 to 128", "5 mg for each 5 mL".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let (part, whole) = (self.part.as_ref()?, self.whole.as_ref()?);
        let between = if part.unit.is_none() && whole.unit.is_none() { "to" } else { "for each" };
        Some(format!("{} {between} {}", part.words()?, whole.words()?))
    }
}
