//! Delivery of what waits: *peek, send, settle*, in the page and in the worker alike.

mod anonymous;
mod answer;
mod signed;

pub use anonymous::feedback;
pub use signed::flush;

/// The one lock of both queues: feedback never goes while signed-in entries go.
const LOCK: &str = "lapwing-outbox";

/// Who asked for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The service worker: the person did nothing, so the session is not extended.
    Worker,
    /// The open page.
    Page,
    /// The person, by pressing: what waits for its time goes now.
    Person,
}

/// Whether something waits for its next chance when a run is over. What waits for the person does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing to try again.
    Nothing,
    /// Something: run again later.
    Something,
}
