//! What was measured or answered: the `value[x]` of an Observation and of its components.

use super::Node;
use super::clock::time_of_day;
use super::coding::Concept;
use super::date::Date;
use super::period::Period;
use super::quantity::Quantity;
use super::range::{Range, Ratio};

/// A value of any kind that an Observation can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// A number with its unit.
    Quantity(Quantity),
    /// A named finding, such as "Positive".
    Concept(Concept),
    /// Text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number without a unit.
    Whole(i64),
    /// Between two quantities.
    Range(Range),
    /// One quantity out of another.
    Ratio(Ratio),
    /// A date, or a date with a time.
    Date(Date),
    /// A time of day, such as "14:05".
    Time(String),
    /// From one date to another.
    Period(Period),
    /// A series of samples, such as a heart tracing: how many there are.
    Samples(usize),
}

impl Measured {
    /// In words, such as "5.2 mmol/L", "Positive" or "yes".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Measured::Quantity(quantity) => quantity.words(),
            Measured::Concept(concept) => concept.label().map(str::to_owned),
            Measured::Text(text) | Measured::Time(text) => Some(text.clone()),
            Measured::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
            Measured::Whole(number) => Some(number.to_string()),
            Measured::Range(range) => range.words(),
            Measured::Ratio(ratio) => ratio.words(),
            Measured::Date(date) => Some(date.words_with_time()),
            Measured::Period(period) => period.words(),
            Measured::Samples(count) => Some(format!("a recording of {count} samples")),
        }
    }

    /// The number to plot, where there is one that is exact.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Measured::Quantity(quantity) if quantity.comparator.is_none() => quantity.number(),
            Measured::Whole(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The unit, where there is one.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Measured::Quantity(quantity) => quantity.unit.as_deref(),
            _ => None,
        }
    }

    /// Reads the one `value[x]` member; kinds that are not known are noted.
    pub(crate) fn read(node: &Node) -> Option<Measured> {
        let key = node.keys().find(|key| key.starts_with("value") && node.raw(key).is_some())?;
        let value = match key {
            "valueQuantity" => node.read(key, Quantity::read).map(Measured::Quantity),
            "valueCodeableConcept" => node.read(key, Concept::read).map(Measured::Concept),
            "valueString" => node.text(key).map(Measured::Text),
            "valueBoolean" => node.flag(key).map(Measured::Flag),
            "valueInteger" => node.whole(key).map(Measured::Whole),
            "valueRange" => node.read(key, Range::read).map(Measured::Range),
            "valueRatio" => node.read(key, Ratio::read).map(Measured::Ratio),
            "valueDateTime" => node.date(key).map(Measured::Date),
            "valueTime" => time(node, key).map(Measured::Time),
            "valuePeriod" => node.read(key, Period::read).map(Measured::Period),
            "valueSampledData" => node.read(key, samples).flatten().map(Measured::Samples),
            _ => {
                node.miss(key, "a kind of value that we can show");
                None
            }
        }?;
        if value.words().is_none() {
            node.miss(key, "a value");
            return None;
        }
        Some(value)
    }
}

fn samples(node: &Node) -> Option<usize> {
    node.text("data").map(|data| data.split_whitespace().count())
}

fn time(node: &Node, key: &str) -> Option<String> {
    node.take(key, "a time of day", |value| {
        let text = value.as_str()?.trim();
        time_of_day(text)?;
        Some(text.get(..5)?.to_owned())
    })
}
