//! The outbox and the queue of anonymous feedback, on the device and in the page's memory together.

use lapwing_core::effect::{Key, Place};
use lapwing_core::outbox::Entry;
use lapwing_core::trouble::Trouble;

use super::Store;
use super::device::Device;
use super::keys::Row;
use super::naming::Shelf;
use super::page::Page;

/// The row of the device itself that says when an entry was last on its way.
const SENT: &str = "outbox-sent";

/// Everything that waits to be sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting {
    /// Under the person's name.
    pub outbox: Vec<Entry>,
    /// Anonymous.
    pub feedback: Vec<Entry>,
    /// How many are here and cannot be opened. They stay.
    pub unreadable: usize,
}

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

    fn of(self, page: &mut Page) -> &mut Vec<Entry> {
        match self {
            Self::Outbox => &mut page.outbox,
            Self::Feedback => &mut page.feedback,
        }
    }
}

/// An entry, and where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) entry: Entry,
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
        let (outbox, lost) = self.held(Queue::Outbox).await?;
        let (feedback, lost_too) = self.held(Queue::Feedback).await?;
        let plain = |held: Vec<Held>| held.into_iter().map(|h| h.entry).collect();
        Ok(Waiting {
            outbox: plain(outbox),
            feedback: plain(feedback),
            unreadable: lost + lost_too,
        })
    }

    /// Drops the entry with this id, wherever it waits.
    ///
    /// # Errors
    /// The storage's trouble: the entry may still be there.
    pub async fn discard(&self, id: &str) -> Result<(), Trouble> {
        for queue in [Queue::Outbox, Queue::Feedback] {
            queue.of(&mut self.page.borrow_mut()).retain(|e| e.id != id);
            if let Some(device) = &self.device {
                device.forget(queue.shelf(), id).await?;
            }
        }
        Ok(())
    }

    /// Remembers when an entry under the person's name was last on its way, for anonymous feedback to keep away.
    pub(crate) async fn mark_sent(&self, time: i64) -> Result<(), Trouble> {
        self.save(self.near(), &Key::of("", SENT), &time.into())
            .await
    }

    /// When an entry under the person's name was last on its way.
    pub(crate) async fn last_sent(&self) -> Result<Option<i64>, Trouble> {
        Ok(self
            .load(self.near(), &Key::of("", SENT))
            .await?
            .and_then(|time| time.as_i64()))
    }

    fn near(&self) -> Place {
        if self.device.is_some() {
            Place::Device
        } else {
            Place::Page
        }
    }

    async fn put(&self, queue: Queue, place: Place, entry: &Entry) -> Result<(), Trouble> {
        match place {
            Place::Page => {
                let mut page = self.page.borrow_mut();
                let entries = queue.of(&mut page);
                entries.retain(|e| e.id != entry.id);
                entries.push(entry.clone());
                Ok(())
            }
            Place::Device => {
                self.device()?
                    .save(queue.shelf(), &entry.id, &bytes(entry)?)
                    .await
            }
        }
    }

    /// The entries of a queue, oldest first, and how many don't open.
    pub(crate) async fn held(&self, queue: Queue) -> Result<(Vec<Held>, usize), Trouble> {
        let on_page = queue.of(&mut self.page.borrow_mut()).clone();
        let mut held: Vec<_> = on_page
            .into_iter()
            .map(|entry| Held {
                entry,
                seat: Seat::Page,
            })
            .collect();
        let mut unreadable = 0;
        if let Some(device) = &self.device {
            unreadable = on_device(device, queue, &mut held).await?;
        }
        held.sort_by_key(|h| h.entry.saved_at);
        Ok((held, unreadable))
    }

    /// Replaces an entry, or removes it, unless it changed since it was read: then `None`.
    pub(crate) async fn settle(
        &self,
        queue: Queue,
        held: &Held,
        to: Option<&Entry>,
    ) -> Result<Option<Held>, Trouble> {
        let entry = to.unwrap_or(&held.entry).clone();
        match &held.seat {
            Seat::Page => {
                let mut page = self.page.borrow_mut();
                let entries = queue.of(&mut page);
                let Some(at) = entries.iter().position(|e| *e == held.entry) else {
                    return Ok(None);
                };
                match to {
                    Some(to) => entries[at] = to.clone(),
                    None => drop(entries.remove(at)),
                }
                Ok(Some(Held {
                    entry,
                    seat: Seat::Page,
                }))
            }
            Seat::Device(row, revision) => {
                let plain = to.map(bytes).transpose()?;
                let done = self
                    .device()?
                    .settle(row, *revision, plain.as_deref())
                    .await?;
                Ok(done.then(|| Held {
                    entry,
                    seat: Seat::Device(row.clone(), revision.wrapping_add(1)),
                }))
            }
        }
    }
}

async fn on_device(device: &Device, queue: Queue, held: &mut Vec<Held>) -> Result<usize, Trouble> {
    let mut unreadable = 0;
    for found in device.list(queue.shelf()).await? {
        let entry = found
            .plain
            .ok()
            .and_then(|plain| serde_json::from_slice(&plain).ok());
        match entry {
            Some(entry) => held.push(Held {
                entry,
                seat: Seat::Device(found.row, found.revision),
            }),
            None => unreadable += 1,
        }
    }
    Ok(unreadable)
}

fn bytes(entry: &Entry) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(entry).map_err(|_| Trouble::StorageUnreadable)
}
