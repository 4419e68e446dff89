//! The outbox and the queue of anonymous feedback, on the device and in the page's memory together.

use lapwing_core::effect::Place;
use lapwing_core::outbox::{Entry, Waiting};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;

use super::Store;
use super::item::Item;
use super::keys::Row;
use super::naming::Shelf;
use super::page::Page;
use crate::channel::{Message, post};

/// The row of the device itself that says when an entry was last on its way.
const SENT: &str = "/outbox-sent";

/// Which of the two queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Queue {
    /// Under the person's name.
    Outbox,
    /// Anonymous.
    Feedback,
}

impl Queue {
    fn shelf(self) -> Shelf {
        match self {
            Self::Outbox => Shelf::Outbox,
            Self::Feedback => Shelf::Feedback,
        }
    }

    fn of(self, page: &mut Page) -> &mut Vec<Item> {
        match self {
            Self::Outbox => &mut page.outbox,
            Self::Feedback => &mut page.feedback,
        }
    }
}

/// An entry, and where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) item: Item,
    seat: Seat,
}

#[derive(Debug, Clone)]
enum Seat {
    Page,
    Device(Row, u32),
}

impl Store {
    /// Puts an entry into the outbox.
    ///
    /// # Errors
    /// The storage's trouble: the entry is not in the outbox.
    pub async fn queue(&self, place: Place, entry: &Entry) -> Result<(), Trouble> {
        self.put(Queue::Outbox, place, entry).await
    }

    /// Puts anonymous feedback into its own queue.
    ///
    /// # Errors
    /// The storage's trouble: the entry is not in the queue.
    pub async fn feedback(&self, place: Place, entry: &Entry) -> Result<(), Trouble> {
        self.put(Queue::Feedback, place, entry).await
    }

    /// What waits in both queues, oldest first.
    ///
    /// # Errors
    /// The storage's trouble.
    pub async fn list_outbox(&self) -> Result<Waiting, Trouble> {
        let mut waiting = Waiting::default();
        if self.lock_state() == Lock::Closed {
            waiting.sealed = self.held(Queue::Outbox).await?.0.len();
            return Ok(waiting);
        }
        for queue in [Queue::Outbox, Queue::Feedback] {
            let (held, unreadable) = self.held(queue).await?;
            let found = held.len();
            let mut entries = Vec::with_capacity(found);
            for Held { item, seat } in held {
                let Some(entry) = item.into_entry() else { continue };
                if matches!(seat, Seat::Page) {
                    waiting.on_page.push(entry.id.clone());
                }
                entries.push(entry);
            }
            lapwing_core::order::by(&mut entries, |entry| entry.saved_at);
            waiting.unreadable += unreadable + found - entries.len();
            match queue {
                Queue::Outbox => waiting.outbox = entries,
                Queue::Feedback => waiting.feedback = entries,
            }
        }
        Ok(waiting)
    }

    /// Drops the entry with this id, wherever it waits.
    ///
    /// # Errors
    /// The storage's trouble: the entry may still be there.
    pub async fn discard(&self, id: &str) -> Result<(), Trouble> {
        for queue in [Queue::Outbox, Queue::Feedback] {
            queue.of(&mut self.page.borrow_mut()).retain(|item| item.entry.id != id);
            if let Some(device) = &self.device {
                device.forget(queue.shelf(), id).await?;
                post(&Message::Changed);
            }
        }
        Ok(())
    }

    async fn put(&self, queue: Queue, place: Place, entry: &Entry) -> Result<(), Trouble> {
        let item = Item::of(entry);
        match place {
            Place::Page => {
                let mut page = self.page.borrow_mut();
                let items = queue.of(&mut page);
                items.retain(|item| item.entry.id != entry.id);
                items.push(item);
                Ok(())
            }
            Place::Device => {
                let text = item.write().ok_or(Trouble::StorageUnreadable)?;
                self.device()?.save(queue.shelf(), &entry.id, text.as_bytes()).await?;
                post(&Message::Changed);
                Ok(())
            }
        }
    }

    /// Remembers when an entry under the person's name was last on its way: anonymous feedback keeps away from it.
    pub(crate) async fn mark_sent(&self, time: i64) -> Result<(), Trouble> {
        self.page.borrow_mut().sent = Some(time);
        match &self.device {
            Some(device) => device.save(Shelf::Kept, SENT, time.to_string().as_bytes()).await,
            None => Ok(()),
        }
    }

    /// When an entry under the person's name was last on its way.
    pub(crate) async fn last_sent(&self) -> Result<Option<i64>, Trouble> {
        let Some(device) = &self.device else { return Ok(self.page.borrow().sent) };
        let sent = device.load(Shelf::Kept, SENT).await?;
        Ok(sent.and_then(|plain| String::from_utf8(plain).ok()?.parse().ok()))
    }

    /// The entries of a queue, and how many don't open.
    pub(crate) async fn held(&self, queue: Queue) -> Result<(Vec<Held>, usize), Trouble> {
        let on_page = queue.of(&mut self.page.borrow_mut()).clone();
        let mut held: Vec<_> = on_page.into_iter().map(|item| Held { item, seat: Seat::Page }).collect();
        let mut unreadable = 0;
        let Some(device) = &self.device else { return Ok((held, 0)) };
        for found in device.list(queue.shelf()).await? {
            let text = found.plain.ok().and_then(|plain| String::from_utf8(plain).ok());
            match text.and_then(|text| Item::read(&text)) {
                Some(item) => held.push(Held { item, seat: Seat::Device(found.row, found.revision) }),
                None => unreadable += 1,
            }
        }
        Ok((held, unreadable))
    }

    /// Replaces an entry, or removes it, unless it changed since it was read: then `None`. The body stays.
    pub(crate) async fn settle(
        &self,
        queue: Queue,
        held: Held,
        to: Option<Entry>,
    ) -> Result<Option<Held>, Trouble> {
        let Held { item, seat } = held;
        let to = to.map(|entry| Item { entry, body: item.body.clone() });
        let done = match &seat {
            Seat::Page => replace(queue.of(&mut self.page.borrow_mut()), &item, to.as_ref()),
            Seat::Device(row, revision) => {
                let text = to.as_ref().map(|to| to.write().ok_or(Trouble::StorageUnreadable)).transpose()?;
                self.device()?.settle(row, *revision, text.as_deref().map(str::as_bytes)).await?
            }
        };
        let seat = match seat {
            Seat::Page => Seat::Page,
            Seat::Device(row, revision) => Seat::Device(row, revision.wrapping_add(1)),
        };
        Ok(done.then(|| Held { item: to.unwrap_or(item), seat }))
    }
}

fn replace(items: &mut Vec<Item>, from: &Item, to: Option<&Item>) -> bool {
    let same = |item: &Item| item.entry.id == from.entry.id && item.entry.state == from.entry.state;
    let Some(at) = items.iter().position(same) else { return false };
    match to {
        Some(to) => items[at].clone_from(to),
        None => drop(items.remove(at)),
    }
    true
}
