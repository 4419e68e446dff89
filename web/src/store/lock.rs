//! Setting, opening and locking the vault, for the page.

use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{Lock, Secret};
use wasm_bindgen::JsValue;

use super::Store;
use super::database::{KEYS, store};
use super::device::{Device, Vault};
use super::keys::{Keys, Row, Which, stored};
use super::naming::Shelf;
use super::passkey::{self, PASSKEY};
use super::vault;
use crate::bridge::{call, committed, get, result, storage_trouble};
use crate::channel;

impl Store {
    /// Whether what is kept can be read.
    #[must_use]
    pub fn lock_state(&self) -> Lock {
        match self.device.as_ref().map(|device| device.vault()) {
            None | Some(Vault::Absent) => Lock::None,
            Some(Vault::Closed) => Lock::Closed,
            Some(Vault::Open(_)) => Lock::Open,
        }
    }

    /// Looks again: another tab may have set, changed or removed it.
    ///
    /// # Errors
    /// The storage's trouble.
    pub async fn look(&self) -> Result<Lock, Trouble> {
        if let Some(device) = &self.device {
            device.look().await?;
        }
        Ok(self.lock_state())
    }

    /// Protects everything that is kept for `account` by a passphrase. It is open then.
    ///
    /// # Errors
    /// The storage's trouble: everything is as it was.
    pub async fn protect(&self, account: &str, passphrase: &Secret) -> Result<(), Trouble> {
        let device = self.device()?;
        device.ours()?;
        let made = vault::make(&passphrase.0).await?;
        device.rekey(account, Some(&made.keys), Some(&made.record)).await?;
        device.set_vault(Vault::Open(made.keys));
        Ok(())
    }

    /// Opens it.
    ///
    /// # Errors
    /// `WrongPassphrase`, or the storage's trouble.
    pub async fn unlock(&self, passphrase: &Secret) -> Result<(), Trouble> {
        let device = self.device()?;
        let keys = vault::open(&record(device).await?, &passphrase.0).await?;
        device.set_vault(Vault::Open(keys));
        Ok(())
    }

    /// Whether a passkey opens it too.
    pub async fn has_passkey(&self) -> bool {
        let Ok(device) = self.device() else { return false };
        let found = record(device).await.and_then(|record| get(&record, PASSKEY).map_err(storage_trouble));
        found.is_ok_and(|passkey| !passkey.is_undefined())
    }

    /// Opens it by the passkey.
    ///
    /// # Errors
    /// `PasskeyRefused`, `PasskeyCannot`, or the storage's trouble.
    pub async fn unlock_by_passkey(&self) -> Result<(), Trouble> {
        let device = self.device()?;
        let keys = passkey::open(&record(device).await?).await?;
        device.set_vault(Vault::Open(keys));
        Ok(())
    }

    /// A passkey opens it too from now on.
    ///
    /// # Errors
    /// `WrongPassphrase`, `PasskeyRefused`, `PasskeyCannot`, or the storage's trouble: nothing is changed.
    pub async fn add_passkey(&self, passphrase: &Secret) -> Result<(), Trouble> {
        let device = self.device()?;
        let after = passkey::add(&record(device).await?, &passphrase.0).await?;
        put(device, &after).await
    }

    /// The passkey opens it no more. The browser may still list it: only the person can take it away there.
    ///
    /// # Errors
    /// The storage's trouble: nothing is changed.
    pub async fn remove_passkey(&self) -> Result<(), Trouble> {
        let device = self.device()?;
        let after = record(device).await?;
        passkey::without(&after).map_err(storage_trouble)?;
        put(device, &after).await
    }

    /// Another passphrase opens it from now on, and the present one no more.
    ///
    /// # Errors
    /// `WrongPassphrase`, or the storage's trouble: the present one still counts.
    pub async fn change_passphrase(&self, old: &Secret, new: &Secret) -> Result<(), Trouble> {
        let device = self.device()?;
        let before = record(device).await?;
        let after = vault::rewrap(&before, &old.0, &new.0).await?;
        put(device, &after).await
    }

    /// What is kept for `account` lies under the device's key again.
    ///
    /// # Errors
    /// `WrongPassphrase`, or the storage's trouble: everything is as it was.
    pub async fn unprotect(&self, account: &str, passphrase: &Secret) -> Result<(), Trouble> {
        self.unlock(passphrase).await?;
        let device = self.device()?;
        device.rekey(account, None, None).await?;
        device.set_vault(Vault::Absent);
        Ok(())
    }

    /// Hands the keys to the other pages of this browser, if it is open here.
    pub fn hand_keys(&self) {
        if let Some(Vault::Open(keys)) = self.device.as_ref().map(|device| device.vault())
            && let Ok(handles) = keys.record()
        {
            // Whoever asked asks for the passphrase instead.
            channel::send(&handles);
        }
    }

    /// Opens it with the keys that another page handed over; whether it is open now. Keys of a vault that is not there
    /// any more open nothing.
    pub async fn take_keys(&self, handles: &JsValue) -> bool {
        let Some(device) = &self.device else { return false };
        if !matches!(device.vault(), Vault::Closed) {
            return false;
        }
        let take = async {
            let keys = Keys::of(&get(handles, "seal")?, &get(handles, "name")?, handles, Which::Vault)?;
            let transaction = device.database.begin(&[], false).await?;
            let holds = keys.hold(&transaction, true).await?;
            if holds {
                device.set_vault(Vault::Open(keys));
            }
            Ok::<bool, JsValue>(holds)
        };
        take.await.unwrap_or(false)
    }

    /// Drops the keys from this page's memory.
    pub fn lock(&self) {
        self.page.borrow_mut().seen.clear();
        if let Some(device) = &self.device
            && matches!(device.vault(), Vault::Open(_))
        {
            device.set_vault(Vault::Closed);
        }
    }

    /// Drops what only the passphrase would open, and the vault itself. What waits to be sent stays, and so does what
    /// belongs to the device.
    ///
    /// # Errors
    /// The storage's trouble: everything is as it was.
    pub async fn forget_vault(&self) -> Result<(), Trouble> {
        let device = self.device()?;
        // What a newer build keeps opens by no key of this one, and is not for it to drop.
        device.ours()?;
        self.page.borrow_mut().seen.clear();
        let _turn = device.turns.take().await;
        let keys = device.device_keys().await?;
        let drop = async {
            let transaction = device.database.begin(&[Shelf::Kept], false).await?;
            let kept = store(&transaction, Shelf::Kept.name())?;
            let (names, rows) = (call(&kept, "getAllKeys", &[])?, call(&kept, "getAll", &[])?);
            let (names, rows) = (result(&names).await?, result(&rows).await?);
            let mut closed = vec![];
            for (name, row) in js_sys::Array::from(&names).iter().zip(js_sys::Array::from(&rows).iter()) {
                if keys.open(&Row::listed(Shelf::Kept, "", &name), &row).await.is_err() {
                    closed.push(name);
                }
            }
            let transaction = device.database.begin(&[Shelf::Kept], true).await?;
            if device.database.is_newer() {
                return Ok(());
            }
            let kept = store(&transaction, Shelf::Kept.name())?;
            for name in closed {
                call(&kept, "delete", &[&name])?;
            }
            call(&store(&transaction, KEYS)?, "delete", &[&Which::Vault.name().into()])?;
            committed(&transaction).await
        };
        drop.await.map_err(storage_trouble)?;
        device.ours()?;
        device.set_vault(Vault::Absent);
        Ok(())
    }
}

/// Stores the vault anew. What a newer build made of it is not known here, and stays.
async fn put(device: &Device, record: &JsValue) -> Result<(), Trouble> {
    device.ours()?;
    let transaction = device.database.begin(&[], true).await.map_err(storage_trouble)?;
    // It may have been opened anew only now.
    device.ours()?;
    let put = async {
        call(&store(&transaction, KEYS)?, "put", &[record, &Which::Vault.name().into()])?;
        committed(&transaction).await
    };
    put.await.map_err(storage_trouble)
}

/// What is stored of the vault.
async fn record(device: &Device) -> Result<JsValue, Trouble> {
    let read = async { stored(&device.database.begin(&[], false).await?, Which::Vault).await };
    let record = read.await.map_err(storage_trouble)?;
    if record.is_undefined() { Err(Trouble::StorageUnreadable) } else { Ok(record) }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::tests::at_once;
    use super::*;

    #[test]
    fn an_older_version_changes_no_keys_of_a_newer_one() {
        let newer = || {
            let device = Device::default();
            device.database.make_newer();
            device
        };
        let refused = Err(Trouble::StorageNewer);
        for record in [None, Some(&JsValue::UNDEFINED)] {
            assert_eq!(at_once(newer().rekey("asha", None, record)), refused);
        }
        assert_eq!(at_once(put(&newer(), &JsValue::UNDEFINED)), refused);
        let store = Store { device: Some(Rc::new(newer())), ..Store::memory() };
        assert_eq!(at_once(store.forget_vault()), refused);
        assert_eq!(at_once(store.protect("asha", &Secret("three quiet words".into()))), refused);
    }
}
