//! What each event of a plan does.

use serde_json::Value;

use super::{Event, Kept, Plan, State, clock, row};
use crate::effect::{Effect, Key, Wake};
use crate::form::Who;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words;

/// Looks up what is kept.
pub fn opened(state: &State, who: &Who) -> Vec<Effect> {
    match state.kept {
        Some(_) => vec![],
        None => vec![Effect::Load(who.place, row::key(&who.account))],
    }
}

/// A kept row was read. One that could not be opened is not written over by an empty one.
pub fn loaded(
    state: &mut State,
    (key, kept): (&Key, &Result<Option<Value>, Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    if *key != row::key(&who.account) || state.kept.is_some() {
        return vec![];
    }
    match kept {
        Ok(kept) => state.kept = Some(kept.as_ref().map(row::read).unwrap_or_default()),
        Err(trouble) => state.saved = Some(Err(*trouble)),
    }
    woke(state, now)
}

/// Rings when the next planned time comes, so that an open page shows it.
#[must_use]
pub fn woke(state: &State, now: &Now) -> Vec<Effect> {
    let plans = state.kept.iter().flat_map(|kept| &kept.plans);
    let next = plans.filter_map(|plan| clock::next(plan, now)).min();
    let wait = next.and_then(|at| u32::try_from(at - now.time).ok());
    wait.map(|ms| Effect::After(ms.saturating_add(50), Wake::Planned)).into_iter().collect()
}

/// Something in this area.
pub fn update(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    if state.kept.is_none() {
        return vec![];
    }
    match event {
        Event::DayChosen(key, day) => {
            let plan = shown(state, &key);
            plan.days ^= 1 << day.min(6);
            vec![]
        }
        Event::TimeChosen(key, time) => {
            if let Some(minute) = minute_of(&time) {
                shown(state, &key).minute = minute;
            }
            vec![]
        }
        Event::Kept(key) => {
            let mut plan = shown(state, &key).clone();
            if plan.days == 0 {
                return vec![Effect::Focus("error-summary".into())];
            }
            plan.since = now.time;
            let plans = &mut kept(state).plans;
            plans.retain(|p| p.key != key);
            plans.push(plan);
            state.editing = None;
            let said = Effect::Announce(words::schedule::KEPT.into());
            let mut effects = vec![save(state, who), said, Effect::Focus("h1".into())];
            effects.extend(woke(state, now));
            effects
        }
        Event::Dropped(key) => {
            kept(state).plans.retain(|p| p.key != key);
            state.editing = None;
            vec![save(state, who), Effect::Focus("h1".into())]
        }
        Event::Later(key) => {
            let until = clock::tomorrow(now);
            set(&mut kept(state).later, &key, until);
            vec![save(state, who), Effect::Focus("h1".into())]
        }
    }
}

fn kept(state: &mut State) -> &mut Kept {
    state.kept.get_or_insert_with(Kept::default)
}

/// The plan on the screen: the one that is being changed, else the kept one, else every day at nine.
fn shown<'a>(state: &'a mut State, key: &str) -> &'a mut Plan {
    let other = state.editing.as_ref().is_none_or(|plan| plan.key != key);
    let known = state.plan(key).cloned();
    if other {
        state.editing = None;
        state.saved = None;
    }
    state.editing.get_or_insert_with(|| known.unwrap_or_else(|| super::view::first(key)))
}

/// "09:30", as a time field gives it.
fn minute_of(time: &str) -> Option<u16> {
    let digit =
        |at: usize| time.as_bytes().get(at).filter(|b| b.is_ascii_digit()).map(|b| u16::from(b - b'0'));
    let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let (hours, minutes) = (two(0)?, two(3)?);
    (time.as_bytes().get(2) == Some(&b':') && hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn set(list: &mut Vec<(String, i64)>, key: &str, at: i64) {
    list.retain(|(k, _)| k != key);
    list.push((key.to_owned(), at));
}

fn save(state: &mut State, who: &Who) -> Effect {
    state.saved = None;
    Effect::Save(who.place, row::key(&who.account), row::write(kept(state)))
}

/// The row was kept, or not.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if *key == row::key(&who.account) {
        state.saved = Some(done);
    }
}

/// A check-in was answered on this device: its planned time is met, and "not now" is over.
pub fn answered(state: &mut State, key: &str, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(kept) = &mut state.kept else { return vec![] };
    let planned = kept.plans.iter().any(|plan| plan.key == key);
    if !planned && !kept.later.iter().any(|(k, _)| k == key) {
        return vec![];
    }
    kept.later.retain(|(k, _)| k != key);
    set(&mut kept.answered, key, now.time);
    vec![save(state, who)]
}
