//! One thing that waits to be sent.

use serde_json::Value;

use crate::effect::Method;

/// How long an attempt may take before another flusher may take the entry over, in milliseconds.
pub const LEASE: i64 = 60_000;

/// What an entry is, for the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Answers to a questionnaire.
    CheckIn,
    /// A note to answers.
    Note,
    /// Anonymous feedback.
    Feedback,
}

/// Why an entry needs the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody wrote under the same id, or changed it meanwhile.
    Conflict,
    /// The gateway refused it.
    Refused,
}

/// Where an entry is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Saved here; will go at the next chance.
    Waiting,
    /// On its way since `since` (milliseconds); given up after [`LEASE`].
    Sending {
        /// When the attempt began.
        since: i64,
        /// Counts attempts: a flusher settles only the attempt that it began.
        epoch: u32,
    },
    /// Held until the person signs in.
    NeedsSignIn,
    /// Held until the person decides.
    NeedsYou(Why),
}

/// One thing to send. Its id is the idempotency key of the gateway's ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// A UUID that was made when the entry was saved.
    pub id: String,
    /// The person who wrote it (identity, not patient); empty for anonymous feedback.
    pub account: String,
    /// What it is.
    pub kind: Kind,
    /// An answer in it speaks of suicide or self-harm: it goes first.
    pub risk: bool,
    /// How it is sent.
    pub method: Method,
    /// Where it is sent.
    pub path: String,
    /// What is sent.
    pub body: Value,
    /// The ids that a good answer names.
    pub expects: Vec<String>,
    /// When it was saved, milliseconds.
    pub saved_at: i64,
    /// Not to be sent before this time, milliseconds.
    pub not_before: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// Where it is on its way.
    pub state: State,
}

impl Entry {
    /// Whether it may be sent now. An attempt that outlived its lease (a killed worker) may be taken over.
    #[must_use]
    pub fn may_go(&self, now: i64) -> bool {
        match self.state {
            // A clock that jumped back would leave `since` in the future: that attempt is over too.
            State::Sending { since, .. } => now >= since + LEASE || now < since,
            State::Waiting => self.not_before <= now || self.not_before > now + MOST_WAIT,
            State::NeedsSignIn => true,
            State::NeedsYou(_) => false,
        }
    }

    /// The same entry, on its way.
    #[must_use]
    pub fn sending(&self, now: i64) -> Self {
        let epoch = self.attempts + 1;
        Self { state: State::Sending { since: now, epoch }, attempts: epoch, ..self.clone() }
    }
}

/// No wait is longer than this; a later `not_before` comes from a clock that was wrong.
pub const MOST_WAIT: i64 = 3_600_000;
