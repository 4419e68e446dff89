//! A question on the screen.

use std::rc::Rc;

use super::{Control, Link, OptionView, Other, Rich, Slot};

/// What stands with a question to help answering it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Helps {
    /// Longer help, opened by the person (`itemControl` help).
    pub help: Option<Rich>,
    /// A short hint beside the question (`itemControl` flyover).
    pub hint: Option<Rich>,
    /// How to answer (`itemControl` instructions, `prompt`).
    pub instructions: Option<Rich>,
    /// Notices that belong to the text (`itemControl` legal).
    pub legal: Option<Rich>,
    /// More to read (`supportLink`).
    pub links: Vec<Link>,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedView {
    /// How it is answered.
    pub control: Control,
    /// It must be answered before sending.
    pub required: bool,
    /// It is shown and cannot be changed.
    pub read_only: bool,
    /// The answer was worked out from other answers.
    pub calculated: bool,
    /// It was filled in from the record, and of when that is, in words.
    pub from: Option<Rc<str>>,
    /// Help beside it.
    pub helps: Helps,
    /// The choices; empty for a question of another kind. Shared by every row that offers the same ones.
    pub options: Rc<[OptionView]>,
    /// The places in `options` that are chosen.
    pub chosen: Vec<usize>,
    /// The places in `options` that cannot be chosen now.
    pub off: Vec<usize>,
    /// Choices stand side by side (`choiceOrientation` horizontal).
    pub across: bool,
    /// More than one choice may be chosen.
    pub many: bool,
    /// An answer of one's own beside the choices (open-choice).
    pub other: Option<Other>,
    /// The typed answers: at least one for a question that is typed, more where it repeats.
    pub slots: Vec<Slot>,
    /// One more answer can be typed.
    pub can_add: bool,
    /// An answer can be removed.
    pub can_remove: bool,
    /// The answers in words, as the review says them, where they cannot be changed; else empty.
    pub told: Vec<String>,
    /// The unit behind a number, in words.
    pub unit: Option<Rc<str>>,
    /// How to write it, in words or as an example (`entryFormat`, or ours).
    pub format: Option<Rc<str>>,
    /// The longest text, in characters.
    pub max_length: Option<u32>,
    /// What is wrong with the question as a whole, in words; errors of one typed answer stand in its slot.
    pub error: Option<Rc<str>>,
    /// What is remarkable about the answer though it may stand, in words.
    pub warning: Option<Rc<str>>,
    /// `Some(true)`: the person chose not to say; `Some(false)`: they may; `None`: not offered here.
    pub not_said: Option<bool>,
    /// The answer speaks of suicide or self-harm: help stands directly under it.
    pub help_now: bool,
}

impl AskedView {
    /// Whether the choice at `place` is chosen.
    #[must_use]
    pub fn is_chosen(&self, place: usize) -> bool {
        self.chosen.contains(&place)
    }

    /// Whether the choice at `place` cannot be chosen now.
    #[must_use]
    pub fn is_off(&self, place: usize) -> bool {
        self.off.contains(&place)
    }
}
