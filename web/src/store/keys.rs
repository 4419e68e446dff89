//! The device's keys, and what they do.
//!
//! They cannot be exported, but they lie beside the data: they guard what is kept against who reads the
//! disk, not against who holds this device unlocked.

use js_sys::{Array, ArrayBuffer, Math, Object, Promise, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, IdbTransaction, SubtleCrypto};

use super::database::{Database, KEYS};
use super::naming::{Shelf, account, bound, label};
use super::padding::{pad, unpad};
use crate::bridge::{committed, member, object, result, storage_trouble};
use crate::scope::{random, scope};

const DEVICE: &str = "device";

/// The two keys of this device.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    seal: CryptoKey,
    name: CryptoKey,
    /// Tells these keys from those made after a wipe. Random, not secret.
    generation: f64,
}

impl Keys {
    /// The keys of this device; made if there are none.
    pub(crate) async fn of_device(database: &Database) -> Result<Self, Trouble> {
        Self::find_or_make(database).await.map_err(storage_trouble)
    }

    async fn find_or_make(database: &Database) -> Result<Self, JsValue> {
        let found = stored(&database.begin(&[], false).await?).await?;
        if !found.is_undefined() {
            return Self::read(&found);
        }
        let made = Self::make().await?;
        let transaction = database.begin(&[], true).await?;
        // Another tab may have been quicker.
        let found = stored(&transaction).await?;
        if !found.is_undefined() {
            return Self::read(&found);
        }
        transaction
            .object_store(KEYS)?
            .put_with_key(&made, &DEVICE.into())?;
        committed(&transaction).await?;
        Self::read(&made)
    }

    fn read(stored: &JsValue) -> Result<Self, JsValue> {
        let generation = member(stored, "generation")?
            .as_f64()
            .ok_or(JsValue::NULL)?;
        Ok(Self {
            seal: member(stored, "seal")?.dyn_into()?,
            name: member(stored, "name")?.dyn_into()?,
            generation,
        })
    }

    async fn make() -> Result<Object, JsValue> {
        let aes = object(&[("name", &"AES-GCM".into()), ("length", &256.into())])?;
        let seal = generate(&aes, ["encrypt", "decrypt"].as_slice())?.await?;
        let hmac = object(&[("name", &"HMAC".into()), ("hash", &"SHA-256".into())])?;
        let name = generate(&hmac, ["sign"].as_slice())?.await?;
        object(&[
            ("seal", &seal),
            ("name", &name),
            ("generation", &Math::random().into()),
        ])
    }

    /// Whether these are still the keys of this device, as this transaction sees it.
    pub(crate) async fn hold(&self, transaction: &IdbTransaction) -> Result<bool, JsValue> {
        let stored = stored(transaction).await?;
        Ok(!stored.is_undefined()
            && Self::read(&stored)?.generation.to_bits() == self.generation.to_bits())
    }

    /// The key of the row for `id`.
    pub(crate) async fn row(&self, shelf: Shelf, id: &str) -> Result<Row, JsValue> {
        let label = label(shelf, id);
        let name = subtle()?
            .sign_with_str_and_u8_array("HMAC", &self.name, label.as_bytes())?
            .await?;
        Ok(Row {
            shelf,
            account: account(shelf, id).into(),
            key: bytes(&name),
        })
    }

    /// Encrypts what the row holds at this revision.
    pub(crate) async fn seal(
        &self,
        row: &Row,
        revision: u32,
        plain: &[u8],
    ) -> Result<JsValue, JsValue> {
        let iv = random(12)?;
        let padded = pad(plain).ok_or(JsValue::NULL)?;
        let how = row.how(&iv, revision)?;
        let sealed = subtle()?
            .encrypt_with_object_and_u8_array(&how, &self.seal, &padded)?
            .await?;
        Ok(object(&[("iv", &iv), ("ct", &sealed), ("revision", &revision.into())])?.into())
    }

    /// Opens what [`Keys::seal`] made for the same row.
    pub(crate) async fn open(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, Trouble> {
        let opened = self
            .decrypt(row, stored)
            .await
            .map_err(|_| Trouble::StorageUnreadable)?;
        Ok(unpad(&opened).ok_or(Trouble::StorageUnreadable)?.to_vec())
    }

    async fn decrypt(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, JsValue> {
        let how = row.how(&member(stored, "iv")?.dyn_into()?, revision(stored)?)?;
        let sealed: ArrayBuffer = member(stored, "ct")?.dyn_into()?;
        let opened = subtle()?
            .decrypt_with_object_and_buffer_source(&how, &self.seal, &sealed)?
            .await?;
        Ok(bytes(&opened).to_vec())
    }
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
        Self {
            shelf,
            account: String::new(),
            key: bytes(key),
        }
    }

    fn how(&self, iv: &Uint8Array, revision: u32) -> Result<Object, JsValue> {
        let bound = bound(&self.account, self.shelf, &self.key.to_vec(), revision);
        let bound = Uint8Array::from(bound.as_bytes());
        object(&[
            ("name", &"AES-GCM".into()),
            ("iv", iv),
            ("additionalData", &bound),
        ])
    }
}

/// The revision of a stored row; zero where there is none.
pub(crate) fn revision(stored: &JsValue) -> Result<u32, JsValue> {
    if stored.is_undefined() {
        return Ok(0);
    }
    let number = member(stored, "revision")?.as_f64().ok_or(JsValue::NULL)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "written as a u32"
    )]
    Ok(number as u32)
}

async fn stored(transaction: &IdbTransaction) -> Result<JsValue, JsValue> {
    result(&transaction.object_store(KEYS)?.get(&DEVICE.into())?).await
}

fn generate(how: &Object, uses: &[&str]) -> Result<Promise, JsValue> {
    let uses: Array = uses.iter().map(|u| JsValue::from_str(u)).collect();
    subtle()?.generate_key_with_object(how, false, &uses)
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    Ok(scope().crypto()?.subtle())
}

fn bytes(buffer: &JsValue) -> Uint8Array {
    Uint8Array::new(buffer)
}
