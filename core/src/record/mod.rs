//! The record: shelves of entries, read from FHIR, kept, refreshed, shown.

mod attached;
mod changed;
mod copies;
mod counts;
mod enclosed;
mod entry;
mod fetching;
mod given;
mod hide;
mod hold;
mod index;
mod keeping;
mod kinds;
mod letter;
mod list;
mod named;
mod news;
mod older;
mod plan;
mod plan_around;
mod ready;
mod results;
mod rows;
mod same;
mod search;
mod shelf;
mod timeline;
mod today;

/// What an entry says.
pub use crate::fhir::entry::Fact;
/// Marked words as safe data.
pub use crate::fhir::narrative::{Mark, Piece, read as marked};
pub use attached::FileRow;
pub use copies::{copy, drop_copy, put_copy, wants_copy};
pub use counts::Counts;
pub use enclosed::{Apart, enclosed_fetched, enclosed_wanted, files_queued, files_wait};
pub(crate) use enclosed::{own as own_file, row as file_row};
pub use entry::{EntryView, Leads, entry, entry_among};
pub(crate) use entry::{found, found_letter, found_result, key_of, readings_of, text_of};
pub use fetching::{Keep, counted, fetched, loaded, opened, row, uncounted};
pub use given::file_key;
pub use hide::{Hideable, hidden, hide, hideable};
pub use hold::{Came, Hold};
pub use keeping::{CHOICES, KeptRow, KeptView, chosen, closed, kept, look, looked, removed, saved, wanted};
pub use letter::{Body, File, LetterView, PDF, letter, take_file};
pub(crate) use list::together;
pub use list::{Freshness, Group, ListView, Presence, Shown, carried, list, presence, shown, windowed};
pub(crate) use named::as_it_came;
pub use news::{NewsView, news};
pub use older::{ALL, BY_ITSELF, Cut, Older, back, deepen, go_on};
pub use plan::{ActionRow, GoalRow, Need, PlanBlock, PlanView, Tick, plan};
pub use plan_around::around;
pub use ready::{Ready, choose, look_up, ready_loaded, seen, seen_now};
pub use results::{
    Dot, Point, ResultView, ResultsGroup, ResultsView, Series, SeriesRow, Waits, new_of, result, results,
};
pub(crate) use rows::any::{key, told};
pub use rows::{Badge, EntryRow, Tone};
pub use search::{Found, Search, SearchView, search};
pub use shelf::Shelf;
pub use timeline::{Span, TimelineView, timeline};
pub use today::{DueTask, NextAppointment, asked, due, next_appointment};

use std::rc::Rc;

use serde_json::{Map, Value};

use crate::effect::Effect;
use crate::trouble::Trouble;

/// A look at the whole record asks for a shelf again after so many milliseconds (10 minutes).
const RECENT_FOR: i64 = 600_000;

/// The area's state: what is held of each patient's shelves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    held: Vec<((String, Shelf), Held)>,
    keeping: keeping::Keeping,
    ready: Ready,
    ready_asked: bool,
    ready_known: bool,
    news: index::Last,
    search: Search,
    window: usize,
    enclosed: enclosed::Enclosed,
    last: index::Last,
}

/// A screen with a long list was opened: it begins at its top.
pub fn window_opened(state: &mut State) {
    state.window = search::WINDOW;
}

/// What the person looks for, or how much of it they want to see.
pub fn sought(state: &mut State, event: &Event) -> Vec<Effect> {
    match event {
        Event::Searched(text) => {
            state.search.text = text.chars().take(MOST_LETTERS).collect();
            window_opened(state);
        }
        Event::Narrowed(slug) => {
            state.search.shelf = Shelf::of_slug(slug).filter(|shelf| state.search.shelf != Some(*shelf));
            window_opened(state);
        }
        // The button goes on, or goes away: who pressed it goes on reading where the new rows begin.
        Event::More(list) => {
            state.window += search::WINDOW;
            return vec![Effect::FocusRow(list.clone(), state.window - search::WINDOW)];
        }
        _ => {}
    }
    vec![]
}

/// Nobody looks for more letters than this.
const MOST_LETTERS: usize = 200;

/// What is held of one shelf.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Held {
    /// The entries, if any were ever read.
    pub known: Option<Known>,
    /// What was counted of one's own record when it was kept, while the entries are not read.
    pub counts: Option<Counts>,
    /// Why the last refresh did not work.
    pub trouble: Option<Trouble>,
    /// Whose it is, where the reader is somebody else.
    pub whose: Option<String>,
    /// What the person is ready to see.
    pub ready: Ready,
    /// What the person hid on this device, apart from the rest.
    pub hidden: Rc<Vec<Value>>,
    pub(crate) asking: Option<Asking>,
    pub(crate) looked_up: bool,
    /// The person wants older ones as soon as what is on its way came.
    pub(crate) further: bool,
    /// So many older parts are to be kept.
    pub(crate) deepen: usize,
    /// The gateway said that something of it changed, and it was not asked for since.
    pub(crate) stale: bool,
}

/// Entries, and when the gateway gave them.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// FHIR resources as they came.
    pub resources: Rc<Vec<Value>>,
    /// When, milliseconds.
    pub as_of: i64,
    /// They came from the gateway in this visit (else from what is kept).
    pub live: bool,
    /// There are more at the gateway than its newest part.
    pub older: Option<Box<Older>>,
}

/// A refresh under way.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Asking {
    /// Because something changed, and not because somebody opened it.
    unasked: bool,
    gathered: Vec<Value>,
    /// The `Type/id` of each of them.
    names: Map<String, Value>,
    todo: Vec<String>,
    /// How many pages of the present search came.
    pages: usize,
    /// How many entries the gateway has.
    total: usize,
    /// Where what was not fetched begins.
    rest: Option<String>,
    /// It is asked for by several searches: there is no one place to go on from.
    several: bool,
    /// The older part that is asked for; 0 is the newest.
    part: usize,
    /// It is fetched to be kept, and not shown.
    aside: bool,
    /// Nobody pressed anything: nothing is said.
    by_itself: bool,
    /// When the gateway answered the first page, as it told.
    at: String,
    /// What changed of what is older than the newest part is asked for.
    changed: bool,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Try again to read what is on the screen.
    Retried,
    /// Entries that wait for this reason (its name) are shown at once from now on.
    Ready(String),
    /// They wait again.
    Waits(String),
    /// Entries (their keys) are hidden on this device, or shown again; none named are all.
    Hidden(Vec<String>, bool),
    /// Keep the record for so many days, of [`CHOICES`].
    KeepChosen(u8),
    /// Keep nothing of the record here.
    KeptRemoved,
    /// Keep nothing of anybody one cares for.
    CopiesRemoved,
    /// Fetch the whole record now, so that it can be read offline.
    AllWanted,
    /// The person has seen what is new.
    Seen,
    /// Entries that waited (their keys) are shown to the person now.
    SeenNow(Vec<String>),
    /// Looked for these words.
    Searched(String),
    /// Looked on one shelf alone (its slug), or on all again.
    Narrowed(String),
    /// Wants to see more of the long list with this id.
    More(String),
    /// Wants older entries than are here.
    Older,
    /// Take a letter's file out of the app.
    FileTaken(String),
}

impl State {
    /// What is held of a shelf.
    #[must_use]
    pub fn held(&self, patient: &str, shelf: Shelf) -> Held {
        let shelf = shelf.fetched_as();
        let found = self.held.iter().find(|((p, s), _)| p == patient && *s == shelf);
        let mut held = found.map(|(_, held)| held.clone()).unwrap_or_default();
        // Nothing that the person hid is to flash up before it is known what that is.
        if self.ready_asked && !self.ready_known {
            held.known = None;
        } else if held.known.is_none() && held.trouble != Some(Trouble::NotShared) {
            held.counts = self.keeping.counts(patient, shelf).cloned();
        }
        Held { ready: self.ready.clone(), ..held }
    }

    /// Whether a shelf came from the gateway so lately that a look at the whole record need not ask again.
    #[must_use]
    pub fn is_recent(&self, patient: &str, shelf: Shelf, now: &crate::now::Now) -> bool {
        let held = self.held(patient, shelf);
        held.trouble.is_none()
            && !held.stale
            && held
                .known
                .is_some_and(|known| known.live && (0..RECENT_FOR).contains(&(now.time - known.as_of)))
    }

    /// Whether somebody asked for a shelf before.
    #[must_use]
    pub fn is_held(&self, patient: &str, shelf: Shelf) -> bool {
        self.held.iter().any(|((of, one), _)| of == patient && *one == shelf)
    }

    /// Something changed: an entry of this kind in the record of a patient (`Patient/x`), or nobody knows what.
    pub fn changed(&mut self, what: Option<(&str, &str)>) {
        for ((of, shelf), held) in &mut self.held {
            held.stale |= what.is_none_or(|(patient, kind)| {
                // A preview is of the patient's own record.
                of.split('~').next() == Some(patient) && shelf.may_hold(kind)
            });
        }
    }

    /// Something of this shelf was sent just now: an answer that is on its way may be from before, and is asked for once more.
    pub fn outrun(&mut self, patient: &str, shelf: Shelf) {
        if let Some(held) = self.known(patient, shelf.fetched_as()) {
            held.stale |= held.asking.is_some();
        }
    }

    /// What could not be had without a network may have changed.
    pub fn missed(&mut self) {
        for (_, held) in &mut self.held {
            held.stale |= held.trouble == Some(Trouble::Offline);
        }
    }

    /// Whether something of it changed since it was asked for.
    #[must_use]
    pub fn is_stale(&self, patient: &str, shelf: Shelf) -> bool {
        let shelf = shelf.fetched_as();
        self.held.iter().any(|((of, one), held)| of == patient && *one == shelf && held.stale)
    }

    fn known(&mut self, patient: &str, shelf: Shelf) -> Option<&mut Held> {
        self.held.iter_mut().find(|((p, s), _)| p == patient && *s == shelf).map(|(_, held)| held)
    }
}

#[cfg(test)]
mod tests;
