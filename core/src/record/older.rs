//! What a long shelf has beyond its newest part. It is asked for part by part, as the person goes back in time, and each part is
//! a row of its own on the device: the first screen reads the newest row alone, however long the record is.
//!
//! Parts follow on each other without a gap: where newer entries push others out of the newest part, these stay with it, so that
//! the first older part begins where it began. Where too many came at once, the older rows go and are fetched anew.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::fetching::{Keep, ask, row_of};
use super::{Asking, Held, Known, Shelf, State, hide, index};
use crate::effect::{Effect, Key, Place};
use crate::fhir::date::Date;
use crate::fhir::kind;
use crate::json;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::record as words;

/// So many pages of 200 are one older part.
pub(super) const PAGES: usize = 5;
const PART: usize = PAGES * 200;
/// So many entries are in memory at once, of all shelves: an entry takes 3 to 6 kB there. Who goes back further lets go of what
/// lies between.
const MOST_HELD: usize = 16_000;
/// The newest part may grow by so many that newer ones pushed out.
const MOST_PUSHED: usize = PART;

/// So many older parts of each shelf are kept by themselves, so that they can be read offline.
pub const BY_ITSELF: usize = 10;
/// The same where the person asked for the whole record: as good as all.
pub const ALL: usize = 1_000;

/// Of a shelf that is longer than its newest part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Older {
    /// How many entries the gateway has, as far as it said; 0 where it did not.
    pub total: usize,
    /// So many of those held are of the newest part. The others are older.
    pub newest: usize,
    /// The page with which the first older part begins; empty where there is no way on.
    pub first: String,
    /// The same by the last look at the newest part: pages of an earlier look do not tell of what was added since.
    pub again: String,
    /// The page with which the next one begins; empty after the last.
    pub next: String,
    /// The number of the oldest part that is held; 0 is the newest.
    pub part: usize,
    /// What lies between the newest and the oldest part was let go, to make room.
    pub gap: bool,
    /// What changed at the gateway since then was not looked for among the older ones: the gateway's time, as it told it.
    pub checked: String,
    /// Why the last that was asked for did not come.
    pub trouble: Option<Trouble>,
}

/// How much of a shelf, or of several, is here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cut {
    /// So many entries are here.
    pub here: usize,
    /// Of so many; 0 where the gateway did not say.
    pub of: usize,
    /// Back to this day everything is here, and where something was let go (`gap`) not all of it.
    pub since: Option<String>,
    /// Something between was let go.
    pub gap: bool,
    /// Older ones can be asked for.
    pub can: bool,
    /// They are coming.
    pub coming: bool,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
}

impl Known {
    /// Whether the gateway has more than is here.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.older.as_ref().is_some_and(|older| older.part == 0 || older.gap || !older.next.is_empty())
    }
}

/// How far back what is held goes; without a date it is the end of all that has one.
pub(super) fn since(held: &Held) -> Option<Date> {
    let known = held.known.as_ref().filter(|known| known.is_cut())?;
    when(known.resources.last()?)
}

/// When an entry was.
pub(super) fn when(one: &Value) -> Option<Date> {
    Date::parse(told_when(one)?)
}

/// When an entry was, as it stands there.
pub(super) fn told_when(one: &Value) -> Option<&str> {
    WHEN.iter().find_map(|name| {
        let told = one.get(*name)?;
        let text = told.as_str().or_else(|| told.get("start")?.as_str())?;
        Date::parse(text).map(|_| text)
    })
}

/// Where an entry says when it was. The reader of any kind of entry is a part of the app that may not be there yet.
const WHEN: [&str; 20] = [
    "effectiveDateTime",
    "effectivePeriod",
    "effectiveInstant",
    "date",
    "dateTime",
    "authoredOn",
    "authored",
    "recordedDate",
    "occurrenceDateTime",
    "occurrencePeriod",
    "performedDateTime",
    "performedPeriod",
    "period",
    "whenHandedOver",
    "start",
    "started",
    "startDate",
    "created",
    "createdDateTime",
    "sent",
];

/// How much of these shelves is here; `None` where it is all.
pub(super) fn cut<'h>(all: impl Iterator<Item = &'h Held>) -> Option<Cut> {
    let (mut told, mut any, mut border) = (Cut::default(), false, None::<Date>);
    let mut counted = true;
    let later = |border: &mut Option<Date>, date: Option<Date>| {
        if date.is_some_and(|date| border.is_none_or(|known| date.to_millis() > known.to_millis())) {
            *border = date;
        }
    };
    for held in all {
        let Some(known) = &held.known else {
            if let Some(since) = held.counts.as_ref().and_then(|counts| counts.since.as_ref()) {
                (any, counted) = (true, false);
                later(&mut border, Date::parse(since));
            }
            continue;
        };
        let here = known.resources.len() + held.hidden.len();
        told.here += here;
        let older = known.older.as_ref().filter(|_| known.is_cut());
        told.of += older.map_or(here, |older| older.total.max(here));
        let Some(older) = older else { continue };
        any = true;
        counted &= older.total > 0;
        told.gap |= older.gap;
        told.can |= !older.next.is_empty();
        told.coming |=
            held.further || held.asking.as_ref().is_some_and(|asking| asking.part > 0 && !asking.aside);
        told.trouble = told.trouble.or(older.trouble);
        later(&mut border, since(held));
    }
    told.since = border.map(|date| date.words());
    if !counted {
        told.of = 0;
    }
    any.then_some(told)
}

/// The person goes back in time, on one of these shelves: on the one that ends first, so that what is here goes as far back as it can.
pub fn back(
    state: &mut State,
    (patient, shelves): (&str, &[Shelf]),
    (keep, live): (Keep, bool),
) -> Vec<Effect> {
    further_back(state, (patient, shelves), (keep, live), false)
}

/// Something came. Who wanted older ones meanwhile gets them now. The newest results are one page, so that they are there at
/// once; where they are on the screen, the first older part follows by itself.
pub fn go_on(
    state: &mut State,
    (patient, shelves): (&str, &[Shelf]),
    (keep, live): (Keep, bool),
) -> Vec<Effect> {
    for shelf in shelves.iter().map(|shelf| shelf.fetched_as()) {
        if state.known(patient, shelf).is_some_and(|held| held.further && held.asking.is_none()) {
            return further_back(state, (patient, &[shelf]), (keep, live), false);
        }
    }
    let kept = live || keep.is_some() && state.keeping.parts(Shelf::Results) > 0;
    let begins = |held: &mut Held| {
        let older = held.known.as_ref().and_then(|known| known.older.as_ref());
        let shown = held.asking.as_ref().is_none_or(|asking| asking.aside);
        shown && older.is_some_and(|older| older.part == 0 && older.trouble.is_none())
    };
    let wanted =
        shelves.contains(&Shelf::Results) && kept && state.known(patient, Shelf::Results).is_some_and(begins);
    if wanted { further_back(state, (patient, &[Shelf::Results]), (keep, live), true) } else { vec![] }
}

fn further_back(
    state: &mut State,
    (patient, shelves): (&str, &[Shelf]),
    (keep, live): (Keep, bool),
    by_itself: bool,
) -> Vec<Effect> {
    let mut chosen: Option<(Shelf, i64)> = None;
    for shelf in shelves.iter().map(|shelf| shelf.fetched_as()) {
        let Some(held) = state.known(patient, shelf) else { continue };
        let older = held.known.as_ref().and_then(|known| known.older.as_ref());
        if older.is_none_or(|older| older.next.is_empty()) {
            continue;
        }
        let border = since(held).map_or(i64::MIN, |date| date.to_millis());
        if chosen.is_none_or(|(_, before)| border > before) {
            chosen = Some((shelf, border));
        }
    }
    let Some((shelf, _)) = chosen else { return vec![] };
    make_room(state, (patient, shelf));
    let kept = state.keeping.parts(shelf);
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let Some(older) = held.known.as_mut().and_then(|known| known.older.as_mut()) else { return vec![] };
    let (part, path) = (older.part + 1, older.next.clone());
    older.trouble = None;
    held.further = false;
    if let Some(asking) = &mut held.asking {
        if asking.part == part {
            // It is being fetched to be kept: then it is shown too.
            asking.aside = false;
            asking.by_itself = by_itself;
        } else {
            held.further = !by_itself;
        }
        return vec![];
    }
    let asking = Asking { part, by_itself, ..Asking::default() };
    match keep {
        Some((place, account)) if !live && kept >= part => {
            held.asking = Some(asking);
            vec![Effect::Load(place, row_of(account, (patient, shelf), part))]
        }
        _ if !live => {
            older.trouble = Some(Trouble::Offline);
            vec![Effect::Announce(words::OLDER_AWAY.into())]
        }
        _ => {
            held.asking = Some(asking);
            vec![ask(patient, shelf, path)]
        }
    }
}

/// Lets go of what was gone through before, of other shelves first, where one part more would be too much.
fn make_room(state: &mut State, wanted: (&str, Shelf)) {
    state.last = index::Last::default();
    let held = |state: &State| -> usize {
        state.held.iter().filter_map(|(_, held)| held.known.as_ref()).map(|known| known.resources.len()).sum()
    };
    for own in [false, true] {
        if held(state) + PART <= MOST_HELD {
            return;
        }
        for ((patient, shelf), held) in &mut state.held {
            let Some(known) = &mut held.known else { continue };
            let Some(older) = known.older.as_mut().filter(|older| older.part > 0) else { continue };
            if ((patient.as_str(), *shelf) == wanted) != own {
                continue;
            }
            Rc::make_mut(&mut known.resources).truncate(older.newest);
            older.gap = own;
            if !own {
                (older.part, older.next) = (0, older.first.clone());
            }
        }
    }
}

/// The newest part came anew (`gathered`, with `fresh` where it does not hold all): what is held of older ones follows on it, where
/// there is no gap between. `false`: nothing older fits any more.
pub(super) fn join(
    (old, hidden): (&mut Option<Known>, &[Value]),
    gathered: &mut Vec<Value>,
    (fresh, names): (&mut Older, &Map<String, Value>),
) -> bool {
    fresh.newest = gathered.len();
    let Some(older) = old.as_ref().and_then(|known| known.older.clone()) else { return false };
    let Some(known) = old.take().filter(|_| !older.first.is_empty()) else { return false };
    let mut list = Rc::try_unwrap(known.resources).unwrap_or_else(|shared| shared.to_vec());
    let is_new = |one: &Value| name(one).is_some_and(|name| names.contains_key(&name));
    let end = older.newest.min(list.len());
    let last = list.iter().take(end).rposition(is_new);
    let Some(last) = last.filter(|last| end - last - 1 <= MOST_PUSHED) else { return false };
    let tail = list.split_off(last + 1);
    let pushed = end - last - 1;
    // What is lacking beyond what went from the newest part was taken away among the older ones.
    let found = |one: &&Value| kind(one) != Some("Medication");
    let elsewhere =
        list.iter().filter(found).count() + tail.iter().chain(hidden).filter(|one| is_new(one)).count();
    if fresh.total > 0 && fresh.total + elsewhere < older.total + gathered.iter().filter(found).count() {
        return false;
    }
    // What is hidden cannot be told apart from what was pushed out.
    let aside = hidden.iter().filter(|one| !is_new(one)).cloned();
    gathered.extend(aside);
    fresh.newest = gathered.len() + pushed;
    gathered.extend(
        tail.into_iter().enumerate().filter(|(at, one)| *at < pushed || !is_new(one)).map(|(_, one)| one),
    );
    let total = fresh.total;
    let again = std::mem::take(&mut fresh.again);
    *fresh = Older { total, newest: fresh.newest, again, trouble: None, ..*older };
    true
}

/// An older part came: it follows on what is held.
pub(super) fn came(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    entries: Vec<Value>,
    (part, next, live): (usize, String, bool),
    by_itself: bool,
) -> Vec<Effect> {
    state.last = index::Last::default();
    let hidden = state.ready.hidden.clone();
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let Some(known) = held.known.as_mut() else { return vec![] };
    let Some(older) = known.older.as_mut() else { return vec![] };
    let mut names = Map::new();
    for name in known.resources.iter().chain(held.hidden.iter()).filter_map(name) {
        names.insert(name, Value::Null);
    }
    let is_known = |one: &Value| name(one).is_some_and(|name| names.contains_key(&name));
    Rc::make_mut(&mut known.resources).extend(entries.into_iter().filter(|one| !is_known(one)));
    known.live &= live;
    older.trouble = None;
    older.part = part;
    let mut effects = vec![];
    if !by_itself {
        effects.push(Effect::Announce(words::OLDER_HERE.into()));
    }
    if next.is_empty() && !by_itself {
        // The button goes: who pressed it does not lose their place.
        effects.push(Effect::Focus("h1".into()));
    }
    older.next = next;
    hide::sift(held, patient, &hidden);
    effects
}

/// The row of an older part, as it is kept.
pub(super) fn kept(entries: Vec<Value>, next: &str, now: &Now) -> Value {
    let holes = [("at", now.time.into()), ("next", next.into())];
    let mut value = json::filled(r#"{"asOf": "$at", "next": "$next"}"#, &holes);
    value["resources"] = Value::Array(entries);
    value
}

/// The row of an older part was read, or not: `None` where this is no such row.
pub(super) fn loaded(
    state: &mut State,
    (key, row): (&Key, &mut Option<Value>),
    account: &str,
    now: &Now,
) -> Option<Vec<Effect>> {
    let is = |of: &(String, Shelf), held: &Held| {
        let part = held.asking.as_ref().map_or(0, |asking| asking.part);
        part > 0 && *key == row_of(account, (&of.0, of.1), part)
    };
    let at = state.held.iter().position(|(of, held)| is(of, held))?;
    let ((patient, shelf), held) = state.held.get_mut(at)?;
    let (patient, shelf) = (patient.clone(), *shelf);
    let (part, by_itself) = held.asking.take().map_or((0, false), |asking| (asking.part, asking.by_itself));
    let found = row.take().filter(|row| state.keeping.lasts(row["asOf"].as_i64().unwrap_or_default(), now));
    let Some(mut found) = found else {
        let older = held.known.as_mut().and_then(|known| known.older.as_mut())?;
        older.trouble = Some(Trouble::Offline);
        return Some(vec![Effect::Announce(words::OLDER_AWAY.into())]);
    };
    let next = found["next"].as_str().unwrap_or_default().to_owned();
    let Value::Array(entries) = found["resources"].take() else { return Some(vec![]) };
    Some(came(state, (&patient, shelf), entries, (part, next, false), by_itself))
}

/// `Type/id`.
pub(super) fn name(one: &Value) -> Option<String> {
    let text = |name: &str| one.get(name).and_then(Value::as_str);
    text("resourceType").zip(text("id")).map(|(kind, id)| [kind, "/", id].concat())
}

/// So many older parts of a shelf are to be kept: now, or once its newest part came.
pub fn deepen(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    (parts, keep): (usize, Keep),
) -> Option<Effect> {
    let enough = parts == BY_ITSELF && state.keeping.is_whole(shelf, BY_ITSELF);
    let held = state.known(patient, shelf)?;
    held.deepen = if enough { 0 } else { parts };
    let first = held.known.as_ref().and_then(|known| known.older.as_ref())?.first.clone();
    if held.asking.is_some() { None } else { aside(held, (patient, shelf), (1, &first), keep) }
}

/// The next part that is fetched to be kept and not shown.
pub(super) fn aside(
    held: &mut Held,
    (patient, shelf): (&str, Shelf),
    (part, path): (usize, &str),
    keep: Keep,
) -> Option<Effect> {
    if held.further {
        return None;
    }
    let wanted = part <= held.deepen && !path.is_empty() && !held.stale;
    if !wanted || keep.is_none_or(|(place, _)| place != Place::Device) {
        held.deepen = 0;
        return None;
    }
    held.asking = Some(Asking { part, aside: true, ..Asking::default() });
    Some(ask(patient, shelf, path.into()))
}
