//! How precise a value is, and the least and the most that it may mean.

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::{
    decimal::Decimal,
    eval::{
        arithmetic::quantity_node,
        compare::{self, Plain, plain},
    },
    when::Side,
};

/// The places after the point, where none are given.
const PLACES: i64 = 8;

pub(super) fn low<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    bound(run, call, Side::Low)
}

pub(super) fn high<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    bound(run, call, Side::High)
}

fn bound<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, side: Side) -> Done {
    let digits = call.whole(run, 0)?;
    let Some(node) = call.input(run)? else { return Ok(()) };
    let places = digits.unwrap_or(PLACES);
    if let Some(when) = compare::when(&node) {
        return run.leave(call.start, when.bound(side, digits).map(Node::When));
    }
    let found = match plain(&node) {
        Plain::Nothing => None,
        Plain::Quantity(quantity) => {
            decimal_bound(quantity.value, side, places).map(|value| quantity_node(quantity.with(value)))
        }
        other => {
            let number = compare::number(&other).ok_or(Failure::Type)?;
            decimal_bound(number, side, places).map(Node::Decimal)
        }
    };
    run.leave(call.start, found)
}

/// Half of the last place below or above. In fewer places, what goes away from 0 is rounded and what goes towards it
/// is cut.
fn decimal_bound(number: Decimal, side: Side, places: i64) -> Option<Decimal> {
    let places = u8::try_from(places).ok().filter(|places| *places <= 28)?;
    let half = Decimal::new(5, i32::from(number.scale()) + 1)?;
    let bound = if side == Side::Low { number.minus(half) } else { number.plus(half) }?;
    if bound.is_negative() == (side == Side::Low) {
        bound.round(places).with_places(places)
    } else {
        bound.with_places(places)
    }
}

pub(super) fn precision<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(node) = call.input(run)? else { return Ok(()) };
    let digits = match (compare::when(&node), plain(&node)) {
        (Some(when), _) => when.digits(),
        (_, Plain::Quantity(quantity)) => i64::from(quantity.value.scale()),
        (_, other) => i64::from(compare::number(&other).ok_or(Failure::Type)?.scale()),
    };
    run.leave(call.start, Some(Node::Integer(digits)))
}

pub(super) fn comparable<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let other = call.argument(run, 0)?;
    let node = call.input(run)?;
    let (Some(one), Some(other)) = (node.as_ref().map(plain), other.as_ref().map(plain)) else {
        return run.leave(call.start, None);
    };
    let (one, other) = compare::quantities(one, other).ok_or(Failure::Type)?;
    run.answer(call.start, Some(one.comparable(&other)))
}
