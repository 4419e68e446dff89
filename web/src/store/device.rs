//! Rows on the device, encrypted.

use std::cell::{Cell, RefCell};

use lapwing_core::trouble::Trouble;

use super::database::{Database, every, store};
use super::keys::{Keys, Row, Which, revision, stored};
use super::listing::Opened;
use super::naming::{Shelf, account};
use super::revisions::{At, Known, is_counted};
use super::transaction::Change;
use crate::bridge::{call, committed, storage_trouble};
use crate::turns::Turns;

/// How often a write begins again because another tab came between.
pub(super) const TRIES: u32 = 100;

/// No text that is kept begins so.
const NAMED: u8 = 1;
/// Nor so: the list of revisions tells of the row.
const COUNTED: u8 = 2;

/// This browser's storage.
#[derive(Debug, Default)]
pub(crate) struct Device {
    pub(super) database: Database,
    pub(super) keys: RefCell<Option<Keys>>,
    pub(super) opened: RefCell<Vec<Opened>>,
    /// This page had keys of the device.
    had: Cell<bool>,
    vault: RefCell<Vault>,
    /// The next answer to a form goes into the same row: it need not be looked up again.
    last: RefCell<Option<Last>>,
    pub(super) revisions: RefCell<Option<Known>>,
    /// A row was read that was not as it was left.
    pub(super) changed: Cell<bool>,
    pub(super) turns: Turns,
}

/// How it stands with the vault, as this page knows it.
#[derive(Debug, Clone, Default)]
pub(super) enum Vault {
    /// There is none.
    #[default]
    Absent,
    /// Nobody gave the passphrase here.
    Closed,
    /// Open until it is locked.
    Open(Keys),
}

/// The row that was written last: no key, so that nothing opens after a lock.
#[derive(Debug)]
struct Last {
    id: String,
    row: Row,
    /// What it was made by that.
    revision: u32,
    /// The keys that named it; others name it otherwise.
    generation: Option<f64>,
}

/// What is to be written, and what is known once it is.
#[derive(Default)]
struct Made {
    changes: Vec<Change>,
    last: Option<Last>,
    revisions: Option<Known>,
}

/// Several rows: what is kept under each, `None` to drop it.
pub(super) type Rows = [(Shelf, String, Option<Vec<u8>>)];

impl Device {
    /// Opens the storage and finds or makes the keys.
    pub(crate) async fn open() -> Result<Self, Trouble> {
        let device = Self::default();
        device.device_keys().await?;
        device.look().await?;
        Ok(device)
    }

    /// Looks whether there is a vault; one that is open here stays open as long as it is the same.
    pub(super) async fn look(&self) -> Result<(), Trouble> {
        let look = async {
            let transaction = self.database.begin(&[], false).await?;
            let record = stored(&transaction, Which::Vault).await?;
            let known = self.vault.borrow().clone();
            let now = match known {
                _ if record.is_undefined() => Vault::Absent,
                Vault::Open(keys) if keys.hold(&transaction, true).await? => Vault::Open(keys),
                _ => Vault::Closed,
            };
            self.set_vault(now);
            Ok(())
        };
        look.await.map_err(storage_trouble)
    }

    /// How it stands with the vault.
    pub(super) fn vault(&self) -> Vault {
        self.vault.borrow().clone()
    }

    /// It stands otherwise from now on.
    pub(super) fn set_vault(&self, vault: Vault) {
        self.vault.replace(vault);
        self.know(self.revisions.take());
    }

    /// Remembers the list of revisions, unless it is locked: the keys are in it.
    pub(super) fn know(&self, known: Option<Known>) {
        let locked = matches!(*self.vault.borrow(), Vault::Closed);
        self.revisions.replace(known.filter(|_| !locked));
    }

    /// The keys are to be looked up again.
    pub(super) fn forget_keys(&self) {
        self.keys.replace(None);
    }

    /// Reads a row.
    pub(crate) async fn load(&self, shelf: Shelf, id: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.ours()?;
        let _turn = self.turns.take().await;
        let mut told = None;
        loop {
            let (keys, row, stored) = self.find(shelf, id).await?;
            let there = !stored.is_undefined();
            let plain = if there { Some(keys.open(&row, &stored).await?) } else { None };
            if is_counted(shelf, id) {
                let at = At::of(plain.as_deref(), revision(&stored).map_err(storage_trouble)?);
                let tells = self.not_as_left(id, &row, at).await?.map(|list| (at, list));
                if tells.is_some() && tells != told {
                    told = tells;
                    continue;
                }
                self.changed.set(self.changed.get() || tells.is_some());
            }
            return Ok(plain.map(|plain| match unnamed(&plain) {
                Some((_, rest)) if row.is_personal() => rest.to_vec(),
                _ => plain,
            }));
        }
    }

    /// Reads a row of the device itself, which nobody's passphrase locks. The worker has no more than these.
    pub(crate) async fn load_own(&self, id: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let _turn = self.turns.take().await;
        let (keys, row, stored) = self.find(Shelf::Kept, id).await?;
        let there = !stored.is_undefined();
        Ok(if there { Some(keys.open(&row, &stored).await?) } else { None })
    }

    /// What a newer build keeps is neither read as ours nor written over.
    pub(super) fn ours(&self) -> Result<(), Trouble> {
        if self.database.is_newer() { Err(Trouble::StorageNewer) } else { Ok(()) }
    }

    /// Keeps a row of the device itself, whatever stood there before, or drops it.
    pub(crate) async fn save_own(&self, id: &str, plain: Option<&[u8]>) -> Result<(), Trouble> {
        self.ours()?;
        let _turn = self.turns.take().await;
        for _ in 0..TRIES {
            let (keys, row, stored) = self.find(Shelf::Kept, id).await?;
            let before = revision(&stored).map_err(storage_trouble)?;
            if self.write(&keys, &row, before, plain).await? {
                return Ok(());
            }
        }
        Err(Trouble::StorageClosed)
    }

    /// Keeps several rows, or drops those without bytes: all of them, or none.
    pub(crate) async fn save_all(&self, rows: &Rows) -> Result<(), Trouble> {
        self.ours()?;
        let _turn = self.turns.take().await;
        for _ in 0..TRIES {
            let made = self.made(rows).await?;
            if self.commit(made).await? {
                return Ok(());
            }
        }
        Err(Trouble::StorageClosed)
    }

    /// The changes that keep these rows, and with them the list of revisions.
    async fn made(&self, rows: &Rows) -> Result<Made, Trouble> {
        let mut made = Made::default();
        let mut last = self.last.take();
        let mut plain = vec![];
        let counted = rows.iter().find(|(shelf, id, _)| is_counted(*shelf, id));
        if let Some((shelf, id, _)) = counted {
            made.revisions = Some(self.revisions(account(*shelf, id), true).await?);
        }
        for (shelf, id, put) in rows {
            let (keys, row, before) = self.place((*shelf, id), last.take()).await?;
            let mut revision = before.wrapping_add(1);
            let known = made.revisions.as_mut().filter(|_| is_counted(*shelf, id));
            if let Some(known) = known {
                revision = known.list.leave(&row.key.to_vec(), before, put.is_some());
            }
            let generation = keys.generation;
            made.last = Some(Last { id: id.clone(), row: row.clone(), revision, generation });
            let put = put.as_deref();
            let put = put.map(|put| if row.is_personal() { named(*shelf, id, put) } else { put.into() });
            plain.push((revision, put));
            made.changes.push(Change { keys, row, before, put: None });
        }
        // A row that was dropped is found at no revision.
        made.last.take_if(|_| rows.len() > 1 || plain.iter().any(|(_, put)| put.is_none()));
        if let Some(known) = &mut made.revisions {
            let (before, revision, list) = known.row();
            plain.push((revision, Some(list)));
            let (keys, row) = (known.keys.clone(), known.row.clone());
            made.changes.push(Change { keys, row, before, put: None });
        }
        for (change, (revision, plain)) in made.changes.iter_mut().zip(plain) {
            if let Some(plain) = plain {
                let sealed = change.keys.seal(&change.row, revision, &plain).await;
                change.put = Some(sealed.map_err(storage_trouble)?);
            }
        }
        Ok(made)
    }

    /// Writes what was made; `false` if somebody else wrote meanwhile.
    async fn commit(&self, made: Made) -> Result<bool, Trouble> {
        let done = self.change(&made.changes).await.map_err(storage_trouble)?;
        self.last.replace(made.last.filter(|_| done));
        self.know(made.revisions.filter(|_| done));
        Ok(done)
    }

    /// Where a row lies and what it was made by: as it was left, or looked up. Where another tab came between, the
    /// write that follows says so, and it is looked up then.
    async fn place(
        &self,
        (shelf, id): (Shelf, &str),
        known: Option<Last>,
    ) -> Result<(Keys, Row, u32), Trouble> {
        let keys = self.keys_of(account(shelf, id)).await?;
        let same =
            |last: &Last| last.row.shelf == shelf && last.id == id && last.generation == keys.generation;
        if let Some(last) = known.filter(same) {
            return Ok((keys, last.row, last.revision));
        }
        let (keys, row, stored) = self.find(shelf, id).await?;
        Ok((keys, row, revision(&stored).map_err(storage_trouble)?))
    }

    /// Changes a listed row, or drops it, unless somebody else did so meanwhile: then `false`.
    pub(crate) async fn settle(&self, row: &Row, before: u32, plain: Option<&[u8]>) -> Result<bool, Trouble> {
        let _turn = self.turns.take().await;
        let keys = self.device_keys().await?;
        self.write(&keys, row, before, plain).await
    }

    /// Drops listed rows and keeps another that was not there: all of it, or nothing if one changed meanwhile (`false`).
    pub(crate) async fn exchange(
        &self,
        from: &[(&Row, u32)],
        (shelf, id): (Shelf, &str),
        plain: &[u8],
    ) -> Result<bool, Trouble> {
        self.ours()?;
        let _turn = self.turns.take().await;
        let device = self.device_keys().await?;
        let mut made = self.made(&[(shelf, id.into(), Some(plain.into()))]).await?;
        if made.changes.first().is_some_and(|change| change.before != 0) {
            return Ok(false);
        }
        let dropped = from.iter().map(|(row, before)| {
            let (row, before) = ((*row).clone(), *before);
            Change { keys: device.clone(), row, before, put: None }
        });
        made.changes.extend(dropped);
        self.commit(made).await
    }

    /// Drops everything, keys included.
    pub(crate) async fn wipe(&self) -> Result<(), Trouble> {
        let _turn = self.turns.take().await;
        self.keys.replace(None);
        self.had.set(false);
        self.opened.take();
        self.revisions.take();
        self.set_vault(Vault::Absent);
        let clear = async {
            let names: Vec<&str> = every().collect();
            let transaction = self.database.begin_on(&names, true).await?;
            for name in names {
                call(&store(&transaction, name)?, "clear", &[])?;
            }
            committed(&transaction).await
        };
        clear.await.map_err(storage_trouble)
    }

    /// The keys for the rows of an account, or of the device itself.
    ///
    /// # Errors
    /// `Locked` while nobody gave the passphrase.
    pub(super) async fn keys_of(&self, account: &str) -> Result<Keys, Trouble> {
        match self.vault() {
            Vault::Open(keys) if !account.is_empty() => Ok(keys),
            Vault::Closed if !account.is_empty() => Err(Trouble::Locked),
            _ => self.device_keys().await,
        }
    }

    pub(super) async fn device_keys(&self) -> Result<Keys, Trouble> {
        let known = self.keys.borrow().clone();
        if let Some(keys) = known {
            return Ok(keys);
        }
        // Keys that were there and are not any more went with a sign-out in another page: made anew here, they would keep what
        // nobody is there to take away.
        let keys = Keys::of_device(&self.database, !self.had.get() && !self.database.is_newer()).await?;
        self.had.set(true);
        self.keys.replace(Some(keys.clone()));
        Ok(keys)
    }
}

/// What a personal row holds: its id first, as the row's own key does not tell it and other keys name it otherwise.
pub(super) fn named(shelf: Shelf, id: &str, plain: &[u8]) -> Vec<u8> {
    let mark = if is_counted(shelf, id) { COUNTED } else { NAMED };
    [&[mark], id.as_bytes(), b"\n", plain].concat()
}

/// The id and the rest; `None` for what was kept without.
pub(super) fn unnamed(plain: &[u8]) -> Option<(&str, &[u8])> {
    let (_, rest) = plain.split_first().filter(|(mark, _)| matches!(**mark, NAMED | COUNTED))?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&rest[..end]).ok()?, &rest[end + 1..]))
}

/// Whether the list of revisions tells of what is in the row.
pub(super) fn counts(plain: &[u8]) -> bool {
    plain.first() == Some(&COUNTED)
}
