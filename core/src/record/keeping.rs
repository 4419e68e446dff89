//! What of the person's own record is kept on this device: since when, how much, and for how long.
//!
//! One row tells of all shelves, so that what is too old goes at the next start, also if nobody opens it.

use serde_json::{Map, Value};

use super::fetching::row;
use super::{Shelf, State};
use crate::effect::{Effect, Key, Place};
use crate::fhir::date::Date;
use crate::json;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::time::moment;

/// For how many days the record can be kept (FACTS: 7 by default, 30 at most).
pub const CHOICES: [u8; 3] = [1, 7, 30];
const DAYS: u8 = 7;
const DAY: i64 = 86_400_000;

/// The area's part of the state.
#[derive(Debug, Clone, PartialEq)]
pub struct Keeping {
    days: u8,
    shelves: Vec<Kept>,
    /// What is being kept, in the order of the saves: only what the device has is told.
    saving: Vec<Kept>,
    /// Why the last one could not be kept.
    trouble: Option<Trouble>,
    /// The row was read: what it told is known.
    read: bool,
}

/// One shelf that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kept {
    shelf: Shelf,
    /// When the gateway gave it, milliseconds.
    as_of: i64,
    entries: usize,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { days: DAYS, shelves: vec![], saving: vec![], trouble: None, read: false }
    }
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptView {
    /// What is kept, as the record lists it.
    pub rows: Vec<KeptRow>,
    /// It is not known yet.
    pub loading: bool,
    /// For how many days, of [`CHOICES`].
    pub days: u8,
    /// How many shelves are being fetched, or kept.
    pub fetching: usize,
    /// Something could not be fetched, or kept.
    pub trouble: Option<Trouble>,
    /// There is a record of one's own.
    pub own: bool,
    /// What is kept of whom one cares for; `None` for who cares for nobody.
    pub copies: Option<Vec<crate::lease::CopyRow>>,
}

/// One shelf that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// Which.
    pub shelf: Shelf,
    /// How many entries.
    pub entries: usize,
    /// When the gateway gave them, in words.
    pub as_of: String,
}

impl Keeping {
    /// Whether what the gateway gave then may still be shown. Until the row was read, the longest choice counts.
    pub(super) fn lasts(&self, as_of: i64, now: &Now) -> bool {
        let days = if self.read { self.days } else { CHOICES[2] };
        now.time - as_of <= i64::from(days) * DAY
    }

    /// A shelf is on its way to the device.
    pub(super) fn begin(&mut self, shelf: Shelf, as_of: i64, entries: usize) {
        self.trouble = None;
        self.saving.push(Kept { shelf, as_of, entries });
    }

    /// A shelf was kept, or (`None`) dropped; what is to be saved, if anything changed.
    pub(super) fn note(&mut self, account: &str, shelf: Shelf, what: Option<(i64, usize)>) -> Option<Effect> {
        let before = self.shelves.clone();
        self.shelves.retain(|kept| kept.shelf != shelf);
        if what.is_none() {
            self.saving.retain(|kept| kept.shelf != shelf);
        }
        self.shelves.extend(what.map(|(as_of, entries)| Kept { shelf, as_of, entries }));
        (self.read && before != self.shelves).then(|| self.save(account))
    }

    /// Whether a shelf came within the last day.
    fn is_of_today(&self, shelf: Shelf, now: &Now) -> bool {
        let kept = self.shelves.iter().find(|kept| kept.shelf == shelf);
        kept.is_some_and(|kept| (0..DAY).contains(&(now.time - kept.as_of)))
    }

    fn save(&self, account: &str) -> Effect {
        let mut shelves = Map::new();
        for kept in &self.shelves {
            let numbers = Value::Array(vec![kept.as_of.into(), kept.entries.into()]);
            shelves.insert(kept.shelf.slug().into(), numbers);
        }
        let holes = [("days", self.days.into()), ("shelves", Value::Object(shelves))];
        let row = json::filled(r#"{"days": "$days", "shelves": "$shelves"}"#, &holes);
        Effect::Save(Place::Device, key(account), row)
    }
}

fn key(account: &str) -> Key {
    Key::of(account, "kept")
}

/// The row is to be read: the person is there, on their own device.
#[must_use]
pub fn look(account: &str) -> Effect {
    Effect::Load(Place::Device, key(account))
}

/// A row was kept, or not: of a shelf, it is told from now on, or why not.
pub fn saved(
    state: &mut State,
    (saved, done): (&Key, Result<(), Trouble>),
    (account, patient): (&str, &str),
) -> Option<Effect> {
    let keeping = &mut state.keeping;
    let at = keeping.saving.iter().position(|kept| *saved == row(account, patient, kept.shelf))?;
    let kept = keeping.saving.remove(at);
    match done {
        Ok(()) => keeping.note(account, kept.shelf, Some((kept.as_of, kept.entries))),
        Err(trouble) => {
            keeping.trouble = Some(trouble);
            None
        }
    }
}

/// The row was read. What is too old goes.
pub fn looked(
    state: &mut State,
    (read, found): (&Key, Option<&Value>),
    (account, patient): (&str, &str),
    now: &Now,
) -> Vec<Effect> {
    if *read != key(account) {
        return vec![];
    }
    let keeping = &mut state.keeping;
    keeping.read = true;
    if let Some(found) = found {
        let days = found["days"].as_u64().and_then(|days| u8::try_from(days).ok());
        keeping.days = days.filter(|days| CHOICES.contains(days)).unwrap_or(DAYS);
        for shelf in Shelf::ALL {
            let known = keeping.shelves.iter().any(|kept| kept.shelf == shelf);
            let numbers = &found["shelves"][shelf.slug()];
            if let (Some(as_of), Some(entries), false) = (numbers[0].as_i64(), numbers[1].as_u64(), known) {
                let entries = usize::try_from(entries).unwrap_or(0);
                keeping.shelves.push(Kept { shelf, as_of, entries });
            }
        }
    }
    sweep(state, (account, patient), now)
}

/// Drops what is older than the person chose.
fn sweep(state: &mut State, (account, patient): (&str, &str), now: &Now) -> Vec<Effect> {
    let old: Vec<Shelf> = state
        .keeping
        .shelves
        .iter()
        .filter(|kept| !state.keeping.lasts(kept.as_of, now))
        .map(|k| k.shelf)
        .collect();
    let mut effects = drop_all(state, &old, (account, patient));
    effects.push(state.keeping.save(account));
    effects
}

/// Drops shelves, here and from what is shown unless it came in this visit.
fn drop_all(state: &mut State, shelves: &[Shelf], (account, patient): (&str, &str)) -> Vec<Effect> {
    let mut effects = vec![];
    for shelf in shelves {
        state.keeping.shelves.retain(|kept| kept.shelf != *shelf);
        state.keeping.saving.retain(|kept| kept.shelf != *shelf);
        if let Some(held) = state.known(patient, *shelf) {
            held.known.take_if(|known| !known.live);
        }
        effects.push(Effect::Forget(Place::Device, row(account, patient, *shelf)));
    }
    effects
}

/// The person chose for how many days.
pub fn chosen(state: &mut State, days: u8, of: (&str, &str), now: &Now) -> Vec<Effect> {
    if !CHOICES.contains(&days) || !state.keeping.read {
        return vec![];
    }
    state.keeping.days = days;
    sweep(state, of, now)
}

/// The person wants nothing of the record kept here. What they wrote stays.
pub fn removed(state: &mut State, of: (&str, &str)) -> Vec<Effect> {
    let keeping = &state.keeping;
    let mut all: Vec<Shelf> = keeping.saving.iter().map(|kept| kept.shelf).collect();
    all.retain(|shelf| !keeping.shelves.iter().any(|kept| kept.shelf == *shelf));
    all.extend(keeping.shelves.iter().map(|kept| kept.shelf));
    let mut effects = drop_all(state, &all, of);
    if state.keeping.read {
        effects.push(state.keeping.save(of.0));
    }
    effects
}

/// The shelves that are to be fetched so that the whole record can be read offline: those that did not come within the
/// last day, or (`all`) each.
#[must_use]
pub fn wanted(state: &State, all: bool, now: &Now) -> Vec<Shelf> {
    let wanted = |shelf: &Shelf| all || !state.keeping.is_of_today(*shelf, now);
    Shelf::ALL.into_iter().filter(|shelf| shelf.fetched_as() == *shelf).filter(wanted).collect()
}

/// What the screen shows.
#[must_use]
pub fn kept(state: &State, patient: &str, now: &Now) -> KeptView {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let row = |kept: &Kept| KeptRow {
        shelf: kept.shelf,
        entries: kept.entries,
        as_of: moment(Date::from_millis(kept.as_of, offset), now),
    };
    let found = |shelf| state.keeping.shelves.iter().find(|kept| kept.shelf == shelf);
    let mine = || state.held.iter().filter(|((of, _), _)| of == patient).map(|(_, held)| held);
    KeptView {
        rows: Shelf::ALL.into_iter().filter_map(found).map(row).collect(),
        loading: !state.keeping.read,
        days: state.keeping.days,
        fetching: mine().filter(|held| held.asking.is_some()).count() + state.keeping.saving.len(),
        trouble: mine().find_map(|held| held.trouble).or(state.keeping.trouble),
        own: true,
        copies: None,
    }
}
