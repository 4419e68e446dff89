//! Words of the frame: bars, bands, help and the person menu.

/// First link of every page.
pub const SKIP: &str = "Skip to the main part";
/// The help pill, and the help panel's title.
pub const HELP_NOW: &str = "Get help now";
/// The quick exit.
pub const LEAVE: &str = "Leave";
/// What the quick exit does, for who hears its name alone.
pub const LEAVE_MORE: &str = "Leave this app quickly";
/// The person button.
pub const YOU: &str = "You";
/// The person button's name in full.
pub const YOU_MORE: &str = "You: sharing, feedback and settings";
/// Name of the bar with the five places.
pub const PLACES: &str = "Main places";
/// A place.
pub const TODAY: &str = "Today";
/// A place.
pub const RECORD: &str = "Record";
/// A place.
pub const CHECK_INS: &str = "Check-ins";
/// A place.
pub const PLAN: &str = "Plan";
/// A place.
pub const TEAM: &str = "Team";
/// The demo banner.
pub const DEMO: &str = "A demo, with made-up people only.";
/// A new version waits.
pub const UPDATE: &str = "A new version is ready. What you wrote is kept.";
/// A new version waits, and the page holds what is nowhere else.
pub const UPDATE_HELD: &str =
    "A new version is ready. Something you wrote is only in this page: send it or finish it first.";
/// Sends what waits.
pub const UPDATE_SEND: &str = "Send it now";
/// Take the new version.
pub const UPDATE_NOW: &str = "Use it now";
/// Stop seeing somebody else's record.
pub const STOP_ACTING: &str = "Back to my own";
/// Closes a panel.
pub const CLOSE: &str = "Close";
/// Leaves things as they are.
pub const CANCEL: &str = "Go back";

/// First words of the help panel.
pub const HELP_LEAD: &str = "You don’t have to face this alone. These people are there to listen and help.";
/// The same help as a page of its own.
pub const HELP_PAGE: &str = "Open this as a page to keep";

/// The button that calls `number`.
#[must_use]
pub fn call(number: &str) -> String {
    ["Call ", number].concat()
}

/// The button that texts `word` to `number`.
#[must_use]
pub fn text(word: &str, number: &str) -> String {
    if word.is_empty() { ["Text ", number].concat() } else { ["Text ", word, " to ", number].concat() }
}

/// In the person menu.
pub const SHARING: &str = "Sharing";
/// Under `SHARING`.
pub const SHARING_MORE: &str = "Choose who can see your plan";
/// In the person menu.
pub const FEEDBACK: &str = "Feedback";
/// Under `FEEDBACK`.
pub const FEEDBACK_MORE: &str = "Tell us how your care was, without your name";
/// In the person menu.
pub const SETTINGS: &str = "Settings";
/// Under `SETTINGS`.
pub const SETTINGS_MORE: &str = "Colours, this device, what is kept here";
/// In the person menu.
pub const SIGN_OUT: &str = "Sign out";
/// Heads the people somebody cares for.
pub const CARING_FOR: &str = "People you care for";
/// Marks whose record is being seen.
pub const SEEING_NOW: &str = "You are here now";
