//! Numbers. What has no result, such as the root of a negative number, is empty.

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::{
    decimal::Decimal,
    eval::{
        arithmetic::quantity_node,
        compare::{self, Plain, plain},
    },
};

/// What becomes of a number; nothing where there is no result.
type Step = fn(Decimal) -> Option<Decimal>;

/// The number of the input; nothing where it is empty.
fn number(node: Option<&Node>) -> Result<Option<Decimal>, Failure> {
    match node.map(plain) {
        None | Some(Plain::Nothing) => Ok(None),
        Some(plain) => compare::number(&plain).map(Some).ok_or(Failure::Type),
    }
}

fn decimal<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, step: Step) -> Done {
    let node = call.input(run)?;
    let found = number(node.as_ref())?.and_then(step);
    run.leave(call.start, found.map(Node::Decimal))
}

fn whole<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, step: fn(Decimal) -> Decimal) -> Done {
    let node = call.input(run)?;
    let found = number(node.as_ref())?.map(step);
    run.leave(call.start, found.map(|number| number.to_whole().map_or(Node::Decimal(number), Node::Integer)))
}

pub(super) fn abs<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let size = |number: Decimal| if number.is_negative() { number.negated() } else { number };
    let Some(node) = call.input(run)? else { return Ok(()) };
    let found = match plain(&node) {
        Plain::Nothing => None,
        Plain::Integer(number) => number.checked_abs().map(Node::Integer),
        Plain::Quantity(quantity) => Some(quantity_node(quantity.with(size(quantity.value)))),
        other => Some(Node::Decimal(size(compare::number(&other).ok_or(Failure::Type)?))),
    };
    run.leave(call.start, found)
}

pub(super) fn ceiling<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    whole(run, call, Decimal::ceiling)
}

pub(super) fn floor<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    whole(run, call, Decimal::floor)
}

pub(super) fn truncate<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    whole(run, call, Decimal::truncate)
}

pub(super) fn round<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let places = call.whole(run, 0)?.unwrap_or(0);
    let places = u8::try_from(places).map_err(|_| Failure::Type)?;
    let node = call.input(run)?;
    let found = number(node.as_ref())?.map(|number| Node::Decimal(number.round(places)));
    run.leave(call.start, found)
}

pub(super) fn sqrt<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    decimal(run, call, Decimal::sqrt)
}

pub(super) fn exp<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    decimal(run, call, Decimal::exp)
}

pub(super) fn ln<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    decimal(run, call, Decimal::ln)
}

pub(super) fn log<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let base = call.argument(run, 0)?;
    let base = number(base.as_ref())?;
    let node = call.input(run)?;
    let found = number(node.as_ref())?.zip(base).and_then(|(number, base)| number.log(base));
    run.leave(call.start, found.map(Node::Decimal))
}

pub(super) fn power<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let exponent = call.argument(run, 0)?;
    let exponent = number(exponent.as_ref())?;
    let node = call.input(run)?;
    let whole = matches!(node.as_ref().map(plain), Some(Plain::Integer(_)))
        && exponent.is_some_and(|exponent| exponent.to_whole().is_some() && !exponent.is_negative());
    let found = number(node.as_ref())?.zip(exponent).and_then(|(number, exponent)| number.power(exponent));
    let node = |number: Decimal| match number.to_whole() {
        Some(number) if whole => Node::Integer(number),
        _ => Node::Decimal(number),
    };
    run.leave(call.start, found.map(node))
}
