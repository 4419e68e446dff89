//! When a change is handed over to the outbox: when the person leaves what they were writing, or pauses.
//!
//! Every change is kept at once. Handing over each of them would make a version of every word.

use super::State;
use super::entry::entry;
use super::keep::{self, MOST_SENT, Sent};
use crate::effect::{Effect, Wake};
use crate::form::Who;
use crate::now::Now;

/// So long after the last change it is handed over, milliseconds.
const PAUSE: u32 = 20_000;

/// Hands over what was not yet.
pub fn give(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    hand_over(state, who, false, now)
}

/// The same; `stays`: it is to become a version whatever comes after it.
pub(super) fn hand_over(state: &mut State, who: &Who, stays: bool, now: &Now) -> Vec<Effect> {
    let Some(kept) = state.kept.as_mut().filter(|kept| kept.is_ahead()) else { return vec![] };
    let version = kept.base.as_ref().map(|held| held.version.as_str());
    if version == Some("") {
        // What it would build upon is not known: that is asked first.
        return super::arrive::ask(state, who);
    }
    let Some(entry) = entry(&kept.mine, (state.paper, version), who, now) else { return vec![] };
    let mut effects = vec![];
    for before in kept.sent.iter().filter(|before| !before.stays) {
        effects.push(Effect::Discard(before.entry.clone()));
    }
    if kept.sent.len() >= MOST_SENT {
        kept.sent.remove(0);
    }
    kept.sent.push(Sent { entry: entry.ticket.id.clone(), plan: kept.mine.clone(), stays });
    (state.refused, state.pending) = (false, Some(entry.ticket.id.clone()));
    // It is in the outbox before what it replaces goes from there.
    effects.insert(0, Effect::Queue(who.place, entry, None));
    effects.insert(0, save(state, who));
    effects
}

/// Keeps the plan.
pub(super) fn save(state: &mut State, who: &Who) -> Effect {
    state.saved = None;
    let kept = state.kept.get_or_insert_with(Default::default);
    Effect::Save(who.place, keep::row(&who.account, state.paper), keep::write(kept))
}

/// Keeps a change of the person, to be handed over when they pause.
pub(super) fn changed(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let kept = state.kept.get_or_insert_with(Default::default);
    kept.changed = now.time;
    vec![save(state, who), Effect::After(PAUSE, Wake::SafetyPlan)]
}

/// The timer rang: after a pause what was written is handed over.
pub fn woke(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let since = state.kept.as_ref().map_or(0, |kept| now.time - kept.changed);
    if (0..i64::from(PAUSE)).contains(&since) { vec![] } else { give(state, who, now) }
}

/// The person went to another screen, or hid the page: it may be closed.
pub fn moved(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    (state.undo, state.wrong) = (None, false);
    give(state, who, now)
}
