//! What the person hid on this device: it leaves every list, the timeline, the search and Today here, and nothing else. The
//! record stays as it is, nobody is told, and files, links, the pages to print and the emergency card hold it as before.

use std::rc::Rc;

use serde_json::Value;

use super::entry::{key_of, of};
use super::fetching::Keep;
use super::index::brief;
use super::search::Found;
use super::{Held, Shelf, State, ready, same};
use crate::effect::Effect;
use crate::fhir::entry::read as read_entry;
use crate::fhir::{kind, reading};
use crate::now::{Now, short_key};
use crate::order;
use crate::words::record_hide as words;

/// More than this nobody hides: then it is a shelf that they don't open.
const MOST: usize = 2_000;

/// The person hides entries, or (`false`) shows them again; none named are all of them.
pub fn hide(state: &mut State, (keys, on): (&[String], bool), keep: Keep) -> Vec<Effect> {
    // On a device that is not their own nothing would be remembered.
    if keep.is_none() {
        return vec![];
    }
    let hidden = &mut state.ready.hidden;
    hidden.retain(|known| !keys.is_empty() && !keys.contains(known));
    if on {
        hidden.extend(keys.iter().take(MOST.saturating_sub(hidden.len())).cloned());
    }
    sift_all(state);
    state.keeping.hides(&state.ready.hidden);
    let mut effects = ready::kept(state, keep);
    let said = if on { words::DONE } else { words::UNDONE };
    effects.extend([Effect::Announce(said.into()), Effect::Focus("hidden".into())]);
    effects
}

/// Puts aside what is hidden, on every shelf.
pub(super) fn sift_all(state: &mut State) {
    for ((patient, _), held) in &mut state.held {
        sift(held, patient, &state.ready.hidden);
    }
}

/// Puts aside what is hidden; a shelf with nothing to hide is left as it is. A preview shows what the carer sees.
pub(super) fn sift(held: &mut Held, patient: &str, hidden: &[String]) {
    let hidden = if patient.split_once('~').is_some() { &[] } else { hidden };
    let Some(known) = &mut held.known else {
        held.hidden = Rc::default();
        return;
    };
    let is_hidden = |one: &Value| !hidden.is_empty() && key_of(one).is_some_and(|key| hidden.contains(&key));
    if held.hidden.iter().all(is_hidden) && !known.resources.iter().any(is_hidden) {
        return;
    }
    let (mut shown, mut aside) = (Vec::new(), Vec::new());
    let end = known.older.as_ref().map_or(0, |older| older.newest);
    let mut newest = 0;
    // What is shown again comes first: so what is of the newest part stays before what is older.
    let again = held.hidden.iter().map(|one| (0, one));
    for (at, one) in again.chain(known.resources.iter().enumerate()) {
        newest += usize::from(at < end && !is_hidden(one));
        if is_hidden(one) { &mut aside } else { &mut shown }.push(one.clone());
    }
    if let Some(older) = &mut known.older {
        older.newest = newest;
    }
    (known.resources, held.hidden) = (Rc::new(shown), Rc::new(aside));
}

impl Held {
    /// With what is hidden on this device.
    #[must_use]
    pub fn whole(mut self) -> Self {
        if let Some(known) = self.known.as_mut().filter(|_| !self.hidden.is_empty()) {
            let all = known.resources.iter().chain(self.hidden.iter()).cloned().collect();
            known.resources = Rc::new(all);
        }
        self
    }
}

/// What can be hidden on the page of an entry, and whether it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hideable {
    /// The keys of its entries: of a result, each of its readings that is here now; of what several systems tell of, all.
    pub keys: Vec<String>,
    /// All of it is hidden.
    pub hidden: bool,
}

/// What can be hidden there: one entry, or the result with this key. `all` is the whole, with what is hidden.
#[must_use]
pub fn hideable(state: &State, all: &[(Shelf, Held)], (one, result): (&Value, Option<&str>)) -> Hideable {
    let mut keys: Vec<String> = vec![];
    match result {
        None => {
            keys.extend(key_of(one));
            let shelf = Shelf::of_kind(kind(one).unwrap_or_default()).fetched_as();
            let same = of(all, shelf).filter(|other| same::is_one(one, other));
            keys.extend(same.filter_map(key_of));
        }
        Some(result) => {
            for resource in of(all, Shelf::Results) {
                let Ok(found) = reading::read(resource) else { continue };
                if short_key(&found.good.key()) == result {
                    keys.extend(key_of(resource));
                }
            }
        }
    }
    let hidden = !keys.is_empty() && keys.iter().all(|key| state.ready.hidden.contains(key));
    Hideable { keys, hidden }
}

/// What is hidden, the newest first; `all` are shelves as they are held.
#[must_use]
pub fn hidden(all: &[(Shelf, Held)], now: &Now) -> Vec<Found> {
    let mut found = Vec::new();
    let mut keys: Vec<String> = vec![];
    for resource in all.iter().flat_map(|(_, held)| held.hidden.iter()) {
        let (Some(name), Some(key)) = (kind(resource), key_of(resource)) else { continue };
        if !keys.contains(&key) {
            let head = read_entry(resource).map(|read| read.good).unwrap_or_default();
            found.push(brief(resource, name, &head));
            keys.push(key);
        }
    }
    order::newest_first(&mut found, |entry| entry.when.map_or(i64::MIN, |date| date.to_millis()));
    found.iter().map(|entry| Found::of(entry, all, now)).collect()
}

impl State {
    /// The keys of what is hidden on this device.
    #[must_use]
    pub fn hidden_keys(&self) -> &[String] {
        &self.ready.hidden
    }

    /// How many entries are hidden on this device.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.ready.hidden.len()
    }
}
