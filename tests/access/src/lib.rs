//! The proof of access: random people, relations, agreements, entries and requests; what the gateway answers
//! beside what a naive reading of docs/access.md expects. Nothing here uses the gateway's own access code.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a proof that can't go on has failed")]

mod agreements;
mod ask;
mod changes;
mod dice;
mod files;
mod gateway;
mod hears;
mod invitations;
mod links;
mod looks;
mod make;
mod model;
mod oracle;
mod play;
mod probes;
mod render;
mod searches;
mod shapes;
mod sums;
mod told;
mod withdrawals;

pub use gateway::Way;
pub use play::play;
pub use sums::Sums;
