//! Live events: the gateway says that something changed in a record, and what is on the screen is asked for anew.

/// What is heard of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The stream is open; after the first time something may have been missed.
    Opened,
    /// Something changed: JSON as the gateway sent it, `{"patient", "kinds"}` or `{"missed"}`.
    Told(String),
    /// The gateway answered, and gives no stream: the session may be over.
    Refused,
}

/// The area's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The page is not seen.
    pub(crate) hidden: bool,
    /// A stream was asked for.
    pub(crate) wanted: bool,
    /// It was open before, for this person.
    pub(crate) opened: bool,
}
