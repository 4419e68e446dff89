//! Numbers with units, kept as written, told in plain units.

use super::Node;
use serde_json::Value;

/// A decimal number as it was written: `5.20` stays `5.20`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
}

impl Decimal {
    /// Reads a JSON number, or a text that is one.
    pub(crate) fn read(value: &Value) -> Option<Decimal> {
        let text = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            _ => return None,
        };
        let numeric = text.len() <= 64
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        (numeric && text.parse::<f64>().is_ok()).then_some(Decimal { text })
    }

    /// The number as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number for plotting; `None` where it is too large for one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// The number in words: as written, without the `.0` that some systems add to whole numbers.
    #[must_use]
    pub fn words(&self) -> &str {
        self.text.strip_suffix(".0").unwrap_or(&self.text)
    }
}

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
            unit: unit
                .map(|unit| plain_unit(&unit))
                .filter(|unit| !unit.is_empty()),
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

/// UCUM units whose written form is not the one people read (<https://ucum.org/ucum>).
const UNITS: [(&str, &str); 36] = [
    ("mm[Hg]", "mmHg"),
    ("cm[H2O]", "cmH₂O"),
    ("[lb_av]", "lb"),
    ("[oz_av]", "oz"),
    ("[in_i]", "in"),
    ("[ft_i]", "ft"),
    ("[st_av]", "st"),
    ("[degF]", "°F"),
    ("Cel", "°C"),
    ("degC", "°C"),
    ("[iU]", "IU"),
    ("[IU]", "IU"),
    ("[iU]/L", "IU/L"),
    ("[iU]/mL", "IU/mL"),
    ("m[iU]/L", "mIU/L"),
    ("m[IU]/L", "mIU/L"),
    ("u[iU]/mL", "µIU/mL"),
    ("ug", "µg"),
    ("ug/L", "µg/L"),
    ("ug/dL", "µg/dL"),
    ("ug/mL", "µg/mL"),
    ("umol/L", "µmol/L"),
    ("uL", "µL"),
    ("um", "µm"),
    ("us", "µs"),
    ("kg/m2", "kg/m²"),
    ("m2", "m²"),
    ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
    ("mL/min/1.73.m2", "mL/min/1.73 m²"),
    ("10*9/L", "×10⁹/L"),
    ("10*12/L", "×10¹²/L"),
    ("10*3/uL", "×10³/µL"),
    ("10*6/uL", "×10⁶/µL"),
    ("[pH]", "pH"),
    ("1", ""),
    ("{ratio}", ""),
];

/// A unit as people read it. Annotations such as `{score}` lose their braces.
#[must_use]
pub fn plain_unit(unit: &str) -> String {
    let unit = unit.trim();
    match UNITS.iter().find(|(ucum, _)| *ucum == unit) {
        Some((_, plain)) => (*plain).to_owned(),
        None if unit.contains('{') => unit
            .replace(['{', '}'], "")
            .replace('_', " ")
            .trim()
            .to_owned(),
        None => unit.to_owned(),
    }
}

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
        Range {
            low: node.read("low", Quantity::read),
            high: node.read("high", Quantity::read),
        }
    }

    /// In words: "3.5 to 5.0 mmol/L", "5.0 mmol/L or less", "3.5 mmol/L or more".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let low = self.low.as_ref().and_then(Quantity::words);
        let high = self.high.as_ref().and_then(Quantity::words);
        match (low, high) {
            (Some(low), Some(high)) if self.one_unit() => {
                let bare = self
                    .low
                    .as_ref()
                    .and_then(|low| low.value.as_ref())
                    .map(Decimal::words);
                Some(format!("{} to {high}", bare.unwrap_or(&low)))
            }
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (Some(low), None) => Some(format!("{low} or more")),
            (None, Some(high)) => Some(format!("{high} or less")),
            (None, None) => None,
        }
    }

    fn one_unit(&self) -> bool {
        let unit =
            |side: &Option<Quantity>| side.as_ref().and_then(|quantity| quantity.unit.clone());
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
        let between = if part.unit.is_none() && whole.unit.is_none() {
            "to"
        } else {
            "for each"
        };
        Some(format!("{} {between} {}", part.words()?, whole.words()?))
    }
}
