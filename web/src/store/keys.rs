//! The keys that rows are encrypted and named by, and what they do.
//!
//! Those of the device cannot be exported, but they lie beside the data: they guard what is kept against who reads the
//! disk, not against who holds this device unlocked. Those of the vault lie wrapped by the person's passphrase.

use js_sys::{Array, Math, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::database::{Database, KEYS, store};
use super::naming::{Shelf, account, bound, label};
use super::padding::{pad, unpad};
use crate::bridge::{call, committed, get, list, object, random, result, storage_trouble, subtle};

/// Whose keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// This device's.
    Device,
    /// The person's own, behind their passphrase.
    Vault,
}

impl Which {
    /// Under which they lie in the store of keys.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Vault => "vault",
        }
    }
}

/// Two keys: handles that cannot be exported.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    seal: JsValue,
    name: JsValue,
    /// Tells these keys from those made after a wipe. Random, not secret.
    pub(crate) generation: Option<f64>,
    which: Which,
}

impl Keys {
    /// The keys of this device; made if there are none, where they may be.
    pub(crate) async fn of_device(database: &Database, may_make: bool) -> Result<Self, Trouble> {
        Self::find_or_make(database, may_make).await.map_err(storage_trouble)
    }

    async fn find_or_make(database: &Database, may_make: bool) -> Result<Self, JsValue> {
        let mut found = stored(&database.begin(&[], false).await?, Which::Device).await?;
        if found.is_undefined() && !may_make {
            return Err(JsValue::NULL);
        }
        if found.is_undefined() {
            let made = make_keys().await?;
            let transaction = database.begin(&[], true).await?;
            // Another tab may have been quicker.
            found = stored(&transaction, Which::Device).await?;
            if found.is_undefined() {
                call(&store(&transaction, KEYS)?, "put", &[&made, &Which::Device.name().into()])?;
                committed(&transaction).await?;
                found = made;
            }
        }
        Self::of(&get(&found, "seal")?, &get(&found, "name")?, &found, Which::Device)
    }

    /// These handles, of the generation of a record.
    pub(crate) fn of(
        seal: &JsValue,
        name: &JsValue,
        record: &JsValue,
        which: Which,
    ) -> Result<Self, JsValue> {
        Ok(Self { seal: seal.clone(), name: name.clone(), generation: generation(record)?, which })
    }

    /// Another key to encrypt by, the same to name by.
    pub(crate) async fn renewed(&self) -> Result<Self, JsValue> {
        let seal = generate(&aes()?, false, &list(&[&"encrypt".into(), &"decrypt".into()])).await?;
        Ok(Self { seal, generation: fresh_generation().as_f64(), ..self.clone() })
    }

    /// As it lies in the store of keys; of the device only, as those of the vault lie there wrapped.
    pub(crate) fn record(&self) -> Result<JsValue, JsValue> {
        let generation = self.generation.map_or(JsValue::UNDEFINED, JsValue::from);
        object(&[("seal", &self.seal), ("name", &self.name), ("generation", &generation)])
    }

    /// Whether these are still the keys for such rows, as this transaction sees it: the device's keep nothing
    /// personal where there is a vault.
    pub(crate) async fn hold(&self, transaction: &JsValue, personal: bool) -> Result<bool, JsValue> {
        let mine = stored(transaction, self.which).await?;
        if mine.is_undefined() || generation(&mine)? != self.generation {
            return Ok(false);
        }
        let alone = self.which == Which::Vault || !personal;
        Ok(alone || stored(transaction, Which::Vault).await?.is_undefined())
    }

    /// The key of the row for `id`.
    pub(crate) async fn row(&self, shelf: Shelf, id: &str) -> Result<Row, JsValue> {
        let label = Uint8Array::from(label(shelf, id).as_bytes());
        let name = subtle("sign", &[&"HMAC".into(), &self.name, &label]).await?;
        Ok(Row { shelf, account: account(shelf, id).into(), key: Uint8Array::new(&name) })
    }

    /// Encrypts what the row holds at this revision.
    pub(crate) async fn seal(&self, row: &Row, revision: u32, plain: &[u8]) -> Result<JsValue, JsValue> {
        let iv = random(12)?;
        let padded = Uint8Array::from(pad(plain).ok_or(JsValue::NULL)?.as_slice());
        let sealed = subtle("encrypt", &[&row.how(&iv, revision)?, &self.seal, &padded]).await?;
        object(&[("iv", &iv), ("ct", &sealed), ("revision", &revision.into())])
    }

    /// Opens what [`Keys::seal`] made for the same row.
    pub(crate) async fn open(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, Trouble> {
        let opened = self.decrypt(row, stored).await.map_err(|_| Trouble::StorageUnreadable)?;
        Ok(unpad(&opened).ok_or(Trouble::StorageUnreadable)?.to_vec())
    }

    async fn decrypt(&self, row: &Row, stored: &JsValue) -> Result<Vec<u8>, JsValue> {
        let how = row.how(&get(stored, "iv")?, revision(stored)?)?;
        let opened = subtle("decrypt", &[&how, &self.seal, &get(stored, "ct")?]).await?;
        Ok(Uint8Array::new(&opened).to_vec())
    }
}

async fn make_keys() -> Result<JsValue, JsValue> {
    let seal = generate(&aes()?, false, &list(&[&"encrypt".into(), &"decrypt".into()])).await?;
    let name = generate(&hmac()?, false, &list(&[&"sign".into()])).await?;
    object(&[("seal", &seal), ("name", &name), ("generation", &fresh_generation())])
}

/// What rows are encrypted by.
pub(super) fn aes() -> Result<JsValue, JsValue> {
    object(&[("name", &"AES-GCM".into()), ("length", &256.into())])
}

/// What rows are named by.
pub(super) fn hmac() -> Result<JsValue, JsValue> {
    object(&[("name", &"HMAC".into()), ("hash", &"SHA-256".into())])
}

/// Random, not secret.
pub(super) fn fresh_generation() -> JsValue {
    Math::random().into()
}

pub(super) async fn generate(how: &JsValue, exportable: bool, uses: &Array) -> Result<JsValue, JsValue> {
    subtle("generateKey", &[how, &exportable.into(), uses]).await
}

fn generation(stored: &JsValue) -> Result<Option<f64>, JsValue> {
    Ok(get(stored, "generation")?.as_f64())
}

/// What lies in the store of keys.
pub(super) async fn stored(transaction: &JsValue, which: Which) -> Result<JsValue, JsValue> {
    result(&call(&store(transaction, KEYS)?, "get", &[&which.name().into()])?).await
}

/// Where a row lies.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) shelf: Shelf,
    account: String,
    pub(crate) key: Uint8Array,
}

impl Row {
    /// A row that was listed; an empty account is the device itself.
    pub(crate) fn listed(shelf: Shelf, account: &str, key: &JsValue) -> Self {
        Self { shelf, account: account.into(), key: Uint8Array::new(key) }
    }

    /// It belongs to somebody: in the vault, where there is one.
    pub(crate) fn is_personal(&self) -> bool {
        !self.account.is_empty()
    }

    fn how(&self, iv: &JsValue, revision: u32) -> Result<JsValue, JsValue> {
        let bound = bound(&self.account, self.shelf, &self.key.to_vec(), revision);
        let bound = Uint8Array::from(bound.as_bytes());
        object(&[("name", &"AES-GCM".into()), ("iv", iv), ("additionalData", &bound)])
    }
}

/// The revision of a stored row; zero where there is none. One that is spoilt has none that a row ever had: the row does not
/// open, is told like any other that does not, and what is kept in its place has a later one.
pub(crate) fn revision(stored: &JsValue) -> Result<u32, JsValue> {
    if stored.is_undefined() {
        return Ok(0);
    }
    let number = get(stored, "revision")?.as_f64().filter(|number| (1.0..SPOILT.into()).contains(number));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "written as a u32")]
    Ok(number.map_or(SPOILT, |number| number as u32))
}

/// No row is kept so often.
const SPOILT: u32 = 1 << 30;

#[cfg(test)]
impl Keys {
    /// Handles of nothing: outside a browser there are no others.
    pub(super) fn none(generation: f64) -> Self {
        let (seal, name) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
        Self { seal, name, generation: Some(generation), which: Which::Vault }
    }
}

#[cfg(test)]
impl Row {
    /// A row that lies nowhere.
    pub(super) fn nowhere() -> Self {
        let key = wasm_bindgen::JsCast::unchecked_into(JsValue::UNDEFINED);
        Self { shelf: Shelf::Kept, account: "asha".into(), key }
    }
}
