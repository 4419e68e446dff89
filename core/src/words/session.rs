//! Signing in, and whose device it is.

use crate::session::Only;

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
/// The session is over, and what is kept opens as before.
pub const AWAY: &str = "Your sign-in is over. What you wrote is kept.";
/// The session is over, and what is kept is locked.
pub const AWAY_LOCKED: &str = "You were away for a while, so we locked the app. What you wrote is kept.";
/// Somebody else signed in in another tab.
pub const OTHER: &str = "Somebody else signed in on this browser, in another tab. So nothing is shown here any more. What was written here is kept.";
/// What to do.
pub const OTHER_NEXT: &str =
    "To go on here as yourself, sign out in the other tab first. Then press “Try again”.";
/// Goes on as who signed in.
pub const OTHER_TAKE: &str = "It was me: go on as the person who signed in";
/// Signing out, while what is kept is dropped.
pub const SIGNING_OUT: &str =
    "You are signed out. We are taking your things off this device. This takes a moment.";
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
/// What that means: the device goes on sending in the person's name, for as long as it may.
#[must_use]
pub fn open_kept_hint(name: &str) -> String {
    [
        "You can read it and write without signing in. What you write is sent in ",
        &super::possessive(name),
        " name: right away while this device may send, else after the next sign-in.",
    ]
    .concat()
}
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
pub const DEVICE_NO_HINT: &str =
    "Nothing of yours is kept here. It is gone when you close this page, or press Leave.";
/// Yes.
pub const DEVICE_YES: &str = "Yes, it is mine";
/// Under yes.
pub const DEVICE_YES_HINT: &str = "Your record is kept here for up to 7 days, and is there offline.";
/// Goes on.
pub const CONTINUE: &str = "Continue";
/// Title of what signing out would delete.
pub const LEAVING: &str = "Before you sign out";
/// What signing out does.
pub const LEAVING_LEAD: &str =
    "Signing out takes everything of yours off this device. What your team has stays with them.";
/// While it is looked up.
pub const LEAVING_LOOKING: &str = "Looking for what is only on this device: photos, songs, and what you have begun. If you sign out now, it is deleted.";
/// Heads what would be lost.
pub const LEAVING_GOES: &str = "Only on this device, and gone for good";
/// What is not sent.
#[must_use]
pub fn leaving_unsent(count: usize) -> String {
    counted(count, "thing you wrote that is not sent", "things you wrote that are not sent")
}
/// What else there is.
#[must_use]
pub fn leaving_only(what: Only) -> String {
    match what {
        Only::Photos(count) => counted(count, "photo that you added here", "photos that you added here"),
        Only::Songs(count) => {
            counted(count, "song or voice that you added here", "songs or voices that you added here")
        }
        Only::Begun(count) => {
            counted(count, "thing you began and did not send", "things you began and did not send")
        }
        Only::Beside(count) => counted(
            count,
            "thing you wrote in another tab, not saved or sent",
            "things you wrote in other tabs, not saved or sent",
        ),
        Only::Links(count) => counted(
            count,
            "link that you made: it stays open until it ends or you stop it, and can’t be shown here again",
            "links that you made: they stay open until they end or you stop them, and can’t be shown here again",
        ),
        Only::Times => "The days and times when you want to be asked".into(),
        Only::Card => "What you chose for your emergency card".into(),
        Only::Unread => "Something that could not be read just now".into(),
    }
}
fn counted(count: usize, one: &str, more: &str) -> String {
    [count.to_string().as_str(), " ", if count == 1 { one } else { more }].concat()
}
/// Saves photos and songs as files.
pub const LEAVING_COPIES: &str = "Save copies of photos and songs first";
/// What becomes of them.
pub const LEAVING_COPIES_HINT: &str = "They go to your downloads. There they are not locked.";
/// Said then.
#[must_use]
pub fn leaving_saved(count: usize) -> String {
    [
        &counted(count, "copy was", "copies were"),
        " handed to your browser to save. Look in your downloads before you sign out.",
    ]
    .concat()
}
/// One could not be read.
pub const LEAVING_NOT_SAVED: &str = "Not every copy could be made. Nothing was deleted.";
/// Stay.
pub const STAY: &str = "Stay signed in, and keep it";
/// Delete.
pub const DELETE_AND_LEAVE: &str = "Delete it, and sign out";
/// Under the name of somebody who shares with the person.
pub const SHARES_WITH_YOU: &str = "Shares something with you";
/// The plum band.
#[must_use]
pub fn seeing(name: &str) -> String {
    format!("You are seeing {} shared plan", super::possessive(name))
}
