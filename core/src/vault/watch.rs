//! When it locks by itself: a while after the last key or tap, or after the page was hidden.
//!
//! The page sleeps while it is hidden, and clocks jump: the time is looked at again at every wake, and when the page is
//! seen again, and a clock that was set back locks.

use super::{Lock, Order, State};
use crate::effect::{Effect, Wake};
use crate::now::Now;

/// Minutes without a key or a tap, unless the person chose otherwise.
pub(super) const MINUTES: u8 = 5;
/// What can be chosen.
pub(super) const CHOICES: [u8; 4] = [1, 5, 10, 15];
/// The warning comes so long before, milliseconds.
const WARNING: i64 = 20_000;
/// Hidden so long, milliseconds, and it locks.
const HIDDEN: i64 = 60_000;

/// The page is seen again, or hidden.
pub fn seen(state: &mut State, visible: bool, now: &Now) -> Vec<Effect> {
    let mut effects = watch(state, now);
    state.hidden = (!visible).then_some(now.time);
    effects.extend(watch(state, now));
    // Another page may have been opened meanwhile.
    if visible && effects.is_empty() && state.is_closed() {
        effects.push(Effect::Vault(Order::Look));
    }
    effects
}

/// The timer rang.
pub fn woke(state: &mut State, now: &Now) -> Vec<Effect> {
    if state.armed.is_some_and(|at| at <= now.time) {
        state.armed = None;
    }
    watch(state, now)
}

/// A key or a tap: it stays open. What is over already stays over: a tap is no passphrase.
pub(super) fn used(state: &mut State, now: &Now) -> Vec<Effect> {
    let effects = watch(state, now);
    if state.lock == Lock::Open {
        (state.used, state.warned) = (now.time, false);
    }
    effects.into_iter().chain(watch(state, now)).collect()
}

/// It is open from now on.
pub(super) fn begin(state: &mut State, now: &Now) -> Vec<Effect> {
    (state.used, state.warned, state.armed) = (now.time, false, None);
    state.hidden = state.hidden.map(|_| now.time);
    watch(state, now)
}

/// Closes, and drops the keys here, or everywhere.
pub(super) fn lock(state: &mut State, order: Order) -> Vec<Effect> {
    closed(state);
    vec![Effect::Vault(order)]
}

/// It is closed.
pub(super) fn closed(state: &mut State) {
    (state.lock, state.warned, state.armed) = (Lock::Closed, false, None);
}

fn watch(state: &mut State, now: &Now) -> Vec<Effect> {
    if state.lock != Lock::Open {
        return vec![];
    }
    let idle = state.used + i64::from(state.minutes) * 60_000;
    let end = state.hidden.map_or(idle, |since| idle.min(since + HIDDEN));
    let set_back = now.time < state.used || state.hidden.is_some_and(|since| now.time < since);
    if now.time >= end || set_back {
        return lock(state, Order::Close);
    }
    state.warned = state.hidden.is_none() && now.time >= idle - WARNING;
    let next = if state.warned || state.hidden.is_some() { end } else { idle - WARNING };
    if state.armed.is_some_and(|at| at > now.time && at <= next) {
        return vec![];
    }
    state.armed = Some(next);
    vec![Effect::After(u32::try_from(next - now.time).unwrap_or(u32::MAX), Wake::Lock)]
}
