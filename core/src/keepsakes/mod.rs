//! Photos and songs that are good reasons: on this device alone, encrypted, never sent, part of no record.

mod update;

pub use update::{loaded, opened, saved, update, view};

use std::rc::Rc;

use crate::effect::Key;
use crate::trouble::Trouble;

/// So many can be kept.
pub const MOST: usize = 12;
/// A song of more bytes is not taken: it is in memory several times while it is encrypted.
pub const MOST_BYTES: u64 = 6 * 1024 * 1024;

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture, made small and drawn anew, so that nothing of the camera's own notes is left in it.
    Photo,
    /// Something to listen to.
    Song,
}

/// One of them, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keepsake {
    /// Made here.
    pub id: String,
    /// Photo or song.
    pub kind: Kind,
    /// Its media type.
    pub content_type: String,
    /// What the person says it is; may be empty.
    pub words: String,
}

/// What was chosen, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Photo or song.
    pub kind: Kind,
    /// Its media type.
    pub content_type: String,
    /// Its bytes, in base64.
    pub data: Rc<str>,
}

/// Why something was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A song of more than [`MOST_BYTES`].
    TooLarge,
    /// No photo or song that this browser opens.
    Unreadable,
    /// The device could not keep it, or give it back.
    Storage(Trouble),
}

/// What the person does.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Chose a file, and it is read.
    Chose(Chosen),
    /// Chose a file that is not taken.
    Refused(Problem),
    /// Says what it is: id, words.
    Described(String, String),
    /// Wants to listen to it.
    Wanted(String),
    /// Is asked whether it shall go, or keeps it after all.
    Removing(Option<String>),
    /// Takes it away for good.
    Removed(String),
}

/// Bytes of one, in base64, or that they don't open.
type Bytes = Result<Rc<str>, Trouble>;

/// The area's state.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What there is; `None` until it was looked up.
    list: Option<Vec<Keepsake>>,
    /// Those whose bytes were read, by id.
    read: Vec<(String, Bytes)>,
    /// What is being kept.
    adding: Option<(Keepsake, Rc<str>)>,
    /// What the person is asked about.
    removing: Option<String>,
    /// What goes as soon as the list is kept without it.
    going: Option<String>,
    /// So many times the list is being kept.
    keeping: usize,
    problem: Option<Problem>,
}

/// One on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub keepsake: Keepsake,
    /// Its bytes, in base64; `None` until they came, of a song until the person wants to listen.
    pub data: Option<Bytes>,
    /// The person is asked whether it shall go.
    pub removing: bool,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeepsakesView {
    /// What there is; `None` until it was looked up.
    pub items: Option<Vec<Item>>,
    /// Something is being kept.
    pub adding: bool,
    /// There is room for one more.
    pub room: bool,
    /// What went wrong last.
    pub problem: Option<Problem>,
}

/// The row that lists them.
#[must_use]
pub fn row(account: &str) -> Key {
    Key::of(account, "keepsakes")
}

/// The row with the bytes of one.
#[must_use]
pub fn bytes_row(account: &str, id: &str) -> Key {
    Key::of(account, &["keepsake/", id].concat())
}

#[cfg(test)]
mod tests;
