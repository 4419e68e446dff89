//! What is kept in this browser: encrypted on the device, or in the page's memory only.

mod credential;
mod database;
mod device;
mod item;
mod keys;
mod listing;
mod lock;
mod naming;
mod outbox;
mod padding;
mod page;
mod parts;
mod passkey;
mod queue;
mod rekey;
mod revisions;
mod tidy;
mod transaction;
mod vault;

use std::cell::RefCell;
use std::rc::Rc;

use lapwing_core::effect::{Key, Place};
use lapwing_core::json;
use lapwing_core::session::SealKey;
use lapwing_core::trouble::Trouble;
use serde_json::Value;

use self::device::Device;
use self::naming::Shelf;
use self::page::Page;
use crate::bridge::{call, get, scope, wait};
pub(crate) use item::Item;
pub use parts::hold;
pub(crate) use queue::{Held, Queue};

/// Where rows and waiting entries are kept. Clones share one storage.
#[derive(Debug, Clone)]
pub struct Store {
    device: Option<Rc<Device>>,
    page: Rc<RefCell<Page>>,
    /// What entries are sealed to.
    seal: Rc<RefCell<Option<SealKey>>>,
}

impl Store {
    /// Opens this browser's storage.
    ///
    /// # Errors
    /// `StorageClosed` if the browser gives none (private window, switched off), `StorageFull` if it has no room.
    pub async fn open() -> Result<Self, Trouble> {
        let device = Device::open().await?;
        Ok(Self { device: Some(Rc::new(device)), ..Self::memory() })
    }

    /// The page's memory alone: [`Place::Device`] is closed here.
    #[must_use]
    pub fn memory() -> Self {
        Self { device: None, page: Rc::default(), seal: Rc::default() }
    }

    /// Reads a kept row; `None` if there is none.
    ///
    /// # Errors
    /// The storage's trouble; `StorageUnreadable` if the row is there and does not open. It stays there.
    pub async fn load(&self, place: Place, key: &Key) -> Result<Option<Value>, Trouble> {
        match place {
            Place::Page => Ok(self.page.borrow().kept(key).cloned()),
            Place::Device => match self.device()?.load(Shelf::Kept, &key.0).await? {
                Some(plain) => {
                    let value = String::from_utf8(plain).ok().and_then(|text| json::read(&text));
                    value.map(Some).ok_or(Trouble::StorageUnreadable)
                }
                None => Ok(None),
            },
        }
    }

    /// Whether a row was read, since this was asked last, that was not as this app left it: older, or gone.
    #[must_use]
    pub fn found_changed(&self) -> bool {
        self.device.as_ref().is_some_and(|device| device.changed.take())
    }

    /// Keeps a row. Saves of one store happen in the order of the calls.
    ///
    /// # Errors
    /// The storage's trouble: the row is as it was before.
    pub async fn save(&self, place: Place, key: &Key, value: &Value) -> Result<(), Trouble> {
        match place {
            Place::Page => {
                self.page.borrow_mut().keep(key, value);
                Ok(())
            }
            Place::Device => self.put(Shelf::Kept, &key.0, Some(json::write(value).into_bytes())).await,
        }
    }

    /// Keeps two rows: both, or neither.
    ///
    /// # Errors
    /// The storage's trouble: both rows are as they were before.
    pub async fn save_both(
        &self,
        place: Place,
        one: (&Key, &Value),
        other: (&Key, &Value),
    ) -> Result<(), Trouble> {
        if place == Place::Page {
            let mut page = self.page.borrow_mut();
            page.keep(one.0, one.1);
            page.keep(other.0, other.1);
            return Ok(());
        }
        let row = |(key, value): (&Key, &Value)| {
            (Shelf::Kept, key.0.clone(), Some(json::write(value).into_bytes()))
        };
        self.device()?.save_all(&[row(one), row(other)]).await
    }

    /// Drops a kept row, if there is one.
    ///
    /// # Errors
    /// The storage's trouble.
    pub async fn forget(&self, place: Place, key: &Key) -> Result<(), Trouble> {
        match place {
            Place::Page => {
                self.page.borrow_mut().forget(key);
                Ok(())
            }
            Place::Device => self.put(Shelf::Kept, &key.0, None).await,
        }
    }

    /// Drops everything that is kept there, and in the page's memory in any case; of the device the keys too.
    ///
    /// # Errors
    /// The storage's trouble: then the device's rows are as they were; the page's memory is empty in any case.
    pub async fn wipe(&self, place: Place) -> Result<(), Trouble> {
        self.page.replace(Page::default());
        match &self.device {
            Some(device) if place == Place::Device => device.wipe().await,
            _ => Ok(()),
        }
    }

    /// Asks the browser not to evict this site's storage; whether it said yes. Not for workers.
    pub async fn persist(&self) -> bool {
        let ask = async {
            let storage = get(&get(&scope(), "navigator")?, "storage")?;
            wait(call(&storage, "persist", &[])?).await
        };
        self.device.is_some() && ask.await.is_ok_and(|yes| yes.is_truthy())
    }

    /// What this site takes of the device's room, and what is left, in bytes. Not for workers.
    pub async fn room(&self) -> Option<(u64, u64)> {
        let ask = async {
            let storage = get(&get(&scope(), "navigator")?, "storage")?;
            let estimate = wait(call(&storage, "estimate", &[])?).await?;
            Ok::<_, wasm_bindgen::JsValue>((get(&estimate, "usage")?, get(&estimate, "quota")?))
        };
        let (usage, quota) = ask.await.ok()?;
        let (used, all) = (whole(usage.as_f64()?), whole(quota.as_f64()?));
        Some((used, all.saturating_sub(used)))
    }

    /// Keeps a row on the device, or drops it.
    async fn put(&self, shelf: Shelf, id: &str, plain: Option<Vec<u8>>) -> Result<(), Trouble> {
        self.device()?.save_all(&[(shelf, id.into(), plain)]).await
    }

    fn device(&self) -> Result<&Device, Trouble> {
        self.device.as_deref().ok_or(Trouble::StorageClosed)
    }
}

/// A number of bytes, as the browser gives it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped to what fits")]
fn whole(bytes: f64) -> u64 {
    bytes.clamp(0.0, 9e15) as u64
}

#[cfg(test)]
mod tests;
