//! What the service worker does in Rust: it delivers what waits, while no page is open.
//!
//! `public/sw.js` makes an instance at the first event that needs one, and drops it after a panic.

use lapwing_web::flush::{self, Asked, Left};
use lapwing_web::store::Store;
use wasm_bindgen::prelude::wasm_bindgen;

/// Delivers the outbox. `false` if something waits for another try.
#[wasm_bindgen]
pub async fn deliver() -> bool {
    let Ok(store) = Store::open().await else {
        return false;
    };
    flush::flush(&store, Asked::Worker, &|_, _| ()).await == Ok(Left::Nothing)
}

/// Delivers anonymous feedback. `false` if something waits for another try.
#[wasm_bindgen]
pub async fn deliver_feedback() -> bool {
    let Ok(store) = Store::open().await else {
        return false;
    };
    flush::feedback(&store, &|_, _| {}).await == Ok(Left::Nothing)
}
