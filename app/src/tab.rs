//! What this tab remembers until it is closed: that the device is not the person's own, and that the app was left. Nothing
//! else.

use lapwing_core::session::{Device, Stage, State};
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
