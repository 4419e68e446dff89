//! What a carer keeps on their own device of somebody they care for: only as long as that person allowed, counted from the
//! last word of the gateway (FACTS: a lease of 0 to 72 hours), and never beyond the end of what is shared. What is over, or no more shared, is dropped before it is shown,
//! offline too.
//!
//! Time is measured against the highest that this device ever showed since then: a clock that was set back ends it. While the
//! vault is locked nothing can be dropped; then it goes when it is unlocked.

mod news;
mod view;

pub use news::{News, news, told};
pub use view::{CopyRow, copies};

use serde_json::Value;

use crate::effect::{Effect, Key, Place, Wake};
use crate::fhir::date::Date;
use crate::json;
use crate::now::Now;
use crate::record::{self, Shelf};
use crate::session::CaredFor;

const HOUR: i64 = 3_600_000;
/// A clock may be corrected by so much, milliseconds (2 minutes), before it counts as set back.
const SLACK: i64 = 120_000;
/// It is looked at again after so many milliseconds at the latest (10 minutes).
const AGAIN: i64 = 600_000;

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The row was looked up.
    read: bool,
    /// The gateway was heard in this visit.
    fresh: bool,
    /// When the gateway was heard last, by this device's clock, milliseconds.
    at: i64,
    /// The highest time that this device showed since then.
    highest: i64,
    /// What is kept: whose (`Patient/x`), and which shelf.
    kept: Vec<(String, Shelf)>,
    /// What the gateway told last of what is new, a value for each person.
    told: Vec<Value>,
    /// When, by this device's clock, milliseconds.
    told_at: i64,
    /// What of whom was shared when that was looked at last: sections, and kinds of single entries.
    shared: Vec<(String, Vec<String>)>,
    /// When it is looked at again.
    armed: Option<i64>,
}

/// Who reads, on their own device, and whom they care for.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The account.
    pub account: &'a str,
    /// Whom they care for, with what is shared and for how long it may be kept.
    pub cared: &'a [CaredFor],
}

impl Reader<'_> {
    fn of(&self, patient: &str) -> Option<&CaredFor> {
        self.cared.iter().find(|cared| cared.patient == patient)
    }

    fn key(&self) -> Key {
        Key::of(self.account, "lease")
    }

    fn row(&self, patient: &str, shelf: Shelf) -> Key {
        record::row(self.account, patient, shelf)
    }
}

/// What is kept is looked up: the person is there.
#[must_use]
pub fn look(reader: Reader) -> Effect {
    Effect::Load(Place::Device, reader.key())
}

impl State {
    /// When a lease ends, by this device's clock: after its hours, or with what is shared. An end that can't be read is over.
    fn end(&self, cared: &CaredFor) -> i64 {
        let lease = self.at + i64::from(cared.keeps) * HOUR;
        if cared.until.is_empty() {
            return lease;
        }
        lease.min(Date::parse(&cared.until).map_or(0, |until| until.to_millis()))
    }

    fn is_over(&self, cared: &CaredFor, now: &Now) -> bool {
        let set_back = now.time + SLACK < self.highest.max(self.at);
        cared.keeps == 0 || set_back || now.time.max(self.highest) >= self.end(cared)
    }

    /// Whether what is kept of somebody may be shown.
    #[must_use]
    pub fn may_read(&self, reader: Reader, patient: &str, now: &Now) -> bool {
        self.read && reader.of(patient).is_some_and(|cared| !self.is_over(cared, now))
    }

    fn save(&self, reader: Reader) -> Effect {
        let one = |(patient, shelf): &(String, Shelf)| {
            Value::Array(vec![patient.as_str().into(), shelf.slug().into()])
        };
        let kept = |(patient, _): &&(String, Vec<String>)| self.kept.iter().any(|(of, _)| of == patient);
        let words = |(patient, words): &(String, Vec<String>)| {
            std::iter::once(patient).chain(words).map(String::as_str).collect::<Value>()
        };
        let holes = [
            ("at", self.at.into()),
            ("highest", self.highest.into()),
            ("kept", Value::Array(self.kept.iter().map(one).collect())),
            ("shared", Value::Array(self.shared.iter().filter(kept).map(words).collect())),
            ("told", news::row(self, reader)),
            ("told_at", self.told_at.into()),
        ];
        let row = r#"{"at": "$at", "highest": "$highest", "kept": "$kept", "shared": "$shared", "told": "$told", "told_at": "$told_at"}"#;
        let row = json::filled(row, &holes);
        Effect::Save(Place::Device, reader.key(), row)
    }

    fn read(&mut self, row: &Value) {
        if !self.fresh {
            (self.at, self.highest) =
                (row["at"].as_i64().unwrap_or(0), row["highest"].as_i64().unwrap_or(i64::MAX));
        }
        if self.told_at == 0 {
            self.told = row["told"].as_array().cloned().unwrap_or_default();
            self.told_at = row["told_at"].as_i64().unwrap_or(0);
        }
        for one in row["shared"].as_array().into_iter().flatten().filter_map(Value::as_array) {
            let mut words = one.iter().filter_map(|word| word.as_str().map(String::from));
            if let Some(patient) = words.next() {
                self.shared.push((patient, words.collect()));
            }
        }
        for one in row["kept"].as_array().into_iter().flatten() {
            let shelf = Shelf::ALL.into_iter().find(|shelf| one[1] == shelf.slug());
            if let (Some(patient), Some(shelf)) = (one[0].as_str(), shelf) {
                self.kept.push((patient.into(), shelf));
            }
        }
    }
}

/// Of whom something is no more shared that was: a copy of any shelf may hold it, also where the shelf stays open to what is
/// shared by a section, or by itself.
fn lost(state: &mut State, reader: Reader) -> Vec<String> {
    let mut lost = vec![];
    let before = std::mem::take(&mut state.shared);
    for cared in reader.cared {
        let words: Vec<String> = cared.sections.iter().chain(&cared.kinds).cloned().collect();
        let known = before.iter().find(|(patient, _)| *patient == cared.patient);
        if known.is_some_and(|(_, known)| known.iter().any(|word| !words.contains(word))) {
            lost.push(cared.patient.clone());
        }
        state.shared.push((cared.patient.clone(), words));
    }
    lost
}

/// A row was read, if it is one of this area: the row of leases, or something that is kept of somebody.
pub fn loaded(
    state: &mut State,
    shelves: &mut record::State,
    (key, row): (&Key, Option<&mut Value>),
    reader: Reader,
    now: &Now,
) -> Option<Vec<Effect>> {
    if *key == reader.key() {
        if !state.read {
            state.read = true;
            if let Some(row) = row {
                state.read(row);
            }
        }
        let mut effects = sweep(state, shelves, reader, now);
        // A screen may have been opened before this was known.
        for (patient, shelf) in &state.kept {
            if record::wants_copy(shelves, (patient, *shelf)) {
                effects.push(Effect::Load(Place::Device, reader.row(patient, *shelf)));
            }
        }
        return Some(effects);
    }
    let found = state.kept.iter().find(|(patient, shelf)| *key == reader.row(patient, *shelf)).cloned();
    match (found, row) {
        (Some((patient, shelf)), Some(row)) if state.may_read(reader, &patient, now) => {
            record::put_copy(shelves, (&patient, shelf), row);
            Some(vec![])
        }
        (Some(_), _) => Some(sweep(state, shelves, reader, now)),
        // What is not known to be kept is not shown, and not kept on.
        (None, row) => {
            let theirs = |cared: &CaredFor| {
                let start = record::row(reader.account, &cared.patient, Shelf::Plan);
                let start = start.0.strip_suffix(Shelf::Plan.slug()).unwrap_or_default();
                !start.is_empty() && key.0.starts_with(start)
            };
            let gone = row.map(|_| Effect::Forget(Place::Device, key.clone()));
            reader.cared.iter().any(theirs).then(|| gone.into_iter().collect())
        }
    }
}

/// The gateway told who is signed in and what is shared with them: leases count from now.
pub fn heard(state: &mut State, now: &Now) {
    (state.at, state.highest, state.fresh) = (now.time, now.time, true);
}

/// Drops what is over or no more shared, and looks again in a while.
pub fn sweep(state: &mut State, shelves: &mut record::State, reader: Reader, now: &Now) -> Vec<Effect> {
    if !state.read {
        return vec![];
    }
    let lost = lost(state, reader);
    let mut effects = vec![];
    let mut next = now.time + AGAIN;
    let mut left = vec![];
    for (patient, shelf) in std::mem::take(&mut state.kept) {
        let shared = reader.of(&patient).filter(|cared| shelf.is_open_to(cared));
        let shared = shared.filter(|cared| !lost.contains(&cared.patient));
        if let Some(cared) = shared.filter(|cared| !state.is_over(cared, now)) {
            next = next.min(state.end(cared));
            left.push((patient, shelf));
        } else {
            effects.push(Effect::Forget(Place::Device, reader.row(&patient, shelf)));
            record::drop_copy(shelves, (&patient, shelf));
        }
    }
    state.kept = left;
    let (gone, kept) = sweep_news(state, reader, now);
    next = kept.map_or(next, |end| next.min(end));
    let any = kept.is_some() || !state.kept.is_empty();
    if effects.is_empty() && !gone && !any {
        return vec![];
    }
    state.highest = state.highest.max(now.time);
    effects.push(state.save(reader));
    if any && state.armed.is_none_or(|at| at <= now.time || at > next) {
        state.armed = Some(next);
        let wait = u32::try_from(next - now.time).unwrap_or(u32::MAX);
        effects.push(Effect::After(wait, Wake::Lease));
    }
    effects
}

/// Drops what is new of those whose lease is over, as what was read of them. Whether something went, and when what is left
/// on the device ends.
fn sweep_news(state: &mut State, reader: Reader, now: &Now) -> (bool, Option<i64>) {
    let (mut left, mut end) = (vec![], None::<i64>);
    let before = state.told.len();
    for one in std::mem::take(&mut state.told) {
        let Some(cared) = reader.of(one["patient"].as_str().unwrap_or_default()) else { continue };
        if cared.keeps > 0 && !state.is_over(cared, now) {
            let over = state.end(cared);
            end = Some(end.map_or(over, |end| end.min(over)));
            left.push(one);
        } else if state.fresh && cared.keeps == 0 {
            // Not on the device: told in this visit.
            left.push(one);
        }
    }
    let gone = left.len() < before;
    state.told = left;
    (gone, end)
}

/// Something was read of somebody just now: it is kept, where they allowed it.
pub fn keep(
    state: &mut State,
    shelves: &mut record::State,
    (patient, shelf): (&str, Shelf),
    reader: Reader,
    now: &Now,
) -> Vec<Effect> {
    let copy = record::copy(shelves, (patient, shelf), now);
    let Some(copy) = copy.filter(|_| state.may_read(reader, patient, now)) else { return vec![] };
    let mut effects = vec![Effect::Save(Place::Device, reader.row(patient, shelf), copy)];
    if !state.kept.iter().any(|(kept, on)| kept == patient && *on == shelf) {
        state.kept.push((patient.into(), shelf));
    }
    effects.extend(sweep(state, shelves, reader, now));
    effects
}

/// Something is no more shared, or (`None`) the carer wants nothing kept: it goes at once.
pub fn forget(
    state: &mut State,
    shelves: &mut record::State,
    what: Option<(&str, Shelf)>,
    reader: Reader,
) -> Vec<Effect> {
    let mut effects = vec![];
    let mut left = vec![];
    for (patient, shelf) in std::mem::take(&mut state.kept) {
        if what.is_none_or(|(of, on)| of == patient && on == shelf) {
            effects.push(Effect::Forget(Place::Device, reader.row(&patient, shelf)));
            if what.is_none() {
                record::drop_copy(shelves, (&patient, shelf));
            }
        } else {
            left.push((patient, shelf));
        }
    }
    state.kept = left;
    let none = what.is_none() && !std::mem::take(&mut state.told).is_empty();
    if none || !effects.is_empty() {
        effects.push(state.save(reader));
    }
    effects
}

/// The row that is to be looked up where a screen of somebody opens, if it is kept and may be read.
#[must_use]
pub fn row_of(state: &State, (patient, shelf): (&str, Shelf), reader: Reader, now: &Now) -> Option<Effect> {
    let kept = state.kept.iter().any(|(of, on)| of == patient && *on == shelf);
    let row = (kept && state.may_read(reader, patient, now)).then(|| reader.row(patient, shelf));
    row.map(|row| Effect::Load(Place::Device, row))
}

#[cfg(test)]
mod tests;
