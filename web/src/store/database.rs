//! The one IndexedDB database.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::naming::Shelf;
use super::parts::PARTS;
use crate::bridge::{call, event, get, list, object, result, scope, set};

/// The object store of the device's keys.
pub(crate) const KEYS: &str = "keys";
const NAME: &str = "lapwing";
/// Changes with the object stores only; rows carry a schema of their own.
const VERSION: u32 = 3;

/// Every object store.
pub(crate) fn every() -> impl Iterator<Item = &'static str> {
    Shelf::ALL.into_iter().map(Shelf::name).chain([KEYS, PARTS])
}

/// A connection that is opened again after the browser closed it (iOS does so in the background).
#[derive(Debug, Default)]
pub(crate) struct Database(RefCell<Option<JsValue>>);

impl Database {
    /// Begins a transaction over the keys and these shelves.
    pub(crate) async fn begin(&self, shelves: &[Shelf], write: bool) -> Result<JsValue, JsValue> {
        let mut names = vec![KEYS];
        for shelf in shelves {
            names.push(shelf.name());
        }
        self.begin_on(&names, write).await
    }

    /// Begins a transaction over object stores of these names.
    pub(crate) async fn begin_on(&self, names: &[&str], write: bool) -> Result<JsValue, JsValue> {
        let stores = list(&[]);
        for name in names {
            stores.push(&(*name).into());
        }
        let known = self.0.take();
        if let Some(Ok(begun)) = known.as_ref().map(|open| transaction(open, &stores, write)) {
            self.0.replace(known);
            return Ok(begun);
        }
        let open = open().await?;
        let begun = transaction(&open, &stores, write)?;
        self.0.replace(Some(open));
        Ok(begun)
    }
}

/// A write is `strict`: "saved" is said after it is on disk, not before.
fn transaction(open: &JsValue, stores: &JsValue, write: bool) -> Result<JsValue, JsValue> {
    let options = object(&[("durability", &"strict".into())])?;
    let mode = if write { "readwrite" } else { "readonly" };
    call(open, "transaction", &[stores, &mode.into(), &options])
}

/// An object store within a transaction.
pub(crate) fn store(transaction: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    call(transaction, "objectStore", &[&name.into()])
}

async fn open() -> Result<JsValue, JsValue> {
    let request = call(&get(&scope(), "indexedDB")?, "open", &[&NAME.into(), &VERSION.into()])?;
    let first = event(&request, &["onupgradeneeded", "onsuccess"], &["onerror", "onblocked"]).await?;
    let database = get(&request, "result")?;
    if get(&first, "type")?.as_string().as_deref() == Some("upgradeneeded") {
        let there = get(&database, "objectStoreNames")?;
        for name in every() {
            if !call(&there, "contains", &[&name.into()])?.is_truthy() {
                call(&database, "createObjectStore", &[&name.into()])?;
            }
        }
        result(&request).await?;
    }
    // A later version that wants to change the stores must not wait for this page.
    let close = call(&get(&database, "close")?, "bind", &[&database])?;
    set(&database, "onversionchange", &close)?;
    Ok(database)
}
