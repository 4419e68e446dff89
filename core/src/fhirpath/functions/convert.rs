//! From one type to another (specification, 5.5).

use super::{Call, Node, Run, number};
use crate::fhirpath::{
    decimal::Decimal,
    eval::plain,
    quantity::{Quantity, calendar_word, plain_decimal},
    when::{Kind, Precision, When},
};

pub(super) fn boolean<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    if let Node::Boolean(_) = node {
        return Some(node);
    }
    let text = node.as_str().unwrap_or("");
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    let whole = number(&node).and_then(Decimal::to_whole);
    if whole == Some(1) || is(&["true", "t", "yes", "y", "1", "1.0"]) {
        Some(Node::Boolean(true))
    } else if whole == Some(0) || is(&["false", "f", "no", "n", "0", "0.0"]) {
        Some(Node::Boolean(false))
    } else {
        None
    }
}

pub(super) fn integer<'a>(run: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    match decimal(run, node)? {
        Node::Decimal(found) if found.scale() == 0 => found.to_whole().map(Node::Integer),
        _ => None,
    }
    .filter(|_| !matches!(node, Node::Decimal(_)))
}

pub(super) fn decimal<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let found = match node {
        Node::Boolean(truth) => Some(Decimal::whole(i64::from(truth))),
        Node::Text(text) => plain_decimal(text),
        node => number(&node),
    };
    found.map(Node::Decimal)
}

pub(super) fn text<'a>(run: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let text = match node {
        Node::Text(_) => return Some(node),
        Node::Boolean(truth) => return Some(Node::Text(if truth { "true" } else { "false" })),
        Node::When(when) => when.text(),
        Node::Quantity(quantity) => quantity.text(),
        node => number(&node)?.text(),
    };
    Some(run.text(text))
}

fn when_of(node: &Node) -> Option<When> {
    match node {
        Node::When(when) => Some(*when),
        Node::Text(text) => When::parse(text),
        _ => None,
    }
    .filter(|when| when.kind != Kind::Time)
}

pub(super) fn date<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let when = when_of(&node)?.cut(Precision::Day);
    Some(Node::When(When { kind: Kind::Date, offset: None, ..when }))
}

pub(super) fn date_time<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    Some(Node::When(When { kind: Kind::DateTime, ..when_of(&node)? }))
}

pub(super) fn time<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    match node {
        Node::When(when) => Some(when).filter(|when| when.kind == Kind::Time),
        Node::Text(text) => When::parse_time(text.strip_prefix('T').unwrap_or(text)),
        _ => None,
    }
    .map(Node::When)
}

/// The quantity of the input, in the unit of the argument where one is given; nothing at all for no input.
fn quantity<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Option<Option<Quantity<'a>>> {
    let unit = call.text(run, 0);
    let found = match plain(call.input(run)?) {
        Node::Quantity(quantity) => Some(quantity),
        Node::Text(text) => Quantity::parse(text),
        node => match decimal(run, node) {
            Some(Node::Decimal(value)) => Some(Quantity::plain(value)),
            _ => None,
        },
    };
    Some(match unit {
        Some(unit) => found.and_then(|found| found.to_unit(calendar_word(unit).unwrap_or(unit))),
        None => found,
    })
}

pub(super) fn to_quantity<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let found = quantity(run, call).flatten();
    run.leave(call.start, found.map(Node::Quantity));
}

pub(super) fn is_quantity<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let found = quantity(run, call);
    run.answer(call.start, found.map(|found| found.is_some()));
}
