//! The vault: a data key that only the person's passphrase unwraps.
//!
//! PBKDF2-HMAC-SHA-256 makes a wrapping key of the passphrase; the two data keys (to encrypt, and to name rows) lie wrapped by
//! AES-256-GCM beside the salt. Unwrapped, they are handles that cannot be exported. Only while a new passphrase is
//! set does an exportable handle exist, after the present one has proved right, and it is dropped at once.

use js_sys::{Date, JsString, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::keys::{Keys, Which, aes, fresh_generation, generate, hmac};
use super::passkey::PASSKEY;
use crate::bridge::{call, get, list, object, random, scope, set, storage_trouble, subtle};

/// The fewest iterations (OWASP Password Storage Cheat Sheet, 2023, for PBKDF2-HMAC-SHA-256).
const LEAST: f64 = 600_000.0;
/// No phone needs more.
const MOST: f64 = 6_000_000.0;
/// What is timed to find out how fast this device is.
const SAMPLE: f64 = 100_000.0;
/// How long an unlock should take, in milliseconds.
const GOAL: f64 = 500.0;

/// What is stored of the vault: salt, iterations, wrapped keys, generation.
pub(super) struct Made {
    /// For the store of keys.
    pub(super) record: JsValue,
    /// The data keys.
    pub(super) keys: Keys,
}

/// Makes data keys and wraps them.
pub(super) async fn make(passphrase: &str) -> Result<Made, Trouble> {
    let make = async {
        let seal = generate(&aes()?, true, &list(&[&"encrypt".into(), &"decrypt".into()])).await?;
        let name = generate(&hmac()?, true, &list(&[&"sign".into()])).await?;
        wrap(passphrase, &seal, &name, &fresh_generation()).await
    };
    let record: JsValue = make.await.map_err(storage_trouble)?;
    // The exportable handles end here: what is used from now on is unwrapped anew.
    let keys = open(&record, passphrase).await?;
    Ok(Made { record, keys })
}

/// The data keys, if the passphrase is right.
///
/// # Errors
/// `WrongPassphrase`.
pub(super) async fn open(record: &JsValue, passphrase: &str) -> Result<Keys, Trouble> {
    let (seal, name) = unwrap(record, passphrase, false).await.map_err(|_| Trouble::WrongPassphrase)?;
    Keys::of(&seal, &name, record, Which::Vault).map_err(storage_trouble)
}

/// The same data keys, wrapped by another passphrase.
///
/// # Errors
/// `WrongPassphrase`: nothing is changed.
pub(super) async fn rewrap(record: &JsValue, old: &str, new: &str) -> Result<JsValue, Trouble> {
    let (seal, name) = exportable(record, old).await?;
    let again = async {
        let again = wrap(new, &seal, &name, &get(record, "generation")?).await?;
        // The passkey wraps the same keys still.
        set(&again, PASSKEY, &get(record, PASSKEY)?)?;
        Ok(again)
    };
    again.await.map_err(storage_trouble)
}

/// The data keys as handles that can be wrapped once more; to be dropped at once.
///
/// # Errors
/// `WrongPassphrase`.
pub(super) async fn exportable(record: &JsValue, passphrase: &str) -> Result<(JsValue, JsValue), Trouble> {
    unwrap(record, passphrase, true).await.map_err(|_| Trouble::WrongPassphrase)
}

async fn wrap(
    passphrase: &str,
    seal: &JsValue,
    name: &JsValue,
    generation: &JsValue,
) -> Result<JsValue, JsValue> {
    let salt = random(16)?;
    let base = import(passphrase).await?;
    let iterations = calibrated(&base, &salt).await?.into();
    let by = derived(&base, &salt, &iterations).await?;
    let record = wrapped(&by, seal, name).await?;
    for (part, value) in [("salt", &salt), ("iterations", &iterations), ("generation", generation)] {
        set(&record, part, value)?;
    }
    Ok(record)
}

/// Both data keys, wrapped by one key.
pub(super) async fn wrapped(by: &JsValue, seal: &JsValue, name: &JsValue) -> Result<JsValue, JsValue> {
    let (seal_iv, name_iv) = (random(12)?, random(12)?);
    let seal = subtle("wrapKey", &[&"raw".into(), seal, by, &gcm(&seal_iv, "seal")?]).await?;
    let name = subtle("wrapKey", &[&"raw".into(), name, by, &gcm(&name_iv, "name")?]).await?;
    object(&[("sealIv", &seal_iv), ("seal", &seal), ("nameIv", &name_iv), ("name", &name)])
}

async fn unwrap(record: &JsValue, passphrase: &str, exportable: bool) -> Result<(JsValue, JsValue), JsValue> {
    let part = |name| get(record, name);
    let base = import(passphrase).await?;
    let by = derived(&base, &part("salt")?, &part("iterations")?).await?;
    unwrapped(&by, record, exportable).await
}

/// What [`wrapped`] wrapped: the key to encrypt by, and the one to name by.
pub(super) async fn unwrapped(
    by: &JsValue,
    record: &JsValue,
    exportable: bool,
) -> Result<(JsValue, JsValue), JsValue> {
    let part = |name| get(record, name);
    let (raw, exportable) = ("raw".into(), exportable.into());
    let (wrapped, how) = (part("seal")?, gcm(&part("sealIv")?, "seal")?);
    let uses = list(&[&"encrypt".into(), &"decrypt".into()]);
    let seal = subtle("unwrapKey", &[&raw, &wrapped, by, &how, &aes()?, &exportable, &uses]).await?;
    let (wrapped, how) = (part("name")?, gcm(&part("nameIv")?, "name")?);
    let uses = list(&[&"sign".into()]);
    let name = subtle("unwrapKey", &[&raw, &wrapped, by, &how, &hmac()?, &exportable, &uses]).await?;
    Ok((seal, name))
}

/// Bound to what it wraps: the two are not to be swapped.
fn gcm(iv: &JsValue, what: &str) -> Result<JsValue, JsValue> {
    let mut bound = String::from("lapwing|vault|");
    bound.push_str(what);
    let bound = Uint8Array::from(bound.as_bytes());
    object(&[("name", &"AES-GCM".into()), ("iv", iv), ("additionalData", &bound)])
}

/// A passphrase typed on another keyboard may be the same letters in other bytes: NFC makes them one.
async fn import(passphrase: &str) -> Result<JsValue, JsValue> {
    let normal = String::from(JsString::from(passphrase).normalize("NFC"));
    let bytes = Uint8Array::from(normal.as_bytes());
    let uses = list(&[&"deriveKey".into(), &"deriveBits".into()]);
    subtle("importKey", &[&"raw".into(), &bytes, &"PBKDF2".into(), &false.into(), &uses]).await
}

fn pbkdf2(salt: &JsValue, iterations: &JsValue) -> Result<JsValue, JsValue> {
    object(&[
        ("name", &"PBKDF2".into()),
        ("hash", &"SHA-256".into()),
        ("salt", salt),
        ("iterations", iterations),
    ])
}

async fn derived(base: &JsValue, salt: &JsValue, iterations: &JsValue) -> Result<JsValue, JsValue> {
    let uses = list(&[&"wrapKey".into(), &"unwrapKey".into()]);
    subtle("deriveKey", &[&pbkdf2(salt, iterations)?, base, &aes()?, &false.into(), &uses]).await
}

/// As many iterations as this device does in about [`GOAL`], and never too few.
async fn calibrated(base: &JsValue, salt: &JsValue) -> Result<f64, JsValue> {
    let performance = get(&scope(), "performance")?;
    let clock = || call(&performance, "now", &[]).ok().and_then(|t| t.as_f64()).unwrap_or_else(Date::now);
    let start = clock();
    subtle("deriveBits", &[&pbkdf2(salt, &SAMPLE.into())?, base, &256.into()]).await?;
    let took = (clock() - start).max(1.0);
    Ok((SAMPLE * GOAL / took).clamp(LEAST, MOST).round())
}
