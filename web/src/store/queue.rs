//! The outbox and the queue of anonymous feedback, on the device and in the page's memory together.

use lapwing_core::outbox::Ticket;
use lapwing_core::trouble::Trouble;

use super::Store;
use super::item::Item;
use super::keys::Row;
use super::naming::Shelf;
use super::page::Page;

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
    pub(super) fn shelf(self) -> Shelf {
        match self {
            Self::Outbox => Shelf::Outbox,
            Self::Feedback => Shelf::Feedback,
        }
    }

    pub(super) fn of(self, page: &mut Page) -> &mut Vec<Item> {
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

impl Held {
    /// It is in the page's memory only.
    pub(crate) fn on_page(&self) -> bool {
        matches!(self.seat, Seat::Page)
    }

    /// Where it lies on the device, and what it was when it was read.
    pub(crate) fn on_device(&self) -> Option<(&Row, u32)> {
        match &self.seat {
            Seat::Page => None,
            Seat::Device(row, revision) => Some((row, *revision)),
        }
    }

    /// What stands in its place, with another ticket.
    pub(crate) fn with(&self, ticket: Ticket) -> Item {
        Item { ticket, ..self.item.clone() }
    }
}

impl Store {
    /// Remembers when an entry under the person's name was last on its way: anonymous feedback keeps away from it.
    pub(crate) async fn mark_sent(&self, time: i64) -> Result<(), Trouble> {
        self.page.borrow_mut().sent = Some(time);
        match &self.device {
            Some(device) => device.save_own(SENT, Some(time.to_string().as_bytes())).await,
            None => Ok(()),
        }
    }

    /// When an entry under the person's name was last on its way.
    pub(crate) async fn last_sent(&self) -> Result<Option<i64>, Trouble> {
        let Some(device) = &self.device else { return Ok(self.page.borrow().sent) };
        let sent = device.load_own(SENT).await?;
        Ok(sent.and_then(|plain| String::from_utf8(plain).ok()?.parse().ok()))
    }

    /// The entries of a queue, and how many don't open.
    pub(crate) async fn held(&self, queue: Queue) -> Result<(Vec<Held>, usize), Trouble> {
        let on_page = queue.of(&mut self.page.borrow_mut()).clone();
        let mut held: Vec<_> = on_page.into_iter().map(|item| Held { item, seat: Seat::Page }).collect();
        let mut unreadable = 0;
        let Some(device) = &self.device else { return Ok((held, 0)) };
        for found in device.list(queue.shelf()).await? {
            match found.plain.ok().and_then(|plain| Item::read(&plain)) {
                Some(item) => held.push(Held { item, seat: Seat::Device(found.row, found.revision) }),
                None => unreadable += 1,
            }
        }
        Ok((held, unreadable))
    }

    /// Replaces an entry, or removes it, unless it changed since it was read: then `None`.
    pub(crate) async fn settle(
        &self,
        queue: Queue,
        held: Held,
        to: Option<Item>,
    ) -> Result<Option<Held>, Trouble> {
        let Held { item, seat } = held;
        let done = match &seat {
            Seat::Page => replace(queue.of(&mut self.page.borrow_mut()), &item, to.as_ref()),
            Seat::Device(row, revision) => {
                let bytes = to.as_ref().map(|to| to.write().ok_or(Trouble::StorageUnreadable)).transpose()?;
                self.device()?.settle(row, *revision, bytes.as_deref()).await?
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
    let same = |item: &Item| item.ticket.id == from.ticket.id && item.ticket.state == from.ticket.state;
    let Some(at) = items.iter().position(same) else { return false };
    match to {
        Some(to) => items[at].clone_from(to),
        None => drop(items.remove(at)),
    }
    true
}
