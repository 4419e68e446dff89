//! The rows of a whole shelf.

use js_sys::{Array, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

use super::database::store;
use super::device::Device;
use super::keys::{Keys, Row, revision};
use super::naming::{Shelf, account};
use crate::bridge::{call, committed, get, result, storage_trouble};

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

/// A row of what waits as it was opened before: sealed to the gateway, and read by nobody here. Each change has another
/// random `iv`; a long queue is not decrypted anew at each of them.
#[derive(Debug)]
pub(super) struct Opened {
    key: Vec<u8>,
    iv: Vec<u8>,
    revision: u32,
    plain: Vec<u8>,
}

fn iv(stored: &JsValue) -> Vec<u8> {
    get(stored, "iv").map_or_else(|_| vec![], |iv| Uint8Array::new(&iv).to_vec())
}

impl Device {
    /// Every row of a shelf. What does not open is told, and stays.
    pub(crate) async fn list(&self, shelf: Shelf) -> Result<Vec<Found>, Trouble> {
        let _turn = self.turns.take().await;
        let (keys, names, rows) = loop {
            let keys = self.device_keys().await?;
            if let Some((names, rows)) = self.all(&keys, shelf).await.map_err(storage_trouble)? {
                break (keys, names, rows);
            }
        };
        // Feedback is little: what waits under the person's name is what grows.
        let grows = shelf == Shelf::Outbox;
        let mut known = if grows { self.opened.take() } else { vec![] }.into_iter().peekable();
        let (mut found, mut opened) = (vec![], vec![]);
        for (name, stored) in names.iter().zip(rows.iter()) {
            let row = Row::listed(shelf, "", &name);
            let (key, iv) = (row.key.to_vec(), iv(&stored));
            let revision = revision(&stored).unwrap_or(0);
            // Names come sorted.
            while known.next_if(|seen| seen.key < key).is_some() {}
            let seen = known.next_if(|seen| seen.key == key && seen.iv == iv && seen.revision == revision);
            let plain = match seen {
                Some(seen) => Ok(seen.plain),
                None => keys.open(&row, &stored).await,
            };
            if let (true, Ok(plain)) = (grows, &plain) {
                opened.push(Opened { key, iv, revision, plain: plain.clone() });
            }
            found.push(Found { row, revision, plain });
        }
        if grows {
            self.opened.replace(opened);
        }
        Ok(found)
    }

    pub(super) async fn all(&self, keys: &Keys, shelf: Shelf) -> Result<Option<(Array, Array)>, JsValue> {
        let Some(transaction) = self.enter(&[(keys, false)], &[shelf], false).await? else {
            return Ok(None);
        };
        let store = store(&transaction, shelf.name())?;
        let (names, rows) = (call(&store, "getAllKeys", &[])?, call(&store, "getAll", &[])?);
        let names = result(&names).await?.unchecked_into();
        Ok(Some((names, result(&rows).await?.unchecked_into())))
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
