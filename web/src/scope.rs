//! The global scope: a window in the page, a service worker's scope in the worker.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WorkerGlobalScope;

/// The present scope. A window has the members that are used here under the same names, so one type
/// serves both.
pub(crate) fn scope() -> WorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Fresh random bytes from the browser's cryptographic generator.
pub(crate) fn random(length: u32) -> Result<Uint8Array, JsValue> {
    let bytes = Uint8Array::new_with_length(length);
    scope()
        .crypto()?
        .get_random_values_with_array_buffer_view(&bytes)?;
    Ok(bytes)
}
