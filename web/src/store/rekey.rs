//! Everything that is kept, encrypted again by other keys, in one transaction.

use js_sys::{Array, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

use super::database::{KEYS, store};
use super::device::{Device, TRIES, named, unnamed};
use super::keys::{Keys, Row, Which, revision};
use super::naming::Shelf;
use super::revisions::{At, Renamed, Revisions, is_counted, row_id};
use crate::bridge::{call, committed, result, storage_trouble};

/// A shelf as it was read: names and rows.
type Rows = (Shelf, Array, Array);

/// A row at its new place: shelf, where it was, where it comes, what is there.
type Moved = (Shelf, JsValue, Uint8Array, JsValue);

impl Device {
    /// Encrypts the rows of `account` by `to`, or by the device where there is none, everything else by a new key of the
    /// device, and puts `record` in the vault's place (none: there is no vault any more). The device's key until now
    /// is gone then. All or nothing.
    ///
    /// # Errors
    /// The storage's trouble: everything is as it was.
    pub(super) async fn rekey(
        &self,
        account: &str,
        to: Option<&Keys>,
        record: Option<&JsValue>,
    ) -> Result<(), Trouble> {
        let _turn = self.turns.take().await;
        for _ in 0..TRIES {
            // The rows of a newer build would stay under a key that is gone then.
            self.ours()?;
            let (device, personal) = (self.device_keys().await?, self.keys_of(account).await?);
            let made = async {
                let fresh = device.renewed().await?;
                let before = self.everything().await?;
                let by = By { device: &device, personal: &personal, fresh: &fresh, to, account };
                let (mut moved, mut listed) = (vec![], Listed::default());
                for rows in &before {
                    by.shelf(rows, &mut moved, &mut listed).await?;
                }
                moved.extend(by.list(listed).await?);
                self.replace(&device, &fresh, (&before, &moved), record).await
            };
            if made.await.map_err(storage_trouble)? {
                return Ok(());
            }
        }
        Err(Trouble::StorageClosed)
    }

    async fn everything(&self) -> Result<Vec<Rows>, JsValue> {
        let transaction = self.database.begin(&Shelf::ALL, false).await?;
        read(&transaction).await
    }

    /// Writes what moved, unless somebody wrote meanwhile, or a newer build took it over: then `false`.
    async fn replace(
        &self,
        device: &Keys,
        fresh: &Keys,
        (before, moved): (&[Rows], &[Moved]),
        record: Option<&JsValue>,
    ) -> Result<bool, JsValue> {
        let transaction = self.database.begin(&Shelf::ALL, true).await?;
        if self.database.is_newer()
            || !device.hold(&transaction, false).await?
            || !same(before, &read(&transaction).await?)
        {
            return Ok(false);
        }
        for (shelf, from, to, row) in moved {
            let store = store(&transaction, shelf.name())?;
            call(&store, "delete", &[from])?;
            call(&store, "put", &[row, to])?;
        }
        let keys = store(&transaction, KEYS)?;
        call(&keys, "put", &[&fresh.record()?, &Which::Device.name().into()])?;
        let vault = Which::Vault.name().into();
        match record {
            Some(record) => call(&keys, "put", &[record, &vault])?,
            None => call(&keys, "delete", &[&vault])?,
        };
        committed(&transaction).await?;
        self.forget_keys();
        self.revisions.take();
        Ok(true)
    }
}

/// What the list of revisions is made of.
#[derive(Default)]
struct Listed {
    /// The name of its row, its revision, and what it was.
    was: Option<(JsValue, u32, Revisions)>,
    rows: Vec<Renamed>,
}

struct By<'a> {
    device: &'a Keys,
    personal: &'a Keys,
    fresh: &'a Keys,
    to: Option<&'a Keys>,
    account: &'a str,
}

impl By<'_> {
    /// What opens by no key stays as it is: it could not be read before either.
    async fn shelf(
        &self,
        (shelf, names, rows): &Rows,
        moved: &mut Vec<Moved>,
        listed: &mut Listed,
    ) -> Result<(), JsValue> {
        for (name, row) in names.iter().zip(rows.iter()) {
            let (next, at) = (revision(&row)?.wrapping_add(1), Row::listed(*shelf, "", &name));
            if let Ok(plain) = self.device.open(&at, &row).await {
                let sealed = self.fresh.seal(&at, next, &plain).await?;
                moved.push((*shelf, name, at.key, sealed));
                continue;
            }
            let at = Row::listed(*shelf, self.account, &name);
            let Ok(plain) = self.personal.open(&at, &row).await else { continue };
            let Some((id, rest)) = unnamed(&plain) else { continue };
            if *shelf == Shelf::Kept && id == row_id(self.account) {
                listed.was = Some((name, next, Revisions(rest.to_vec())));
                continue;
            }
            let to = self.to.unwrap_or(self.fresh);
            let there = to.row(*shelf, id).await?;
            if is_counted(*shelf, id) {
                let found = At::of(Some(&plain), next.wrapping_sub(1));
                let now = (there.key.to_vec(), next);
                listed.rows.push(Renamed { before: (at.key.to_vec(), found), now });
            }
            let sealed = to.seal(&there, next, &plain).await?;
            moved.push((*shelf, name, there.key, sealed));
        }
        Ok(())
    }

    /// The list of revisions by the new keys, where there is something to tell.
    async fn list(&self, Listed { was, rows }: Listed) -> Result<Option<Moved>, JsValue> {
        let Some((name, next, was)) = was else { return Ok(None) };
        let (to, id) = (self.to.unwrap_or(self.fresh), row_id(self.account));
        let there = to.row(Shelf::Kept, &id).await?;
        let sealed = to.seal(&there, next, &named(Shelf::Kept, &id, &was.renamed(&rows).0)).await?;
        Ok(Some((Shelf::Kept, name, there.key, sealed)))
    }
}

async fn read(transaction: &JsValue) -> Result<Vec<Rows>, JsValue> {
    let mut all = vec![];
    for shelf in Shelf::ALL {
        let store = store(transaction, shelf.name())?;
        let (names, rows) = (call(&store, "getAllKeys", &[])?, call(&store, "getAll", &[])?);
        let names = result(&names).await?.unchecked_into();
        all.push((shelf, names, result(&rows).await?.unchecked_into()));
    }
    Ok(all)
}

/// Whether the same rows are there at the same revisions. Names come sorted.
fn same(before: &[Rows], now: &[Rows]) -> bool {
    before.iter().zip(now).all(|((_, names, rows), (_, names_now, rows_now))| {
        let bytes = |name: &JsValue| Uint8Array::new(name).to_vec();
        let alike = |at: u32| {
            bytes(&names.get(at)) == bytes(&names_now.get(at))
                && revision(&rows.get(at)).ok() == revision(&rows_now.get(at)).ok()
        };
        names.length() == names_now.length() && (0..names.length()).all(alike)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_its_name() {
        let plain = named(Shelf::Kept, "asha/draft/phq-9", b"{\"a\":1}");
        assert_eq!(unnamed(&plain), Some(("asha/draft/phq-9", &b"{\"a\":1}"[..])));
        assert_eq!(unnamed(b"{\"a\":1}"), None);
        assert_eq!(unnamed(b""), None);
    }
}
