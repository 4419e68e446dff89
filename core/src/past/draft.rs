//! Notes that were begun: kept as they are written, until each is given or dropped.

use serde_json::Value;

use super::{State, Writing};
use crate::effect::{Effect, Key};
use crate::form::Who;
use crate::outbox::Entry;
use crate::trouble::{Trouble, begun};

/// The row with all of them: `[response, text]` each.
fn row(who: &Who) -> Key {
    Key::of(&who.account, "notes-begun")
}

/// Looks up what was begun.
pub fn opened(who: &Who) -> Option<Effect> {
    who.patient.as_ref().map(|_| Effect::Load(who.place, row(who)))
}

/// The row was read; what is being written here stands before what it holds.
///
/// What was begun meanwhile stands under what it holds, and is kept with it.
pub fn loaded(
    state: &mut State,
    (key, found): (&Key, &Result<Option<Value>, Trouble>),
    who: &Who,
) -> Vec<Effect> {
    if *key != row(who) {
        return vec![];
    }
    let found = match begun(found) {
        Ok(found) => found,
        Err(trouble) => {
            state.unread = true;
            if let Some(writing) = &mut state.writing {
                writing.trouble = Some(trouble);
            }
            return vec![];
        }
    };
    let was_unread = std::mem::take(&mut state.unread);
    for one in found.and_then(Value::as_array).into_iter().flatten() {
        let text = |at: usize| one[at].as_str().unwrap_or_default().to_owned();
        match state.begun.iter_mut().find(|(response, _)| *response == text(0)) {
            None => state.begun.push((text(0), text(1))),
            Some((_, now)) if was_unread && !now.contains(&text(1)) => {
                *now = [&text(1), "\n", now.as_str()].concat();
            }
            Some(_) => {}
        }
    }
    if !was_unread {
        return vec![];
    }
    if let Some(writing) = &mut state.writing {
        writing.trouble = None;
        let all = state.begun.iter().find(|(response, _)| *response == writing.response);
        writing.text = all.map(|(_, text)| text.clone()).unwrap_or_default();
    }
    if state.begun.is_empty() { vec![] } else { vec![kept(state, who)] }
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
    // What is not known is not written over: it is looked up once more.
    if state.unread { Effect::Load(who.place, row(who)) } else { kept(state, who) }
}

fn kept(state: &State, who: &Who) -> Effect {
    let begun: Vec<(&str, &str)> = state.begun.iter().map(|(of, text)| (&**of, &**text)).collect();
    let (row, kept) = begun_row(&begun, who);
    if begun.is_empty() { Effect::Forget(who.place, row) } else { Effect::Save(who.place, row, kept) }
}

/// The row with these: the response and the text of each.
#[must_use]
pub fn begun_row(begun: &[(&str, &str)], who: &Who) -> (Key, Value) {
    let note = |(response, text): &(&str, &str)| Value::Array(vec![(*response).into(), (*text).into()]);
    (row(who), begun.iter().map(note).collect())
}

/// The response and the text of a note that waits; `None` where it is none.
#[must_use]
pub fn again(entry: &Entry) -> Option<(&str, &str)> {
    let note = &entry.body["entry"][0]["resource"];
    let response = note["derivedFrom"][0]["reference"].as_str()?.rsplit('/').next()?;
    Some((response, note["valueString"].as_str()?))
}

/// A note that waited is being written again.
pub fn begin_again(state: &mut State, entry: &Entry) {
    let Some((response, text)) = again(entry) else { return };
    state.begun.push((response.into(), text.into()));
    state.writing = Some(Writing { response: response.into(), text: text.into(), ..Writing::default() });
}

/// The row that goes in the moment in which a note is handed over; none where others are in it, or may be.
pub(super) fn goes_with(state: &State, who: &Who) -> Option<Key> {
    (state.begun.len() == 1 && !state.unread).then(|| row(who))
}
