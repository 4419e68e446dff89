//! What each event on past answers does.

use super::{Event, State, Writing, entry};
use crate::effect::Effect;
use crate::form::Who;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words;

/// The longest note, in characters.
pub const MOST: usize = 2_000;

/// Something in this area.
pub fn update(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    match event {
        Event::NoteBegun(response) => {
            state.writing = Some(Writing { response, ..Writing::default() });
            vec![Effect::Focus("note".into())]
        }
        Event::NoteWritten(text) => {
            if let Some(writing) = state.writing.as_mut().filter(|w| w.saving.is_none()) {
                writing.text = text.chars().take(MOST).collect();
            }
            vec![]
        }
        Event::NoteGiven => given(state, who, now),
        Event::NoteDropped => {
            state.writing = None;
            vec![Effect::Focus("h1".into())]
        }
        Event::Printed => vec![Effect::Print],
    }
}

fn given(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(writing) = state.writing.as_mut().filter(|w| w.saving.is_none()) else { return vec![] };
    let text = writing.text.trim();
    if text.is_empty() {
        return vec![Effect::Focus("note".into())];
    }
    let Some(entry) = entry(&writing.response, text, who, now) else { return vec![] };
    writing.saving = Some(entry.ticket.id.clone());
    vec![Effect::Queue(who.place, entry, None)]
}

/// The note is in the outbox, or not.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    let Some(writing) = state.writing.as_mut().filter(|w| w.saving.as_deref() == Some(id)) else {
        return vec![];
    };
    match done {
        Ok(()) => {
            state.writing = None;
            let said = Effect::Announce(words::past::NOTE_KEPT.into());
            vec![Effect::Deliver, Effect::ListOutbox, said, Effect::Focus("h1".into())]
        }
        Err(trouble) => {
            (writing.saving, writing.trouble) = (None, Some(trouble));
            vec![Effect::Focus("trouble".into())]
        }
    }
}

/// The person went elsewhere: a note that was not kept stays with its answers only.
pub fn moved(state: &mut State) {
    if state.writing.as_ref().is_some_and(|w| w.text.trim().is_empty()) {
        state.writing = None;
    }
}
