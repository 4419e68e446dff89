//! A shelf as groups of rows, and in which state it is shown.

use super::rows::{self, EntryRow};
use super::{Cut, Held, Shelf, State, older};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words;

/// How a screen of the record is shown. Exactly one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Nothing is known yet.
    Loading,
    /// There is nothing.
    Empty,
    /// Nothing of this is shared with who asks.
    NotShared,
    /// It could not be read, and nothing is kept.
    Trouble(Trouble),
    /// Something is there.
    Here,
}

/// How old what is shown is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// From the gateway, in this visit.
    Live,
    /// Being looked up again; this is from then.
    Refreshing(String),
    /// From what is kept: the time in words, and why it is not fresh.
    AsOf(String, Option<Trouble>),
}

/// What stands over every screen of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How it is shown.
    pub presence: Presence,
    /// How old it is.
    pub freshness: Freshness,
    /// So many entries could not be read, whole or in part.
    pub unread: usize,
    /// How much is here, where the gateway has more.
    pub cut: Option<Cut>,
    /// So many entries of the record are hidden on this device.
    pub hidden: usize,
    /// Whose it is, where the reader is somebody else.
    pub whose: Option<String>,
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The heading; `None` where the screen's own is enough.
    pub heading: Option<String>,
    /// The rows.
    pub rows: Vec<EntryRow>,
    /// Shown folded: past and mistaken entries.
    pub folded: bool,
    /// So many rows more come at the person's wish.
    pub rest: usize,
}

/// A list of entries.
#[derive(Debug, Clone, PartialEq)]
pub struct ListView {
    /// Which shelf.
    pub shelf: Shelf,
    /// Its state.
    pub shown: Shown,
    /// Its rows.
    pub groups: Vec<Group>,
}

/// How a shelf is shown, given whether anything stands on it.
#[must_use]
pub fn presence(held: &Held, anything: bool) -> Presence {
    match (&held.known, held.trouble) {
        (_, Some(Trouble::NotShared)) => Presence::NotShared,
        (Some(_), _) if anything => Presence::Here,
        (Some(_), None) => Presence::Empty,
        (_, Some(trouble)) if held.asking.is_none() => Presence::Trouble(trouble),
        (Some(known), _) if known.live => Presence::Empty,
        _ => Presence::Loading,
    }
}

/// What stands over a screen of the record.
#[must_use]
pub fn shown(held: &Held, anything: bool, unread: usize, now: &Now) -> Shown {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let freshness = match &held.known {
        Some(known) if known.live && held.trouble.is_none() => Freshness::Live,
        Some(known) => {
            let then = words::time::moment(Date::from_millis(known.as_of, offset), now);
            match held.trouble {
                None if held.asking.is_some() => Freshness::Refreshing(then),
                trouble => Freshness::AsOf(then, trouble),
            }
        }
        None => Freshness::Live,
    };
    let cut = older::cut(std::iter::once(held));
    let hidden = if held.whose.is_none() { held.ready.hidden.len() } else { 0 };
    Shown { presence: presence(held, anything), freshness, unread, cut, hidden, whose: held.whose.clone() }
}

/// What stands over a screen that shows several shelves together: how old the oldest of them is, and whether one is missing.
pub(crate) fn together(all: &[(Shelf, Held)], anything: bool, unread: usize, now: &Now) -> Shown {
    let weight = |held: &Held| match (&held.known, held.trouble) {
        (_, Some(Trouble::NotShared)) => 0,
        (Some(known), None) if known.live => 1,
        (Some(_), _) => 2,
        (None, Some(_)) => 3,
        (None, None) => 4,
    };
    let telling = all.iter().map(|(_, held)| held).max_by_key(|held| weight(held));
    let Some(telling) = telling else { return shown(&Held::default(), anything, unread, now) };
    let mut view = shown(telling, anything, unread, now);
    // What is here is shown, while the rest is still on its way or could not be had.
    if anything {
        view.presence = Presence::Here;
        if let (None, Some(trouble)) = (&telling.known, telling.trouble) {
            view.freshness = Freshness::AsOf(String::new(), Some(trouble));
        }
    }
    view.cut = older::cut(all.iter().map(|(_, held)| held));
    view
}

/// From whom an entry is, as it is said to who reads.
pub(super) fn said_to(held: &Held, source: Option<String>) -> Option<String> {
    match (source, &held.whose) {
        (Some(said), Some(name)) => Some(words::record::added_by(name, &said)),
        (said, _) => said,
    }
}

/// Of a long list, its beginning: as many rows of each group as the person went through.
#[must_use]
pub fn windowed(state: &State, mut view: ListView) -> ListView {
    for group in &mut view.groups {
        group.rest = group.rows.len().saturating_sub(state.window);
        group.rows.truncate(state.window);
    }
    view
}

/// The medicines of a card, and what each says of itself; without those that wait to be seen.
#[must_use]
pub fn carried(held: &Held, now: &Now) -> Vec<EntryRow> {
    let resources = held.known.as_ref().map(|known| known.resources.as_slice()).unwrap_or_default();
    let mut rows = rows::medicines::carried(resources, now.time);
    rows.retain(|row| row.hold.is_none_or(|hold| held.ready.shows(hold)));
    rows
}

/// The list of a shelf, whole.
#[must_use]
pub fn list(held: &Held, shelf: Shelf, now: &Now) -> ListView {
    let none = std::rc::Rc::default();
    let resources = held.known.as_ref().map_or(&none, |k| &k.resources);
    let (groups, unread) = rows::groups(shelf, resources, now.time);
    let mut groups: Vec<Group> = groups.into_iter().filter(|g| !g.rows.is_empty()).collect();
    // Two prescriptions of the same words are two; a condition that two systems tell of is one.
    if matches!(shelf, Shelf::Conditions | Shelf::Allergies) {
        for group in &mut groups {
            group.rows = rows::any::once_of(std::mem::take(&mut group.rows), resources);
        }
    }
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.source = said_to(held, row.source.take());
        row.hold = held.holds(row, now);
    }
    let anything = !groups.is_empty() || unread > 0;
    ListView { shelf, shown: shown(held, anything, unread, now), groups }
}
