//! FHIR R4 over HTTP, at `/fhir`.

mod ask;
pub mod asked_for;
mod batch;
mod bundle;
mod capability;
mod conditional;
mod dates;
mod entries;
mod ledger;
pub mod outcome;
pub mod params;
mod parse;
mod preview;
mod read;
mod reply;
mod routes;
mod search;
mod sending;
pub mod steps;
mod ticked;
mod transaction;
pub mod values;
mod write;

pub use ask::Ask;
pub use conditional::{identified, identifier_of};
pub use ledger::line as ledger_line;
pub use preview::{PREVIEW, caring};
pub use reply::Reply;
pub use routes::{LIMIT, base, routes};
pub use sending::Sending;
