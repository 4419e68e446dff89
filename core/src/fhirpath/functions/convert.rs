//! From one type to another (specification, 5.5).

use super::{Call, Done, Failure, Node, Run, strings};
use crate::fhirpath::{
    decimal::Decimal,
    eval::{
        arithmetic::quantity_node,
        compare::{self, Plain, plain},
    },
    quantity::{Calendar, Quantity, Unit, plain_decimal},
    text::Text,
    when::{Kind, Precision, When},
};

/// A conversion; nothing where the value cannot be converted.
type Way = for<'a> fn(&Node<'a>) -> Option<Node<'a>>;

fn convert<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, way: Way) -> Done {
    let node = call.input(run)?;
    run.leave(call.start, node.and_then(|node| way(&node)))
}

fn converts<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, way: Way) -> Done {
    let node = call.input(run)?;
    run.answer(call.start, node.map(|node| way(&node).is_some()))
}

macro_rules! conversions {
    ($($to:ident $is:ident $way:ident,)*) => {$(
        pub(super) fn $to<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
            convert(run, call, $way)
        }

        pub(super) fn $is<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
            converts(run, call, $way)
        }
    )*};
}

conversions! {
    to_boolean is_boolean boolean,
    to_integer is_integer integer,
    to_decimal is_decimal decimal,
    to_text is_text text,
    to_date is_date date,
    to_date_time is_date_time date_time,
    to_time is_time time,
}

fn boolean<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let truth = match plain(node) {
        Plain::Boolean(truth) => Some(truth),
        Plain::Text(text) => match &*text.to_ascii_lowercase() {
            "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "0.0" => Some(false),
            _ => None,
        },
        other => match compare::number(&other)?.to_whole() {
            Some(1) => Some(true),
            Some(0) => Some(false),
            _ => None,
        },
    };
    truth.map(Node::Boolean)
}

fn integer<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    match plain(node) {
        Plain::Integer(whole) => Some(Node::Integer(whole)),
        Plain::Boolean(truth) => Some(Node::Integer(i64::from(truth))),
        Plain::Text(text) if !text.contains('.') => plain_decimal(text)?.to_whole().map(Node::Integer),
        _ => None,
    }
}

fn decimal<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let number = match plain(node) {
        Plain::Boolean(truth) => Some(Decimal::whole(i64::from(truth))),
        Plain::Text(text) => plain_decimal(text),
        other => compare::number(&other),
    };
    number.map(Node::Decimal)
}

fn text<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let text = match (node, plain(node)) {
        (Node::Text(text), _) => text.clone(),
        (Node::Json(part), Plain::Text(_)) => Text::Borrowed(part.value.as_str()?),
        (Node::Json(part), _) if part.value.is_number() => match part.value {
            serde_json::Value::Number(number) => Text::Borrowed(number.as_str()),
            _ => return None,
        },
        (_, Plain::Boolean(truth)) => Text::Borrowed(if truth { "true" } else { "false" }),
        (_, Plain::When(when)) => Text::from(when.text()),
        (_, Plain::Quantity(quantity)) => Text::from(quantity.text()),
        (_, other) => Text::from(compare::number(&other)?.text()),
    };
    Some(Node::Text(text))
}

fn when_of(node: &Node) -> Option<When> {
    match (compare::when(node), plain(node)) {
        (Some(when), _) => Some(when),
        (_, Plain::Text(text)) => When::parse(text),
        _ => None,
    }
}

fn date<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let when = when_of(node).filter(|when| when.kind != Kind::Time)?;
    Some(Node::When(When { kind: Kind::Date, offset: None, ..when.cut(Precision::Day) }))
}

fn date_time<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let when = when_of(node).filter(|when| when.kind != Kind::Time)?;
    Some(Node::When(When { kind: Kind::DateTime, ..when }))
}

fn time<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    match (compare::when(node), plain(node)) {
        (Some(when), _) if when.kind == Kind::Time => Some(Node::When(when)),
        (_, Plain::Text(text)) => When::parse_time(text.strip_prefix('T').unwrap_or(text)).map(Node::When),
        _ => None,
    }
}

fn quantity<'a>(node: &Node<'a>) -> Option<Quantity<'a>> {
    match plain(node) {
        Plain::Quantity(quantity) => Some(quantity),
        Plain::Boolean(truth) => Some(Quantity::plain(Decimal::whole(i64::from(truth)))),
        Plain::Text(text) => Quantity::parse(text),
        other => compare::number(&other).map(Quantity::plain),
    }
}

/// The quantity of the input, in the unit of the argument where one is given.
fn quantity_in<'a>(
    run: &mut Run<'_, 'a>,
    call: &Call<'_, 'a>,
) -> Result<Option<Option<Quantity<'a>>>, Failure> {
    let unit = strings::argument(run, call, 0)?;
    let Some(node) = call.input(run)? else { return Ok(None) };
    let found = quantity(&node);
    let found = match unit {
        Some(unit) => {
            let unit = Calendar::of_word(&unit).map_or(Unit::Ucum(unit), Unit::Calendar);
            found.and_then(|quantity| quantity.to_unit(unit))
        }
        None => found,
    };
    Ok(Some(found))
}

pub(super) fn to_quantity<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = quantity_in(run, call)?.flatten();
    run.leave(call.start, found.map(quantity_node))
}

pub(super) fn is_quantity<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = quantity_in(run, call)?.map(|quantity| quantity.is_some());
    run.answer(call.start, found)
}
