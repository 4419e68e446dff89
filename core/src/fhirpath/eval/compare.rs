//! Two items against each other.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use crate::fhirpath::{
    decimal::Decimal,
    model,
    node::{Node, Part},
    quantity::Quantity,
    when::{Kind, When},
};

/// How deep two parts are compared.
const DEEPEST: u32 = 64;

/// A part of a resource as a value of FHIRPath's own, where it is one: primitives and quantities.
pub(in crate::fhirpath) fn plain<'a>(node: Node<'a>) -> Node<'a> {
    let Node::Json(part) = node else { return node };
    let found = match part.value {
        Value::Bool(truth) => Some(Node::Boolean(*truth)),
        Value::Number(number) => {
            let text = number.as_str();
            Decimal::parse(text).map(|decimal| match decimal.to_whole() {
                Some(whole) if text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()) => {
                    Node::Integer(whole)
                }
                _ => Node::Decimal(decimal),
            })
        }
        Value::String(text) => Some(date(part, text).map_or(Node::Text(text), Node::When)),
        Value::Object(_) => Quantity::from_json(part.value).map(Node::Quantity),
        _ => None,
    };
    found.unwrap_or(node)
}

/// The date that a text of FHIR's is, where its element is of such a type.
fn date(part: Part, text: &str) -> Option<When> {
    if !is_dated(text) {
        return None;
    }
    let kind = model::kind(&Node::Json(part)).1;
    match kind {
        "time" => When::parse_time(text),
        "date" => When::parse(text),
        "dateTime" | "instant" => Some(When { kind: Kind::DateTime, ..When::parse(text)? }),
        _ => None,
    }
}

/// Whether a text can be a date or a time by how it begins: two digits and no more, with a colon, or with two more.
fn is_dated(text: &str) -> bool {
    let digits = |from: usize| matches!(text.as_bytes().get(from..), Some([b'0'..=b'9', b'0'..=b'9', ..]));
    digits(0) && (digits(2) || matches!(text.as_bytes().get(2), None | Some(b':')))
}

/// A number as a decimal.
pub(in crate::fhirpath) fn number(node: &Node) -> Option<Decimal> {
    match node {
        Node::Integer(whole) => Some(Decimal::whole(*whole)),
        Node::Decimal(decimal) => Some(*decimal),
        _ => None,
    }
}

/// Two quantities; a number beside one is a plain quantity.
pub(in crate::fhirpath) fn quantities<'a>(
    one: &Node<'a>,
    other: &Node<'a>,
) -> Option<(Quantity<'a>, Quantity<'a>)> {
    let quantity = |node: &Node<'a>| match node {
        Node::Quantity(quantity) => Some(*quantity),
        _ => number(node).map(Quantity::plain),
    };
    quantity(one).zip(quantity(other))
}

/// Two dates; a text beside one is read as one of the same kind.
fn dates(one: &Node, other: &Node) -> Option<(When, When)> {
    let read = |node: &Node, time: bool| match node {
        Node::When(when) => Some(*when),
        Node::Text(text) if time => When::parse_time(text),
        Node::Text(text) => When::parse(text),
        _ => None,
    };
    let is_time = |node: &Node| matches!(node, Node::When(when) if when.kind == Kind::Time);
    let time = is_time(one) || is_time(other);
    read(one, time)
        .zip(read(other, time))
        .filter(|(one, other)| (one.kind == Kind::Time) == (other.kind == Kind::Time))
}

/// Whether two items are equal; `None` where they are not precise enough to say.
pub(in crate::fhirpath) fn equal(left: &Node, right: &Node) -> Option<bool> {
    // The two most frequent cases, without a look at types.
    if let (Some(one), Some(other)) = (left.as_str(), right.as_str())
        && (one == other || !(is_dated(one) && is_dated(other)))
    {
        return Some(one == other);
    }
    if let (Some(one @ Value::Object(_)), Some(other @ Value::Object(_))) = (left.json(), right.json()) {
        let quantities =
            || Some(Quantity::from_json(one)?.order(&Quantity::from_json(other)?).map(Ordering::is_eq));
        return if same(one, other, 0) { Some(true) } else { quantities().unwrap_or(Some(false)) };
    }
    match (plain(*left), plain(*right)) {
        (Node::Text(one), Node::Text(other)) => Some(one == other),
        (Node::Boolean(one), Node::Boolean(other)) => Some(one == other),
        (Node::Type(fhir, one), Node::Type(other_fhir, other)) => Some(fhir == other_fhir && one == other),
        (Node::Json(one), Node::Json(other)) => {
            let extras = match (one.extra, other.extra) {
                (Some(one), Some(other)) => same(one, other, 0),
                (one, other) => one.is_none() && other.is_none(),
            };
            Some(extras && same(one.value, other.value, 0))
        }
        (one, other) => match compared(&one, &other) {
            Some(order) => order.map(Ordering::is_eq),
            None => Some(false),
        },
    }
}

/// Which of two plain items comes first, and whether that can be said; `None` where they don't compare at all.
fn compared(one: &Node, other: &Node) -> Option<Option<Ordering>> {
    Some(match (number(one), number(other), one, other) {
        (Some(one), Some(other), _, _) => Some(one.cmp(&other)),
        (_, _, Node::Text(one), Node::Text(other)) => Some(one.cmp(other)),
        (_, _, Node::Quantity(_), _) | (_, _, _, Node::Quantity(_)) => {
            let (one, other) = quantities(one, other)?;
            one.order(&other)
        }
        _ => {
            let (one, other) = dates(one, other)?;
            one.order(&other)
        }
    })
}

/// Which of two items comes first, and whether that can be said; `None` where they don't compare at all.
pub(in crate::fhirpath) fn order(left: &Node, right: &Node) -> Option<Option<Ordering>> {
    let is_null = |node: &Node| node.json().is_some_and(Value::is_null);
    if is_null(left) || is_null(right) {
        return Some(None);
    }
    compared(&plain(*left), &plain(*right))
}

/// Whether two pieces of JSON say the same: the digits of numbers may be written differently.
fn same(one: &Value, other: &Value, depth: u32) -> bool {
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
        _ => one.is_null() && other.is_null(),
    }
}

fn same_fields(one: &Map<String, Value>, other: &Map<String, Value>, depth: u32) -> bool {
    one.iter()
        .zip(other)
        .all(|((key, one), (other_key, other))| key == other_key && same(one, other, depth + 1))
}

/// Whether two items are as good as equal (specification, 6.1.2).
pub(super) fn equivalent(left: &Node, right: &Node, depth: u32) -> bool {
    let (one, other) = (plain(*left), plain(*right));
    match (one, other) {
        (Node::Text(one), Node::Text(other)) => one == other || alike(one) == alike(other),
        (Node::Quantity(one), Node::Quantity(other)) => one.equivalent(&other),
        (Node::Json(one), Node::Json(other)) => alike_json(one.value, other.value, depth),
        _ => match (number(&one).zip(number(&other)), dates(&one, &other)) {
            (Some((one, other)), _) => one.equivalent(other),
            (_, Some((one, other))) => one.equivalent(&other),
            _ => equal(left, right) == Some(true),
        },
    }
}

/// A text without regard to case and to the kind and number of spaces.
fn alike(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        all.push(' ');
        all.push_str(word);
    }
    crate::fold::lower(&all)
}

fn alike_json(one: &Value, other: &Value, depth: u32) -> bool {
    let alike = |one, other| equivalent(&Node::from_json(one), &Node::from_json(other), depth + 1);
    match (one, other) {
        _ if depth > DEEPEST => false,
        (Value::Object(fields), Value::Object(others)) => {
            fields.len() == others.len()
                && fields.iter().all(|(key, value)| others.get(key).is_some_and(|other| alike(value, other)))
        }
        (Value::Array(items), Value::Array(others)) => {
            items.len() == others.len()
                && items.iter().all(|item| others.iter().any(|other| alike(item, other)))
        }
        _ => same(one, other, depth),
    }
}
