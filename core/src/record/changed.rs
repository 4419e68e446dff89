//! What changed among the older parts of a long shelf. Whenever its newest part came anew, the gateway is asked what changed since
//! the older ones came: what is on the screen is put right where it stands, and what is kept of them is fetched again.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::fetching::{Keep, ask as ask_path, keep_newest};
use super::older::{aside, name, since, when};
use super::{Asking, Held, Shelf, State, hide, index};
use crate::effect::Effect;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::words::record_find as words;

/// What was being written while the gateway answered is found by the next look: an import may take so many milliseconds.
const BEFORE: i64 = 60_000;

/// Asks what changed since `checked`, the gateway's time; nothing where that is not known.
pub(super) fn ask(held: &mut Held, (patient, shelf): (&str, Shelf), checked: &str) -> Option<Effect> {
    let since = Date::from_millis(Date::parse(checked)?.to_millis() - BEFORE, 0).fhir();
    let first = shelf.searches(patient, None).into_iter().next()?;
    held.asking = Some(Asking { changed: true, ..Asking::default() });
    Some(ask_path(patient, shelf, [&first, "&_lastUpdated=ge", &since].concat()))
}

/// As many as all that is held would be, and two: where everything changed, it is looked at once.
pub(super) fn most_pages(held: &Held) -> usize {
    held.known.as_ref().map_or(0, |known| known.resources.len() / 200) + 2
}

/// What changed is here.
pub(super) fn came(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    asking: Asking,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    state.last = index::Last::default();
    let hidden = state.ready.hidden.clone();
    let kept = if keep.is_some() { state.keeping.parts(shelf) } else { 0 };
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let Some((shown, changed)) = put_right(held, asking) else { return vec![] };
    let Some(older) = held.known.as_ref().and_then(|known| known.older.as_ref()) else { return vec![] };
    let path = older.first.clone();
    let mut effects = vec![];
    if !changed {
        effects.extend(aside(held, (patient, shelf), (1, &path), keep));
        return effects;
    }
    effects.extend(shown.then(|| Effect::Announce(words::UP_TO_DATE.into())));
    let keep_again = keep.filter(|_| kept > 0);
    let newest = keep_again.zip(held.known.as_ref()).map(|(_, known)| {
        let newest: Vec<_> =
            held.hidden.iter().chain(known.resources.iter().take(older.newest)).cloned().collect();
        (newest, older.clone())
    });
    if newest.is_some() {
        held.deepen = held.deepen.max(kept);
    }
    hide::sift(held, patient, &hidden);
    effects.extend(aside(held, (patient, shelf), (1, &path), keep));
    if let (Some(keep), Some((newest, older))) = (keep_again, newest) {
        effects.push(keep_newest(state, (patient, shelf), (newest, Some(&older)), (keep, now)));
    }
    if let Some((place, account)) = keep_again {
        effects.extend(state.keeping.drop_parts((account, patient), (place, shelf), 1));
    }
    effects
}

/// Puts what is held right: whether something on the screen is another now, and whether something of what is kept is.
fn put_right(held: &mut Held, asking: Asking) -> Option<(bool, bool)> {
    let border = since(held).map_or(i64::MIN, |date| date.to_millis());
    let known = held.known.as_mut()?;
    let older = known.older.as_mut()?;
    let list = Rc::make_mut(&mut known.resources);
    // The newest come first, where it is by dates: then the rest is further back than what is held.
    let last = asking.gathered.last().and_then(when).map(|date| date.to_millis());
    let reached = asking.rest.is_none() || last.is_some_and(|last| last < border);
    let mut found = Map::new();
    for one in asking.gathered {
        name(&one).and_then(|name| found.insert(name, one));
    }
    for one in list.iter().take(older.newest) {
        name(one).and_then(|name| found.remove(&name));
    }
    let aside_of = Rc::make_mut(&mut held.hidden);
    let mut shown = false;
    for one in list.iter_mut().skip(older.newest).chain(aside_of) {
        let Some(new) = name(one).and_then(|name| found.remove(&name)) else { continue };
        shown |= *one != new;
        *one = new;
    }
    let changed = shown || !found.is_empty() || asking.rest.is_some();
    let before = std::mem::replace(&mut older.checked, asking.at);
    if !reached {
        // So many that they are gone through anew.
        shown |= older.part > 0;
        list.truncate(older.newest);
        (older.part, older.gap) = (0, false);
    } else if older.part > 0 {
        // What was added of late with an old date: the pages that were begun do not tell of it, and of the rest they do. The
        // screens have an order of their own.
        let is_late = |one: &Value| one["meta"]["lastUpdated"].as_str().is_some_and(|at| *at > *before);
        let is_within = |one: &Value| when(one).is_none_or(|date| date.to_millis() > border);
        let mut added: Vec<_> = found.into_iter().map(|(_, one)| one).collect();
        added.retain(|one| is_within(one) || is_late(one));
        shown |= !added.is_empty();
        let at = older.newest.min(list.len());
        list.splice(at..at, added);
    }
    if changed && !older.again.is_empty() {
        older.first = older.again.clone();
        if older.part == 0 {
            older.next = older.first.clone();
        }
    }
    Some((shown, changed))
}
