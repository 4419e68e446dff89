//! What this tab remembers until it is closed: that the device is not the person's own, and that the app was left. Nothing
//! else.

use std::cell::Cell;

use lapwing_core::session::{Device, Stage, State};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

const NAME: &str = "lapwing-device";
const NOT_MINE: &str = "not-mine";
const LEFT: &str = "lapwing-left";

/// A tab without storage asks again after each load.
fn storage() -> Option<Storage> {
    gloo::utils::window().session_storage().ok().flatten()
}

/// Remembers the answer to the device question, and drops it at sign-out.
pub fn remember(session: &State) {
    let Some(storage) = storage() else { return };
    let done = match (&session.stage, session.device) {
        (Stage::In(..), Device::NotMine) => storage.set_item(NAME, NOT_MINE),
        (Stage::Out { .. }, _) => storage.remove_item(NAME),
        _ => return,
    };
    drop(done);
}

/// The app was left in this tab: whoever goes back from the neutral page comes to the neutral page again (`boot.js`), until
/// the app is opened anew.
pub fn left() {
    storage().and_then(|storage| storage.set_item(LEFT, "1").ok());
}

/// Whether the question that is asked was answered before in this tab.
pub fn answered(session: &State) -> bool {
    matches!(session.stage, Stage::Asking(_))
        && session.device == Device::Unknown
        && storage().and_then(|kept| kept.get_item(NAME).ok().flatten()).is_some()
}

thread_local! {
    /// The browser asks before the page is closed.
    static HELD: Cell<bool> = const { Cell::new(false) };
}

/// Has the browser ask before this page is closed or loaded again, or not: something is in its memory and nowhere else. Only
/// then, as a page that asks is not kept for "back" by every browser.
pub fn hold(on: bool) {
    if HELD.replace(on) == on {
        return;
    }
    let ask = |event: web_sys::Event| {
        event.prevent_default();
        // Older browsers ask only so.
        js_sys::Reflect::set(&event, &"returnValue".into(), &JsValue::TRUE).ok();
    };
    let ask = on.then(|| Closure::<dyn FnMut(web_sys::Event)>::new(ask).into_js_value());
    gloo::utils::window().set_onbeforeunload(ask.as_ref().map(JsCast::unchecked_ref));
}
