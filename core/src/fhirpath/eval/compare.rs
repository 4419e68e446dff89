//! Two items against each other.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use crate::fhirpath::{
    decimal::Decimal,
    failure::Failure,
    functions::fold,
    model,
    node::{Node, Part},
    quantity::Quantity,
    text::Text,
    when::{Kind, When},
};

/// How deep two parts are compared.
const DEEPEST: u32 = 64;

/// An item as what it is compared by.
pub(in crate::fhirpath) enum Plain<'n, 'a> {
    Nothing,
    Boolean(bool),
    Integer(i64),
    Decimal(Decimal),
    Text(&'n str),
    When(When),
    Quantity(Quantity<'a>),
    Object(&'a Value),
    Type(bool, &'a str),
}

/// What an item is compared by. FHIR's dates are texts here: see `when`.
pub(in crate::fhirpath) fn plain<'n, 'a>(node: &'n Node<'a>) -> Plain<'n, 'a> {
    match node {
        Node::Json(part) => match part.value {
            Value::Null => Plain::Nothing,
            Value::Bool(truth) => Plain::Boolean(*truth),
            Value::Number(number) => number_of(number.as_str()),
            Value::String(text) => Plain::Text(text),
            value => match Quantity::from_json(value) {
                Some(quantity) => Plain::Quantity(quantity),
                None => Plain::Object(value),
            },
        },
        Node::Boolean(truth) => Plain::Boolean(*truth),
        Node::Integer(whole) => Plain::Integer(*whole),
        Node::Decimal(decimal) => Plain::Decimal(*decimal),
        Node::Text(text) => Plain::Text(text),
        Node::When(when) => Plain::When(*when),
        Node::Quantity(quantity) => Plain::Quantity((**quantity).clone()),
        Node::Type(fhir, name) => Plain::Type(*fhir, name),
    }
}

fn number_of<'n, 'a>(text: &str) -> Plain<'n, 'a> {
    let Some(decimal) = Decimal::parse(text) else { return Plain::Nothing };
    match decimal.to_whole() {
        Some(whole) if !text.contains(['.', 'e', 'E']) => Plain::Integer(whole),
        _ => Plain::Decimal(decimal),
    }
}

/// The date that an item is: one of FHIRPath's, or a text of FHIR's that is of such a type.
pub(in crate::fhirpath) fn when(node: &Node) -> Option<When> {
    match node {
        Node::When(when) => Some(*when),
        Node::Json(part) => {
            let text = part.value.as_str().filter(|text| text.starts_with(|c: char| c.is_ascii_digit()))?;
            if model::is_date(part) { date_of(text, model::kind(node).1) } else { None }
        }
        _ => None,
    }
}

/// The date in a text of one of FHIR's types.
fn date_of(text: &str, kind: &str) -> Option<When> {
    if kind == "time" {
        return When::parse_time(text);
    }
    let mut when = When::parse(text)?;
    if kind != "date" {
        when.kind = Kind::DateTime;
    }
    Some(when)
}

/// The date in a text whose type is not known, read as the other operand is.
fn like(text: &str, other: &When) -> Option<When> {
    if other.kind == Kind::Time { When::parse_time(text) } else { When::parse(text) }
}

/// Whether two items are equal; `None` where they are not precise enough to say.
pub(in crate::fhirpath) fn equal(left: &Node, right: &Node) -> Option<bool> {
    match (plain(left), plain(right)) {
        (Plain::Text(one), Plain::Text(other)) => {
            if one == other {
                return Some(true);
            }
            match (when(left), when(right)) {
                (Some(one), Some(other)) => same_time(&one, &other),
                _ => Some(false),
            }
        }
        (Plain::Boolean(one), Plain::Boolean(other)) => Some(one == other),
        (Plain::Integer(one), Plain::Integer(other)) => Some(one == other),
        (Plain::When(one), Plain::When(other)) => same_time(&one, &other),
        (Plain::When(one), Plain::Text(text)) | (Plain::Text(text), Plain::When(one)) => {
            match like(text, &one) {
                Some(other) => same_time(&one, &other),
                None => Some(false),
            }
        }
        (Plain::Type(fhir, one), Plain::Type(other_fhir, other)) => Some(fhir == other_fhir && one == other),
        (Plain::Object(one), Plain::Object(other)) => Some(same(one, other, 0)),
        (Plain::Nothing, Plain::Nothing) => Some(extra(left) == extra(right)),
        (one, other) => match (number(&one), number(&other)) {
            (Some(one), Some(other)) => Some(one == other),
            _ => match quantities(one, other) {
                Some((one, other)) => one.order(&other).map(Ordering::is_eq),
                None => Some(false),
            },
        },
    }
}

fn same_time(one: &When, other: &When) -> Option<bool> {
    if (one.kind == Kind::Time) != (other.kind == Kind::Time) {
        return Some(false);
    }
    one.order(other).map(Ordering::is_eq)
}

fn extra<'a>(node: &Node<'a>) -> Option<&'a Value> {
    match node {
        Node::Json(Part { extra, .. }) => *extra,
        _ => None,
    }
}

/// A number as a decimal.
pub(in crate::fhirpath) fn number(plain: &Plain) -> Option<Decimal> {
    match plain {
        Plain::Integer(whole) => Some(Decimal::whole(*whole)),
        Plain::Decimal(decimal) => Some(*decimal),
        _ => None,
    }
}

/// Two quantities; a number beside one is a plain quantity.
pub(in crate::fhirpath) fn quantities<'a>(
    one: Plain<'_, 'a>,
    other: Plain<'_, 'a>,
) -> Option<(Quantity<'a>, Quantity<'a>)> {
    match (one, other) {
        (Plain::Quantity(one), Plain::Quantity(other)) => Some((one, other)),
        (Plain::Quantity(one), other) => number(&other).map(|other| (one, Quantity::plain(other))),
        (one, Plain::Quantity(other)) => number(&one).map(|one| (Quantity::plain(one), other)),
        _ => None,
    }
}

/// Which of two items comes first; `None` where they are not precise enough to say.
pub(in crate::fhirpath) fn order(left: &Node, right: &Node) -> Result<Option<Ordering>, Failure> {
    Ok(match (plain(left), plain(right)) {
        (Plain::Integer(one), Plain::Integer(other)) => Some(one.cmp(&other)),
        (Plain::Text(one), Plain::Text(other)) => match (when(left), when(right)) {
            (Some(one), Some(other)) => times(&one, &other)?,
            _ => Some(one.cmp(other)),
        },
        (Plain::When(one), Plain::When(other)) => times(&one, &other)?,
        (Plain::When(one), Plain::Text(text)) => times(&one, &like(text, &one).ok_or(Failure::Type)?)?,
        (Plain::Text(text), Plain::When(other)) => times(&like(text, &other).ok_or(Failure::Type)?, &other)?,
        (Plain::Nothing, _) | (_, Plain::Nothing) => None,
        (one, other) => match (number(&one), number(&other)) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => {
                let (one, other) = quantities(one, other).ok_or(Failure::Type)?;
                one.order(&other)
            }
        },
    })
}

fn times(one: &When, other: &When) -> Result<Option<Ordering>, Failure> {
    if (one.kind == Kind::Time) == (other.kind == Kind::Time) {
        Ok(one.order(other))
    } else {
        Err(Failure::Type)
    }
}

/// Whether two pieces of JSON say the same: the digits of numbers may be written differently.
pub(in crate::fhirpath) fn same(one: &Value, other: &Value, depth: u32) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            depth < DEEPEST && one.len() == other.len() && same_fields(one, other, depth)
        }
        (Value::Array(one), Value::Array(other)) => {
            depth < DEEPEST
                && one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| same(one, other, depth + 1))
        }
        (Value::Number(one), Value::Number(other)) => {
            one.as_str() == other.as_str() || Decimal::parse(one.as_str()) == Decimal::parse(other.as_str())
        }
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Null, Value::Null) => true,
        _ => false,
    }
}

fn same_fields(one: &Map<String, Value>, other: &Map<String, Value>, depth: u32) -> bool {
    one.iter()
        .zip(other)
        .all(|((key, one), (other_key, other))| key == other_key && same(one, other, depth + 1))
}

/// Whether two items are as good as equal (specification, 6.1.2).
pub(in crate::fhirpath) fn equivalent(left: &Node, right: &Node) -> bool {
    match (plain(left), plain(right)) {
        (Plain::Text(one), Plain::Text(other)) => match (when(left), when(right)) {
            (Some(one), Some(other)) => one.equivalent(&other),
            _ => alike(one, other),
        },
        (Plain::When(one), Plain::When(other)) => one.equivalent(&other),
        (Plain::When(one), Plain::Text(text)) | (Plain::Text(text), Plain::When(one)) => {
            like(text, &one).is_some_and(|other| one.equivalent(&other))
        }
        (Plain::Quantity(one), Plain::Quantity(other)) => one.equivalent(&other),
        (Plain::Object(one), Plain::Object(other)) => alike_json(one, other, 0),
        (one, other) => match (number(&one), number(&other)) {
            (Some(one), Some(other)) => one.equivalent(other),
            _ => equal(left, right) == Some(true),
        },
    }
}

/// Texts without regard to case and to the kind and number of spaces.
fn alike(one: &str, other: &str) -> bool {
    let signs = |text: &str| -> String {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        fold::lower(&words.join(" "))
    };
    one == other || signs(one) == signs(other)
}

fn alike_json(one: &Value, other: &Value, depth: u32) -> bool {
    match (one, other) {
        (Value::Object(fields), Value::Object(others)) => {
            depth < DEEPEST
                && fields.len() == others.len()
                && fields.iter().all(|(key, value)| {
                    others.get(key).is_some_and(|other| alike_json(value, other, depth + 1))
                })
        }
        (Value::Array(items), Value::Array(others)) => {
            depth < DEEPEST
                && items.len() == others.len()
                && items.iter().all(|item| others.iter().any(|other| alike_json(item, other, depth + 1)))
        }
        (Value::Object(_) | Value::Array(_) | Value::Null, _) => same(one, other, depth),
        _ => equivalent(&leaf(one), &leaf(other)),
    }
}

fn leaf(value: &Value) -> Node<'_> {
    match value {
        Value::String(text) => Node::Text(Text::Borrowed(text)),
        _ => Node::from_json(value),
    }
}
