//! Delivery of what waits: *peek, send, settle*, in the page and in the worker alike.

mod anonymous;
mod answer;
mod signed;

pub use anonymous::feedback;
pub use signed::flush;

/// The one lock of both queues: feedback never goes while signed-in entries go.
const LOCK: &str = "lapwing-outbox";

/// Whether something waits for its next chance when a run is over. What waits for the person does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing to try again.
    Nothing,
    /// Something: run again later.
    Something,
}
