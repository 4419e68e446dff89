//! The passphrase, locking and unlocking.

/// Title of the page that asks for it.
pub const UNLOCK: &str = "Unlock";
/// Title of the pages about it.
pub const PASSPHRASE: &str = "Your passphrase";
/// Heads the page that asks for it.
#[must_use]
pub fn unlock(name: &str) -> String {
    ["Hello, ", name].concat()
}
/// Why the page is there.
pub const LOCKED_LEAD: &str = "Lapwing is locked. What you wrote is kept.";
/// Read out when it locks.
pub const LOCKED: &str = "Lapwing is locked. What you wrote is kept.";
/// Labels the field.
pub const GIVE: &str = "Your passphrase";
/// Goes on.
pub const UNLOCK_NOW: &str = "Unlock";
/// Goes on by the passkey.
pub const UNLOCK_BY_PASSKEY: &str = "Unlock with your passkey";
/// While it is checked.
pub const UNLOCKING: &str = "Unlocking";
/// Shows what is typed.
pub const SHOW: &str = "Show what I type";
/// The way out.
pub const FORGOTTEN: &str = "I have forgotten it";
/// What waits while it is locked.
#[must_use]
pub fn waiting(count: usize) -> String {
    match count {
        1 => "1 thing you wrote is saved here and will be sent, also while Lapwing is locked.".into(),
        n => format!("{n} things you wrote are saved here and will be sent, also while Lapwing is locked."),
    }
}
/// What waits for more than a network.
#[must_use]
pub fn held(count: usize) -> String {
    let said = match count {
        1 => "1 thing you wrote is",
        n => return [&n.to_string(), " things you wrote are", HELD].concat(),
    };
    [said, HELD].concat()
}
const HELD: &str = " saved here. To send it, unlock Lapwing and sign in.";
/// What was not taken.
#[must_use]
pub fn stopped(count: usize) -> String {
    match count {
        1 => "1 thing you wrote could not be sent. Unlock Lapwing to look at it.".into(),
        n => {
            [&n.to_string(), " things you wrote could not be sent. Unlock Lapwing to look at them."].concat()
        }
    }
}
/// Seconds until the next try.
#[must_use]
pub fn wait(seconds: i64) -> String {
    match seconds {
        1 => "Please wait 1 second, then try again.".into(),
        n => format!("Please wait {n} seconds, then try again."),
    }
}
/// Heads what a forgotten passphrase means.
pub const FORGOTTEN_TITLE: &str = "If you have forgotten your passphrase";
/// Nobody can help.
pub const FORGOTTEN_WHY: &str =
    "Nobody else knows it, and nobody can find it out. You can start again on this device.";
/// What comes before.
pub const FORGOTTEN_FIRST: &str = "You sign in first, so that nobody else can do this. That needs a signal. Until then nothing is lost, and what is ready to be sent still goes.";
/// What stays.
pub const STAYS: &str = "What stays";
/// The record.
pub const STAYS_RECORD: &str = "Your record. It is fetched again when you sign in.";
/// What goes by itself: it is sealed for the gateway.
pub const STAYS_WAITING: &str =
    "What you sent, and what is ready here to be sent by itself. It still goes to your team.";
/// What goes.
pub const GOES: &str = "What is lost";
/// What does not go by itself: only the person's own copy can be read, and sealed anew.
pub const GOES_WAITING: &str =
    "What could not be sent and waits for you to look at it. Perhaps also what waits here until you sign in.";
/// Drafts.
pub const GOES_DRAFTS: &str =
    "Check-ins, plans, notes and words to your team that you began on this device and did not send.";
/// Plans.
pub const GOES_PLANS: &str = "The times that you chose for check-ins on this device.";
/// Photos and songs.
pub const GOES_KEEPSAKES: &str =
    "Photos and songs that you added on this device, and the keys of links that you made.";
/// The card, and what was hidden.
pub const GOES_CHOICES: &str =
    "What you chose for your emergency card. What you hid on this device shows again.";
/// Goes on.
pub const START_AGAIN: &str = "Sign in, and start again on this device";
/// On the page of the sign-in that comes before.
#[must_use]
pub fn start_again(name: &str) -> String {
    [
        "To start again on this device, sign in as ",
        name,
        ". That needs a signal. Nothing is taken away before, and what is ready to be sent still goes.",
    ]
    .concat()
}
/// Somebody else signed in there.
pub const SPARED: &str =
    "This is not the sign-in of the person whose things are here. So nothing was taken away.";
/// Back to the field.
pub const TRY_AGAIN: &str = "Try my passphrase again";

/// Heads the offer, right after "it is mine".
pub const FIRST: &str = "Choose a passphrase";
/// Why.
pub const FIRST_LEAD: &str = "It locks what is kept on this device, so that only you can open it.";
/// What makes a good one.
pub const GOOD: &str = "Use at least 10 characters. Three or four words that only you would put together work well. A short number does not protect you.";
/// What nobody can do.
pub const CARE: &str = "Nobody can find it out for you. If you forget it, your record is fetched again, but things that are only on this device are lost.";
/// Labels the field.
pub const NEW: &str = "New passphrase";
/// Labels the field.
pub const PRESENT: &str = "Your present passphrase";
/// Sets it.
pub const SET: &str = "Lock with this passphrase";
/// While the keys are worked on.
pub const SETTING: &str = "One moment";
/// Goes on without.
pub const NOT_NOW: &str = "Not now";
/// What that means.
pub const NOT_NOW_HINT: &str = "Without one, anybody who can use this device can open what is kept here.";
/// Heads the change.
pub const CHANGE: &str = "Change your passphrase";
/// Changes it.
pub const CHANGE_NOW: &str = "Use the new passphrase";
/// Heads the removal.
pub const REMOVE: &str = "Stop using a passphrase";
/// What it means.
pub const REMOVE_LEAD: &str = "Then anybody who can use this device can open what is kept here.";
/// Removes it.
pub const REMOVE_NOW: &str = "Stop using it";

/// Heads the page, and the button in the settings.
pub const PASSKEY: &str = "Unlock with a passkey too";
/// What it is, and who can use it.
pub const PASSKEY_LEAD: &str = "Then your fingerprint, your face or the code of this device unlocks Lapwing. Whoever can unlock this device that way can open Lapwing too. Your passphrase still works.";
/// Makes it.
pub const PASSKEY_NOW: &str = "Make a passkey";
/// There is one.
pub const PASSKEY_THERE: &str = "A passkey unlocks it too.";
/// Takes it away.
pub const PASSKEY_REMOVE: &str = "Stop using the passkey";
/// It was made.
pub const DONE_PASSKEY: &str = "Your passkey unlocks Lapwing from now on.";
/// It is gone.
pub const DONE_NO_PASSKEY: &str =
    "The passkey unlocks Lapwing no more. It may still be in your list of passkeys. You can delete it there.";

/// Nothing was written.
pub const EMPTY: &str = "Enter your passphrase";
/// Too short.
pub const SHORT: &str = "Use at least 10 characters";
/// Digits alone, or one character over and over.
pub const WEAK: &str = "Use words as well as numbers. A number alone is found out quickly";
/// It was set.
pub const DONE_SET: &str = "Your passphrase is set. What is kept here is locked with it.";
/// It was changed.
pub const DONE_CHANGED: &str = "Your passphrase is changed.";
/// It is gone.
pub const DONE_REMOVED: &str = "You use no passphrase any more.";

/// Heads the part of the settings.
pub const LOCK: &str = "Lock";
/// There is one.
pub const PROTECTED: &str = "What is kept on this device opens with your passphrase only.";
/// There is none.
pub const UNPROTECTED: &str =
    "What is kept on this device is scrambled, but anybody who can use this device can open it.";
/// Sets one.
pub const CHOOSE: &str = "Choose a passphrase";
/// Locks.
pub const LOCK_NOW: &str = "Lock now";
/// Over the minutes.
pub const AFTER: &str = "Lock by itself";
/// Hint there.
pub const AFTER_HINT: &str =
    "When nothing is touched for so long. It also locks when you leave this page for 1 minute.";
/// A choice.
#[must_use]
pub fn minutes(count: u8) -> String {
    if count == 1 { "After 1 minute".into() } else { format!("After {count} minutes") }
}
/// Title of the warning.
pub const LOCKING: &str = "Still there?";
/// What happens.
pub const LOCKING_HINT: &str = "Lapwing locks in a few seconds. What you wrote is kept.";
/// Stays.
pub const STAY: &str = "I am still here";
/// The device keeps somebody else's things.
pub const TAKEN: &str = "Somebody else keeps their things on this device. So nothing of yours is kept here. Keep this page open until what you write is sent: it is gone when you close it, or press Leave.";
