//! Invitations: a patient makes a code, gives it to somebody, and who brings it may see what the patient chose.
//! A code is good once and for two days. Only its hash is kept. Guessed, used, expired and called back are told alike.

mod agreed;
mod code;
mod routes;
mod store;

pub use code::Code;
pub use routes::routes;
pub use store::{Invitation, Invitations, TABLES, TERM};

use serde::{Deserialize, Serialize};

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What the patient calls whom they invite; shown to the patient alone.
    pub name: String,
    /// The relation (v3 RoleCode); empty for one that is not said.
    #[serde(default)]
    pub relation: String,
    /// The sections.
    pub sections: Vec<String>,
    /// The last day, `2027-02-20`; none until it is changed.
    #[serde(default)]
    pub until: Option<String>,
    /// They may add what they see themselves.
    #[serde(default)]
    pub adds: bool,
}
