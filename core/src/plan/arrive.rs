//! What comes: the kept row, the gateway's version, what became of what was handed over.

use serde_json::Value;

use super::State;
use super::give::{give, hand_over, save};
use super::keep::{self, Kept};
use super::lines::{Plan, join};
use super::written::{self, Held, KIND};
use crate::effect::{Effect, Key, Reply, Request};
use crate::event::Tag;
use crate::fhir::bundle;
use crate::form::Who;
use crate::now::Now;
use crate::outbox::{Entry, Outcome, Why};
use crate::trouble::Trouble;

/// What was asked so recently is not asked again on opening, milliseconds.
const FRESH_FOR: i64 = 30_000;

/// Looks up what is kept.
#[must_use]
pub fn opened(state: &State, who: &Who) -> Vec<Effect> {
    match &who.patient {
        Some(_) if state.kept.is_none() => {
            [keep::row(&who.account, state.paper), keep::draft_row(&who.account, state.paper)]
                .map(|row| Effect::Load(who.place, row))
                .into()
        }
        _ => vec![],
    }
}

/// Asks the gateway for the plan, once what is kept is known.
pub(super) fn ask(state: &mut State, who: &Who) -> Vec<Effect> {
    state.want = state.kept.is_none();
    let Some(patient) = who.patient.as_deref().filter(|_| !state.asking && !state.want) else {
        return vec![];
    };
    state.asking = true;
    let path = ["/fhir/CarePlan?patient=", patient, "&category=", KIND, "%7C", state.paper.word()].concat();
    vec![Effect::Fetch(Tag::Paper(state.paper), Request { quiet: true, ..Request::get(path) })]
}

/// A screen that shows it was opened; `before`: the earlier versions too.
pub fn looked(state: &mut State, who: &Who, before: bool, now: &Now) -> Vec<Effect> {
    let mut effects = vec![];
    if !(0..FRESH_FOR).contains(&(now.time - state.asked)) {
        effects = ask(state, who);
    }
    if before {
        (state.versions, state.before) = (None, true);
        effects.extend(versions(state, who));
    }
    effects
}

/// Asks for the earlier versions, once it is known whether there are any.
fn versions(state: &mut State, who: &Who) -> Option<Effect> {
    let (Some(kept), Some(patient)) = (&state.kept, &who.patient) else { return None };
    if !std::mem::replace(&mut state.before, false) {
        return None;
    }
    if kept.base.is_none() {
        // Where the gateway is still asked, its answer comes here again.
        state.before = state.asking;
        state.versions = (!state.asking).then(|| Ok(vec![]));
        return None;
    }
    let path = ["/fhir/CarePlan/", &state.paper.id_of(patient), "/_history"].concat();
    Some(Effect::Fetch(Tag::PaperVersions(state.paper), Request::get(path)))
}

/// A kept row was read. One that could not be opened is not written over by an empty one.
pub fn loaded(
    state: &mut State,
    (key, row): (&Key, &Result<Option<Value>, Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    if *key == keep::draft_row(&who.account, state.paper) {
        if let (Ok(Some(row)), None) = (row, &state.draft) {
            state.draft = keep::read_plan(row).lines.into_iter().next();
        }
        return vec![];
    }
    if *key != keep::row(&who.account, state.paper) || state.kept.is_some() {
        return vec![];
    }
    match row {
        Ok(row) => state.kept = Some(row.as_ref().map(keep::read).unwrap_or_default()),
        Err(trouble) => state.saved = Some(Err(*trouble)),
    }
    let waits = state.kept.as_ref().is_some_and(|kept| !kept.sent.is_empty());
    let mut effects = if state.want || waits { ask(state, who) } else { vec![] };
    effects.extend(versions(state, who));
    // What was changed a moment before it was locked.
    effects.extend(give(state, who, now));
    effects
}

/// A reply came; `waits` tells whether an entry is in the outbox.
pub fn fetched(
    state: &mut State,
    (tag, reply): (&Tag, Result<&Reply, Trouble>),
    who: &Who,
    (waits, now): (&dyn Fn(&str) -> bool, &Now),
) -> Vec<Effect> {
    let page = reply.and_then(|reply| bundle::read(&reply.body).map_err(|_| Trouble::Unreadable));
    if *tag == Tag::PaperVersions(state.paper) {
        let paper = state.paper;
        let all = |page: crate::fhir::Read<bundle::Bundle>| {
            page.good.matches.iter().map(|one| written::read(one, paper)).collect()
        };
        state.versions = Some(page.map(all));
        return vec![];
    }
    state.asking = false;
    let (page, patient) = match (page, &who.patient) {
        (Ok(page), Some(patient)) => (page, patient),
        (Err(trouble), _) if state.before => {
            (state.versions, state.before) = (Some(Err(trouble)), false);
            return vec![];
        }
        _ => return vec![],
    };
    state.asked = now.time;
    let theirs = written::find(&page.good.matches, (state.paper, patient));
    let mut effects = met(state, theirs, (waits, who), now);
    effects.extend(versions(state, who));
    effects
}

/// The gateway's version is known; `None` if it has none.
fn met(
    state: &mut State,
    theirs: Option<Held>,
    (waits, who): (&dyn Fn(&str) -> bool, &Who),
    now: &Now,
) -> Vec<Effect> {
    let Some(kept) = &mut state.kept else { return vec![] };
    kept.checked = now.time;
    let known = kept.base.as_ref().map(|held| held.version.as_str());
    let (mut effects, mut stays) = (vec![], false);
    if theirs.as_ref().map(|held| held.version.as_str()) == known {
        // Nothing changed there. What was handed over and does not wait any more was dropped: it goes again.
        let under_way = !state.listed || state.pending.is_some();
        if !under_way && !kept.sent.iter().any(|sent| waits(&sent.entry)) {
            kept.sent.clear();
        }
    } else {
        effects.extend(kept.sent.iter().map(|sent| Effect::Discard(sent.entry.clone())));
        stays = bring_together(kept, theirs, now);
        (state.undo, state.refused) = (None, false);
    }
    let mut all = vec![save(state, who)];
    all.extend(hand_over(state, who, stays, now));
    let queued = all.len() > 1;
    all.extend(effects);
    if queued {
        all.push(Effect::Deliver);
    }
    all.push(Effect::ListOutbox);
    all
}

/// Whether the person is to be asked about it.
fn bring_together(kept: &mut Kept, theirs: Option<Held>, now: &Now) -> bool {
    let theirs = theirs.unwrap_or_default();
    let own = kept.sent.iter().any(|sent| sent.plan.same(&theirs.plan));
    let empty = Plan::default();
    // What comes back is what was handed over from here: nobody else changed it.
    let base = if own { &theirs.plan } else { kept.base.as_ref().map_or(&empty, |held| &held.plan) };
    let (mine, asks) = join(base, &kept.mine, &theirs.plan, &|| now.uuid());
    kept.mine = mine;
    let asked = !asks.is_empty();
    kept.asks.extend(asks);
    kept.sent.clear();
    kept.base = (!theirs.version.is_empty()).then_some(theirs);
    asked
}

/// An entry is in the outbox, or not.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    if state.saving.as_ref().is_some_and(|saving| saving.entry == id) {
        return super::rating::queued(state, id, done);
    }
    let Some(kept) = &mut state.kept else { return vec![] };
    let Some(at) = kept.sent.iter().position(|sent| sent.entry == id) else { return vec![] };
    match done {
        Ok(()) => vec![Effect::Deliver, Effect::ListOutbox],
        Err(trouble) => {
            kept.sent.remove(at);
            (state.saved, state.pending) = (Some(Err(trouble)), None);
            vec![]
        }
    }
}

/// What waits was listed. What was handed over and does not wait any more was taken meanwhile: the gateway is asked.
pub fn listed(state: &mut State, waiting: &[Entry], who: &Who) -> Vec<Effect> {
    // From now on the list tells whether a box is ticked; one that was begun before knows nothing of it yet.
    state.saving.take_if(|saving| saving.kept && waiting.iter().any(|entry| entry.ticket.id == saving.entry));
    let Some(kept) = &state.kept else { return vec![] };
    state.listed = true;
    let waits = |id: &String| waiting.iter().any(|entry| entry.ticket.id == *id);
    if state.pending.as_ref().is_some_and(waits) {
        state.pending = None;
    }
    let gone = kept.sent.last().is_some_and(|last| !waits(&last.entry));
    if gone && state.pending.is_none() { ask(state, who) } else { vec![] }
}

/// What became of an entry.
pub fn settled(state: &mut State, id: &str, outcome: Outcome, who: &Who, now: &Now) -> Vec<Effect> {
    state.saving.take_if(|saving| saving.entry == id);
    let Some(kept) = &mut state.kept else { return vec![] };
    let Some(at) = kept.sent.iter().position(|sent| sent.entry == id) else { return vec![] };
    if state.pending.as_deref() == Some(id) {
        state.pending = None;
    }
    match outcome {
        Outcome::Delivered => {
            let taken = kept.sent.drain(..=at).next_back();
            let version = next(kept.base.as_ref().map(|held| held.version.as_str()));
            let plan = taken.map(|sent| sent.plan).unwrap_or_default();
            kept.base = Some(Held { plan, version, updated: now.time });
            kept.checked = now.time;
            state.refused = false;
            vec![save(state, who)]
        }
        Outcome::NeedsYou(Why::Conflict) => {
            // It was not taken: mine is ahead again, and goes with what the gateway has.
            kept.sent.remove(at);
            let kept_here = !matches!(state.saved, Some(Err(_)));
            state.asking = false;
            let mut effects = ask(state, who);
            if kept_here {
                effects.push(Effect::Discard(id.to_owned()));
            }
            effects
        }
        Outcome::NeedsYou(Why::Refused) => {
            state.refused = true;
            vec![]
        }
        Outcome::Later | Outcome::Part | Outcome::NeedsSignIn => vec![],
    }
}

/// The version that follows, where versions are counted; else it is not known, and asked for before the next change.
fn next(version: Option<&str>) -> String {
    match version.unwrap_or("0").parse::<u64>() {
        Ok(number) => (number + 1).to_string(),
        Err(_) => String::new(),
    }
}

/// The person dropped what waits: the plan is again what the gateway has.
pub fn dropped(state: &mut State, id: &str, who: &Who) -> Vec<Effect> {
    let Some(kept) = state.kept.as_mut().filter(|kept| kept.sent.iter().any(|sent| sent.entry == id)) else {
        return vec![];
    };
    kept.mine = kept.base.as_ref().map(|held| held.plan.clone()).unwrap_or_default();
    kept.sent.clear();
    kept.asks.clear();
    (state.refused, state.undo, state.asked) = (false, None, 0);
    vec![save(state, who)]
}

/// The row was kept, or not.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if *key == keep::row(&who.account, state.paper) {
        state.saved = Some(done);
    }
}

/// The line under way, kept at each word.
pub(super) fn keep_draft(state: &State, who: &Who) -> Effect {
    let row = keep::draft_row(&who.account, state.paper);
    match &state.draft {
        Some(line) => {
            let one = Plan { lines: vec![line.clone()], ..Plan::default() };
            Effect::Save(who.place, row, keep::write_plan(&one))
        }
        None => Effect::Forget(who.place, row),
    }
}
