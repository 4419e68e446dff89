//! What each event of feedback does.

use super::{Event, MOST_TEXT, Stage, State};
use crate::effect::{Effect, Method, Place, Wake};
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Outcome, Ticket};
use crate::trouble::Trouble;

/// Feedback waits this long, in milliseconds, so that it never leaves in one burst with signed-in items.
const WAIT: (u32, u32) = (8_000, 45_000);

/// Something in this area.
pub fn update(state: &mut State, event: Event, place: Place, now: &Now) -> Vec<Effect> {
    match event {
        Event::Chosen(overall) => {
            state.overall = Some(overall);
            state.missing = false;
        }
        Event::WhyWritten(text) => state.why = cut(text),
        Event::BetterWritten(text) => state.better = cut(text),
        Event::Again => *state = State::default(),
        Event::Sent => return send(state, place, now),
    }
    vec![]
}

fn cut(text: String) -> String {
    if text.chars().count() <= MOST_TEXT { text } else { text.chars().take(MOST_TEXT).collect() }
}

fn send(state: &mut State, place: Place, now: &Now) -> Vec<Effect> {
    let Some(overall) = state.overall else {
        state.missing = true;
        return vec![Effect::Focus("error-summary".into())];
    };
    if state.stage != Stage::Asking {
        return vec![];
    }
    state.stage = Stage::Saving;
    // The same id if saving failed and is tried again.
    let id = state.id.get_or_insert_with(|| now.uuid()).clone();
    let wait = now.between(WAIT.0, WAIT.1);
    let first = now.time + i64::from(wait);
    let entry = Entry {
        ticket: Ticket {
            // Stays as it is when `not_before` moves: how long it waits for signed-in items is counted from it.
            rank: first,
            not_before: first,
            ..Ticket::new(id.clone(), String::new(), vec![])
        },
        kind: Kind::Feedback,
        risk: false,
        method: Method::Put,
        path: format!("/feedback/{id}"),
        body: json::filled(
            r#"{"question": "fft-2020", "answer": "$answer", "why": "$why", "better": "$better"}"#,
            &[
                ("answer", overall.code().into()),
                ("why", state.why.as_str().into()),
                ("better", state.better.as_str().into()),
            ],
        ),
        saved_at: 0, // no time is told with anonymous feedback
    };
    let place = if state.trouble.is_some() { Place::Page } else { place };
    state.on_device = place == Place::Device;
    vec![Effect::QueueFeedback(place, entry), Effect::After(wait + 200, Wake::Feedback)]
}

/// It is in the queue, or not.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    if state.id.as_deref() != Some(id) || state.stage != Stage::Saving {
        return vec![];
    }
    match done {
        Ok(()) => {
            (state.stage, state.trouble) = (Stage::Saved, None);
            (state.why, state.better) = (String::new(), String::new());
            vec![Effect::ListOutbox, Effect::Top, Effect::Focus("h1".into())]
        }
        Err(trouble) => {
            (state.stage, state.trouble) = (Stage::Asking, Some(trouble));
            vec![Effect::Focus("trouble".into())]
        }
    }
}

/// What became of an entry. That it waits no longer proves nothing: it may have been dropped, or the list is locked.
pub fn settled(state: &mut State, id: &str, outcome: Outcome) {
    if outcome == Outcome::Delivered && state.stage == Stage::Saved && state.id.as_deref() == Some(id) {
        state.stage = Stage::Sent;
    }
}
