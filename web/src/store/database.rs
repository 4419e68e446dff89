//! The one IndexedDB database.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

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
pub(crate) struct Database {
    open: RefCell<Option<JsValue>>,
    /// A newer build made it what it is: what waits is sent from it, and nothing else is changed or believed.
    newer: Cell<bool>,
}

impl Database {
    /// Begins a transaction over the keys and these shelves.
    pub(crate) async fn begin(&self, shelves: &[Shelf], write: bool) -> Result<JsValue, JsValue> {
        let mut names = vec![KEYS];
        for shelf in shelves {
            names.push(shelf.name());
        }
        self.begin_on(&names, write).await
    }

    /// A newer build makes it something else.
    #[cfg(test)]
    pub(super) fn make_newer(&self) {
        self.newer.set(true);
    }

    /// Whether a newer build made it what it is.
    pub(crate) fn is_newer(&self) -> bool {
        self.newer.get()
    }

    /// Begins a transaction over object stores of these names.
    pub(crate) async fn begin_on(&self, names: &[&str], write: bool) -> Result<JsValue, JsValue> {
        let stores = list(&[]);
        for name in names {
            stores.push(&(*name).into());
        }
        let known = self.open.take();
        if let Some(Ok(begun)) = known.as_ref().map(|open| transaction(open, &stores, write)) {
            self.open.replace(known);
            return Ok(begun);
        }
        let open = self.opened().await?;
        let begun = transaction(&open, &stores, write)?;
        self.open.replace(Some(open));
        Ok(begun)
    }

    async fn opened(&self) -> Result<JsValue, JsValue> {
        match open(Some(VERSION)).await {
            Err(error) if get(&error, "name")? == "VersionError" => {
                self.newer.set(true);
                open(None).await
            }
            opened => opened,
        }
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

/// Opens it at this version, or as it is.
async fn open(version: Option<u32>) -> Result<JsValue, JsValue> {
    let (factory, name) = (get(&scope(), "indexedDB")?, JsValue::from(NAME));
    let request = match version {
        Some(version) => call(&factory, "open", &[&name, &version.into()])?,
        None => call(&factory, "open", &[&name])?,
    };
    match event(&request, &["onupgradeneeded", "onsuccess"], &["onerror", "onblocked"]).await {
        Ok(first) => finish(request, first).await,
        Err(told) if kind(&told)? == "blocked" => {
            // It goes on once the other page is closed, and must not be left without its stores then.
            spawn_local(async move {
                if let Ok(first) = event(&request, &["onupgradeneeded", "onsuccess"], &["onerror"]).await {
                    finish(request, first).await.ok();
                }
            });
            Err(told)
        }
        Err(_) => Err(get(&request, "error")?),
    }
}

fn kind(event: &JsValue) -> Result<JsValue, JsValue> {
    get(event, "type")
}

async fn finish(request: JsValue, first: JsValue) -> Result<JsValue, JsValue> {
    let database = get(&request, "result")?;
    if kind(&first)? == "upgradeneeded" {
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
