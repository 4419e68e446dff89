//! What was answered before: how scores went, what was said, the person's notes to it.

mod answer;
mod draft;
mod marks;
mod note;
mod taken;
mod update;
mod view;

pub use answer::{PastAnswerView, Said, past_answer};
pub use draft::{again, begin_again, begun_row, loaded, opened, saved};
pub use marks::{Mark, marks};
pub use note::entry;
pub use taken::{Note, Score, Sources, Taken, taken};
pub use update::{moved, queued, update};
pub use view::{PastView, past};

use crate::trouble::Trouble;

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// A note under way.
    pub writing: Option<Writing>,
    /// What was begun and not given: the id of each response, and the text.
    pub(crate) begun: Vec<(String, String)>,
    /// The row with them could not be read: it is not written over before it is.
    pub(crate) unread: bool,
}

impl State {
    /// What is written could not be kept.
    #[must_use]
    pub fn is_unkept(&self) -> bool {
        let failed = self.writing.as_ref().is_some_and(|writing| writing.trouble.is_some());
        (self.unread || failed) && !self.begun.is_empty()
    }
}

/// A note that the person writes to one check-in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Writing {
    /// The id of the response that it is about.
    pub response: String,
    /// What was written so far.
    pub text: String,
    /// The id of the entry in the outbox, while it is being saved.
    pub saving: Option<String>,
    /// Why it could not be saved.
    pub trouble: Option<Trouble>,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person begins a note to the response with this id.
    NoteBegun(String),
    /// The text changed.
    NoteWritten(String),
    /// It is done: keep it.
    NoteGiven,
    /// It is dropped.
    NoteDropped,
    /// Print what is on the screen.
    Printed,
}

#[cfg(test)]
mod tests;
