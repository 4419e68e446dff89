//! Letters that are PDFs: pdf.js shows them, and boot.js brings it with the first one.

use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use crate::bridge::{call, object, scope, wait};

/// A letter that is shown, until it is closed.
#[derive(Debug)]
pub struct Shown(JsValue);

/// Shows it inside an element, with these words (their names are known to pdf.js of ours). What is wrong with the letter
/// itself is said there.
///
/// # Errors
/// `Offline` when what shows it could not be fetched, or is not what was built.
pub async fn show(host: &JsValue, bytes: &[u8], words: &[(&str, &str)]) -> Result<Shown, Trouble> {
    let given = || {
        let words: Vec<(&str, JsValue)> =
            words.iter().map(|(name, words)| (*name, (*words).into())).collect();
        let words: Vec<(&str, &JsValue)> = words.iter().map(|(name, words)| (*name, words)).collect();
        call(&scope(), "lapwingPdf", &[host, &js_sys::Uint8Array::from(bytes).into(), &object(&words)?])
    };
    let shown = async { wait(given()?).await };
    shown.await.map(Shown).map_err(|_| Trouble::Offline)
}

/// Has what shows letters kept, in its own time: `boot.js` and the service worker see to it.
pub fn keep() {
    // What did not come now comes with the first letter that is opened.
    call(&scope(), "lapwingPdfKept", &[]).ok();
}

impl Shown {
    /// Nothing of it stays: no page, no worker, no bytes.
    pub fn close(&self) {
        // One that can't be closed has nothing left to close.
        call(&self.0, "close", &[]).ok();
    }
}
