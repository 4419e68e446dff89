//! What this tab remembers until it is closed: that the device is not the person's own, and that the app was left; and this
//! browser, that something is kept or is being dropped. Nothing else.

use std::cell::Cell;

use lapwing_core::session::{Device, Kept, Stage, State, Why};
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
    BESIDE.set(matches!(session.stage, Stage::Out { why: Why::Other, .. }));
    let Some(storage) = storage() else { return };
    let done = match (&session.stage, session.device) {
        (Stage::In(..), Device::NotMine) => storage.set_item(NAME, NOT_MINE),
        (Stage::Out { .. }, _) => storage.remove_item(NAME),
        _ => return,
    };
    drop(done);
}

thread_local! {
    /// Somebody else signed in beside this page.
    static BESIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether somebody else signed in beside this page: their sign-out takes nothing from whose page this is.
pub fn is_beside() -> bool {
    BESIDE.get()
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
    /// So many things go with this page: the browser asks before it is closed.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Has the browser ask before this page is closed or loaded again while so many things are in its memory and nowhere else:
/// only then, as a page that asks is not kept for "back" by every browser.
pub fn hold(count: usize) {
    let on = count > 0;
    if (HELD.replace(count) > 0) == on {
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

/// How much goes with this page.
pub fn held() -> usize {
    HELD.get()
}

/// That something is kept on this device: no more than that. It lies apart from what is kept, so that it is noticed when the
/// browser clears that.
const KEPT: &str = "lapwing-kept";

/// That what is kept on this device is being dropped.
const WIPING: &str = "lapwing-wiping";

fn lasting() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// Remembers that what is kept is being dropped, or that it is over: a page that is closed meanwhile leaves it half done.
pub fn wiping(begun: bool) {
    let Some(storage) = lasting() else { return };
    let done = if begun { storage.set_item(WIPING, "1") } else { storage.remove_item(WIPING) };
    // The browser has no part in it.
    drop(done.and_then(|()| storage.remove_item(KEPT)));
}

/// Whether it was begun and is not over.
pub fn is_wiping() -> bool {
    lasting().is_some_and(|storage| storage.get_item(WIPING).ok().flatten().is_some())
}

/// Whether something was kept here that is not there now; once. To be asked at each change of whose things are kept: the
/// first answer after a start tells whether the browser cleared it.
pub fn is_gone(session: &State) -> bool {
    let Some(storage) = lasting() else { return false };
    match &session.kept {
        Kept::Unread => false,
        Kept::Somebody(_) => {
            storage.set_item(KEPT, "1").ok();
            false
        }
        Kept::Nobody => {
            let was = storage.get_item(KEPT).ok().flatten().is_some();
            storage.remove_item(KEPT).ok();
            was
        }
    }
}
