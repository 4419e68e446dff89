//! The vault: what is kept on the person's own device opens with a passphrase that only they know.
//!
//! `core` decides when it opens and closes; the keys live in `web` and never come here.

mod tries;
mod update;
mod view;
mod watch;

pub use update::{loaded, moved, not_kept, signed_in, update};
pub use view::{Form, ProtectView, UnlockView, VaultView, protect, unlock, vault};
pub use watch::{seen, woke};

use crate::trouble::Trouble;
use tries::Tries;

/// The fewest characters of a passphrase.
pub const LEAST: usize = 10;

/// A passphrase on its way from the field to the keys. It is never shown and never written anywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Whether what is kept can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lock {
    /// Not looked at yet.
    #[default]
    Unread,
    /// There is no passphrase: the key lies beside what it opens.
    None,
    /// Closed: only the passphrase opens it.
    Closed,
    /// Open until it is locked.
    Open,
}

/// What the person is doing about their passphrase. Exactly one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doing {
    /// Nothing.
    #[default]
    Nothing,
    /// Choosing the first one, right after "it is mine".
    First,
    /// Choosing one, from the settings.
    Choosing,
    /// Choosing another.
    Changing,
    /// Taking it away.
    Removing,
    /// Letting a passkey unlock too.
    AddingPasskey,
    /// Letting it unlock no more.
    RemovingPasskey,
    /// Reading what a forgotten passphrase means, before choosing.
    Forgetting,
}

/// What was done last, for the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// What is kept is protected from now on.
    Set,
    /// Another passphrase counts from now on.
    Changed,
    /// There is no passphrase any more.
    Removed,
    /// A passkey unlocks too.
    PasskeyAdded,
    /// The passkey unlocks no more.
    PasskeyRemoved,
}

/// What is to be done with the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Make a data key for this account, wrap it by the passphrase, and encrypt what is kept again.
    Set(String, Secret),
    /// Unwrap the data key.
    Unlock(Secret),
    /// Wrap the data key by the second passphrase, once the first has proved right.
    Change(Secret, Secret),
    /// Encrypt what is kept by the device's key again, once the passphrase has proved right.
    Remove(String, Secret),
    /// Unwrap the data key by the passkey.
    UnlockByPasskey,
    /// Wrap the data key by a passkey too, once the passphrase has proved right.
    AddPasskey(Secret),
    /// Let the passkey unwrap nothing any more.
    RemovePasskey,
    /// Drop the keys, here and in every other tab.
    Lock,
    /// Drop the keys here: nobody touched this page for a while. Another page that is in use stays as it is.
    Close,
    /// Look what the storage has, and ask the other pages for the keys if it is closed; answers `Found`.
    Look,
    /// Drop what only the passphrase would open. What waits to be sent stays.
    Forget,
}

/// The area's state.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Whether what is kept can be read.
    pub lock: Lock,
    /// What the person is doing.
    pub doing: Doing,
    /// The keys are being worked on.
    pub busy: bool,
    /// Why the last try did not go.
    pub trouble: Option<Problem>,
    /// What was done last.
    pub done: Option<Done>,
    /// Minutes without a key or a tap until it locks.
    pub minutes: u8,
    /// A passkey unlocks too.
    pub passkey: bool,
    /// The warning is shown: it locks in a moment.
    pub warned: bool,
    tries: Tries,
    used: i64,
    hidden: Option<i64>,
    armed: Option<i64>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            lock: Lock::Unread,
            doing: Doing::Nothing,
            busy: false,
            trouble: None,
            done: None,
            minutes: watch::MINUTES,
            passkey: false,
            warned: false,
            tries: Tries::default(),
            used: 0,
            hidden: None,
            armed: None,
        }
    }
}

impl State {
    /// There is no passphrase here.
    #[must_use]
    pub fn without() -> Self {
        Self { lock: Lock::None, ..Self::default() }
    }

    /// Nothing of the person's can be read.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.lock == Lock::Closed
    }
}

/// Why a passphrase was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was written.
    Empty,
    /// Shorter than [`LEAST`].
    Short,
    /// Digits alone, or one character over and over.
    Weak,
    /// The storage or the keys said no.
    Trouble(Trouble),
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// What the storage has: at the start, or because another tab changed it.
    Found(Lock),
    /// Whether a passkey unlocks too.
    PasskeyFound(bool),
    /// The person wants to unlock by the passkey.
    PasskeyUsed,
    /// The person gave the passphrase, so that a passkey unlocks too.
    PasskeyWanted(Secret),
    /// The person wants the passkey to unlock no more.
    PasskeyRemoved,
    /// The person gave the passphrase to unlock.
    Given(Secret),
    /// The keys are there, or not.
    Opened(Result<(), Trouble>),
    /// The person wants to do something about their passphrase, or no more.
    Began(Doing),
    /// The person chose a passphrase: the present one, where there is one, and the new one.
    Chosen(Secret, Secret),
    /// The person wants to be without a passphrase, and gave the present one.
    Removed(Secret),
    /// What was asked of the keys is done, or not.
    Settled(Result<(), Trouble>),
    /// Lock now.
    LockAsked,
    /// The person chose after how many minutes it locks.
    MinutesChosen(u8),
    /// The person has forgotten it, was told what is lost, and goes on to sign in.
    ForgetConfirmed,
    /// What only the passphrase would have opened is gone, by this page or another one, or not.
    Forgotten(Result<(), Trouble>),
    /// Another tab set a passphrase, changed it, or took it away.
    Elsewhere,
    /// A key or a tap.
    Used,
}

#[cfg(test)]
mod tests;
