//! Comparing the values of answers.

use std::cmp::Ordering;

use serde_json::Value;

use super::json;
use crate::fhir::clock::time_of_day;
use crate::fhir::date::Date;
use crate::fhirpath::Decimal;

/// Whether two values are the same answer: codes by system and code, numbers by what they are worth, the rest as written.
#[must_use]
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => number(a).zip(number(b)).is_some_and(|(a, b)| a == b),
        (Value::Object(_), Value::Object(_)) => {
            if let (Some(one), Some(other)) = (json::text(a, "code"), json::text(b, "code")) {
                let systems = (json::text(a, "system"), json::text(b, "system"));
                let quantities = a.get("value").is_none() && b.get("value").is_none() || same_value(a, b);
                return one == other && systems.0 == systems.1 && quantities;
            }
            match (json::text(a, "reference"), json::text(b, "reference")) {
                (Some(one), Some(other)) => one == other,
                _ if a.get("value").is_some() => same_value(a, b) && a.get("unit") == b.get("unit"),
                _ => without_extensions(a, b),
            }
        }
        _ => a == b,
    }
}

fn same_value(a: &Value, b: &Value) -> bool {
    number(&a["value"]).zip(number(&b["value"])).is_some_and(|(a, b)| a == b)
}

/// Two objects with the same members, weights and the like apart.
fn without_extensions(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(b)) = (a.as_object(), b.as_object()) else { return false };
    let within = |a: &serde_json::Map<String, Value>, b: &serde_json::Map<String, Value>| {
        a.iter().all(|(name, value)| name == "extension" || b.get(name) == Some(value))
    };
    within(a, b) && within(b, a)
}

/// Whether an answer is what a condition expects: as [`same`], but a code expected without its system is met by
/// any system, and a quantity expected without its unit by any unit.
pub(crate) fn meets(given: &Value, expected: &Value) -> bool {
    if let (Some(code), Some(want)) = (json::text(given, "code"), json::text(expected, "code"))
        && expected.get("value").is_none()
    {
        let system = json::text(expected, "system");
        return code == want && (system.is_none() || system == json::text(given, "system"));
    }
    match order(given, expected) {
        Some(found) => found == Ordering::Equal,
        None => same(given, expected),
    }
}

/// How many decimal places a number is written with, trailing zeros left out.
pub(crate) fn places(number: Decimal) -> u32 {
    let text = number.text();
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction.trim_end_matches('0'));
    u32::try_from(fraction.len()).unwrap_or(u32::MAX)
}

/// The number in a JSON number, or in a quantity.
pub(crate) fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Decimal::parse(number.as_str()),
        Value::Object(_) => match value.get("value") {
            Some(Value::Number(_)) => number(&value["value"]),
            _ => None,
        },
        _ => None,
    }
}

/// The number of a quantity with its unit.
pub(crate) fn amount(quantity: &Value) -> String {
    let mut said = quantity.get("value").map(crate::json::write).unwrap_or_default();
    if let Some(unit) = json::text(quantity, "unit").or_else(|| json::text(quantity, "code")) {
        said.push(' ');
        said.push_str(unit);
    }
    said
}

/// How two values stand to each other; `None` where that cannot be said: different types or units, dates of which one
/// lies within the other, codes.
pub(crate) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::String(one), Value::String(other)) => match (Date::parse(one), Date::parse(other)) {
            (Some(one), Some(other)) => dates(&one, &other),
            _ => match (time_of_day(one), time_of_day(other)) {
                (Some(one), Some(other)) => Some(one.cmp(&other)),
                _ => Some(one.cmp(other)),
            },
        },
        (Value::Bool(one), Value::Bool(other)) => (one == other).then_some(Ordering::Equal),
        _ => {
            let (one, other) = (number(a)?, number(b)?);
            if a.is_object() && b.is_object() {
                let unit =
                    |q: &Value| json::text(q, "code").or_else(|| json::text(q, "unit")).map(String::from);
                if unit(b).is_some() && unit(a) != unit(b) {
                    return None;
                }
            }
            Some(one.cmp(&other))
        }
    }
}

fn dates(one: &Date, other: &Date) -> Option<Ordering> {
    if one.end_millis() <= other.to_millis() {
        Some(Ordering::Less)
    } else if other.end_millis() <= one.to_millis() {
        Some(Ordering::Greater)
    } else if one.to_millis() == other.to_millis() && one.end_millis() == other.end_millis() {
        Some(Ordering::Equal)
    } else {
        let moments = matches!((one, other), (Date::Instant { .. }, Date::Instant { .. }));
        moments.then(|| one.to_millis().cmp(&other.to_millis()))
    }
}
