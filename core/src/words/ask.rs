//! Asking or telling the team something at an entry.

use crate::ask::{Kind, Step};

/// Which reading of a result somebody asks or tells about.
#[must_use]
pub fn of_reading(when: &str) -> String {
    ["About the reading of ", when, "."].concat()
}
/// Over the buttons.
pub const TITLE: &str = "Ask or tell your team about this";
/// Over what was asked.
pub const BEFORE: &str = "What you asked or told them";
/// It is in the outbox.
pub const GIVEN: &str = "Saved. It goes to your team as soon as there is a signal.";
/// The words are kept.
pub const KEPT: &str = "What you write is kept here until you send it.";
/// The same where nothing is kept on the device.
pub const KEPT_PAGE: &str =
    "What you write is not kept on this device. Keep this page open until you send it. Leave deletes it.";
/// The words are not kept yet.
pub const KEEPING: &str = "Not kept yet.";
/// Drops them.
pub const DROP: &str = "Delete what I wrote";
/// Over the team's words.
pub const ANSWER: &str = "Your team says";
/// Not for emergencies.
pub const NOT_NOW: &str = "Nobody reads this at once. If you need help now, press Get help now.";
/// How long a repeat takes is for the trust to say, and it has not said it.
pub const REPEAT_UNKNOWN: &str = "This app does not know how long it takes.";
/// What to do if there is not enough left.
pub const RUNS_OUT: &str =
    "If you may run out before you hear back, do not wait for an answer here. Call your team.";

/// The button that begins.
#[must_use]
pub fn begin(kind: Kind) -> &'static str {
    match kind {
        Kind::Correction => "Something is not right",
        Kind::Comment => "Add my comment",
        Kind::Question => "Ask what this means",
        Kind::Repeat => "Ask for more of this",
    }
}

/// The label of the words, and a hint.
#[must_use]
pub fn asks(kind: Kind) -> [&'static str; 2] {
    match kind {
        Kind::Correction => [
            "What is not right?",
            "Say what is wrong, and what would be right. Your team looks at it. The entry stays as it is until they change it.",
        ],
        Kind::Comment => {
            ["Your comment", "Your team can read it with this entry. It changes nothing in the entry."]
        }
        Kind::Question => ["What would you like to know?", "Ask in your own words."],
        Kind::Repeat => ["Anything your team should know", "For example how much you have left."],
    }
}

/// The button that sends.
#[must_use]
pub fn send(kind: Kind) -> &'static str {
    match kind {
        Kind::Repeat => "Ask my team for more",
        _ => "Send to my team",
    }
}

/// What it was.
#[must_use]
pub fn asked(kind: Kind, when: &str) -> String {
    let what = match kind {
        Kind::Correction => "You said that something is not right",
        Kind::Comment => "Your comment",
        Kind::Question => "Your question",
        Kind::Repeat => "You asked for more",
    };
    if when.is_empty() { what.into() } else { [what, ", ", when].concat() }
}

/// How far it is.
#[must_use]
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Here => "Saved here, not sent yet",
        Step::Sent => "Sent. Nobody has taken it up yet",
        Step::Taken => "Your team has taken it up",
        Step::Answered => "Your team has dealt with it",
        Step::Declined => "Your team did not do it",
    }
}

/// When they read.
#[must_use]
pub fn reads(when: &str) -> String {
    ["Your team reads this ", when, "."].concat()
}

/// How to call them.
#[must_use]
pub fn call(number: &str) -> String {
    ["Call ", number].concat()
}
