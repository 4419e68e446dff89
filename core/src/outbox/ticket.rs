//! What has to be known of an entry to deliver it.

use crate::effect::Place;

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

/// How far the parts of a file are on their way. They go before the entry that brings it, one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// How many there are.
    pub all: u32,
    /// So many from the first on are with the gateway, as it said last.
    pub there: u32,
    /// How often the next one was tried.
    pub tried: u32,
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
    /// The parts of the file that it brings; none for what goes at once.
    pub parts: Parts,
    /// The id of the entry that has to go before it, as this one belongs to what is in it; empty where there is none.
    pub after: String,
    /// Where it is on its way.
    pub state: State,
}

impl Ticket {
    /// A new entry's; its place is given where it is kept.
    #[must_use]
    pub fn new(id: String, account: String, expects: Vec<String>) -> Self {
        Self {
            id,
            account,
            rank: 0,
            expects,
            not_before: 0,
            attempts: 0,
            parts: Parts::default(),
            after: String::new(),
            state: State::Waiting,
        }
    }

    /// The part of its file that goes next, from 0; `None` once all are there and it goes itself.
    #[must_use]
    pub fn part(&self) -> Option<u32> {
        (self.parts.there < self.parts.all).then_some(self.parts.there)
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

    /// The gateway surely does not have it: it was never tried, or refused at the first try. After a try without an answer
    /// nobody knows: what refuses the next one may be something else on the way. Parts of a file are nothing that anybody
    /// could read before the entry that brings it.
    #[must_use]
    pub fn is_surely_here(&self) -> bool {
        match self.state {
            State::NeedsYou(why) => why == Why::Refused && self.attempts <= 1,
            State::Sending { .. } => false,
            State::Waiting | State::NeedsSignIn => self.attempts == 0,
        }
    }

    /// The same, to go once more at the person's wish.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { state: State::Waiting, not_before: 0, ..self.clone() }
    }

    /// The same, on its way.
    #[must_use]
    pub fn sending(&self, now: i64) -> Self {
        let epoch = self.attempts + self.parts.there + self.parts.tried + 1;
        let mut sent = Self { state: State::Sending { since: now, epoch }, ..self.clone() };
        match self.part() {
            Some(_) => sent.parts.tried += 1,
            None => sent.attempts += 1,
        }
        sent
    }
}

/// Far before and far behind every time that a clock can show, milliseconds.
const FAR: i64 = 1 << 60;

/// The place of a new entry that was saved at `saved_at` (milliseconds) and is kept in `place`, where `waiting` waits: behind
/// that, whatever the clock says; a risk entry before it. On the device the number alone does not tell which it was.
///
/// What only the page's memory holds is seen by no other page: a risk entry there goes before all that the device holds, and
/// any other behind it, so that none goes before a risk entry that another page put on the device.
#[must_use]
pub fn rank(waiting: &[Ticket], place: Place, risk: bool, saved_at: i64) -> i64 {
    let start = match (place, risk) {
        (Place::Device, _) => saved_at,
        (Place::Page, true) => saved_at - FAR,
        (Place::Page, false) => saved_at + FAR,
    };
    let ranks = || waiting.iter().map(|ticket| ticket.rank);
    match (risk, ranks().min(), ranks().max()) {
        (true, Some(first), _) => first.saturating_sub(1).min(start),
        (false, _, Some(last)) => last.saturating_add(1).max(start),
        (_, None, _) | (_, _, None) => start,
    }
}
