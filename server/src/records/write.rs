//! What is asked of the records in one transaction, and what came of it.

use jiff::Timestamp;
use serde_json::Value;

use super::{Document, Stored};
use crate::access::Refusal;

/// Under which condition a write stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Create it, or make a new version.
    Any,
    /// Only where there is none yet (`If-None-Match: *`).
    New,
    /// Only on top of this version (`If-Match`).
    Matches(u64),
    /// Where there is one already it stays as it is.
    KeepPresent,
    /// Where there is one that says the same it stays as it is; else it is created, or has a new version.
    IfOther,
    /// Only on top of this version; where there is another by now, that one stays, and the rest goes on.
    IfStill(u64),
}

/// On whose behalf a write is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The signed-in person's: the order's check decides.
    Person,
    /// The gateway's own, or an operator's import: nobody is asked.
    Gateway,
}

/// One resource to write.
#[derive(Clone, Debug)]
pub struct Write {
    /// The resource, with its id.
    pub document: Document,
    /// When the write stands.
    pub condition: Condition,
    /// On whose behalf.
    pub origin: Origin,
}

/// The line of the ledger that makes a replay harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The identity that sends.
    pub person: String,
    /// The id that the sender gave this sending.
    pub entry: String,
    /// SHA-256 of method, address and body, as hex.
    pub hash: String,
}

/// What the sender was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body; empty for none.
    pub body: String,
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Location`.
    pub location: Option<String>,
}

/// What happened to one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Created,
    /// It has a new version.
    Updated,
    /// The one that was there stays, and says the same.
    Same,
    /// The one that was there stays, and says something else.
    Differs,
}

/// One resource after the write.
#[derive(Clone, Debug)]
pub struct Written {
    /// What is kept now.
    pub stored: Stored,
    /// What happened.
    pub change: Change,
}

/// Where something is to be put.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// Wherever it is: whether it could be taken at all.
    Whatever,
    /// Where this is, or nothing.
    Is(Option<&'a Value>),
}

/// Decides whether a person may put the second where the first is.
pub type Check<'a> = dyn Fn(Before<'_>, &Value) -> Result<(), Refusal> + 'a;

/// One transaction.
pub struct Order<'a> {
    /// The writes, in order.
    pub writes: &'a [Write],
    /// The ledger line, if the sender gave an entry id.
    pub ledger: Option<&'a LedgerEntry>,
    /// The time.
    pub now: Timestamp,
    /// Asked for each of the person's own writes.
    pub check: &'a Check<'a>,
    /// Makes the answer that the ledger keeps.
    pub answer: &'a dyn Fn(&[Written]) -> Answer,
}

/// What came of an order.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was carried out now.
    Done(Answer, Vec<Written>),
    /// It had been carried out before; this is the first answer.
    Replayed(Answer),
}

/// Why one write can't stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The check said no.
    #[error("{0}")]
    Refused(Refusal),
    /// There is one already.
    #[error("there is one already")]
    Exists,
    /// The version is not the one that was named.
    #[error("it was changed meanwhile")]
    Stale,
}
