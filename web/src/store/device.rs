//! Rows on the device, encrypted.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

use super::database::{Database, KEYS, store};
use super::keys::{Keys, Row, Which, revision, stored};
use super::naming::{Shelf, account};
use crate::bridge::{call, committed, result, storage_trouble};
use crate::turns::Turns;

/// How often a write begins again because another tab came between.
pub(super) const TRIES: u32 = 100;

/// No text that is kept begins so.
const NAMED: u8 = 1;

/// This browser's storage.
#[derive(Debug)]
pub(crate) struct Device {
    pub(super) database: Database,
    keys: RefCell<Option<Keys>>,
    vault: RefCell<Vault>,
    /// The next answer to a form goes into the same row: it need not be looked up again.
    last: RefCell<Option<Last>>,
    pub(super) turns: Turns,
}

/// How it stands with the vault, as this page knows it.
#[derive(Debug, Clone)]
pub(super) enum Vault {
    /// There is none.
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

/// A row as it was read.
#[derive(Debug)]
pub(crate) struct Found {
    /// Where it lies.
    pub(crate) row: Row,
    /// What it was when it was read.
    pub(crate) revision: u32,
    /// What is in it, if it opens.
    pub(crate) plain: Result<Vec<u8>, Trouble>,
}

/// A change of a row.
struct Change {
    keys: Keys,
    row: Row,
    /// What it was when it was read.
    before: u32,
    /// What is put there; `None` drops it.
    put: Option<JsValue>,
}

impl Device {
    /// Opens the storage and finds or makes the keys.
    pub(crate) async fn open() -> Result<Self, Trouble> {
        let device = Self {
            database: Database::default(),
            keys: RefCell::default(),
            vault: RefCell::new(Vault::Absent),
            last: RefCell::default(),
            turns: Turns::default(),
        };
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
            self.vault.replace(now);
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
    }

    /// The keys are to be looked up again.
    pub(super) fn forget_keys(&self) {
        self.keys.replace(None);
    }

    /// Reads a row.
    pub(crate) async fn load(&self, shelf: Shelf, id: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let _turn = self.turns.take().await;
        let (keys, row, stored) = self.find(shelf, id).await?;
        if stored.is_undefined() {
            return Ok(None);
        }
        let plain = keys.open(&row, &stored).await?;
        Ok(Some(match unnamed(&plain) {
            Some((_, rest)) if row.is_personal() => rest.to_vec(),
            _ => plain,
        }))
    }

    /// Keeps a row, whatever stood there before.
    pub(crate) async fn save(&self, shelf: Shelf, id: &str, plain: &[u8]) -> Result<(), Trouble> {
        self.save_all(&[(shelf, id.into(), Some(plain.into()))]).await
    }

    /// Keeps several rows, or drops those without bytes: all of them, or none.
    pub(crate) async fn save_all(&self, rows: &[(Shelf, String, Option<Vec<u8>>)]) -> Result<(), Trouble> {
        let _turn = self.turns.take().await;
        let mut known = self.last.take();
        for _ in 0..TRIES {
            let mut changes = vec![];
            for (shelf, id, plain) in rows {
                let (keys, row, before) = self.place((*shelf, id), known.take()).await?;
                let mut put = None;
                if let Some(plain) = plain {
                    let with_name = row.is_personal().then(|| named(id, plain));
                    let plain = with_name.as_deref().unwrap_or(plain);
                    let sealed = keys.seal(&row, before.wrapping_add(1), plain).await;
                    put = Some(sealed.map_err(storage_trouble)?);
                }
                changes.push(Change { keys, row, before, put });
            }
            if self.change(&changes).await.map_err(storage_trouble)? {
                if let ([(_, id, _)], Some(Change { keys, row, before, .. })) = (rows, changes.pop()) {
                    let (id, revision) = (id.clone(), before.wrapping_add(1));
                    self.last.replace(Some(Last { id, row, revision, generation: keys.generation }));
                }
                return Ok(());
            }
        }
        Err(Trouble::StorageClosed)
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

    /// Drops a row, if there is one.
    pub(crate) async fn forget(&self, shelf: Shelf, id: &str) -> Result<(), Trouble> {
        let _turn = self.turns.take().await;
        for _ in 0..TRIES {
            let (keys, row, stored) = self.find(shelf, id).await?;
            let before = revision(&stored).map_err(storage_trouble)?;
            if self.write(&keys, &row, before, None).await? {
                return Ok(());
            }
        }
        Err(Trouble::StorageClosed)
    }

    /// Changes a listed row, or drops it, unless somebody else did so meanwhile: then `false`.
    pub(crate) async fn settle(&self, row: &Row, before: u32, plain: Option<&[u8]>) -> Result<bool, Trouble> {
        let _turn = self.turns.take().await;
        let keys = self.device_keys().await?;
        self.write(&keys, row, before, plain).await
    }

    /// Drops a listed row and keeps another that was not there: both, or neither if one changed meanwhile (`false`).
    pub(crate) async fn exchange(
        &self,
        (from, before): (&Row, u32),
        (shelf, id): (Shelf, &str),
        plain: &[u8],
    ) -> Result<bool, Trouble> {
        let _turn = self.turns.take().await;
        self.last.take();
        let (keys, row, stored) = self.find(shelf, id).await?;
        if !stored.is_undefined() {
            return Ok(false);
        }
        let device = self.device_keys().await?;
        let with_name = row.is_personal().then(|| named(id, plain));
        let sealed =
            keys.seal(&row, 1, with_name.as_deref().unwrap_or(plain)).await.map_err(storage_trouble)?;
        let changes = [
            Change { keys: device, row: from.clone(), before, put: None },
            Change { keys, row, before: 0, put: Some(sealed) },
        ];
        self.change(&changes).await.map_err(storage_trouble)
    }

    /// Every row of a shelf. What does not open is told, and stays.
    pub(crate) async fn list(&self, shelf: Shelf) -> Result<Vec<Found>, Trouble> {
        let _turn = self.turns.take().await;
        let (keys, names, rows) = loop {
            let keys = self.device_keys().await?;
            if let Some((names, rows)) = self.all(&keys, shelf).await.map_err(storage_trouble)? {
                break (keys, names, rows);
            }
        };
        let mut found = Vec::new();
        for (name, stored) in names.iter().zip(rows.iter()) {
            let row = Row::listed(shelf, "", &name);
            let plain = keys.open(&row, &stored).await;
            found.push(Found { row, revision: revision(&stored).unwrap_or(0), plain });
        }
        Ok(found)
    }

    /// Drops everything, keys included.
    pub(crate) async fn wipe(&self) -> Result<(), Trouble> {
        let _turn = self.turns.take().await;
        self.keys.replace(None);
        self.vault.replace(Vault::Absent);
        let clear = async {
            let transaction = self.database.begin(&Shelf::ALL, true).await?;
            for name in Shelf::ALL.into_iter().map(Shelf::name).chain([KEYS]) {
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
        let keys = Keys::of_device(&self.database).await?;
        self.keys.replace(Some(keys.clone()));
        Ok(keys)
    }

    /// Begins a transaction in which these keys are still those of their rows; `None` if another tab wiped or locked it.
    async fn enter(
        &self,
        keys: &[(&Keys, bool)],
        shelves: &[Shelf],
        write: bool,
    ) -> Result<Option<JsValue>, JsValue> {
        let transaction = self.database.begin(shelves, write).await?;
        for (keys, personal) in keys {
            if !keys.hold(&transaction, *personal).await? {
                self.keys.replace(None);
                self.look().await.map_err(|_| JsValue::NULL)?;
                return Ok(None);
            }
        }
        Ok(Some(transaction))
    }

    async fn find(&self, shelf: Shelf, id: &str) -> Result<(Keys, Row, JsValue), Trouble> {
        for _ in 0..TRIES {
            let keys = self.keys_of(account(shelf, id)).await?;
            let look = async {
                let row = keys.row(shelf, id).await?;
                let Some(transaction) = self.enter(&[(&keys, row.is_personal())], &[shelf], false).await?
                else {
                    return Ok(None);
                };
                let stored = read(&store(&transaction, shelf.name())?, &row).await?;
                Ok(Some((row, stored)))
            };
            if let Some((row, stored)) = look.await.map_err(storage_trouble)? {
                return Ok((keys, row, stored));
            }
        }
        Err(Trouble::StorageClosed)
    }

    async fn all(&self, keys: &Keys, shelf: Shelf) -> Result<Option<(Array, Array)>, JsValue> {
        let Some(transaction) = self.enter(&[(keys, false)], &[shelf], false).await? else {
            return Ok(None);
        };
        let store = store(&transaction, shelf.name())?;
        let (names, rows) = (call(&store, "getAllKeys", &[])?, call(&store, "getAll", &[])?);
        let names = result(&names).await?.unchecked_into();
        Ok(Some((names, result(&rows).await?.unchecked_into())))
    }

    /// Encrypts first, then opens the transaction: one that waits for the cryptography commits by itself.
    async fn write(
        &self,
        keys: &Keys,
        row: &Row,
        before: u32,
        plain: Option<&[u8]>,
    ) -> Result<bool, Trouble> {
        let write = async {
            let put = match plain {
                Some(plain) => Some(keys.seal(row, before.wrapping_add(1), plain).await?),
                None => None,
            };
            self.change(&[Change { keys: keys.clone(), row: row.clone(), before, put }]).await
        };
        write.await.map_err(storage_trouble)
    }

    /// All of them, unless a row changed meanwhile: then none.
    async fn change(&self, changes: &[Change]) -> Result<bool, JsValue> {
        let keys: Vec<_> = changes.iter().map(|change| (&change.keys, change.row.is_personal())).collect();
        let shelves: Vec<_> = changes.iter().map(|change| change.row.shelf).collect();
        let Some(transaction) = self.enter(&keys, &shelves, true).await? else {
            return Ok(false);
        };
        for change in changes {
            let store = store(&transaction, change.row.shelf.name())?;
            if revision(&read(&store, &change.row).await?)? != change.before {
                return Ok(false);
            }
        }
        for Change { row, put, .. } in changes {
            let store = store(&transaction, row.shelf.name())?;
            match put {
                Some(sealed) => call(&store, "put", &[sealed, &row.key])?,
                None => call(&store, "delete", &[&row.key])?,
            };
        }
        committed(&transaction).await?;
        Ok(true)
    }

    /// The rows of a shelf, by the keys that they lie under.
    pub(crate) async fn names(&self, shelf: Shelf) -> Result<Vec<JsValue>, Trouble> {
        let look = async {
            let transaction = self.database.begin(&[shelf], false).await?;
            let names = call(&store(&transaction, shelf.name())?, "getAllKeys", &[])?;
            Ok(Array::from(&result(&names).await?).to_vec())
        };
        look.await.map_err(storage_trouble)
    }

    /// Drops those of `there` that are none of `ids`.
    pub(crate) async fn drop_others(
        &self,
        shelf: Shelf,
        there: &[JsValue],
        ids: &[String],
    ) -> Result<(), Trouble> {
        let mut wanted = vec![];
        for id in ids {
            let keys = self.keys_of(account(shelf, id)).await?;
            wanted.push(keys.row(shelf, id).await.map_err(storage_trouble)?.key.to_vec());
        }
        let others = there.iter().filter(|name| !wanted.contains(&Uint8Array::new(name).to_vec()));
        let others: Vec<&JsValue> = others.collect();
        if others.is_empty() {
            return Ok(());
        }
        let drop = async {
            let transaction = self.database.begin(&[shelf], true).await?;
            let store = store(&transaction, shelf.name())?;
            for name in others {
                call(&store, "delete", &[name])?;
            }
            committed(&transaction).await
        };
        drop.await.map_err(storage_trouble)
    }
}

async fn read(store: &JsValue, row: &Row) -> Result<JsValue, JsValue> {
    result(&call(store, "get", &[&row.key])?).await
}

/// What a personal row holds: its id first, as the row's own key does not tell it and other keys name it otherwise.
pub(super) fn named(id: &str, plain: &[u8]) -> Vec<u8> {
    [&[NAMED], id.as_bytes(), b"\n", plain].concat()
}

/// The id and the rest; `None` for what was kept without.
pub(super) fn unnamed(plain: &[u8]) -> Option<(&str, &[u8])> {
    let rest = plain.strip_prefix(&[NAMED])?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&rest[..end]).ok()?, &rest[end + 1..]))
}
