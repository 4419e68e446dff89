//! Files in parts. Each part is encrypted under a key of its file alone, when it is kept, and is sent as it lies here: only
//! the entry that brings the file, sealed to the gateway, and the person's own copy of it hold that key.
//!
//! A part is named by the file's random id and its number, which say nothing that the ticket does not.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Uint8Array};
use lapwing_core::effect::Place;
use lapwing_core::outbox::{PART, Sealed, parts};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::Store;
use super::database::store;
use super::tidy::LOCK;
use crate::base64::encode_url;
use crate::bridge::{
    call, committed, get, list, object, random, result, scope, storage_trouble, subtle, wait,
};
use crate::lock;

/// The object store.
pub(crate) const PARTS: &str = "parts";
/// The last part is filled up to a multiple of this, so that its length tells little.
const STEP: u32 = 16 * 1024;

thread_local! {
    /// Files that were chosen, until they are kept.
    static HELD: RefCell<Vec<(u32, JsValue)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Holds a file (a `Blob`) until [`Store::keep_file`] takes it, under the number that comes back.
#[must_use]
pub fn hold(file: &JsValue) -> u32 {
    NEXT.set(NEXT.get().wrapping_add(1));
    HELD.with_borrow_mut(|held| held.push((NEXT.get(), file.clone())));
    NEXT.get()
}

fn take(number: u32) -> Option<JsValue> {
    HELD.with_borrow_mut(|held| {
        let at = held.iter().position(|(known, _)| *known == number)?;
        Some(held.remove(at).1)
    })
}

/// The key of a row.
fn name(id: &str, number: u32) -> JsValue {
    let text = number.to_string();
    let zeros = "000".get(text.len().min(3)..).unwrap_or_default();
    [id, "/", zeros, &text].concat().into()
}

impl Store {
    /// Keeps the file that is held under this number, in parts, under this id: all of them, or none.
    ///
    /// # Errors
    /// `Unreadable` where the browser can't read the file, else the storage's trouble.
    pub async fn keep_file(&self, place: Place, id: &str, held: u32) -> Result<Sealed, Trouble> {
        let file = take(held).ok_or(Trouble::Unreadable)?;
        lock::share(LOCK).await;
        let kept = self.encrypted(place, id, &file).await;
        if kept.is_err() {
            // What could not be dropped either is dropped with the next file of this id, or with everything.
            self.drop_file(id).await.ok();
        }
        kept
    }

    async fn encrypted(&self, place: Place, id: &str, file: &JsValue) -> Result<Sealed, Trouble> {
        let unreadable = |_| Trouble::Unreadable;
        let size = get(file, "size").map_err(unreadable)?.as_f64().ok_or(Trouble::Unreadable)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
        let size = size as u64;
        let all = parts(size);
        let (key, raw) = fresh_key().await.map_err(|_| Trouble::StorageClosed)?;
        let mut digests = vec![];
        for number in 0..all {
            let part = async {
                let (from, to) = (f64::from(number * PART), f64::from((number + 1) * PART));
                let slice = call(file, "slice", &[&from.into(), &to.into()])?;
                wait(call(&slice, "arrayBuffer", &[])?).await
            };
            let plain = Uint8Array::new(&part.await.map_err(unreadable)?);
            let sealed = async {
                let hash = subtle("digest", &[&"SHA-256".into(), &plain]).await?;
                digests.extend_from_slice(&Uint8Array::new(&hash).to_vec());
                let padded = Uint8Array::new_with_length(plain.length().next_multiple_of(STEP).max(STEP));
                padded.set(&plain, 0);
                let how = [
                    ("name", &"AES-GCM".into()),
                    ("iv", &nonce(number)),
                    ("additionalData", &bound(id, number, all)),
                ];
                Ok(Uint8Array::new(&subtle("encrypt", &[&object(&how)?, &key, &padded]).await?))
            };
            let sealed = sealed.await.map_err(|_: JsValue| Trouble::StorageClosed)?;
            self.put_part(place, id, number, sealed).await?;
        }
        let whole = async {
            let hash = subtle("digest", &[&"SHA-256".into(), &Uint8Array::from(digests.as_slice())]).await?;
            Ok(Sealed {
                parts: all,
                size,
                key: encode_url(&raw)?,
                digest: encode_url(&Uint8Array::new(&hash).to_vec())?,
            })
        };
        whole.await.map_err(|_: JsValue| Trouble::StorageClosed)
    }

    async fn put_part(&self, place: Place, id: &str, number: u32, sealed: Uint8Array) -> Result<(), Trouble> {
        if place == Place::Page {
            self.page.borrow_mut().parts.push((id.into(), number, sealed));
            return Ok(());
        }
        self.device()?;
        self.ask_parts("put", &[&sealed, &name(id, number)], true).await.map(drop)
    }

    /// One part, encrypted, from the page's memory or the device; `None` where it is not here.
    pub(crate) async fn part(&self, id: &str, number: u32) -> Result<Option<Vec<u8>>, Trouble> {
        let on_page = self.page.borrow().parts.iter().find(|(of, at, _)| of == id && *at == number).cloned();
        if let Some((_, _, sealed)) = on_page {
            return Ok(Some(sealed.to_vec()));
        }
        let found = self.ask_parts("get", &[&name(id, number)], false).await?;
        Ok((!found.is_undefined()).then(|| Uint8Array::new(&found).to_vec()))
    }

    /// Drops the parts of a file, wherever they are.
    pub(crate) async fn drop_file(&self, id: &str) -> Result<(), Trouble> {
        self.page.borrow_mut().parts.retain(|(of, ..)| of != id);
        if self.device.is_none() {
            return Ok(());
        }
        // "0" is the sign after "/".
        let (from, to) = ([id, "/"].concat().into(), [id, "0"].concat().into());
        let range = get(&scope(), "IDBKeyRange").and_then(|range| call(&range, "bound", &[&from, &to]));
        self.ask_parts("delete", &[&range.map_err(storage_trouble)?], true).await.map(drop)
    }

    /// The names of the parts that the device has.
    pub(super) async fn part_names(&self) -> Result<Vec<JsValue>, Trouble> {
        let names = self.ask_parts("getAllKeys", &[], false).await?;
        Ok(if names.is_undefined() { vec![] } else { Array::from(&names).to_vec() })
    }

    /// Does something with the device's parts, where there is a device.
    async fn ask_parts(&self, what: &str, with: &[&JsValue], write: bool) -> Result<JsValue, Trouble> {
        let Some(device) = &self.device else { return Ok(JsValue::UNDEFINED) };
        let ask = async {
            let transaction = device.database.begin_on(&[PARTS], write).await?;
            let asked = call(&store(&transaction, PARTS)?, what, with)?;
            if write { committed(&transaction).await.map(|()| asked) } else { result(&asked).await }
        };
        ask.await.map_err(storage_trouble)
    }
}

/// A key for one file: its handle, and its 32 bytes.
async fn fresh_key() -> Result<(JsValue, Vec<u8>), JsValue> {
    let raw = random(32)?;
    let uses = list(&[&"encrypt".into()]);
    let key = subtle("importKey", &[&"raw".into(), &raw, &"AES-GCM".into(), &false.into(), &uses]).await?;
    Ok((key, Uint8Array::new(&raw).to_vec()))
}

/// The number of the part, 96 bits: each is encrypted once under a key that no other file has.
fn nonce(number: u32) -> JsValue {
    let mut nonce = [0; 12];
    nonce[8..].copy_from_slice(&number.to_be_bytes());
    Uint8Array::from(nonce.as_slice()).into()
}

fn bound(id: &str, number: u32, all: u32) -> JsValue {
    let text = [id, "|", &number.to_string(), "|", &all.to_string()].concat();
    Uint8Array::from(text.as_bytes()).into()
}
