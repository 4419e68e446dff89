//! Invitations: a patient makes a code, gives it to somebody, and who brings it may see what the patient chose.
//! A code is good once and for two days. Only its hash is kept. Guessed, used, expired and called back are told alike.

mod agreed;
mod code;
mod routes;
mod store;

pub use code::Code;
pub use routes::routes;
pub use store::{Invitation, Invitations, TABLES, TERM};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Gateway, access::Asker, fhir::outcome::Problem};

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
    /// For how many hours copies may be kept on their own device, 0 to 72.
    #[serde(default)]
    pub keeps: u8,
}

/// Whether this person may share something of this patient's now: an agreement is judged as if they wrote it.
///
/// # Errors
/// What the judge says: not theirs, too young, or no fresh sign-in.
pub fn may_share(gateway: &Gateway, asker: &Asker, (patient, now): (&str, Timestamp)) -> Result<(), Problem> {
    let plan = vec!["plan".to_owned()];
    let terms = Terms {
        name: String::new(),
        relation: String::new(),
        sections: plan,
        until: None,
        adds: false,
        keeps: 0,
    };
    let consent = agreed::consent("new", "RelatedPerson/new", (patient, &now.to_string()), &terms);
    gateway.judge(asker)?.may_write(None, &consent)?;
    Ok(())
}
