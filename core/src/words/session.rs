//! Signing in, and whose device it is.

/// Title.
pub const SIGN_IN: &str = "Sign in";
/// What the app is, for the first visit.
pub const WELCOME: &str = "Your record, check-ins, plan and team, in one calm place.";
/// Over the demo people.
pub const CHOOSE: &str = "Choose somebody to try it as";
/// What the demo people are.
pub const CHOOSE_HINT: &str = "These people are made up. Nothing here is about a real person.";
/// Over the people of records that were imported.
pub const IMPORTED: &str = "From imported records";
/// Opens the list of them where it is long.
#[must_use]
pub fn imported(count: usize) -> String {
    format!("{count} people from imported records")
}
/// After a time away.
pub const AWAY: &str = "You were away for a while, so we locked the app. What you wrote is kept.";
/// After signing out.
pub const SIGNED_OUT: &str = "You are signed out. Nothing of yours is left on this device.";
/// While signing in.
pub const SIGNING_IN: &str = "Signing you in";
/// No demo people came, and no other way in.
pub const NOBODY: &str = "Nobody can sign in here yet. Please tell the people who run this service.";
/// Opens what is kept.
#[must_use]
pub fn open_kept(name: &str) -> String {
    ["Read what is kept here for ", name].concat()
}
/// What that means.
pub const OPEN_KEPT_HINT: &str =
    "You can read it and write without signing in. What you write is sent after you sign in.";
/// Title of the device question.
pub const DEVICE: &str = "Is this your own device?";
/// Why it is asked.
pub const DEVICE_WHY: &str =
    "On your own phone or tablet we can keep your record, so that you can read it without a signal.";
/// What is true of it.
pub const DEVICE_TRUTH: &str =
    "If it is yours, you can lock what is kept with a passphrase next. Say no if other people use it.";
/// No.
pub const DEVICE_NO: &str = "No, or I am not sure";
/// Under no.
pub const DEVICE_NO_HINT: &str = "Nothing of yours is kept here. It is gone when you close this page.";
/// Yes.
pub const DEVICE_YES: &str = "Yes, it is mine";
/// Under yes.
pub const DEVICE_YES_HINT: &str = "Your record is kept here for up to 7 days, and is there offline.";
/// Goes on.
pub const CONTINUE: &str = "Continue";
/// Title while something is unsent at sign-out.
pub const LEAVING: &str = "Something is not sent yet";
/// What signing out would do.
#[must_use]
pub fn leaving_hint(count: usize) -> String {
    match count {
        1 => "1 thing you wrote is saved here and not sent. If you sign out now, it is deleted.".into(),
        n => format!(
            "{n} things you wrote are saved here and not sent. If you sign out now, they are deleted."
        ),
    }
}
/// Stay.
pub const STAY: &str = "Stay signed in, and send first";
/// Delete.
pub const DELETE_AND_LEAVE: &str = "Delete them, and sign out";
/// Under the name of somebody who shares with the person.
pub const SHARES_WITH_YOU: &str = "Shares something with you";
/// The plum band.
#[must_use]
pub fn seeing(name: &str) -> String {
    format!("You are seeing {} shared plan", super::possessive(name))
}
