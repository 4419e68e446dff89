//! What a device keeps, shared by its tabs and its worker: rows with revisions, as `web/src/store` keeps them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use lapwing_core::effect::{Key, Place};
use lapwing_core::event::Event;
use lapwing_core::outbox::{Entry, State, Ticket};
use lapwing_core::session::SealKey;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{Lock, Secret};
use serde_json::Value;

use crate::device::Credential;

/// What a flusher needs of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What is known of it.
    pub ticket: Ticket,
    /// What it is sealed to, empty while it is not; of feedback, where it is sent.
    pub label: String,
    /// What is sent.
    pub body: Vec<u8>,
}

/// A version of the app, by what it knows of the storage: as `web/src/store` counts its object stores, and what is in a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Build {
    /// The version of the object stores.
    pub stores: u32,
    /// The version of what is inside a row.
    pub rows: u32,
}

/// Which of the two queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Under the person's name.
    Outbox,
    /// Anonymous.
    Feedback,
}

/// Rows by entry, each with the revision that a change must know.
type Rows = BTreeMap<String, (u32, Item)>;

/// What the device keeps.
#[derive(Debug, Default)]
pub struct Store {
    /// Rows by name.
    pub kept: BTreeMap<Key, Value>,
    outbox: Rows,
    feedback: Rows,
    /// The ids of entries on the device whose rows don't open.
    pub spoilt: Vec<String>,
    /// By which version a row of a queue was written, where it was not the first.
    rows: BTreeMap<String, u32>,
    /// The version of the object stores: older builds send from them, and keep nothing in them.
    pub(crate) stores: u32,
    /// The build that a page or a worker that begins now is.
    pub newest: Build,
    /// By account and entry: what the person sees of an entry.
    pub(crate) copies: BTreeMap<(String, String), Entry>,
    /// Files in parts, by id and number.
    pub(crate) parts: BTreeMap<(String, u32), Vec<u8>>,
    /// The pages that kept a file: gone when they are.
    pub(crate) keepers: Vec<Weak<RefCell<Page>>>,
    /// The pages that are open.
    pub(crate) pages: Vec<Weak<RefCell<Page>>>,
    /// What this device delivers by.
    pub(crate) credential: Option<Credential>,
    /// The passphrase of the vault, once one is set.
    pub(crate) secret: Option<Secret>,
    /// A flusher holds the lock of all flushers.
    pub(crate) locked: bool,
    /// When an entry was last on its way.
    pub(crate) sent: Option<i64>,
    /// The browser's cookie.
    pub(crate) cookie: Option<String>,
    /// So many of the next saves fail: there is no room.
    pub full: u32,
    /// So many saves failed.
    pub refused: u64,
    /// How far the device's clock is ahead of the true time, milliseconds.
    pub skew: i64,
    /// What tabs and workers told the other tabs: who, and what.
    pub(crate) told: Vec<(u64, Event)>,
    /// A settle looks at no revision: a fault that is planted to see whether it is found.
    pub careless: bool,
}

/// What is in a page's memory only.
#[derive(Debug, Default)]
pub struct Page {
    pub(crate) kept: BTreeMap<Key, Value>,
    outbox: Vec<Item>,
    feedback: Vec<Item>,
    pub(crate) copies: Vec<Entry>,
    pub(crate) parts: BTreeMap<(String, u32), Vec<u8>>,
    pub(crate) credential: Option<Credential>,
    pub(crate) seal: Option<SealKey>,
    /// So many things would go with it.
    pub(crate) only_here: usize,
    /// The passphrase that opened the vault in this page.
    pub(crate) open: Option<Secret>,
}

/// An entry, and where it was found.
#[derive(Debug, Clone)]
pub struct Held {
    /// The entry.
    pub item: Item,
    seat: Place,
    revision: u32,
}

impl Held {
    /// It is in the page's memory only.
    #[must_use]
    pub fn on_page(&self) -> bool {
        self.seat == Place::Page
    }

    /// What stands in its place, with another ticket.
    #[must_use]
    pub fn with(&self, ticket: Ticket) -> Item {
        Item { ticket, ..self.item.clone() }
    }
}

/// The device's storage, and a page where there is one: a worker has none.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The device.
    pub store: Rc<RefCell<Store>>,
    /// The page.
    pub page: Option<Rc<RefCell<Page>>>,
    /// Which build looks at it.
    pub build: Build,
}

impl Store {
    fn rows(&mut self, queue: Queue) -> &mut Rows {
        match queue {
            Queue::Outbox => &mut self.outbox,
            Queue::Feedback => &mut self.feedback,
        }
    }

    /// Whether this save has room.
    pub(crate) fn room(&mut self) -> Result<(), Trouble> {
        if self.full == 0 {
            return Ok(());
        }
        self.full -= 1;
        self.refused += 1;
        Err(Trouble::StorageFull)
    }

    /// Keeps an entry, whatever stood there.
    pub(crate) fn put(&mut self, queue: Queue, item: Item, build: Build) {
        let id = item.ticket.id.clone();
        self.rows.insert(id.clone(), build.rows);
        let before = self.rows(queue).get(&id).map_or(0, |row| row.0);
        self.rows(queue).insert(id, (before + 1, item));
    }

    /// Drops what only the passphrase opens.
    pub(crate) fn forget_vault(&mut self) {
        self.secret = None;
        self.kept.retain(|key, _| key.0.starts_with('/'));
        self.copies.clear();
    }

    /// A build begins: the object stores are those that it knows, from then on.
    pub(crate) fn opened_by(&mut self, build: Build) {
        self.stores = self.stores.max(build.stores);
    }

    /// Whether this build can open the row of an entry.
    fn opens(&self, id: &str, build: Build) -> bool {
        let newer = self.rows.get(id).is_some_and(|rows| *rows > build.rows);
        !newer && !self.spoilt.iter().any(|spoilt| spoilt == id)
    }

    /// The device can't deliver any more until somebody signs in.
    pub fn lose_credential(&mut self) {
        self.credential = None;
    }

    /// Drops everything.
    pub(crate) fn wipe(&mut self) {
        let Self { cookie, skew, told, pages, full, refused, careless, newest, .. } = std::mem::take(self);
        *self = Self { cookie, skew, told, pages, full, refused, careless, newest, ..Self::default() };
    }
}

impl Kept {
    fn page_rows(page: &mut Page, queue: Queue) -> &mut Vec<Item> {
        match queue {
            Queue::Outbox => &mut page.outbox,
            Queue::Feedback => &mut page.feedback,
        }
    }

    /// What a newer build keeps is neither read as ours nor written over.
    ///
    /// # Errors
    /// A newer build made the storage what it is.
    pub(crate) fn ours(&self) -> Result<(), Trouble> {
        if self.store.borrow().stores > self.build.stores { Err(Trouble::StorageNewer) } else { Ok(()) }
    }

    /// Whether this save by this build has room.
    pub(crate) fn room(&self) -> Result<(), Trouble> {
        self.ours()?;
        self.store.borrow_mut().room()
    }

    /// Whether what is kept can be read here.
    #[must_use]
    pub fn lock(&self) -> Lock {
        let store = self.store.borrow();
        let open = self.page.as_ref().and_then(|page| page.borrow().open.clone());
        match &store.secret {
            None => Lock::None,
            Some(secret) if open.as_ref() == Some(secret) => Lock::Open,
            Some(_) => Lock::Closed,
        }
    }

    /// The entries of a queue.
    #[must_use]
    pub fn held(&self, queue: Queue) -> Vec<Held> {
        let mut held = vec![];
        if let Some(page) = &self.page {
            let items = Self::page_rows(&mut page.borrow_mut(), queue).clone();
            held.extend(items.into_iter().map(|item| Held { item, seat: Place::Page, revision: 0 }));
        }
        let mut store = self.store.borrow_mut();
        let rows: Vec<(u32, Item)> = store.rows(queue).values().cloned().collect();
        let rows = rows.into_iter().filter(|(_, item)| store.opens(&item.ticket.id, self.build));
        held.extend(rows.map(|(revision, item)| Held { item, seat: Place::Device, revision }));
        held
    }

    /// How many entries of a queue don't open.
    pub(crate) fn unreadable(&self, queue: Queue) -> usize {
        let mut store = self.store.borrow_mut();
        let ids: Vec<String> = store.rows(queue).keys().cloned().collect();
        ids.iter().filter(|id| !store.opens(id, self.build)).count()
    }

    /// Replaces an entry, or removes it, unless it changed since it was read: then `None`.
    ///
    /// # Errors
    /// No room for what stands in its place: it is as it was.
    pub fn settle(&self, queue: Queue, held: Held, to: Option<Item>) -> Result<Option<Held>, Trouble> {
        let id = held.item.ticket.id.clone();
        let mut revision = held.revision;
        if held.on_page() {
            let Some(page) = &self.page else { return Ok(None) };
            let mut page = page.borrow_mut();
            let items = Self::page_rows(&mut page, queue);
            let same = |item: &Item| item.ticket.id == id && item.ticket.state == held.item.ticket.state;
            let Some(at) = items.iter().position(same) else { return Ok(None) };
            match &to {
                Some(to) => items[at].clone_from(to),
                None => drop(items.remove(at)),
            }
        } else {
            let mut store = self.store.borrow_mut();
            let careless = store.careless;
            let same = store.rows(queue).get(&id).map_or(0, |row| row.0) == revision;
            if !same && !careless {
                return Ok(None);
            }
            if to.is_some() {
                store.room()?;
            }
            store.rows.insert(id.clone(), self.build.rows);
            let rows = store.rows(queue);
            revision += 1;
            match &to {
                Some(to) => drop(rows.insert(id, (revision, to.clone()))),
                None => drop(rows.remove(&id)),
            }
        }
        Ok(Some(Held { item: to.unwrap_or(held.item), seat: held.seat, revision }))
    }

    /// Puts anonymous feedback into its own queue.
    ///
    /// # Errors
    /// No room: it is not in the queue.
    pub fn feedback(&self, place: Place, entry: &Entry) -> Result<(), Trouble> {
        let body = entry.body.to_string().into_bytes();
        let item = Item { ticket: entry.ticket.clone(), label: entry.path.clone(), body };
        if place == Place::Page {
            self.on_page(Queue::Feedback, item);
            return Ok(());
        }
        self.room()?;
        self.store.borrow_mut().put(Queue::Feedback, item, self.build);
        Ok(())
    }

    pub(crate) fn on_page(&self, queue: Queue, item: Item) {
        let Some(page) = &self.page else { return };
        let mut page = page.borrow_mut();
        let items = Self::page_rows(&mut page, queue);
        items.retain(|known| known.ticket.id != item.ticket.id);
        items.push(item);
    }

    /// Takes an entry out of the outbox and keeps a row instead, unless it was tried, or there is such a row.
    ///
    /// # Errors
    /// No room: both are as they were.
    pub fn reopen(&self, place: Place, id: &str, key: &Key, row: &Value) -> Result<bool, Trouble> {
        let held = self.held(Queue::Outbox).into_iter();
        let mut held = held.filter(|held| held.item.ticket.id == id && held.item.ticket.is_surely_here());
        if !held.any(|held| held.on_page() == (place == Place::Page)) {
            return Ok(false);
        }
        if let (Place::Page, Some(page)) = (place, &self.page) {
            let page = page.borrow();
            if page.kept.contains_key(key) {
                return Ok(false);
            }
            drop(page);
            // A file that waits for it belongs to the draft again; its parts stay.
            self.waiting_for(id).iter().for_each(|file| self.drop_entry(file));
            let mut page = self.page.as_ref().ok_or(Trouble::StorageClosed)?.borrow_mut();
            page.outbox.retain(|item| item.ticket.id != id);
            page.copies.retain(|copy| copy.ticket.id != id);
            page.kept.insert(key.clone(), row.clone());
            return Ok(true);
        }
        self.ours()?;
        if self.store.borrow().kept.contains_key(key) {
            return Ok(false);
        }
        self.room()?;
        let mut store = self.store.borrow_mut();
        store.outbox.retain(|other, (_, item)| other != id && item.ticket.after != id);
        store.kept.insert(key.clone(), row.clone());
        Ok(true)
    }

    /// Has an entry that needs the person go once more, as it is.
    pub fn retry(&self, id: &str) {
        let needs =
            |held: &Held| held.item.ticket.id == id && matches!(held.item.ticket.state, State::NeedsYou(_));
        let Some(held) = self.held(Queue::Outbox).into_iter().find(needs) else { return };
        let to = held.with(held.item.ticket.again());
        // Without room it needs the person as before.
        self.settle(Queue::Outbox, held, Some(to)).ok();
    }

    /// Drops the entry with this id, wherever it waits, with the parts of its file and what waits for it.
    ///
    /// # Errors
    /// It is not this build's to change: it waits as before.
    pub fn discard(&self, id: &str) -> Result<(), Trouble> {
        self.ours()?;
        let mut all = self.waiting_for(id);
        all.push(id.to_owned());
        for id in all {
            self.drop_entry(&id);
            self.drop_file(&id);
        }
        Ok(())
    }

    /// Drops the entry with this id, which the person takes back; `false` if it is on its way, or gone.
    ///
    /// # Errors
    /// It is not this build's to change: it waits as before.
    pub fn withdraw(&self, id: &str, now: i64) -> Result<bool, Trouble> {
        for queue in [Queue::Outbox, Queue::Feedback] {
            let found = self.held(queue).into_iter().find(|held| held.item.ticket.id == id);
            let Some(held) = found else { continue };
            self.ours()?;
            let ticket = &held.item.ticket;
            if matches!(ticket.state, State::Sending { .. }) && !ticket.may_go(now)
                || self.settle(queue, held, None)?.is_none()
            {
                return Ok(false);
            }
            self.discard(id)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn drop_entry(&self, id: &str) {
        for queue in [Queue::Outbox, Queue::Feedback] {
            self.store.borrow_mut().rows(queue).remove(id);
            if let Some(page) = &self.page {
                Self::page_rows(&mut page.borrow_mut(), queue).retain(|item| item.ticket.id != id);
                page.borrow_mut().copies.retain(|copy| copy.ticket.id != id);
            }
        }
    }
}
