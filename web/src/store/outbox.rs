//! What the page does with the outbox: it puts things in, sealed; it lists them, and drops what the person lets go.

use lapwing_core::effect::{Key, Place};
use lapwing_core::json;
use lapwing_core::outbox::{Entry, Kind, State, Ticket, Waiting, rank};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;
use serde_json::Value;

use super::Store;
use super::item::{Item, read_copy, write_copy};
use super::naming::Shelf;
use super::queue::{Held, Queue};
use crate::base64::decode_url;
use crate::channel::{Message, post};
use crate::clock::time;
use crate::hpke;

/// What is sealed: the contract with the gateway. The body stands as the text that it hashes.
const SEALED: &str = r#"{"account": "$account", "method": "$method", "path": "$path", "body": "$body"}"#;

impl Store {
    /// Puts an entry into the outbox: sealed, and a copy for the person's own eyes; the row `from` that it was written in
    /// goes with it, so that a page that is closed now does not offer it again.
    ///
    /// # Errors
    /// The storage's trouble: the entry is not in the outbox.
    pub async fn queue(&self, place: Place, entry: &Entry, from: Option<&Key>) -> Result<(), Trouble> {
        let id = &entry.ticket.id;
        let waiting = self.held(Queue::Outbox).await?.0.into_iter();
        let waiting = waiting.filter(|held| held.on_page() == (place == Place::Page));
        let waiting = waiting.map(|held| held.item.ticket).filter(|ticket| ticket.id != *id);
        let waiting: Vec<Ticket> = waiting.collect();
        let place_in_line = rank(&waiting, place, entry.risk, entry.saved_at);
        let ticket = Ticket { rank: place_in_line, ..entry.ticket.clone() };
        let (label, body) = self.sealed(entry).await;
        let item = Item { ticket, label, body };
        if place == Place::Page {
            self.put_on_page(Queue::Outbox, item);
            let mut page = self.page.borrow_mut();
            page.copies.retain(|copy| copy.ticket.id != *id);
            page.copies.push(entry.clone());
            if let Some(from) = from {
                page.forget(from);
            }
            return Ok(());
        }
        self.page.borrow_mut().seen.retain(|seen| seen.ticket.id != *id);
        let row = item.write().ok_or(Trouble::StorageUnreadable)?;
        let copy = write_copy(entry).ok_or(Trouble::StorageUnreadable)?;
        let mut rows = vec![
            (Shelf::Outbox, id.clone(), Some(row)),
            (Shelf::Copies, copy_id(&item.ticket), Some(copy.into_bytes())),
        ];
        rows.extend(from.map(|from| (Shelf::Kept, from.0.clone(), None)));
        self.device()?.save_all(&rows).await?;
        post(&Message::Changed);
        Ok(())
    }

    /// Puts anonymous feedback into its own queue.
    ///
    /// # Errors
    /// The storage's trouble: the entry is not in the queue.
    pub async fn feedback(&self, place: Place, entry: &Entry) -> Result<(), Trouble> {
        let body = json::write(&entry.body).into_bytes();
        let item = Item { ticket: entry.ticket.clone(), label: entry.path.clone(), body };
        if place == Place::Page {
            self.put_on_page(Queue::Feedback, item);
            return Ok(());
        }
        let row = item.write().ok_or(Trouble::StorageUnreadable)?;
        self.put(Shelf::Feedback, &item.ticket.id, Some(row)).await?;
        post(&Message::Changed);
        Ok(())
    }

    /// Seals what waits unsealed, as it was saved before this device knew the gateway's key; and anew what is held, sealed to
    /// another key than the gateway's of now. Until then the sealed one stays: the person's own copy may not open.
    ///
    /// # Errors
    /// The storage's trouble.
    pub async fn seal_waiting(&self) -> Result<(), Trouble> {
        let closed = self.lock_state() == Lock::Closed;
        let kid = self.seal.borrow().as_ref().map(|to| to.kid.clone()).unwrap_or_default();
        for held in self.held(Queue::Outbox).await?.0 {
            // What is in the page's memory is not locked: somebody else may be writing here.
            if !held.item.is_to_seal(&kid) || closed && !held.on_page() {
                continue;
            }
            let Some(entry) = self.copy(&held).await? else { continue };
            let (label, body) = self.sealed(&entry).await;
            if label.is_empty() {
                continue;
            }
            let ticket = Ticket { state: State::Waiting, ..held.item.ticket.clone() };
            // Somebody else may have been quicker: then theirs stands.
            self.settle(Queue::Outbox, held, Some(Item { ticket, label, body })).await?;
        }
        Ok(())
    }

    /// What waits in both queues, oldest first.
    ///
    /// # Errors
    /// The storage's trouble.
    pub async fn list_outbox(&self) -> Result<Waiting, Trouble> {
        let mut waiting = Waiting::default();
        // While it is locked, only numbers tell what the device has; the page's memory is not locked.
        let closed = self.lock_state() == Lock::Closed;
        // Looked at first: a copy without its entry then is one whose entry is delivered.
        let copies = match &self.device {
            Some(device) if !closed => device.names(Shelf::Copies).await?,
            _ => vec![],
        };
        let (held, unreadable) = self.held(Queue::Outbox).await?;
        waiting.unreadable = unreadable;
        if closed {
            self.count_sealed(&held, &mut waiting).await?;
        }
        let wanted = wanted(&held, unreadable);
        let mut seen = std::mem::take(&mut self.page.borrow_mut().seen);
        for held in &held {
            if held.on_page() {
                waiting.on_page.push(held.item.ticket.id.clone());
            } else {
                waiting.of(&held.item.ticket.account);
                if closed {
                    continue;
                }
            }
            let known = seen.iter().position(|entry| entry.ticket.id == held.item.ticket.id);
            let entry = match known.filter(|_| !held.on_page()) {
                Some(at) => Some(Entry { ticket: held.item.ticket.clone(), ..seen.swap_remove(at) }),
                None => self.copy(held).await?,
            };
            match entry {
                Some(entry) => waiting.outbox.push(entry),
                None => waiting.unreadable += 1,
            }
        }
        // It may have been locked meanwhile.
        if self.lock_state() != Lock::Closed {
            self.page.borrow_mut().seen = waiting.outbox.clone();
        }
        // What a newer build keeps copies for is not known here.
        let ours = self.device.as_ref().filter(|device| !closed && !device.database.is_newer());
        if let (Some(device), Some(ids)) = (ours, wanted) {
            device.drop_others(Shelf::Copies, &copies, &ids).await?;
        }
        let (feedback, unreadable) = self.held(Queue::Feedback).await?;
        waiting.unreadable += unreadable;
        for held in feedback {
            if held.on_page() {
                waiting.on_page.push(held.item.ticket.id.clone());
            }
            waiting.feedback.push(anonymous(held.item));
        }
        lapwing_core::order::by(&mut waiting.outbox, |entry| entry.saved_at);
        lapwing_core::order::by(&mut waiting.feedback, |entry| entry.ticket.not_before);
        Ok(waiting)
    }

    /// Where what the device has stands, as it can be told while it is locked.
    async fn count_sealed(&self, held: &[Held], waiting: &mut Waiting) -> Result<(), Trouble> {
        let credential = self.credential(Place::Device).await?.filter(|credential| credential.until > time());
        let may = |held: &Held| {
            let account = credential.as_ref().map(|credential| &credential.account);
            !held.item.label.is_empty() && account == Some(&held.item.ticket.account)
        };
        let here = held.iter().filter(|held| !held.on_page());
        waiting.count_sealed(here.map(|held| (&held.item.ticket, may(held))));
        Ok(())
    }

    /// Takes the entry with this id out of the outbox and keeps the row instead; `false` if it was tried meanwhile, or such
    /// a row is there already: then both stay as they are.
    ///
    /// # Errors
    /// The storage's trouble: both are as they were.
    pub async fn reopen(&self, place: Place, id: &str, key: &Key, row: &Value) -> Result<bool, Trouble> {
        let all = self.held(Queue::Outbox).await?.0;
        let is = |held: &&Held| held.item.ticket.id == id && held.item.ticket.is_surely_here();
        let mut found = all.iter().filter(is);
        let Some(held) = found.find(|held| held.on_page() == (place == Place::Page)) else {
            return Ok(false);
        };
        if self.load(place, key).await?.is_some() {
            return Ok(false);
        }
        // A file that waits for it belongs to the draft again; its parts stay. It goes in the same moment, so that none is lost
        // where the draft can't be kept, or the page is closed in between.
        let goes = |held: &&Held| held.item.ticket.id == id || held.item.ticket.after == id;
        if held.on_page() {
            let ids: Vec<&String> = all.iter().filter(goes).map(|held| &held.item.ticket.id).collect();
            let mut page = self.page.borrow_mut();
            page.outbox.retain(|item| !ids.contains(&&item.ticket.id));
            page.copies.retain(|copy| !ids.contains(&&copy.ticket.id));
            page.keep(key, row);
            return Ok(true);
        }
        let plain = json::write(row).into_bytes();
        let rows: Vec<_> = all.iter().filter(goes).filter_map(Held::on_device).collect();
        let done = self.device()?.exchange(&rows, (Shelf::Kept, &key.0), &plain).await?;
        post(&Message::Changed);
        Ok(done)
    }

    /// Has an entry that needs the person go once more, as it is; `false` if it needs nobody any more.
    ///
    /// # Errors
    /// The storage's trouble: it is as it was.
    pub async fn retry(&self, id: &str) -> Result<bool, Trouble> {
        let needs =
            |held: &Held| held.item.ticket.id == id && matches!(held.item.ticket.state, State::NeedsYou(_));
        let Some(held) = self.held(Queue::Outbox).await?.0.into_iter().find(needs) else { return Ok(false) };
        let to = held.with(held.item.ticket.again());
        Ok(self.settle(Queue::Outbox, held, Some(to)).await?.is_some())
    }

    /// Drops the entry with this id, wherever it waits, with the parts of its file and what waits for it.
    ///
    /// # Errors
    /// The storage's trouble: the entry may still be there.
    pub async fn discard(&self, id: &str) -> Result<(), Trouble> {
        self.ours()?;
        let mut all = self.waiting_for(id).await?;
        all.push(id.into());
        for id in all {
            self.drop_entry(&id).await?;
            self.drop_file(&id).await?;
        }
        Ok(())
    }

    /// Drops the entry with this id, which the person takes back; `false` if it is on its way at `now` (milliseconds), or gone.
    ///
    /// # Errors
    /// The storage's trouble: the entry may still be there.
    pub async fn withdraw(&self, id: &str, now: i64) -> Result<bool, Trouble> {
        for queue in [Queue::Outbox, Queue::Feedback] {
            let found = self.held(queue).await?.0.into_iter().find(|held| held.item.ticket.id == id);
            let Some(held) = found else { continue };
            // What can't be removed whole stays whole.
            self.ours()?;
            let ticket = &held.item.ticket;
            if matches!(ticket.state, State::Sending { .. }) && !ticket.may_go(now)
                || self.settle(queue, held, None).await?.is_none()
            {
                return Ok(false);
            }
            // Its copy, its file, and what waits for it.
            self.discard(id).await?;
            return Ok(true);
        }
        Ok(false)
    }

    /// What a newer build made of the storage is not changed here.
    fn ours(&self) -> Result<(), Trouble> {
        self.device.iter().try_for_each(|device| device.ours())
    }

    /// What can go only after the entry with this id.
    async fn waiting_for(&self, id: &str) -> Result<Vec<String>, Trouble> {
        let held = self.held(Queue::Outbox).await?.0.into_iter();
        let waiting = held.map(|held| held.item.ticket).filter(|ticket| ticket.after == id);
        Ok(waiting.map(|ticket| ticket.id).collect())
    }

    async fn drop_entry(&self, id: &str) -> Result<(), Trouble> {
        for queue in [Queue::Outbox, Queue::Feedback] {
            queue.of(&mut self.page.borrow_mut()).retain(|item| item.ticket.id != id);
            if self.device.is_some() {
                self.put(queue.shelf(), id, None).await?;
                post(&Message::Changed);
            }
        }
        self.page.borrow_mut().copies.retain(|copy| copy.ticket.id != id);
        Ok(())
    }

    fn put_on_page(&self, queue: Queue, item: Item) {
        let mut page = self.page.borrow_mut();
        let items = queue.of(&mut page);
        items.retain(|known| known.ticket.id != item.ticket.id);
        items.push(item);
    }

    /// The entry as the person sees it, with its ticket of now; `None` if its copy is not here.
    async fn copy(&self, held: &Held) -> Result<Option<Entry>, Trouble> {
        let ticket = held.item.ticket.clone();
        if held.on_page() {
            let page = self.page.borrow();
            let copy = page.copies.iter().find(|copy| copy.ticket.id == ticket.id);
            return Ok(copy.map(|copy| Entry { ticket, ..copy.clone() }));
        }
        match self.device()?.load(Shelf::Copies, &copy_id(&ticket)).await {
            Ok(plain) => Ok(plain.and_then(|plain| read_copy(std::str::from_utf8(&plain).ok()?, ticket))),
            Err(Trouble::StorageUnreadable | Trouble::StorageNewer) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The key's name and the sealed entry; both empty while there is no key, or it is none. The copy stays, so that
    /// nothing is lost by it.
    async fn sealed(&self, entry: &Entry) -> (String, Vec<u8>) {
        let Some(to) = self.seal.borrow().clone() else { return Default::default() };
        let text = |text: &str| Value::from(text);
        let holes = [
            ("account", text(&entry.ticket.account)),
            ("method", text(entry.method.name())),
            ("path", text(&entry.path)),
            ("body", json::write(&entry.body).into()),
        ];
        let plain = json::write(&json::filled(SEALED, &holes));
        let bound = [&to.kid, "|", &entry.ticket.id].concat();
        let seal = async { hpke::seal(&decode_url(&to.key)?, bound.as_bytes(), plain.as_bytes()).await };
        seal.await.map_or_else(|_| Default::default(), |body| (to.kid, body))
    }
}

/// The copies that entries here need; `None` where an entry does not open: nobody knows which copy is its, and that may be
/// the last that can be read of it.
pub(super) fn wanted(held: &[Held], unreadable: usize) -> Option<Vec<String>> {
    (unreadable == 0).then(|| held.iter().map(|held| copy_id(&held.item.ticket)).collect())
}

/// A copy belongs to the person: it lies in their vault, where there is one.
fn copy_id(ticket: &Ticket) -> String {
    [&ticket.account, "/", &ticket.id].concat()
}

fn anonymous(item: Item) -> Entry {
    Entry {
        saved_at: 0,
        ticket: item.ticket,
        kind: Kind::Feedback,
        risk: false,
        method: lapwing_core::effect::Method::Put,
        path: item.label,
        body: Value::Null,
    }
}
