//! A write as it was sent, over a session or sealed: one way through, one ledger line.

use uuid::Uuid;

use super::{
    ask::Ask,
    entries::{self, Kind},
    ledger,
    outcome::Problem,
    reply::Reply,
    write::condition,
};

/// A write as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The parts of the path after `/fhir`.
    pub path: &'a [&'a str],
    /// `If-Match`.
    pub if_match: Option<&'a str>,
    /// `If-None-Match`.
    pub if_none_match: Option<&'a str>,
    /// The body, to the letter.
    pub body: &'a str,
    /// The id that the sender gave it, so that sending again is harmless.
    pub entry: Option<Uuid>,
}

impl Ask<'_> {
    /// Carries out a transaction, a batch, a create or an update.
    ///
    /// # Errors
    /// What is wrong with it, that it may not be written, or that it is not offered.
    pub fn send(&self, sending: &Sending<'_>) -> Result<Reply, Problem> {
        let ledger = ledger::line(&self.asker.identity.id, sending);
        match (sending.method, sending.path) {
            ("POST", []) => match entries::read(sending.body)? {
                (Kind::Transaction, entries) => self.transaction(entries, ledger.as_ref()),
                (Kind::Batch, entries) if ledger.is_none() => Ok(self.batch(entries)),
                // Each entry of a batch stands or falls by itself, so that there is no one outcome to keep.
                (Kind::Batch, _) => Err(Problem::not_offered()),
            },
            ("POST", [kind]) => self.create(kind, sending.body, ledger.as_ref()),
            ("PUT", [kind, id]) => {
                let condition = condition(sending.if_match, sending.if_none_match)?;
                self.update((kind, id), sending.body, condition, ledger.as_ref())
            }
            _ => Err(Problem::not_offered()),
        }
    }
}
