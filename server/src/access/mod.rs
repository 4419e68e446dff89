//! The one judge of who may see and change what. Deny by default.

mod sections;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

pub use sections::{Ages, Section, Sections};

use crate::identities::Identity;

/// The signed-in person who asks; the session layer puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Who it is.
    pub identity: Identity,
    /// When this person last proved who they are.
    pub auth_time: Timestamp,
}

/// What is asked of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interaction {
    /// The current version.
    Read,
    /// One version.
    Vread,
    /// All versions.
    History,
    /// Many resources of a type.
    Search,
    /// A new resource.
    Create,
    /// A new version.
    Update,
}

/// The FHIR types that are within reach in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Types {
    /// Every type of the compartment.
    All,
    /// These only.
    Only(BTreeSet<String>),
}

/// One record into which the asker may look at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whose record, as `Patient/x`.
    pub patient: String,
    /// The types that can hold something visible.
    pub types: Types,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Missing, never shared, expired, withdrawn, unknown: one answer for all (404).
    #[error("There is nothing shared with you here.")]
    NotShared,
    /// About or by somebody else (403).
    #[error("You can only send what you wrote yourself, about yourself.")]
    NotYours,
    /// A change of sharing needs a sign-in within five minutes (403, details code `fresh-sign-in`).
    #[error("Sign in again before you change what you share.")]
    FreshSignIn,
    /// This person can read this and not change it (403).
    #[error("You can read this, but not change it.")]
    ReadOnly,
    /// The content does not fit (422).
    #[error("{0}")]
    Invalid(String),
}

/// Decides for one request.
pub struct Judge {}

impl Judge {
    /// Builds the judge from who asks, their RelatedPerson rows, the Consents and Patients of the records those name, and the time.
    #[must_use]
    pub fn new(
        _asker: &Asker,
        _related: &[Value],
        _consents: &[Value],
        _patients: &[Value],
        _sections: &Sections,
        _now: Timestamp,
    ) -> Self {
        Self {}
    }

    /// The records that can hold something visible; a search starts from it.
    #[must_use]
    pub fn reach(&self) -> Vec<Reach> {
        Vec::new()
    }

    /// Whether the asker may see this resource.
    #[must_use]
    pub fn may_see(&self, _resource: &Value) -> bool {
        false
    }

    /// Whether the asker may put `after` where `before` is.
    ///
    /// # Errors
    /// The reason for the refusal.
    pub fn may_write(&self, _before: Option<&Value>, _after: &Value) -> Result<(), Refusal> {
        Err(Refusal::NotShared)
    }
}
