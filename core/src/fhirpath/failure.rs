//! Why an expression cannot be read, and why it has no result. Words for people are elsewhere.

/// Where an expression stops making sense, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Bytes from the start of the text.
    pub at: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with the text of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something else should stand here.
    Unexpected,
    /// A text, name or comment has no end.
    Unended,
    /// A number, date, time or escape that does not exist.
    Literal,
    /// A function that this engine does not know.
    Function,
    /// Too many or too few arguments.
    Arguments,
    /// A type that FHIR R4 does not know.
    Type,
    /// A pattern with a mistake, or of a syntax that this engine does not know.
    Pattern,
    /// Longer or deeper than the limits.
    TooMuch,
}

/// Why an expression has no result. An empty result is no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// More steps, items or depth than the limits.
    TooMuch,
    /// Many items where one is needed.
    NotOne,
    /// An item of another type than is needed.
    Type,
    /// Quantities or a date of units that don't go together.
    Unit,
    /// A `%name` that nobody knows.
    Name,
    /// The value set is not at hand, or cannot be judged here.
    ValueSet,
    /// A pattern with a mistake, or of a syntax that this engine does not know.
    Pattern,
    /// A function that needs what is not at hand here.
    Unsupported,
}

impl From<super::pattern::TooLong> for Failure {
    fn from(_: super::pattern::TooLong) -> Self {
        Failure::TooMuch
    }
}
