//! The device's keys, and what they do.
//!
//! They cannot be exported, but they lie beside the data: they guard what is kept against who reads the
//! disk, not against who holds this device unlocked.

use js_sys::{Array, Math, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::database::{Database, KEYS, store};
use super::naming::{Shelf, account, bound, label};
use super::padding::{pad, unpad};
use crate::bridge::{call, committed, get, list, object, random, result, scope, storage_trouble, wait};

const DEVICE: &str = "device";

/// The two keys of this device: handles that cannot be exported.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    seal: JsValue,
    name: JsValue,
    /// Tells these keys from those made after a wipe. Random, not secret.
    generation: Option<f64>,
}

impl Keys {
    /// The keys of this device; made if there are none.
    pub(crate) async fn of_device(database: &Database) -> Result<Self, Trouble> {
        Self::find_or_make(database).await.map_err(storage_trouble)
    }

    async fn find_or_make(database: &Database) -> Result<Self, JsValue> {
        let mut found = stored(&database.begin(&[], false).await?).await?;
        if found.is_undefined() {
            let made = make_keys().await?;
            let transaction = database.begin(&[], true).await?;
            // Another tab may have been quicker.
            found = stored(&transaction).await?;
            if found.is_undefined() {
                call(&store(&transaction, KEYS)?, "put", &[&made, &DEVICE.into()])?;
                committed(&transaction).await?;
                found = made;
            }
        }
        Ok(Self { seal: get(&found, "seal")?, name: get(&found, "name")?, generation: generation(&found)? })
    }

    /// Whether these are still the keys of this device, as this transaction sees it.
    pub(crate) async fn hold(&self, transaction: &JsValue) -> Result<bool, JsValue> {
        let stored = stored(transaction).await?;
        Ok(!stored.is_undefined() && generation(&stored)? == self.generation)
    }

    /// The key of the row for `id`.
    pub(crate) async fn row(&self, shelf: Shelf, id: &str) -> Result<Row, JsValue> {
        let label = Uint8Array::from(label(shelf, id).as_bytes());
        let name = wait(subtle("sign", &[&"HMAC".into(), &self.name, &label])?).await?;
        Ok(Row { shelf, account: account(shelf, id).into(), key: Uint8Array::new(&name) })
    }

    /// Encrypts what the row holds at this revision.
    pub(crate) async fn seal(&self, row: &Row, revision: u32, plain: &[u8]) -> Result<JsValue, JsValue> {
        let iv = random(12)?;
        let padded = Uint8Array::from(pad(plain).ok_or(JsValue::NULL)?.as_slice());
        let sealed = wait(subtle("encrypt", &[&row.how(&iv, revision)?, &self.seal, &padded])?).await?;
        object(&[("iv", &iv), ("ct", &sealed), ("revision", &revision.into())])
    }

    /// Opens what [`Keys::seal`] made for the same row.
    pub(crate) async fn open(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, Trouble> {
        let opened = self.decrypt(row, stored).await.map_err(|_| Trouble::StorageUnreadable)?;
        Ok(unpad(&opened).ok_or(Trouble::StorageUnreadable)?.to_vec())
    }

    async fn decrypt(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, JsValue> {
        let how = row.how(&get(stored, "iv")?, revision(stored)?)?;
        let opened = wait(subtle("decrypt", &[&how, &self.seal, &get(stored, "ct")?])?).await?;
        Ok(Uint8Array::new(&opened).to_vec())
    }
}

async fn make_keys() -> Result<JsValue, JsValue> {
    let aes = object(&[("name", &"AES-GCM".into()), ("length", &256.into())])?;
    let seal = generate(&aes, &list(&[&"encrypt".into(), &"decrypt".into()])).await?;
    let hmac = object(&[("name", &"HMAC".into()), ("hash", &"SHA-256".into())])?;
    let name = generate(&hmac, &list(&[&"sign".into()])).await?;
    object(&[("seal", &seal), ("name", &name), ("generation", &Math::random().into())])
}

async fn generate(how: &JsValue, uses: &Array) -> Result<JsValue, JsValue> {
    wait(subtle("generateKey", &[how, &false.into(), uses])?).await
}

fn generation(stored: &JsValue) -> Result<Option<f64>, JsValue> {
    Ok(get(stored, "generation")?.as_f64())
}

fn subtle(method: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    call(&get(&get(&scope(), "crypto")?, "subtle")?, method, with)
}

async fn stored(transaction: &JsValue) -> Result<JsValue, JsValue> {
    result(&call(&store(transaction, KEYS)?, "get", &[&DEVICE.into()])?).await
}

/// Where a row lies.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) shelf: Shelf,
    account: String,
    pub(crate) key: Uint8Array,
}

impl Row {
    /// A row of a shelf whose rows belong to the device itself.
    pub(crate) fn listed(shelf: Shelf, key: &JsValue) -> Self {
        Self { shelf, account: String::new(), key: Uint8Array::new(key) }
    }

    fn how(&self, iv: &JsValue, revision: u32) -> Result<JsValue, JsValue> {
        let bound = bound(&self.account, self.shelf, &self.key.to_vec(), revision);
        let bound = Uint8Array::from(bound.as_bytes());
        object(&[("name", &"AES-GCM".into()), ("iv", iv), ("additionalData", &bound)])
    }
}

/// The revision of a stored row; zero where there is none.
pub(crate) fn revision(stored: &JsValue) -> Result<u32, JsValue> {
    if stored.is_undefined() {
        return Ok(0);
    }
    let number = get(stored, "revision")?.as_f64().ok_or(JsValue::NULL)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "written as a u32")]
    Ok(number as u32)
}
