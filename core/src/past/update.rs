//! What each event on past answers does.

use super::{Event, State, Writing, draft, entry};
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
            let begun = state.begun.iter().find(|(of, _)| *of == response);
            let text = begun.map(|(_, text)| text.clone()).unwrap_or_default();
            state.writing = Some(Writing { response, text, ..Writing::default() });
            vec![Effect::Focus("note".into())]
        }
        Event::NoteWritten(text) => {
            let Some(writing) = state.writing.as_mut().filter(|w| w.saving.is_none()) else {
                return vec![];
            };
            writing.text = text.chars().take(MOST).collect();
            let (response, text) = (writing.response.clone(), writing.text.clone());
            vec![draft::keep(state, &response, &text, who)]
        }
        Event::NoteGiven => given(state, who, now),
        Event::NoteDropped => {
            let response = state.writing.take().map(|writing| writing.response);
            let kept = response.map(|response| draft::keep(state, &response, "", who));
            kept.into_iter().chain([Effect::Focus("h1".into())]).collect()
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
    vec![Effect::Queue(who.place, entry, draft::goes_with(state, who))]
}

/// The note is in the outbox, or not.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>, who: &Who) -> Vec<Effect> {
    let Some(writing) = state.writing.as_mut().filter(|w| w.saving.as_deref() == Some(id)) else {
        return vec![];
    };
    match done {
        Ok(()) => {
            let response = std::mem::take(&mut writing.response);
            state.writing = None;
            let kept = draft::keep(state, &response, "", who);
            let said = Effect::Announce(words::past::NOTE_KEPT.into());
            vec![kept, Effect::Deliver, Effect::ListOutbox, said, Effect::Focus("h1".into())]
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
