//! The records: one trait, whatever keeps them. Every write is all or nothing, its ledger line with it.

mod document;
pub mod embedded;
mod kinds;
mod query;
mod write;

use jiff::Timestamp;
use serde_json::Value;

pub use document::{Document, Draft, Malformed, is_id};
pub use kinds::{ALL as KINDS, is_kind};
pub use query::{Filter, Mark, Page, Query, Scope, Sort};
pub use write::{
    Answer, Before, Change, Check, Condition, LedgerEntry, Order, Origin, Outcome, Rejection, Write, Written,
};

/// One version of a resource as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The FHIR type.
    pub kind: String,
    /// The logical id.
    pub id: String,
    /// The version, counted from 1.
    pub version: u64,
    /// When this version was written.
    pub updated: Timestamp,
    /// The JSON, with `id`, `meta.versionId` and `meta.lastUpdated` set; decimals and key order as they came.
    pub text: String,
}

impl Stored {
    /// The JSON, read.
    ///
    /// # Errors
    /// When what is kept is no longer JSON.
    pub fn value(&self) -> Result<Value, RecordsError> {
        serde_json::from_str(&self.text)
            .map_err(|e| RecordsError::Failed(format!("a stored {} is not JSON: {e}", self.kind)))
    }
}

/// A patient whose record is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id of the Patient.
    pub id: String,
    /// The name to show; the id where none is recorded.
    pub name: String,
}

/// How far the records have come, in the order in which what is written is kept; each home has its own way to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The last resource that was made.
    pub made: i64,
    /// The last version that gave way to a newer one.
    pub past: i64,
}

/// What was written since.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// What is kept now of each resource that was written, some perhaps twice.
    pub changed: Vec<Stored>,
    /// How far that is.
    pub now: Progress,
    /// There is more.
    pub more: bool,
}

/// Why the records did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// One write of the order can't stand, so none was made.
    #[error("entry {entry}: {why}")]
    Rejected {
        /// Its place in the order.
        entry: usize,
        /// Why.
        why: Rejection,
    },
    /// The ledger holds this entry id with another body.
    #[error("this entry id was used for something else")]
    LedgerClash,
    /// The store failed; the text is for the log's reader, never for the person.
    #[error("the records failed: {0}")]
    Failed(String),
}

/// A home of records. Calls block; a handler makes them on a blocking thread.
pub trait Records: Send + Sync + 'static {
    /// The current version.
    ///
    /// # Errors
    /// When the store fails.
    fn read(&self, kind: &str, id: &str) -> Result<Option<Stored>, RecordsError>;

    /// One version.
    ///
    /// # Errors
    /// When the store fails.
    fn version(&self, kind: &str, id: &str, version: u64) -> Result<Option<Stored>, RecordsError>;

    /// All versions, newest first; empty where there is no such resource.
    ///
    /// # Errors
    /// When the store fails.
    fn history(&self, kind: &str, id: &str) -> Result<Vec<Stored>, RecordsError>;

    /// One page of what fits the query and passes `sees`; the total counts only what passes.
    ///
    /// # Errors
    /// When the store fails.
    fn search(&self, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError>;

    /// Makes every write of the order and its ledger line, or nothing.
    ///
    /// # Errors
    /// When a write is rejected, the ledger clashes or the store fails.
    fn write(&self, order: &Order<'_>) -> Result<Outcome, RecordsError>;

    /// A part of what was written since, by whatever process; without a progress nothing, and where it stands.
    ///
    /// # Errors
    /// When the store fails.
    fn since(&self, progress: Option<Progress>) -> Result<Since, RecordsError>;

    /// A count that every write of what a judge is made of ([`crate::access::MADE_OF`]) raises in its own transaction, whichever
    /// process makes it, and nothing else does.
    ///
    /// # Errors
    /// When the store fails.
    fn judged_by(&self) -> Result<i64, RecordsError>;

    /// The patients whose records are kept, by name.
    ///
    /// # Errors
    /// When the store fails.
    fn patients(&self) -> Result<Vec<Person>, RecordsError>;

    /// Every resource of one type in a patient's record (`Patient/x`), unjudged: for the judge itself.
    ///
    /// # Errors
    /// When the store fails.
    fn of_patient(&self, kind: &str, patient: &str) -> Result<Vec<Value>, RecordsError>;
}
