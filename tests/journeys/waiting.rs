//! What a page does with the outbox: it puts things in, sealed, and lists them.

use lapwing_core::effect::Place;
use lapwing_core::outbox::{Entry, State, Ticket, Waiting, rank};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;
use serde_json::Value;

use crate::device::seal;
use crate::store::{Held, Item, Kept, Queue};

impl Kept {
    /// Puts an entry into the outbox: sealed, and a copy for the person's own eyes.
    ///
    /// # Errors
    /// No room, or what is kept is locked: the entry is not in the outbox.
    pub fn queue(&self, place: Place, entry: &Entry) -> Result<(), Trouble> {
        let waiting = self.held(Queue::Outbox).into_iter();
        let waiting = waiting.filter(|held| held.on_page() == (place == Place::Page));
        let waiting = waiting.map(|held| held.item.ticket).filter(|ticket| ticket.id != entry.ticket.id);
        let waiting: Vec<Ticket> = waiting.collect();
        let place_in_line = rank(&waiting, place, entry.risk, entry.saved_at);
        let ticket = Ticket { rank: place_in_line, ..entry.ticket.clone() };
        let (label, body) = self.sealed(entry);
        let item = Item { ticket, label, body };
        if place == Place::Page {
            self.on_page(Queue::Outbox, item);
            if let Some(page) = &self.page {
                let mut page = page.borrow_mut();
                page.copies.retain(|copy| copy.ticket.id != entry.ticket.id);
                page.copies.push(entry.clone());
            }
            return Ok(());
        }
        if self.lock() == Lock::Closed {
            return Err(Trouble::Locked);
        }
        self.room()?;
        let mut store = self.store.borrow_mut();
        store.put(Queue::Outbox, item, self.build);
        store.copies.insert((entry.ticket.account.clone(), entry.ticket.id.clone()), entry.clone());
        Ok(())
    }

    /// Seals what waits unsealed, or is held sealed to another key, from the person's own copy.
    ///
    /// # Errors
    /// No room: the rest waits as it was.
    pub fn seal_waiting(&self) -> Result<(), Trouble> {
        let closed = self.lock() == Lock::Closed;
        let kid = self.page.as_ref().and_then(|page| Some(page.borrow().seal.as_ref()?.kid.clone()));
        let kid = kid.unwrap_or_default();
        let is_held = |item: &Item| item.ticket.state == State::NeedsSignIn && item.label != kid;
        let to_seal = |held: &Held| held.item.label.is_empty() || is_held(&held.item);
        for held in self.held(Queue::Outbox).into_iter().filter(to_seal) {
            if closed && !held.on_page() {
                continue;
            }
            let Some(entry) = self.copy(&held) else { continue };
            let (label, body) = self.sealed(&entry);
            if label.is_empty() {
                continue;
            }
            let ticket = Ticket { state: State::Waiting, ..held.item.ticket.clone() };
            // Somebody else may have been quicker: then theirs stands.
            self.settle(Queue::Outbox, held, Some(Item { ticket, label, body }))?;
        }
        Ok(())
    }

    fn sealed(&self, entry: &Entry) -> (String, Vec<u8>) {
        let to = self.page.as_ref().and_then(|page| page.borrow().seal.clone());
        to.map_or_else(Default::default, |to| (to.kid.clone(), seal(&to, entry)))
    }

    fn copy(&self, held: &Held) -> Option<Entry> {
        let ticket = held.item.ticket.clone();
        if held.on_page() {
            let page = self.page.as_ref()?.borrow();
            let copy = page.copies.iter().find(|copy| copy.ticket.id == ticket.id)?;
            return Some(Entry { ticket, ..copy.clone() });
        }
        let store = self.store.borrow();
        let copy = store.copies.get(&(ticket.account.clone(), ticket.id.clone()))?;
        Some(Entry { ticket, ..copy.clone() })
    }

    /// What waits in both queues, oldest first.
    #[must_use]
    pub fn list(&self) -> Waiting {
        let mut waiting = Waiting::default();
        let closed = self.lock() == Lock::Closed;
        let held = self.held(Queue::Outbox);
        waiting.unreadable = self.unreadable(Queue::Outbox);
        // What a newer build keeps copies for is not known here.
        if waiting.unreadable == 0 && !closed && self.ours().is_ok() {
            let name = |held: &Held| (held.item.ticket.account.clone(), held.item.ticket.id.clone());
            let wanted: Vec<(String, String)> = held.iter().map(name).collect();
            self.store.borrow_mut().copies.retain(|name, _| wanted.contains(name));
        }
        if closed {
            let store = self.store.borrow();
            let credential = store.credential.as_ref().map(|credential| &credential.account);
            let may =
                |held: &Held| !held.item.label.is_empty() && credential == Some(&held.item.ticket.account);
            let here = held.iter().filter(|held| !held.on_page());
            waiting.count_sealed(here.map(|held| (&held.item.ticket, may(held))));
        }
        for held in held {
            if held.on_page() {
                waiting.on_page.push(held.item.ticket.id.clone());
            } else {
                waiting.of(&held.item.ticket.account);
                if closed {
                    continue;
                }
            }
            match self.copy(&held) {
                Some(entry) => waiting.outbox.push(entry),
                None => waiting.unreadable += 1,
            }
        }
        waiting.unreadable += self.unreadable(Queue::Feedback);
        for held in self.held(Queue::Feedback) {
            if held.on_page() {
                waiting.on_page.push(held.item.ticket.id.clone());
            }
            waiting.feedback.push(anonymous(held.item));
        }
        waiting.outbox.sort_by_key(|entry| entry.saved_at);
        waiting.feedback.sort_by_key(|entry| entry.ticket.not_before);
        waiting
    }
}

fn anonymous(item: Item) -> Entry {
    Entry {
        saved_at: 0,
        ticket: item.ticket,
        kind: lapwing_core::outbox::Kind::Feedback,
        risk: false,
        method: lapwing_core::effect::Method::Put,
        path: item.label,
        body: Value::Null,
    }
}
