//! What the person asks or tells their team at an entry: something is not right, a comment, what it means, a repeat of a medicine.

mod again;
mod entry;
mod progress;
mod update;
mod view;

pub use again::{Again, again};
pub use progress::{Asked, Step};
pub use update::{MOST, loaded, moved, queued, saved, update};
pub use view::{AskView, view};

use crate::trouble::Trouble;

/// What kind of request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Something is not right.
    Correction,
    /// The person's own comment.
    #[default]
    Comment,
    /// What does this mean?
    Question,
    /// More of a medicine.
    Repeat,
}

/// The code system of the kinds.
const SYSTEM: &str = "https://lapwing.example/CodeSystem/request";
/// Each kind, its code, and its words for the team.
const KINDS: [(Kind, &str, &str); 4] = [
    (Kind::Correction, "correction", "The patient says that something is not right"),
    (Kind::Comment, "comment", "The patient adds a comment"),
    (Kind::Question, "question", "The patient asks what this means"),
    (Kind::Repeat, "repeat", "The patient asks for more of this medicine"),
];

impl Kind {
    fn code(self) -> (&'static str, &'static str) {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or(("", ""), |(_, code, words)| (code, words))
    }

    fn of_code(code: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known, _)| *known == code).map(|(kind, ..)| *kind)
    }

    /// It says something without words too.
    #[must_use]
    pub fn needs_no_words(self) -> bool {
        self == Self::Repeat
    }
}

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// What is being written.
    pub writing: Option<Writing>,
    /// What is written about next, once its page is there: the entry, and what kind.
    pub again: Option<(String, Kind)>,
}

/// Words under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The entry that it is about (`Type/id`).
    pub about: String,
    /// What kind.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// They are kept as they stand.
    pub kept: bool,
    /// It is known what was kept before.
    pub known: bool,
    /// The entry of the outbox that is being saved.
    pub saving: Option<String>,
    /// Why it could not be kept.
    pub trouble: Option<Trouble>,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Begins to write about an entry (`Type/id`).
    Begun(String, Kind),
    /// The words changed.
    Written(String),
    /// Gives it to the team.
    Given,
    /// Drops what was written.
    Dropped,
}

#[cfg(test)]
mod tests;
