//! Entries under the person's name: sealed, so that they go while the vault is locked and the session is over.

use std::cell::Cell;

use lapwing_core::effect::Place;
use lapwing_core::outbox::{Answer, Outcome, Run, State, Step};
use lapwing_core::trouble::Trouble;

use super::{Asked, LOCK, Left};
use crate::channel::{Message, post};
use crate::clock::{draw, time};
use crate::deposit::Credential;
use crate::lock::alone;
use crate::store::{Held, Item, Queue, Store};

thread_local! {
    /// A run that waits for the lock here will see everything: a second one has nothing to add.
    static QUEUED: Cell<bool> = const { Cell::new(false) };
}

/// Sends what waits, each entry at most once a run. `told` hears what became of each, and so do the other pages.
/// `who` asked for it.
///
/// # Errors
/// The storage's trouble. Nothing is lost by it: an entry leaves the storage after the gateway's answer only.
pub async fn flush(store: &Store, who: Asked, told: &dyn Fn(&str, Outcome)) -> Result<Left, Trouble> {
    if QUEUED.replace(true) {
        return Ok(Left::Nothing);
    }
    alone(LOCK, |locked| async move {
        QUEUED.set(false);
        let on_device = store.credential(Place::Device).await?;
        let on_page = store.credential(Place::Page).await?;
        Flusher { store, told, on_device, on_page }.run(Run::new(who != Asked::Page).alone(locked)).await
    })
    .await
}

struct Flusher<'a> {
    store: &'a Store,
    told: &'a dyn Fn(&str, Outcome),
    on_device: Option<Credential>,
    on_page: Option<Credential>,
}

impl Flusher<'_> {
    /// Listed once: whatever somebody else changes meanwhile is seen when a ticket is put in its place.
    async fn run(mut self, mut run: Run) -> Result<Left, Trouble> {
        let mut held = self.store.held(Queue::Outbox).await?.0;
        loop {
            let can_send = |held: &Held| !held.item.label.is_empty() && self.credential(held).is_some();
            let tickets = held.iter().map(|held| (&held.item.ticket, can_send(held)));
            let Some(step) = run.next(tickets, time()) else { break };
            let (ticket, send) = match step {
                Step::Send(ticket) => (ticket, true),
                Step::Hold(ticket) => (ticket, false),
            };
            let Some(at) = held.iter().position(|held| held.item.ticket.id == ticket.id) else { break };
            let to = held[at].with(ticket);
            // Somebody else has it in hand, or the person dropped it.
            let Some(put) = self.store.settle(Queue::Outbox, held.remove(at), Some(to)).await? else {
                continue;
            };
            if send {
                let long = put.item.ticket.parts.all > 0;
                held.extend(self.send(&mut run, put).await?);
                if long {
                    // A file takes its time: what was written meanwhile goes before its next part.
                    held = self.store.held(Queue::Outbox).await?.0;
                }
            } else {
                self.tell(&put.item.ticket.id, Outcome::NeedsSignIn);
                held.push(put);
            }
        }
        let waits = |held: &Held| matches!(held.item.ticket.state, State::Waiting | State::Sending { .. });
        Ok(if held.iter().any(waits) { Left::Something } else { Left::Nothing })
    }

    /// Which credential an entry goes by. What is in the page's memory because the device gave no room goes by the
    /// device's: the page has none of its own then.
    fn place(&self, held: &Held) -> Place {
        let account = &held.item.ticket.account;
        let of_page = self.on_page.as_ref().is_some_and(|credential| credential.account == *account);
        if held.on_page() && of_page { Place::Page } else { Place::Device }
    }

    fn credential(&self, held: &Held) -> Option<&Credential> {
        let mine = if self.place(held) == Place::Page { &self.on_page } else { &self.on_device };
        mine.as_ref().filter(|credential| credential.account == held.item.ticket.account)
    }

    /// Sends what was leased; what is left of it.
    async fn send(&mut self, run: &mut Run, sent: Held) -> Result<Option<Held>, Trouble> {
        let Item { ticket, label, body } = &sent.item;
        let part = match ticket.part() {
            Some(number) => Some(self.store.part(&ticket.id, number).await?),
            None => None,
        };
        let answer = match (self.credential(&sent), part) {
            // Its bytes are not here any more.
            (Some(_), Some(None)) => Answer::Missing,
            (Some(credential), Some(Some(part))) => credential.send(ticket, label, &part).await,
            (Some(credential), None) => credential.send(ticket, label, body).await,
            (None, _) => Answer::Unsent,
        };
        // What the gateway said counts, whether or not this is noted: it only keeps anonymous feedback away for a minute.
        self.store.mark_sent(time()).await.ok();
        let (outcome, left) = run.answered(ticket, &answer, time(), draw());
        let id = ticket.id.clone();
        let is_file = ticket.parts.all > 0;
        let to = left.map(|ticket| sent.with(ticket));
        if outcome == Outcome::NeedsSignIn && matches!(answer, Answer::Status(401, ..)) {
            self.drop_credential(&sent).await?;
        }
        // If it changed meanwhile (the lease ran out, the person dropped it), the other's word stands.
        let gone = to.is_none();
        let settled = self.store.settle(Queue::Outbox, sent, to).await?;
        if settled.is_some() || outcome == Outcome::Delivered {
            self.tell(&id, outcome);
        }
        // Last: without them, an entry that is still here would be told as refused.
        if is_file && outcome == Outcome::Delivered {
            self.store.drop_file(&id).await.ok();
        }
        Ok(settled.filter(|_| !gone))
    }

    async fn drop_credential(&mut self, held: &Held) -> Result<(), Trouble> {
        let place = self.place(held);
        let mine = if place == Place::Page { &mut self.on_page } else { &mut self.on_device };
        *mine = None;
        // What a newer build keeps stays; this run goes on without it, so that nothing is left half sent.
        match self.store.drop_credential(place).await {
            Err(Trouble::StorageNewer) => Ok(()),
            other => other,
        }
    }

    fn tell(&self, id: &str, outcome: Outcome) {
        (self.told)(id, outcome);
        post(&Message::Settled { id: id.into(), outcome });
    }
}
