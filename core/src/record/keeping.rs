//! What of the person's own record is kept on this device: since when, how much, and for how long.
//!
//! One row tells of all shelves, so that what is too old goes at the next start, also if nobody opens it.

use serde_json::{Map, Value};

use super::counts::{Counts, without};
use super::fetching::row_of;
use super::{BY_ITSELF, Shelf, State, enclosed};
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
    /// The files of letters that are kept, by the id of their Binary, and since when.
    files: Vec<(String, i64)>,
    /// What is being kept, in the order of the saves: only what the device has is told.
    saving: Vec<Kept>,
    /// Why the last one could not be kept.
    trouble: Option<Trouble>,
    /// The row was read: what it told is known.
    read: bool,
    /// The row is there and does not open: it stays, and nobody waits for it.
    closed: bool,
    /// Whose record it is.
    patient: String,
    /// Stands for what was hidden when it was counted.
    without: String,
}

/// One part of a shelf that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    shelf: Shelf,
    /// Which part of it; 0 is the newest.
    part: usize,
    what: What,
}

/// What is kept of a part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct What {
    /// When the gateway gave it, milliseconds.
    pub(super) as_of: i64,
    pub(super) entries: usize,
    /// Of so many in all; 0 where it is all.
    pub(super) total: usize,
    /// What stands on the shelves, where the home of the record tells that.
    pub(super) counts: Option<Counts>,
}

impl Default for Keeping {
    fn default() -> Self {
        let (patient, without) = (String::new(), String::new());
        let (shelves, files, saving) = (vec![], vec![], vec![]);
        Self {
            days: DAYS,
            shelves,
            files,
            saving,
            trouble: None,
            read: false,
            closed: false,
            patient,
            without,
        }
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
    /// Of how many; 0 where it is all.
    pub total: usize,
    /// When the gateway gave them, in words.
    pub as_of: String,
}

impl Kept {
    /// Its name in the row: the word of the shelf, with the number of an older part behind it.
    fn name(&self) -> String {
        let slug = self.shelf.slug();
        if self.part == 0 { slug.to_owned() } else { [slug, "/", &self.part.to_string()].concat() }
    }
}

impl Keeping {
    /// Whether what the gateway gave then may still be shown. Until the row was read, the longest choice counts.
    pub(super) fn lasts(&self, as_of: i64, now: &Now) -> bool {
        let days = if self.read { self.days } else { CHOICES[2] };
        now.time - as_of <= i64::from(days) * DAY
    }

    /// A shelf is on its way to the device.
    pub(super) fn begin(&mut self, (shelf, part): (Shelf, usize), what: What) {
        self.trouble = None;
        self.saving.push(Kept { shelf, part, what });
    }

    /// The row as it is once the device has all that is on its way there, to be kept with what was begun last: so what is
    /// counted is what is there.
    pub(super) fn row_with(&self, account: &str) -> Option<(Key, Value)> {
        let mut shelves = self.shelves.clone();
        for one in &self.saving {
            shelves.retain(|kept| (kept.shelf, kept.part) != (one.shelf, one.part));
            shelves.push(one.clone());
        }
        self.read.then(|| (key(account), self.written(&shelves)))
    }

    /// Whether it is known what was counted.
    pub(super) fn is_told(&self) -> bool {
        self.read || self.closed
    }

    /// What was counted on a shelf of this patient.
    pub(super) fn counts(&self, patient: &str, shelf: Shelf) -> Option<&Counts> {
        let mine = self.shelves.iter().find(|kept| kept.shelf == shelf && kept.part == 0);
        mine.filter(|_| self.patient == patient).and_then(|kept| kept.what.counts.as_ref())
    }

    /// This is hidden from now on: what was counted with it, or without more, counts no longer.
    pub(super) fn hides(&mut self, hidden: &[String]) {
        let without = without(hidden);
        if self.without != without {
            self.without = without;
            for kept in self.shelves.iter_mut().chain(&mut self.saving) {
                kept.what.counts = None;
            }
        }
    }

    /// How many older parts of a shelf are kept, one after the other.
    pub(super) fn parts(&self, shelf: Shelf) -> usize {
        let has = |part: &usize| self.shelves.iter().any(|kept| kept.shelf == shelf && kept.part == *part);
        (1..).take_while(has).count()
    }

    /// Whether all of a shelf is kept, or so many older parts of it.
    pub(super) fn is_whole(&self, shelf: Shelf, most: usize) -> bool {
        let all = || self.shelves.iter().filter(|kept| kept.shelf == shelf);
        let kept: usize = all().map(|kept| kept.what.entries).sum();
        let known = all().next().is_some();
        known && (self.parts(shelf) >= most || all().all(|one| one.what.total <= kept))
    }

    /// Drops the parts of a shelf from this one on.
    pub(super) fn drop_parts(
        &mut self,
        (account, patient): (&str, &str),
        (place, shelf): (Place, Shelf),
        from: usize,
    ) -> Vec<Effect> {
        let mut gone: Vec<usize> = if from == 0 { vec![0] } else { vec![] };
        let all = self.shelves.iter().chain(&self.saving).filter(|kept| kept.shelf == shelf);
        gone.extend(all.map(|kept| kept.part).filter(|part| *part > 0 && *part >= from));
        let mut noted = None;
        for part in &gone {
            noted = self.note(account, (shelf, *part), None).or(noted);
        }
        let forget = |part| Effect::Forget(place, row_of(account, (patient, shelf), part));
        noted.into_iter().chain(gone.into_iter().map(forget)).collect()
    }

    /// A shelf was kept, or (`None`) dropped; what is to be saved, if anything changed.
    pub(super) fn note(
        &mut self,
        account: &str,
        (shelf, part): (Shelf, usize),
        what: Option<What>,
    ) -> Option<Effect> {
        let before = self.shelves.clone();
        self.shelves.retain(|kept| (kept.shelf, kept.part) != (shelf, part));
        if what.is_none() {
            self.saving.retain(|kept| (kept.shelf, kept.part) != (shelf, part));
        }
        self.shelves.extend(what.map(|what| Kept { shelf, part, what }));
        (self.read && before != self.shelves).then(|| self.save(account))
    }

    /// Whether a shelf came within the last day.
    fn is_of_today(&self, shelf: Shelf, now: &Now) -> bool {
        let kept = self.shelves.iter().find(|kept| kept.shelf == shelf && kept.part == 0);
        kept.is_some_and(|kept| (0..DAY).contains(&(now.time - kept.what.as_of)))
    }

    /// Whether the file with this id is kept.
    pub(super) fn has_file(&self, id: &str) -> bool {
        self.files.iter().any(|(known, _)| known == id)
    }

    /// A file is on its way to the device.
    pub(super) fn note_file(&mut self, account: &str, (id, as_of): (&str, i64)) -> Option<Effect> {
        self.files.retain(|(known, _)| known != id);
        self.files.push((id.to_owned(), as_of));
        self.read.then(|| self.save(account))
    }

    fn save(&self, account: &str) -> Effect {
        Effect::Save(Place::Device, key(account), self.written(&self.shelves))
    }

    fn written(&self, kept: &[Kept]) -> Value {
        let mut shelves = Map::new();
        for kept in kept {
            let What { as_of, entries, total, counts } = &kept.what;
            let mut numbers = vec![(*as_of).into(), (*entries).into()];
            // Builds that count nothing read no further than the third.
            numbers.extend((*total > 0 || counts.is_some()).then(|| Value::from(*total)));
            numbers.extend(counts.as_ref().map(Counts::write));
            shelves.insert(kept.name(), Value::Array(numbers));
        }
        let holes = [("days", self.days.into()), ("shelves", Value::Object(shelves))];
        let mut row = json::filled(r#"{"days": "$days", "shelves": "$shelves"}"#, &holes);
        let mut files = Map::new();
        for (id, as_of) in &self.files {
            files.insert(id.clone(), (*as_of).into());
        }
        if !files.is_empty() {
            row["files"] = Value::Object(files);
        }
        if !self.without.is_empty() {
            row["without"] = self.without.as_str().into();
        }
        row
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
    let is = |kept: &Kept| *saved == row_of(account, (patient, kept.shelf), kept.part);
    let at = keeping.saving.iter().position(is)?;
    let kept = keeping.saving.remove(at);
    match done {
        Ok(()) => keeping.note(account, (kept.shelf, kept.part), Some(kept.what)),
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
    patient.clone_into(&mut keeping.patient);
    let without = found.and_then(|found| found["without"].as_str()).unwrap_or_default();
    if !state.ready_known {
        without.clone_into(&mut keeping.without);
    }
    if let Some(found) = found {
        let days = found["days"].as_u64().and_then(|days| u8::try_from(days).ok());
        keeping.days = days.filter(|days| CHOICES.contains(days)).unwrap_or(DAYS);
        for (name, numbers) in found["shelves"].as_object().into_iter().flatten() {
            let number = |at: usize| numbers[at].as_u64().and_then(|number| usize::try_from(number).ok());
            let (slug, part) = name.split_once('/').unwrap_or((name, ""));
            let part = part.bytes().fold(0, |all: usize, digit| all * 10 % 100_000 + usize::from(digit & 15));
            let shelf = Shelf::ALL.into_iter().find(|shelf| shelf.slug() == slug);
            let (Some(shelf), Some(as_of), Some(entries)) = (shelf, numbers[0].as_i64(), number(1)) else {
                continue;
            };
            if !keeping.shelves.iter().any(|kept| (kept.shelf, kept.part) == (shelf, part)) {
                let counts = Counts::read(&numbers[3]).filter(|_| keeping.without == without);
                let what = What { as_of, entries, total: number(2).unwrap_or(0), counts };
                keeping.shelves.push(Kept { shelf, part, what });
            }
        }
    }
    for (id, as_of) in found.and_then(|found| found["files"].as_object()).into_iter().flatten() {
        if let (Some(as_of), false) = (as_of.as_i64(), keeping.has_file(id)) {
            keeping.files.push((id.clone(), as_of));
        }
    }
    sweep(state, (account, patient), now)
}

/// The row is there and does not open.
pub fn closed(state: &mut State, read: &Key, account: &str) {
    state.keeping.closed |= *read == key(account);
}

/// Drops what is older than the person chose.
fn sweep(state: &mut State, (account, patient): (&str, &str), now: &Now) -> Vec<Effect> {
    let keeping = &state.keeping;
    let old = keeping.shelves.iter().filter(|kept| !keeping.lasts(kept.what.as_of, now)).cloned().collect();
    let mut effects = drop_all(state, old, (account, patient));
    let keeping = &mut state.keeping;
    let (left, gone): (Vec<_>, Vec<_>) =
        std::mem::take(&mut keeping.files).into_iter().partition(|(_, as_of)| keeping.lasts(*as_of, now));
    keeping.files = left;
    effects.extend(enclosed::forget(account, patient, gone.into_iter().map(|(id, _)| id).collect()));
    effects.push(keeping.save(account));
    effects
}

/// Drops what is kept, here and from what is shown unless it came in this visit.
fn drop_all(state: &mut State, gone: Vec<Kept>, (account, patient): (&str, &str)) -> Vec<Effect> {
    let mut effects = vec![];
    for Kept { shelf, part, .. } in gone {
        state.keeping.shelves.retain(|kept| (kept.shelf, kept.part) != (shelf, part));
        state.keeping.saving.retain(|kept| (kept.shelf, kept.part) != (shelf, part));
        if let Some(held) = state.known(patient, shelf) {
            held.known.take_if(|known| !known.live);
        }
        effects.push(Effect::Forget(Place::Device, row_of(account, (patient, shelf), part)));
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
    let mut all: Vec<Kept> = keeping.saving.clone();
    all.retain(|one| !keeping.shelves.iter().any(|kept| (kept.shelf, kept.part) == (one.shelf, one.part)));
    all.extend(keeping.shelves.iter().cloned());
    let mut effects = drop_all(state, all, of);
    let files = std::mem::take(&mut state.keeping.files).into_iter().map(|(id, _)| id).collect();
    effects.extend(enclosed::forget(of.0, of.1, files));
    if state.keeping.read {
        effects.push(state.keeping.save(of.0));
    }
    effects
}

/// The shelves that are to be fetched so that the whole record can be read offline: those that did not come within the
/// last day, or (`all`) each.
#[must_use]
pub fn wanted(state: &State, all: bool, now: &Now) -> Vec<Shelf> {
    let keeping = &state.keeping;
    let wanted =
        |shelf: &Shelf| all || !keeping.is_of_today(*shelf, now) || !keeping.is_whole(*shelf, BY_ITSELF);
    // What somebody shares by itself with who cares for them stands among their own plans.
    let own = |shelf: &Shelf| shelf.fetched_as() == *shelf && *shelf != Shelf::Papers;
    Shelf::ALL.into_iter().filter(own).filter(wanted).collect()
}

/// What the screen shows.
#[must_use]
pub fn kept(state: &State, patient: &str, now: &Now) -> KeptView {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let row = |shelf: Shelf| {
        let parts = || state.keeping.shelves.iter().filter(|kept| kept.shelf == shelf);
        let (as_of, entries) =
            (parts().map(|kept| kept.what.as_of).min()?, parts().map(|kept| kept.what.entries).sum());
        let total = parts().map(|kept| kept.what.total).max().filter(|total| *total > entries).unwrap_or(0);
        Some(KeptRow { shelf, entries, total, as_of: moment(Date::from_millis(as_of, offset), now) })
    };
    let mine = || state.held.iter().filter(|((of, _), _)| of == patient).map(|(_, held)| held);
    KeptView {
        rows: Shelf::ALL.into_iter().filter_map(row).collect(),
        loading: !state.keeping.read,
        days: state.keeping.days,
        fetching: mine().filter(|held| held.asking.is_some()).count() + state.keeping.saving.len(),
        trouble: mine().find_map(|held| held.trouble).or(state.keeping.trouble),
        own: true,
        copies: None,
    }
}
