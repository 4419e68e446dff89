//! The outbox: what a person wrote waits here until the gateway's answer proves that it has it.
//!
//! *Peek, send, settle.* [`pick`] looks at what is next, the shell sends it, [`settle`] says what the
//! answer means. Nothing is removed before the answer, whatever happens in between.

mod entry;
mod settle;

pub use entry::{Entry, Kind, State, Why};
pub use settle::{Answer, Outcome, settle};

/// Everything that waits to be sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting {
    /// Under the person's name, the oldest first.
    pub outbox: Vec<Entry>,
    /// Anonymous.
    pub feedback: Vec<Entry>,
    /// The ids of those that are in the page's memory only.
    pub on_page: Vec<String>,
    /// How many are here, sealed, while what is kept is locked.
    pub sealed: usize,
    /// How many are here and cannot be opened. They stay.
    pub unreadable: usize,
}

/// The entry to send next for the person who is signed in as `account`: risk entries first, then the oldest.
///
/// An entry that waits for its time (`not_before`, milliseconds) does not hold up the others.
#[must_use]
pub fn pick<'a>(entries: &'a [Entry], account: &str, now: i64) -> Option<&'a Entry> {
    entries
        .iter()
        .filter(|e| e.account == account && e.may_go(now))
        .min_by_key(|e| (!e.risk, e.saved_at, e.id.clone()))
}

/// Milliseconds until the next entry may go; `None` if none waits for its time.
#[must_use]
pub fn next_wait(entries: &[Entry], now: i64) -> Option<u32> {
    let due = |e: &Entry| match e.state {
        State::Waiting => e.not_before,
        // An attempt whose page was closed is taken over when its lease is over.
        State::Sending { since, .. } => since + entry::LEASE,
        State::NeedsSignIn | State::NeedsYou(_) => now,
    };
    let waits = entries.iter().map(|e| due(e) - now).filter(|ms| *ms > 0);
    waits.map(|ms| u32::try_from(ms).unwrap_or(u32::MAX)).min()
}

#[cfg(test)]
pub(crate) mod tests;
