//! What each event does.

use serde_json::Value;

use super::{Event, Kind, State, Writing, entry::entry};
use crate::effect::{Effect, Key};
use crate::form::Who;
use crate::json;
use crate::now::{Now, short_key};
use crate::trouble::{Trouble, begun};
use crate::words;

/// The longest words, in characters.
pub const MOST: usize = 2_000;

/// Where words about an entry are kept until they are given.
pub(super) fn row(who: &Who, about: &str, kind: Kind) -> Key {
    Key::of(&who.account, &["ask/", &short_key(about), "/", kind.code().0].concat())
}

/// Something in this area; `team` is who reads what is sent.
pub fn update(state: &mut State, event: Event, (team, who): (&str, &Who), now: &Now) -> Vec<Effect> {
    match event {
        Event::Begun(about, kind) => {
            let key = row(who, &about, kind);
            let text = String::new();
            let known = false;
            state.writing =
                Some(Writing { about, kind, text, kept: false, known, saving: None, trouble: None });
            vec![Effect::Load(who.place, key), Effect::Focus("ask".into())]
        }
        Event::Written(text) => {
            let Some(writing) = state.writing.as_mut().filter(|w| w.saving.is_none()) else { return vec![] };
            writing.text = text.chars().take(MOST).collect();
            writing.kept = false;
            // What was kept before is not written over before it is known.
            if !writing.known {
                return again(writing, who);
            }
            vec![keep(writing, who)]
        }
        Event::Given => given(state, (team, who), now),
        Event::Dropped => {
            let Some(writing) = state.writing.take() else { return vec![] };
            vec![
                Effect::Forget(who.place, row(who, &writing.about, writing.kind)),
                Effect::Focus("h1".into()),
            ]
        }
    }
}

fn given(state: &mut State, (team, who): (&str, &Who), now: &Now) -> Vec<Effect> {
    let Some(writing) = state.writing.as_mut().filter(|writing| writing.saving.is_none()) else {
        return vec![];
    };
    // What was kept before goes with what is given: it must be known.
    if !writing.known {
        return again(writing, who);
    }
    if writing.text.trim().is_empty() && !writing.kind.needs_no_words() {
        return vec![Effect::Focus("ask".into())];
    }
    let Some(entry) = entry(writing, team, who, now) else { return vec![] };
    writing.saving = Some(entry.ticket.id.clone());
    writing.trouble = None;
    let from = row(who, &writing.about, writing.kind);
    vec![Effect::Queue(who.place, entry, Some(from))]
}

/// Looks once more for what was kept before, where that failed.
fn again(writing: &Writing, who: &Who) -> Vec<Effect> {
    let look = || Effect::Load(who.place, row(who, &writing.about, writing.kind));
    writing.trouble.map(|_| look()).into_iter().collect()
}

/// Words that were kept are there again; what the person wrote while they came stands under them, and is kept with them.
pub fn loaded(
    state: &mut State,
    (key, found): (&Key, &Result<Option<Value>, Trouble>),
    who: &Who,
) -> Vec<Effect> {
    let Some(writing) = &mut state.writing else { return vec![] };
    if writing.known || *key != row(who, &writing.about, writing.kind) {
        return vec![];
    }
    let kept = match begun(found) {
        Ok(kept) => kept,
        Err(trouble) => {
            writing.trouble = Some(trouble);
            return vec![];
        }
    };
    (writing.known, writing.trouble) = (true, None);
    let before = kept.and_then(|kept| kept["text"].as_str()).unwrap_or_default();
    if writing.text.is_empty() {
        writing.text = before.to_owned();
        writing.kept = !before.is_empty();
        return vec![];
    }
    if !before.is_empty() {
        writing.text = [before, "\n", &writing.text].concat().chars().take(MOST).collect();
    }
    vec![keep(writing, who)]
}

fn keep(writing: &Writing, who: &Who) -> Effect {
    Effect::Save(who.place, row(who, &writing.about, writing.kind), kept(&writing.text))
}

/// Words under way, as they are kept.
pub(super) fn kept(text: &str) -> Value {
    json::filled(r#"{"text": "$text"}"#, &[("text", text.into())])
}

/// The words are kept, or not.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if let Some(writing) = &mut state.writing
        && *key == row(who, &writing.about, writing.kind)
    {
        (writing.kept, writing.trouble) = (done.is_ok(), done.err());
    }
}

/// It is in the outbox, or not.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    let Some(writing) = state.writing.as_mut().filter(|w| w.saving.as_deref() == Some(id)) else {
        return vec![];
    };
    match done {
        Ok(()) => {
            state.writing = None;
            let said = Effect::Announce(words::ask::GIVEN.into());
            vec![Effect::Deliver, Effect::ListOutbox, said, Effect::Focus("asked".into())]
        }
        Err(trouble) => {
            (writing.saving, writing.trouble) = (None, Some(trouble));
            vec![Effect::Focus("trouble".into())]
        }
    }
}

/// The person went elsewhere: what they wrote is kept with its entry.
pub fn moved(state: &mut State) {
    state.writing.take_if(|writing| writing.saving.is_none());
}
