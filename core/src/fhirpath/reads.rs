//! Which answers an expression looks at, so that only what depends on a changed answer is evaluated again.

/// The questions whose answers an expression can depend on.
///
/// An item counts as read with all that is below it. So a changed answer concerns an expression that reads its own
/// link id or one of its ancestors'; an item added or taken away concerns also those that read one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// These link ids alone, each once; none where the result does not depend on answers.
    Items(Vec<Box<str>>),
    /// It cannot be bounded: any answer.
    Anything,
}

impl Reads {
    pub(super) fn of(_tree: &super::tree::Expr) -> Self {
        Reads::Anything
    }
}
