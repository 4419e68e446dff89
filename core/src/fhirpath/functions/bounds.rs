//! Moments and precision: now, and the least and the most that a value may mean.

use super::{Call, Decimal, Node, Run, number};
use crate::fhirpath::{
    eval::{plain, quantities},
    quantity::Quantity,
    when::{Kind, Precision, Side, When},
};

pub(super) fn now<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    moment(run, call, Kind::DateTime);
}

pub(super) fn today<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    moment(run, call, Kind::Date);
}

pub(super) fn time_of_day<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    moment(run, call, Kind::Time);
}

/// The moment of the evaluation, or only its day or its time.
fn moment(run: &mut Run, call: &Call, kind: Kind) {
    let mut when = When::moment(run.world.now.time, run.world.now.offset);
    when.kind = kind;
    if kind == Kind::Date {
        when = when.cut(Precision::Day);
    }
    if kind != Kind::DateTime {
        when.offset = None;
    }
    if kind == Kind::Time {
        (when.year, when.month, when.day) = (1, 1, 1);
    }
    run.leave(call.start, Some(Node::When(when)));
}

/// The places after the point, where none are given.
const PLACES: i64 = 8;

pub(super) fn low<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    bound(run, call, Side::Low);
}

pub(super) fn high<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    bound(run, call, Side::High);
}

fn bound<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, side: Side) {
    let digits = call.whole(run, 0);
    let Some(node) = call.input(run) else { return };
    let places = digits.unwrap_or(PLACES);
    let found = match plain(node) {
        Node::When(when) => when.bound(side, digits).map(Node::When),
        Node::Quantity(Quantity { value, unit }) => {
            decimal_bound(value, side, places).map(|value| Node::Quantity(Quantity { value, unit }))
        }
        node => {
            let number = run.needed(number(&node));
            number.and_then(|number| decimal_bound(number, side, places)).map(Node::Decimal)
        }
    };
    run.leave(call.start, found);
}

/// Half of the last place below or above. In fewer places, what goes away from 0 is rounded and what goes towards it
/// is cut.
fn decimal_bound(number: Decimal, side: Side, places: i64) -> Option<Decimal> {
    let places = u8::try_from(places).ok().filter(|places| *places <= 28)?;
    let half = Decimal::new(side == Side::Low, 5, i32::from(number.scale()) + 1)?;
    let bound = number.plus(half)?;
    let outside = bound.is_negative() == (side == Side::Low);
    let bound = if outside { bound.round(places) } else { bound.cut(places) };
    bound.with_places(places)
}

pub(super) fn precision<'a>(run: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let digits = match node {
        Node::When(when) => when.digits(),
        Node::Quantity(quantity) => i64::from(quantity.value.scale()),
        node => i64::from(run.needed(number(&node))?.scale()),
    };
    Some(Node::Integer(digits))
}

pub(super) fn comparable<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let other = call.argument(run, 0);
    let one = call.input(run).map(plain);
    if let Some((one, other)) = one.zip(other) {
        let both = run.needed(quantities(&one, &other));
        run.answer(call.start, both.map(|(one, other)| one.to_unit(other.unit).is_some()));
    }
}
