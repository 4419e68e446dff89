//! One run of a flusher: each ticket at most once, and no further than the network goes.

use super::settle::{Answer, Outcome, settle};
use super::ticket::{State, Ticket};

/// What a run has done so far. The caller holds the lock, and does what it says: lease, send, settle.
#[derive(Debug, Default)]
pub struct Run {
    tried: Vec<String>,
    over: bool,
    eager: bool,
    alone: bool,
}

/// What is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Put this ticket in the place of the one that was read, then send what it stands for.
    Send(Ticket),
    /// It can't go before the person signs in: put this ticket in its place.
    Hold(Ticket),
}

/// What belongs to an entry that may have gone, though it needs the person now, is tried so often: the gateway knows.
const IN_VAIN: u32 = 3;

/// What belongs to another entry waits until that one went.
fn holds_up(other: &Ticket, ticket: &Ticket) -> bool {
    // What was left on its way by who is gone is asked for once more.
    let asked = ticket.state == State::Waiting && ticket.attempts.max(ticket.parts.tried) >= IN_VAIN;
    !matches!(other.state, State::NeedsYou(_)) || other.is_surely_here() || asked
}

/// Whether one of these goes by itself, once there is a network: not what needs the person, or belongs to such an entry.
#[must_use]
pub fn any_goes<'a>(tickets: impl Iterator<Item = &'a Ticket> + Clone) -> bool {
    let stays = |other: &Ticket| matches!(other.state, State::NeedsYou(_) | State::NeedsSignIn);
    let held = |ticket: &Ticket| {
        let mut others = tickets.clone().filter(|other| other.id == ticket.after);
        others.any(stays)
    };
    tickets.clone().any(|ticket| !stays(ticket) && !held(ticket))
}

impl Run {
    /// `eager`: the person pressed "send now", and what waits for its time goes at once.
    #[must_use]
    pub fn new(eager: bool) -> Self {
        Self { eager, ..Self::default() }
    }

    /// The same, by the holder of the lock of all flushers, before anything was read: whoever left an entry on its way
    /// is gone (a page that was closed, a worker that was stopped), so nothing waits for a lease to run out.
    #[must_use]
    pub fn alone(self, alone: bool) -> Self {
        Self { alone, ..self }
    }

    /// The next step, of tickets that each tell whether there is a sealed body and a credential for it. One look at each, as
    /// there may be a thousand.
    #[must_use]
    pub fn next<'a>(
        &mut self,
        tickets: impl Iterator<Item = (&'a Ticket, bool)> + Clone,
        now: i64,
    ) -> Option<Step> {
        let is_free = |ticket: &Ticket| {
            let mut others = tickets.clone().map(|(other, _)| other);
            ticket.after.is_empty()
                || others.all(|other| other.id != ticket.after || !holds_up(other, ticket))
        };
        let ready = |(ticket, can_send): &(&Ticket, bool)| {
            let hurried = self.eager && ticket.state == State::Waiting;
            let abandoned = self.alone && matches!(ticket.state, State::Sending { .. });
            // What can't go is told once; what can goes as long as the network does.
            let wanted = if *can_send { !self.over } else { ticket.state != State::NeedsSignIn };
            wanted
                && (hurried || abandoned || ticket.may_go(now))
                && !self.tried.contains(&ticket.id)
                && is_free(ticket)
        };
        // A file goes part by part when nothing else is to go: no answer waits behind a photo.
        let place = |(ticket, _): &(&Ticket, bool)| (ticket.parts.all > 0, ticket.rank);
        let (first, can_send) = tickets.clone().filter(ready).min_by_key(place)?;
        self.tried.push(first.id.clone());
        Some(match can_send {
            true => Step::Send(first.sending(now)),
            false => Step::Hold(Ticket { state: State::NeedsSignIn, ..first.clone() }),
        })
    }

    /// What the answer to a sent ticket means, and what takes its place; `None` if the gateway has it.
    /// Without an answer the run is over: the others would meet the same.
    pub fn answered(
        &mut self,
        ticket: &Ticket,
        answer: &Answer,
        now: i64,
        jitter: u64,
    ) -> (Outcome, Option<Ticket>) {
        self.over |= matches!(answer, Answer::None | Answer::Unsent);
        let (outcome, left) = settle(ticket, answer, now, jitter);
        if left.is_none() || outcome == Outcome::Part {
            // It is not there to be tried again; or its next part is to go.
            self.tried.retain(|id| *id != ticket.id);
        }
        (outcome, left)
    }
}
