//! What this device delivers by, and to what entries are sealed.

use lapwing_core::effect::{Enrolment, Place};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::Store;
use super::database::{KEYS, store};
use super::naming::Shelf;
use crate::bridge::{call, committed, result, storage_trouble};
use crate::deposit::{self, Credential};

/// Where its key lies in the store of keys.
const NAME: &str = "deposit";
/// The row of the device with the rest of it.
const ROW: &str = "/deposit";

impl Store {
    /// Takes note of the gateway's key and, with a live session, of a credential to deliver by.
    ///
    /// # Errors
    /// Why there is none: what waits is held until the next sign-in.
    pub async fn enrol(&self, enrolment: &Enrolment) -> Result<(), Trouble> {
        self.seal.replace(enrolment.seal.clone());
        if enrolment.csrf.is_none() || enrolment.seal.is_none() {
            return Ok(());
        }
        let known = self.credential(enrolment.place).await?;
        if known.is_some_and(|known| known.account == enrolment.account && !known.is_old()) {
            return Ok(());
        }
        let credential = deposit::enrol(enrolment).await?;
        if enrolment.place == Place::Page {
            self.page.borrow_mut().credential = Some(credential);
            return Ok(());
        }
        self.put_credential(Some(&credential)).await
    }

    /// What is delivered by from there.
    pub(crate) async fn credential(&self, place: Place) -> Result<Option<Credential>, Trouble> {
        if place == Place::Page {
            return Ok(self.page.borrow().credential.clone());
        }
        let Some(device) = &self.device else { return Ok(None) };
        let Some(row) = device.load_own(ROW).await? else { return Ok(None) };
        let read = async {
            let transaction = device.database.begin(&[], false).await?;
            result(&call(&store(&transaction, KEYS)?, "get", &[&NAME.into()])?).await
        };
        let key: JsValue = read.await.map_err(storage_trouble)?;
        let text = String::from_utf8(row).ok().filter(|_| key.is_object());
        Ok(text.and_then(|text| Credential::read(&text, key)))
    }

    /// The gateway does not know it any more: the next sign-in brings another.
    pub(crate) async fn drop_credential(&self, place: Place) -> Result<(), Trouble> {
        if place == Place::Page {
            self.page.borrow_mut().credential = None;
            return Ok(());
        }
        self.put_credential(None).await
    }

    async fn put_credential(&self, credential: Option<&Credential>) -> Result<(), Trouble> {
        let device = self.device()?;
        let Some(credential) = credential else { return device.save_own(ROW, None).await };
        // Were the page to end in between, the old name goes with the new key, is refused, and another is made.
        let put = async {
            let transaction = device.database.begin(&[Shelf::Outbox], true).await?;
            let keys = store(&transaction, KEYS)?;
            call(&keys, "put", &[&credential.key, &NAME.into()])?;
            committed(&transaction).await
        };
        put.await.map_err(storage_trouble)?;
        device.save_own(ROW, Some(credential.write().as_bytes())).await
    }
}
