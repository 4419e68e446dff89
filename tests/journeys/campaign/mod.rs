//! A campaign: histories of a person's actions and of faults, from seeds, judged by a model of what was written.

mod acts;
mod audit;
mod crowd;
mod dice;
mod faults;
mod history;
mod oracle;
mod shrink;
mod sums;
mod update;
mod writes;
mod written;

pub use crowd::{CROWD, crowd};
pub use history::{Finding, History, Outcome, Plan};
pub use shrink::shortest;
pub use sums::Sums;
