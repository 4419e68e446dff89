//! The one IndexedDB database.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest, IdbTransaction};

use super::naming::Shelf;
use crate::bridge::{member, object, result};
use crate::scope::scope;

/// The object store of the device's keys.
pub(crate) const KEYS: &str = "keys";
const NAME: &str = "lapwing";
/// Changes with the object stores only; rows carry a schema of their own.
const VERSION: u32 = 1;

#[wasm_bindgen]
extern "C" {
    /// `web_sys` has `transaction` with options behind an unstable flag only.
    type Transactions;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Transactions,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// A connection that is opened again after the browser closed it (iOS does so in the background).
#[derive(Debug, Default)]
pub(crate) struct Database(RefCell<Option<IdbDatabase>>);

impl Database {
    /// Begins a transaction over the keys and, if named, a shelf or all of them.
    pub(crate) async fn begin(
        &self,
        shelves: &[Shelf],
        write: bool,
    ) -> Result<IdbTransaction, JsValue> {
        let stores: Array = std::iter::once(KEYS)
            .chain(shelves.iter().map(|s| s.name()))
            .map(JsValue::from_str)
            .collect();
        if let Some(open) = self.0.take()
            && let Ok(begun) = transaction(&open, &stores, write)
        {
            self.0.replace(Some(open));
            return Ok(begun);
        }
        let open = open().await?;
        let begun = transaction(&open, &stores, write)?;
        self.0.replace(Some(open));
        Ok(begun)
    }
}

/// A write is `strict`: "saved" is said after it is on disk, not before.
fn transaction(open: &IdbDatabase, stores: &Array, write: bool) -> Result<IdbTransaction, JsValue> {
    let options = object(&[("durability", &"strict".into())])?;
    let mode = if write { "readwrite" } else { "readonly" };
    open.unchecked_ref::<Transactions>()
        .transaction(stores, mode, &options)
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = scope().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let database: IdbDatabase = match first(&request).await?.type_().as_str() {
        "upgradeneeded" => {
            let database: IdbDatabase = request.result()?.unchecked_into();
            database.create_object_store(KEYS)?;
            for shelf in Shelf::ALL {
                database.create_object_store(shelf.name())?;
            }
            result(&request).await?;
            database
        }
        _ => request.result()?.unchecked_into(),
    };
    // A later version that wants to change the stores must not wait for this page.
    let close = member(&database, "close")?.unchecked_into::<Function>();
    database.set_onversionchange(Some(&close.bind0(&database)));
    Ok(database)
}

/// The first thing that happens to an opening request.
async fn first(request: &IdbOpenDbRequest) -> Result<Event, JsValue> {
    let event = Promise::new(&mut |yes, no| {
        request.set_onupgradeneeded(Some(&yes));
        request.set_onsuccess(Some(&yes));
        request.set_onerror(Some(&no));
        request.set_onblocked(Some(&no));
    });
    Ok(event.await?.unchecked_into())
}
