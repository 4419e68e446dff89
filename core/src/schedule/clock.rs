//! Which planned time came last, and which comes next.
//!
//! Planned times are those of the clock where the person is now: after a change of the clock, or on a
//! journey, "9:00" stays 9:00.

use super::{Plan, Rung};
use crate::now::Now;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// Milliseconds of the local clock, as if it were UTC.
fn local(now: &Now) -> i64 {
    now.time + i64::from(now.offset) * MINUTE
}

/// 1 January 1970 was a Thursday, the day 3 of a week that begins on Monday.
fn is_on(plan: &Plan, day: i64) -> bool {
    plan.days & (1 << (day + 3).rem_euclid(7)) != 0
}

fn moment(plan: &Plan, day: i64, now: &Now) -> i64 {
    day * DAY + i64::from(plan.minute) * MINUTE - i64::from(now.offset) * MINUTE
}

/// The last planned time until now, not from before the plan was made.
pub(super) fn rung(plan: &Plan, now: &Now) -> Option<Rung> {
    let today = local(now).div_euclid(DAY);
    for back in 0..=7 {
        let at = moment(plan, today - back, now);
        if is_on(plan, today - back) && at <= now.time {
            return (at >= plan.since).then_some(Rung { at, late: back > 0 });
        }
    }
    None
}

/// The next planned time, milliseconds.
pub(super) fn next(plan: &Plan, now: &Now) -> Option<i64> {
    let today = local(now).div_euclid(DAY);
    (0..=7).find_map(|on| {
        let at = moment(plan, today + on, now);
        (is_on(plan, today + on) && at > now.time).then_some(at)
    })
}

/// When tomorrow begins, milliseconds.
pub(super) fn tomorrow(now: &Now) -> i64 {
    (local(now).div_euclid(DAY) + 1) * DAY - i64::from(now.offset) * MINUTE
}
