//! What can be wrong with an answer. Words are elsewhere.

use std::rc::Rc;

use super::Kind;

/// What is wrong with an answer, or with a question as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It must be answered.
    Missing,
    /// What was typed is not what a question of this kind asks for.
    Unreadable(Kind),
    /// Below the smallest: as written.
    Low(Rc<str>),
    /// Above the largest: as written.
    High(Rc<str>),
    /// Longer than so many characters.
    Long(u32),
    /// Shorter than so many characters.
    Short(u32),
    /// More decimal places than these.
    Places(u32),
    /// Not in the form that is asked for, which the words or the example tell, if there are any.
    Pattern(Rc<str>),
    /// Not among the choices.
    NotOffered,
    /// A choice that cannot stand beside others.
    Alone,
    /// Fewer answers than these.
    Few(u32),
    /// More answers than these.
    Many(u32),
    /// A rule of the questionnaire that does not hold: its words.
    Rule(Rc<str>),
    /// The same, but the answer may stand.
    Remark(Rc<str>),
    /// A file of a kind that is not asked for.
    FileKind,
    /// A file of more bytes than these.
    FileSize(u64),
    /// All files together have more bytes than these.
    FilesTogether(u64),
    /// A file whose bytes could not be read, or are not kept yet.
    FileUnread,
    /// The device has no room for the file.
    FileRoom,
    /// A unit that is not offered.
    Unit,
    /// An answer of another type.
    Type,
}

impl Problem {
    /// Whether the answer may stand all the same.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Remark(_))
    }
}
