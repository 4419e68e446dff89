//! What a person does with a question.

use std::rc::Rc;

/// What was done with a question. The engine keeps it as it is, readable or not.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Text in the slot with this id: words, numbers, dates, times and addresses, exactly as typed at every key.
    Typed(u32, String),
    /// The time of a date with time, in the slot with this id.
    TypedTime(u32, String),
    /// The slot with this id was left: what is wrong with it may be said now.
    Left(u32),
    /// The unit at this place, for the slot with this id.
    Unit(u32, usize),
    /// A unit written by hand, for the slot with this id.
    TypedUnit(u32, String),
    /// The choice at this place was chosen (`true`) or unchosen. Where one may be chosen, the others go.
    Chosen(usize, bool),
    /// An answer of one's own was chosen (`true`) or unchosen.
    Other(bool),
    /// The words of one's own answer.
    OtherTyped(String),
    /// Yes or no; `None` takes the answer back.
    YesNo(Option<bool>),
    /// A file for the slot with this id.
    File(u32, Rc<File>),
    /// One more slot.
    SlotAdded,
    /// The slot with this id was removed, or emptied where it is the only one.
    SlotRemoved(u32),
    /// The person does not want to say (`true`), or takes that back.
    NotSaid(bool),
    /// Every answer of this question was taken back.
    Cleared,
}

/// A file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its content type.
    pub content_type: String,
    /// How many bytes.
    pub size: u64,
    /// Where its bytes are.
    pub source: Source,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Kept beside the answers.
    Here,
    /// Among the answers, as builds without parts kept them.
    Inline,
    /// Chosen, and held by the browser under this number until it is kept.
    Held(u32),
    /// They are too many to be taken.
    TooLarge,
    /// They can't be read, or are not kept yet.
    Unread,
}
