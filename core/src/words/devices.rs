//! Where the person is signed in.

use crate::devices::Kind;

/// Title.
pub const DEVICES: &str = "Where you are signed in";
/// Why one would look.
pub const LEAD: &str = "If you do not know one of these, end it. Nobody is told.";
/// Read out.
pub const ENDED: &str = "It is ended.";
/// The one the person looks from.
pub const HERE: &str = "Here, now";
/// Last use.
#[must_use]
pub fn seen(when: &str) -> String {
    ["Last used ", when].concat()
}
/// Its own end.
#[must_use]
pub fn until(when: &str) -> String {
    ["Ends by itself ", when].concat()
}

/// Heads the list.
#[must_use]
pub fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => "Signed in",
        Kind::Device => "Devices that send for you",
    }
}
/// Explains it.
#[must_use]
pub fn about(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => "Each time you signed in and did not sign out.",
        Kind::Device => {
            "These can send what you wrote on them, also when you are not signed in there. They can read nothing."
        }
    }
}
/// There is none.
#[must_use]
pub fn none(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => "You are signed in nowhere else.",
        Kind::Device => "No device sends for you.",
    }
}
/// Since when.
#[must_use]
pub fn since(kind: Kind, when: &str) -> String {
    let begin = match kind {
        Kind::Session => "Signed in ",
        Kind::Device => "A device since ",
    };
    [begin, when].concat()
}
/// Ends it.
#[must_use]
pub fn end(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => "Sign out there",
        Kind::Device => "Stop it sending",
    }
}
/// What that does.
#[must_use]
pub fn end_hint(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => "What is kept on that device stays there until somebody signs out on it.",
        Kind::Device => "What still waits there is kept there. It goes after you sign in there again.",
    }
}
