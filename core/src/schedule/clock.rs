//! Which planned time came last, and which comes next.
//!
//! Planned times are those of the clock where the person is now: after a change of the clock, or on a
//! journey, "9:00" stays 9:00.

use super::{Parity, Plan, Rung};
use crate::now::Now;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// Milliseconds of the local clock, as if it were UTC.
fn local(now: &Now) -> i64 {
    now.time + i64::from(now.offset) * MINUTE
}

/// 1 January 1970 was a Thursday, the day 3 of a week that begins on Monday.
fn is_on(plan: &Plan, day: i64) -> bool {
    let chosen = plan.days & (1 << (day + 3).rem_euclid(7)) != 0;
    chosen && plan.weeks.is_none_or(|weeks| weeks == parity(day))
}

fn parity(day: i64) -> Parity {
    if (day + 3).div_euclid(7).rem_euclid(2) == 0 { Parity::Even } else { Parity::Odd }
}

fn moment(minute: u16, day: i64, now: &Now) -> i64 {
    day * DAY + i64::from(minute) * MINUTE - i64::from(now.offset) * MINUTE
}

/// So many days lie at most between two planned times.
fn span(plan: &Plan) -> i64 {
    if plan.weeks.is_some() { 14 } else { 7 }
}

/// The last planned time until now, not from before the plan was made.
pub(super) fn rung(plan: &Plan, now: &Now) -> Option<Rung> {
    let today = local(now).div_euclid(DAY);
    for back in (0..=span(plan)).filter(|back| is_on(plan, today - back)) {
        let times = plan.minutes.iter().map(|minute| moment(*minute, today - back, now));
        if let Some(at) = times.filter(|at| *at <= now.time).max() {
            return (at >= plan.since).then_some(Rung { at, late: back > 0 });
        }
    }
    None
}

/// The next planned time, milliseconds.
pub(super) fn next(plan: &Plan, now: &Now) -> Option<i64> {
    let today = local(now).div_euclid(DAY);
    (0..=span(plan)).filter(|on| is_on(plan, today + on)).find_map(|on| {
        let times = plan.minutes.iter().map(|minute| moment(*minute, today + on, now));
        times.filter(|at| *at > now.time).min()
    })
}

/// Which weeks a plan for every second one is for, made now: the first of them is the week in which it comes next.
pub(super) fn weeks(plan: &Plan, now: &Now) -> Parity {
    let weekly = Plan { weeks: None, ..plan.clone() };
    let next = next(&weekly, now).unwrap_or(now.time);
    parity((next + i64::from(now.offset) * MINUTE).div_euclid(DAY))
}

/// When tomorrow begins, milliseconds.
pub(super) fn tomorrow(now: &Now) -> i64 {
    (local(now).div_euclid(DAY) + 1) * DAY - i64::from(now.offset) * MINUTE
}
