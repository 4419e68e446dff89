//! Numbers. What has no result, such as the root of a negative number, is empty.

use super::{Call, Decimal, Node, Run, number};
use crate::fhirpath::{eval::plain, quantity::Quantity, tree::Operator};

pub(super) fn abs<'a>(run: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let below = match node {
        Node::Quantity(Quantity { value, .. }) => value.is_negative(),
        node => run.needed(number(&node))?.is_negative(),
    };
    match node {
        node if !below => Some(node),
        Node::Quantity(Quantity { value, unit }) => {
            Some(Node::Quantity(Quantity { value: value.negated(), unit }))
        }
        node => run.result(Operator::Minus, Node::Integer(0), node),
    }
}

pub(super) fn round<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let places = call.whole(run, 0).unwrap_or(0);
    let places = run.needed(u8::try_from(places).ok()).unwrap_or(0);
    if let Some(node) = call.input(run) {
        let found = run.needed(number(&plain(node))).map(|number| Node::Decimal(number.round(places)));
        run.leave(call.start, found);
    }
}

/// The number of the input and that of the argument.
fn both<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Option<(Decimal, Decimal, bool)> {
    let other = call.argument(run, 0);
    let (one, other) = (plain(call.input(run)?), other?);
    let whole = matches!((one, other), (Node::Integer(_), Node::Integer(0..)));
    let (one, other) = run.needed(number(&one).zip(number(&other)))?;
    Some((one, other, whole))
}

pub(super) fn log<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let found = both(run, call).and_then(|(number, base, _)| number.log(base));
    run.leave(call.start, found.map(Node::Decimal));
}

pub(super) fn power<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let found = both(run, call).and_then(|(number, exponent, whole)| {
        let power = number.power(exponent)?;
        Some(power.to_whole().filter(|_| whole).map_or(Node::Decimal(power), Node::Integer))
    });
    run.leave(call.start, found);
}

/// The sum of the input; nothing where it is empty.
fn total<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Option<Node<'a>> {
    let mut sum = plain(run.stack.get(call.start).copied()?);
    for at in call.start + 1..run.stack.len() {
        sum = run.result(Operator::Plus, sum, run.stack.get(at).copied()?)?;
    }
    Some(sum)
}

pub(super) fn sum<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let sum = total(run, call);
    run.leave(call.start, sum);
}

pub(super) fn avg<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let count = i64::try_from(run.from(call.start).len()).unwrap_or(i64::MAX);
    let average = total(run, call).and_then(|sum| run.result(Operator::Over, sum, Node::Integer(count)));
    run.leave(call.start, average);
}
