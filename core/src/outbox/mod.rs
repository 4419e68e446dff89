//! The outbox: what a person wrote waits here until the gateway's answer proves that it has it.
//!
//! *Peek, send, settle.* A [`Run`] says what is next, the shell leases and sends it, and [`Run::answered`] says what the
//! answer means. Nothing is removed before the answer, whatever happens in between. A [`Ticket`] is all that a flusher
//! knows: what was written is sealed.

mod entry;
mod file;
mod run;
mod settle;
mod ticket;

pub use entry::{Entry, Kind};
pub use file::{LARGEST, PART, Sealed, TOGETHER, parts};
pub use run::{Run, Step, any_goes};
pub use settle::{Answer, Outcome, settle};
pub use ticket::{Parts, State, Ticket, Why, rank};

use crate::effect::Place;

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
    /// How many of the sealed go only after a sign-in.
    pub held: usize,
    /// How many of the sealed the person has to look at.
    pub stopped: usize,
    /// How many are here and cannot be opened. They stay.
    pub unreadable: usize,
    /// Whose things wait on the device, whether or not they can be read here.
    pub accounts: Vec<String>,
}

impl Waiting {
    /// Something of this person's waits on the device.
    pub fn of(&mut self, account: &str) {
        if !self.accounts.iter().any(|known| known == account) {
            self.accounts.push(account.into());
        }
    }

    /// Counts what is here, sealed, by its tickets, which each tell whether there is a sealed body and a credential for it. What
    /// belongs to another entry goes no sooner than that one.
    pub fn count_sealed<'a>(&mut self, tickets: impl Iterator<Item = (&'a Ticket, bool)> + Clone) {
        for (ticket, can_send) in tickets.clone() {
            let mut others = tickets.clone().map(|(other, _)| other);
            let before = match ticket.after.is_empty() {
                true => None,
                false => others.find(|other| other.id == ticket.after),
            };
            let states = [ticket.state, before.map_or(State::Waiting, |before| before.state)];
            self.sealed += 1;
            if states.iter().any(|state| matches!(state, State::NeedsYou(_))) {
                self.stopped += 1;
            } else if !can_send || states.contains(&State::NeedsSignIn) {
                self.held += 1;
            }
        }
    }

    /// Where the entry with this id is kept.
    #[must_use]
    pub fn place(&self, id: &str) -> Place {
        if self.on_page.iter().any(|on_page| on_page == id) { Place::Page } else { Place::Device }
    }
}

/// Milliseconds until the next ticket may go; `None` if none waits for its time.
#[must_use]
pub fn next_wait<'a>(tickets: impl Iterator<Item = &'a Ticket>, now: i64) -> Option<u32> {
    let due = |ticket: &Ticket| match ticket.state {
        State::Waiting => ticket.not_before,
        // An attempt whose page was closed is taken over when its lease is over.
        State::Sending { since, .. } => since + ticket::LEASE,
        State::NeedsSignIn | State::NeedsYou(_) => now,
    };
    let waits = tickets.map(|ticket| due(ticket) - now).filter(|ms| *ms > 0);
    waits.map(|ms| u32::try_from(ms).unwrap_or(u32::MAX)).min()
}

#[cfg(test)]
pub(crate) mod tests;
