//! Quantities from text and to text: `4 days`, `10 'mg'`.

use super::{Calendar, Quantity, Unit};
use crate::fhirpath::{decimal::Decimal, text::Text};

impl<'a> Quantity<'a> {
    /// A plain number.
    #[must_use]
    pub fn plain(value: Decimal) -> Self {
        Self { value, unit: Unit::Ucum(Text::Borrowed("1")) }
    }

    /// Reads a number, alone or with a unit behind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Quantity<'static>> {
        let text = text.trim_ascii();
        let Some((number, unit)) = text.split_once(|c: char| c.is_ascii_whitespace()) else {
            return Some(Quantity::plain(plain_decimal(text)?));
        };
        let (value, unit) = (plain_decimal(number)?, unit.trim_ascii());
        let quoted = unit.strip_prefix('\'').and_then(|unit| unit.strip_suffix('\''));
        let unit = match quoted {
            Some(code) => Unit::Ucum(Text::from(code.to_owned())),
            None => Unit::Calendar(Calendar::of_word(unit)?),
        };
        Some(Quantity { value, unit })
    }

    /// As FHIRPath writes it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.value.text();
        match &self.unit {
            Unit::Calendar(unit) => {
                text.push(' ');
                text.push_str(unit.word());
                text.push_str(if self.value == Decimal::whole(1) { "" } else { "s" });
            }
            Unit::Ucum(code) | Unit::Other(code) => {
                text.push_str(" '");
                text.push_str(code);
                text.push('\'');
            }
        }
        text
    }
}

/// A number without an exponent: texts of FHIRPath have none.
pub(in crate::fhirpath) fn plain_decimal(text: &str) -> Option<Decimal> {
    if text.contains(['e', 'E']) { None } else { Decimal::parse(text) }
}
