//! What went wrong, what to do next: one text for each [`Trouble`].

use crate::trouble::Trouble;

/// What happened and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub title: &'static str,
    /// What to do, and that nothing is lost.
    pub next: &'static str,
}

/// The words for a trouble.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: a trouble without words must not compile")]
pub fn said(trouble: Trouble) -> Said {
    let (title, next) = match trouble {
        Trouble::Offline => (
            "You are offline",
            "We can't reach your team's service just now. Check your signal, then try again. Nothing you wrote is lost.",
        ),
        Trouble::SignIn => ("Please sign in again", "Your sign-in is over. What you wrote is kept."),
        Trouble::OtherSession => (
            "Somebody signed in on this browser",
            "This was not done, so that nothing of yours gets mixed up with theirs. Load this page again.",
        ),
        Trouble::NotShared => (
            "There is nothing shared with you here.",
            "If you think there should be, ask the person, or their team.",
        ),
        Trouble::FreshSignIn => (
            "Please enter your code",
            "Changes to sharing need your code, so that nobody else can make them.",
        ),
        Trouble::WrongCode => ("That code is not right", "Check it, and enter it again."),
        Trouble::Changed => (
            "Somebody changed this meanwhile",
            "Nothing was overwritten. Look at it again, then make your change.",
        ),
        Trouble::Busy => ("The service is busy", "Please try again in a minute. Nothing you wrote is lost."),
        Trouble::Refused => (
            "That could not be done",
            "The service did not accept it. Nothing you wrote is lost. If it happens again, tell your team.",
        ),
        Trouble::Unreadable => (
            "We could not read the answer",
            "Some Wi-Fi asks you to sign in first. Check that other pages open, then try again.",
        ),
        Trouble::StorageFull => (
            "This device is full",
            "We could not keep this here. Delete something else from this device, then try again. Keep this page open. Leave deletes what is not kept.",
        ),
        Trouble::StorageCleared => (
            "This device is full. Copies of your record went from here, so that what you write stays",
            "They come again when there is room and a signal. To make room, delete something else from this device.",
        ),
        Trouble::StorageClosed => (
            "Nothing can be kept on this device",
            "Your browser does not let us keep anything, perhaps because this is a private window. Keep this page open until all is sent. Leave deletes it.",
        ),
        Trouble::StorageNewer => (
            "A newer version of Lapwing was used here",
            "Close all other pages of Lapwing, then load this page again. What you wrote is kept.",
        ),
        Trouble::StorageBlocked => (
            "Close Lapwing in other tabs, then load this page again",
            "An older version of it is open there. Until it is closed nothing can be kept here. What you wrote before is kept.",
        ),
        Trouble::StorageGone => (
            "Your browser cleared what was kept here. What was not sent is gone",
            "It may do so when the device is full, or when you have not been here for long. What your team has is safe.",
        ),
        Trouble::StorageUnreadable => (
            "Something kept here could not be opened",
            "We left it as it is. You can still read your record when you are online.",
        ),
        Trouble::StorageChanged => (
            "Something kept here was changed",
            "Something on this device is older than it was, or gone. We did not do that. Look through what you wrote. What was sent to your team is safe.",
        ),
        Trouble::Locked => (
            "What is kept here is locked",
            "Unlock it with your passphrase, then try again. What you wrote is kept.",
        ),
        Trouble::PasskeyRefused => ("Your passkey was not used", "Try again, or use your passphrase."),
        Trouble::PasskeyCannot => {
            ("This passkey can't unlock Lapwing", "Use your passphrase. It still works.")
        }
        Trouble::WrongPassphrase => {
            ("That passphrase is not right", "Check capital letters and spaces, then enter it again.")
        }
    };
    Said { title, next }
}

/// Tries again.
pub const TRY_AGAIN: &str = "Try again";
