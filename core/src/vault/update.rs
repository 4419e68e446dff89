//! What each event of the vault does.

use serde_json::Value;

use super::{Doing, Done, Event, LEAST, Lock, Order, Problem, Secret, State, tries, watch};
use crate::effect::{Effect, Key, Place, Wake};
use crate::now::Now;
use crate::trouble::Trouble;

/// The row of the device that remembers after how many minutes it locks.
const MINUTES: &str = "lock-after";

/// Something in this area; `account` is whose things are kept here.
pub fn update(state: &mut State, event: Event, account: &str, now: &Now) -> Vec<Effect> {
    match event {
        Event::Found(lock) => found(state, lock, now),
        Event::PasskeyFound(found) => {
            state.passkey = found;
            vec![]
        }
        // The authenticator counts its own tries.
        Event::PasskeyUsed if state.lock == Lock::Closed => ask(state, Order::UnlockByPasskey),
        Event::PasskeyWanted(secret) if secret.0.is_empty() => {
            state.trouble = Some(Problem::Empty);
            vec![]
        }
        Event::PasskeyWanted(secret) => ask(state, Order::AddPasskey(secret)),
        Event::PasskeyRemoved => {
            state.doing = Doing::RemovingPasskey;
            ask(state, Order::RemovePasskey)
        }
        Event::Given(secret) => given(state, secret, now),
        Event::Opened(done) => opened(state, done, now),
        Event::Began(doing) => {
            (state.doing, state.trouble, state.done) = (doing, None, None);
            vec![]
        }
        Event::Chosen(old, new) => chosen(state, old, new, account),
        Event::Removed(secret) => ask(state, Order::Remove(account.into(), secret)),
        Event::Settled(done) => settled(state, done, now),
        Event::LockAsked if state.lock == Lock::Open => watch::lock(state, Order::Lock),
        Event::MinutesChosen(minutes) => {
            state.minutes = minutes;
            let row = Effect::Save(Place::Device, Key::of("", MINUTES), minutes.into());
            std::iter::once(row).chain(watch::used(state, now)).collect()
        }
        // Its person signs in first.
        Event::ForgetConfirmed => {
            state.doing = Doing::Nothing;
            vec![]
        }
        Event::Forgotten(Ok(())) => {
            *state = State { minutes: state.minutes, ..State::without() };
            vec![]
        }
        Event::Elsewhere => vec![Effect::Vault(Order::Look)],
        Event::Used => watch::used(state, now),
        Event::LockAsked | Event::PasskeyUsed | Event::Forgotten(Err(_)) => vec![],
    }
}

/// The rows of the device that this area keeps.
pub fn loaded(state: &mut State, key: &Key, row: &Result<Option<Value>, Trouble>) {
    let Ok(Some(row)) = row else { return };
    if *key == Key::of("", tries::ROW) {
        state.tries = tries::Tries::read(row).unwrap_or_default();
    }
    if *key == Key::of("", MINUTES) {
        let known = row.as_u64().and_then(|n| u8::try_from(n).ok());
        state.minutes = known.filter(|n| watch::CHOICES.contains(n)).unwrap_or(state.minutes);
    }
}

/// The person said that the device is their own: they are offered a passphrase.
pub fn signed_in(state: &mut State) {
    if state.lock == Lock::None {
        state.doing = Doing::First;
    }
}

/// Nothing is kept here after all: there is nothing to protect.
pub fn not_kept(state: &mut State) {
    state.doing = Doing::Nothing;
}

/// The person went to another page: they are doing nothing about their passphrase any more.
pub fn moved(state: &mut State) {
    if state.doing != Doing::First && !state.busy {
        (state.doing, state.trouble) = (Doing::Nothing, None);
    }
    state.done = None;
}

/// Asked for once what the storage has is known.
fn found(state: &mut State, lock: Lock, now: &Now) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.lock, lock);
    let mut effects = vec![];
    if before == Lock::Unread {
        effects.extend([tries::ROW, MINUTES].map(|row| Effect::Load(Place::Device, Key::of("", row))));
    }
    match lock {
        // Another page may be open, and hands over its keys.
        Lock::Closed if before == Lock::Unread => effects.push(Effect::Vault(Order::Look)),
        Lock::Open if before != Lock::Open => effects.extend(watch::begin(state, now)),
        // The keys of this page are to go too.
        Lock::Closed if before == Lock::Open => effects.extend(watch::lock(state, Order::Close)),
        Lock::Closed => watch::closed(state),
        _ => {}
    }
    if before != lock {
        (state.doing, state.busy) = (Doing::Nothing, false);
    }
    effects
}

fn given(state: &mut State, secret: Secret, now: &Now) -> Vec<Effect> {
    if state.lock != Lock::Closed || state.tries.wait(now) > 0 {
        return vec![];
    }
    if secret.0.is_empty() {
        state.trouble = Some(Problem::Empty);
        return vec![];
    }
    ask(state, Order::Unlock(secret))
}

/// One thing at a time is asked of the keys.
fn ask(state: &mut State, order: Order) -> Vec<Effect> {
    if state.busy {
        return vec![];
    }
    (state.busy, state.trouble) = (true, None);
    vec![Effect::Vault(order)]
}

fn opened(state: &mut State, done: Result<(), Trouble>, now: &Now) -> Vec<Effect> {
    state.busy = false;
    match done {
        Ok(()) => {
            (state.lock, state.doing, state.trouble) = (Lock::Open, Doing::Nothing, None);
            let clear = state.tries.clear();
            clear.into_iter().chain(watch::begin(state, now)).collect()
        }
        Err(found) => {
            state.trouble = Some(Problem::Trouble(found));
            if found != Trouble::WrongPassphrase {
                return vec![];
            }
            let row = state.tries.count(now);
            // The screen is looked at again when the wait is over.
            let over = u32::try_from(state.tries.wait(now) * 1_000).unwrap_or(0);
            vec![row, Effect::After(over, Wake::Lock)]
        }
    }
}

fn chosen(state: &mut State, old: Secret, new: Secret, account: &str) -> Vec<Effect> {
    if let Some(problem) = problem(&new.0) {
        state.trouble = Some(problem);
        return vec![];
    }
    match state.doing {
        Doing::Changing => ask(state, Order::Change(old, new)),
        Doing::First | Doing::Choosing => ask(state, Order::Set(account.into(), new)),
        _ => vec![],
    }
}

/// What is wrong with a passphrase. A short number is no secret: all of them are tried in a second.
fn problem(secret: &str) -> Option<Problem> {
    let mut letters = secret.chars();
    let first = letters.next();
    match () {
        () if first.is_none() => Some(Problem::Empty),
        () if secret.chars().count() < LEAST => Some(Problem::Short),
        () if secret.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()) => Some(Problem::Weak),
        () if letters.all(|c| Some(c) == first) => Some(Problem::Weak),
        () => None,
    }
}

fn settled(state: &mut State, done: Result<(), Trouble>, now: &Now) -> Vec<Effect> {
    state.busy = false;
    if let Err(found) = done {
        state.trouble = Some(Problem::Trouble(found));
        return vec![];
    }
    let (lock, done) = match std::mem::take(&mut state.doing) {
        Doing::Changing => (Lock::Open, Done::Changed),
        Doing::Removing => (Lock::None, Done::Removed),
        Doing::AddingPasskey => (Lock::Open, Done::PasskeyAdded),
        Doing::RemovingPasskey => (Lock::Open, Done::PasskeyRemoved),
        _ => (Lock::Open, Done::Set),
    };
    (state.lock, state.done, state.trouble) = (lock, Some(done), None);
    watch::begin(state, now)
}
