//! What this engine cannot do with a questionnaire, and why one is refused whole.

use std::rc::Rc;

/// Something that is not done as the questionnaire asks. Words are elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The choices lie in a value set that is not at hand: its address.
    NoChoices(Rc<str>),
    /// Whether it is to be asked cannot be worked out, so it is asked, and need not be answered.
    Condition,
    /// Its answer cannot be worked out here.
    Calculation,
    /// It cannot be filled in beforehand here.
    Prefill,
    /// A check of its answer is not made here.
    Check,
    /// Its words or bounds should follow from other answers, and stand as written.
    Words,
    /// Its rules contradict each other and never come to rest.
    Circle,
    /// What should be made of the answers, beside the answers themselves, is not made here.
    Extract,
    /// A signature is asked for and not taken here.
    Signature,
}

impl Note {
    /// Whether a person who answers has to know: the others change nothing that they see or mean.
    #[must_use]
    pub fn is_told(&self) -> bool {
        !matches!(self, Self::Prefill | Self::Extract)
    }
}

/// Why a questionnaire is refused whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no Questionnaire.
    NotAQuestionnaire,
    /// It asks nothing.
    Empty,
    /// An item without linkId: the place of its top item.
    NoLinkId(usize),
    /// Two items with the same linkId.
    Twice(Rc<str>),
    /// An item of a type that FHIR does not know: its linkId and type.
    Kind(Rc<str>, Rc<str>),
    /// It needs other questionnaires put into it: the linkId.
    Parts(Rc<str>),
    /// Something says that it must not be read by who does not know it (`modifierExtension`).
    Modifier,
    /// More items, or deeper, than the limits.
    TooMuch,
}
