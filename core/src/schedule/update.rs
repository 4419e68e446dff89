//! What each event of a plan does.

use serde_json::Value;

use super::{Event, Kept, MOST_TIMES, Parity, Plan, State, clock, row};
use crate::effect::{Effect, Key, Wake};
use crate::form::Who;
use crate::now::Now;
use crate::order;
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
        Event::Kept(key) => {
            let mut plan = shown(state, &key).clone();
            if plan.days == 0 {
                return vec![Effect::Focus("error-summary".into())];
            }
            plan.since = now.time;
            order::by(&mut plan.minutes, |minute| i64::from(*minute));
            plan.minutes.dedup();
            plan.weeks = plan.weeks.map(|_| clock::weeks(&plan, now));
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
        event => changed(state, event),
    }
}

/// The plan on the screen is another; nothing is kept yet.
fn changed(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::DayChosen(key, day) => {
            let plan = shown(state, &key);
            plan.days ^= 1 << day.min(6);
            vec![]
        }
        Event::TimeChosen(key, place, time) => {
            if let Some((known, minute)) = shown(state, &key).minutes.get_mut(place).zip(minute_of(&time)) {
                *known = minute;
            }
            vec![]
        }
        Event::TimeAdded(key) => {
            let minutes = &mut shown(state, &key).minutes;
            if minutes.len() < MOST_TIMES {
                minutes.push(another(minutes));
            }
            vec![time(minutes.len().saturating_sub(1))]
        }
        Event::TimeRemoved(key, place) => {
            let minutes = &mut shown(state, &key).minutes;
            if minutes.len() > 1 && place < minutes.len() {
                minutes.remove(place);
            }
            vec![time(place.saturating_sub(1))]
        }
        Event::WeeksChosen(key) => {
            let plan = shown(state, &key);
            plan.weeks = if plan.weeks.is_some() { None } else { Some(Parity::default()) };
            vec![]
        }
        _ => vec![],
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

/// To the field of a time.
fn time(place: usize) -> Effect {
    Effect::Focus(words::schedule::field(place))
}

/// Four hours after the last time, or the next hour after that which is free.
fn another(minutes: &[u16]) -> u16 {
    let mut next = (minutes.last().copied().unwrap_or(0) + 240) % 1_440;
    while minutes.contains(&next) {
        next = (next + 60) % 1_440;
    }
    next
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
