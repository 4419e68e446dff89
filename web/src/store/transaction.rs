//! One transaction of the storage: a row found, or several changed at once unless another tab came between.

use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::database::store;
use super::device::{Device, TRIES};
use super::keys::{Keys, Row, revision};
use super::naming::{Shelf, account};
use crate::bridge::{call, committed, result, storage_trouble};

/// A change of a row.
pub(super) struct Change {
    pub(super) keys: Keys,
    pub(super) row: Row,
    /// What it was when it was read.
    pub(super) before: u32,
    /// What is put there; `None` drops it.
    pub(super) put: Option<JsValue>,
}

impl Device {
    /// Begins a transaction in which these keys are still those of their rows; `None` if another tab wiped or locked it.
    pub(super) async fn enter(
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

    pub(super) async fn find(&self, shelf: Shelf, id: &str) -> Result<(Keys, Row, JsValue), Trouble> {
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

    /// Encrypts first, then opens the transaction: one that waits for the cryptography commits by itself.
    pub(super) async fn write(
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
    pub(super) async fn change(&self, changes: &[Change]) -> Result<bool, JsValue> {
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
}

async fn read(store: &JsValue, row: &Row) -> Result<JsValue, JsValue> {
    result(&call(store, "get", &[&row.key])?).await
}
