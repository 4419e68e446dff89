//! Notes that were begun: kept as they are written, until each is given or dropped.

use serde_json::Value;

use super::State;
use crate::effect::{Effect, Key};
use crate::form::Who;
use crate::trouble::Trouble;

/// The row with all of them: `[response, text]` each.
fn row(who: &Who) -> Key {
    Key::of(&who.account, "notes-begun")
}

/// Looks up what was begun.
pub fn opened(who: &Who) -> Option<Effect> {
    who.patient.as_ref().map(|_| Effect::Load(who.place, row(who)))
}

/// The row was read; what is being written here stands before what it holds.
pub fn loaded(state: &mut State, (key, found): (&Key, Option<&Value>), who: &Who) {
    if *key != row(who) {
        return;
    }
    for one in found.and_then(Value::as_array).into_iter().flatten() {
        let text = |at: usize| one[at].as_str().unwrap_or_default().to_owned();
        if state.begun.iter().all(|(response, _)| *response != text(0)) {
            state.begun.push((text(0), text(1)));
        }
    }
}

/// It was kept, or not: that is said where it is written.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if let Some(writing) = state.writing.as_mut().filter(|_| *key == row(who)) {
        writing.trouble = done.err();
    }
}

/// Keeps what is written to `response` now; with nothing in it, it goes.
pub(super) fn keep(state: &mut State, response: &str, text: &str, who: &Who) -> Effect {
    state.begun.retain(|(known, _)| known != response);
    if !text.trim().is_empty() {
        state.begun.push((response.into(), text.into()));
    }
    let note = |(response, text): &(String, String)| {
        Value::Array(vec![response.as_str().into(), text.as_str().into()])
    };
    match state.begun.is_empty() {
        true => Effect::Forget(who.place, row(who)),
        false => Effect::Save(who.place, row(who), state.begun.iter().map(note).collect()),
    }
}

/// The row that goes in the moment in which a note is handed over; none where others are in it.
pub(super) fn goes_with(state: &State, who: &Who) -> Option<Key> {
    (state.begun.len() == 1).then(|| row(who))
}
