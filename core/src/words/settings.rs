//! Settings.

use crate::record::Hold;

/// Heading over what waits.
pub const WAITS: &str = "What waits until I’m ready";
/// What that is.
pub const WAITS_HINT: &str = "What is on here is in your lists, but folded until you open it. You can change this at any time. It counts for this device.";
/// One kind of what waits.
#[must_use]
pub fn waits(hold: Hold) -> &'static str {
    match hold {
        Hold::Marked => "What my team marked as sensitive",
        Hold::Rights => "The Mental Health Act",
        Hold::Risk => "Risk, in my team’s words",
        Hold::NewResult => "New results",
    }
}
/// Title.
pub const SETTINGS: &str = "Settings";
/// Heading.
pub const LOOK: &str = "Colours";
/// Follows the device.
pub const LOOK_DEVICE: &str = "Same as this device";
/// Light.
pub const LOOK_LIGHT: &str = "Light";
/// Dark.
pub const LOOK_DARK: &str = "Dark";
/// Heading.
pub const DEVICE: &str = "This device";
/// Own device.
pub const DEVICE_OWN: &str = "You said that this is your own device. Your record is kept here.";
/// Not one's own device.
pub const DEVICE_NOT_MINE: &str = "You said that this is not your own device. Nothing of yours is kept here.";
/// The browser's promise.
pub const PERSISTED: &str = "Your browser promised not to clear it by itself.";
/// No promise.
pub const NOT_PERSISTED: &str =
    "Your browser may clear it when it needs room. What you send is safe with your team.";
/// Who is signed in.
#[must_use]
pub fn signed_in_as(name: &str) -> String {
    ["You are signed in as ", name, "."].concat()
}
/// Signs out.
pub const SIGN_OUT: &str = "Sign out";
/// What it does.
pub const SIGN_OUT_HINT: &str = "This removes everything of yours from this device.";
/// Heading.
pub const ABOUT: &str = "About this app";
/// What it is for.
pub const ABOUT_TEXT: &str = "Lapwing shows your record and sends what you write to your team. It does not watch over you, and nobody reads it all the time. It is not for emergencies.";
