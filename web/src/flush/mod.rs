//! Delivery of what waits: *peek, send, settle*, in the page and in the worker alike.

mod anonymous;
mod answer;
mod sealed;

pub use anonymous::feedback;
pub(crate) use answer::{answer, parse};
pub use sealed::flush;

/// The one lock of both queues: feedback never goes while signed-in entries go.
const LOCK: &str = "lapwing-outbox";

/// Who asked for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The service worker, as the browser says that there is a network: what waits for its time goes now.
    Worker,
    /// The open page.
    Page,
    /// The person, by pressing, or the network that is back: what waits for its time goes now.
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
