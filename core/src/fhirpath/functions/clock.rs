//! The moment of the evaluation, and parts of dates.

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::{
    decimal::Decimal,
    eval::compare,
    when::{Kind, Precision, When},
};

fn moment(run: &Run) -> When {
    When::moment(run.world.now.time, run.world.now.offset)
}

fn today_of(when: When) -> When {
    When { kind: Kind::Date, offset: None, ..when.cut(Precision::Day) }
}

fn time_of(when: When) -> When {
    When { kind: Kind::Time, year: 1, month: 1, day: 1, offset: None, ..when }
}

pub(super) fn now<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let now = moment(run);
    run.leave(call.start, Some(Node::When(now)))
}

pub(super) fn today<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let today = today_of(moment(run));
    run.leave(call.start, Some(Node::When(today)))
}

pub(super) fn time_of_day<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let time = time_of(moment(run));
    run.leave(call.start, Some(Node::When(time)))
}

/// Leaves a part of the input, where it is as precise as that.
fn part<'a>(
    run: &mut Run<'_, 'a>,
    call: &Call<'_, 'a>,
    precision: Precision,
    part: fn(When) -> Option<Node<'static>>,
) -> Done {
    let Some(node) = call.input(run)? else { return Ok(()) };
    let text = || node.as_str().and_then(|text| When::parse(text).or_else(|| When::parse_time(text)));
    let when = compare::when(&node).or_else(text).ok_or(Failure::Type)?;
    let dated = when.kind != Kind::Time || precision >= Precision::Hour;
    let found = Some(when).filter(|_| dated && when.precision >= precision).and_then(part);
    run.leave(call.start, found)
}

fn number(part: u32) -> Option<Node<'static>> {
    Some(Node::Integer(i64::from(part)))
}

pub(super) fn year<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Year, |when| number(u32::from(when.year)))
}

pub(super) fn month<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Month, |when| number(u32::from(when.month)))
}

pub(super) fn day<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Day, |when| number(u32::from(when.day)))
}

pub(super) fn hour<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Hour, |when| number(when.millis / 3_600_000))
}

pub(super) fn minute<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Minute, |when| number(when.millis / 60_000 % 60))
}

pub(super) fn second<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Second, |when| number(when.millis / 1000 % 60))
}

pub(super) fn millisecond<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Milli, |when| number(when.millis % 1000))
}

/// In hours.
pub(super) fn offset<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Hour, |when| {
        Decimal::whole(i64::from(when.offset?)).over(Decimal::whole(60)).map(Node::Decimal)
    })
}

pub(super) fn date<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Year, |when| Some(Node::When(today_of(when))))
}

pub(super) fn time<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    part(run, call, Precision::Hour, |when| Some(Node::When(time_of(when))))
}
