//! What has to be known of an entry to deliver it.

/// How long an attempt may take before another flusher may take the entry over, in milliseconds.
pub const LEASE: i64 = 60_000;

/// No wait is longer than this; a later `not_before` comes from a clock that was wrong.
pub const MOST_WAIT: i64 = 3_600_000;

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

/// What a flusher knows of an entry. It can be read while the vault is locked, so nothing of it says what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// A UUID that was made when the entry was saved: the idempotency key of the gateway's ledger.
    pub id: String,
    /// The person who wrote it (identity, not patient); empty for anonymous feedback.
    pub account: String,
    /// Its place in the order of sending: the lowest goes first. See [`rank`].
    pub rank: i64,
    /// The ids that a good answer names.
    pub expects: Vec<String>,
    /// Not to be sent before this time, milliseconds.
    pub not_before: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// Where it is on its way.
    pub state: State,
}

impl Ticket {
    /// A new entry's; its place is given where it is kept.
    #[must_use]
    pub fn new(id: String, account: String, expects: Vec<String>) -> Self {
        Self { id, account, rank: 0, expects, not_before: 0, attempts: 0, state: State::Waiting }
    }

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

    /// The same, on its way.
    #[must_use]
    pub fn sending(&self, now: i64) -> Self {
        let epoch = self.attempts + 1;
        Self { state: State::Sending { since: now, epoch }, attempts: epoch, ..self.clone() }
    }
}

/// The place of a new entry that was saved at `saved_at` (milliseconds): behind what waits, whatever the clock says; a risk
/// entry before it. The number alone does not tell which it was.
#[must_use]
pub fn rank(waiting: &[Ticket], risk: bool, saved_at: i64) -> i64 {
    let ranks = || waiting.iter().map(|ticket| ticket.rank);
    match (risk, ranks().min(), ranks().max()) {
        (true, Some(first), _) => first.saturating_sub(1).min(saved_at),
        (false, _, Some(last)) => last.saturating_add(1).max(saved_at),
        (_, None, _) | (_, _, None) => saved_at,
    }
}
