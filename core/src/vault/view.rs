//! What the screens show of the vault.

use super::watch::CHOICES;
use super::{Doing, Done, Lock, Problem, State};
use crate::now::Now;

/// The page that asks for the passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlockView {
    /// Whose things are locked: the first name only.
    pub name: String,
    /// The passphrase is being checked.
    pub busy: bool,
    /// A passkey unlocks too.
    pub passkey: bool,
    /// Why the last try did not go.
    pub problem: Option<Problem>,
    /// Seconds until the next try is taken, as the last event found it.
    pub wait: i64,
    /// How many things are saved here, sealed, and go by themselves.
    pub waiting: usize,
    /// How many more go only once it is open and somebody is signed in.
    pub held: usize,
    /// How many could not be sent: the person has to look at them.
    pub stopped: usize,
    /// What a forgotten passphrase means is shown.
    pub forgetting: bool,
}

/// What is asked for on the page of the passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The first one, right after "it is mine".
    First,
    /// One.
    Choose,
    /// The present one and another.
    Change,
    /// The present one, to be without.
    Remove,
    /// The present one, so that a passkey unlocks too.
    Passkey,
}

/// The page of the passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProtectView {
    /// What is asked for.
    pub form: Form,
    /// The keys are being worked on.
    pub busy: bool,
    /// Why the last try did not go.
    pub problem: Option<Problem>,
}

/// What the settings show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VaultView {
    /// There is a passphrase.
    pub protected: bool,
    /// A passkey unlocks too.
    pub passkey: bool,
    /// Why the last try did not go.
    pub problem: Option<Problem>,
    /// What was done last.
    pub done: Option<Done>,
    /// Minutes until it locks, of [`VaultView::choices`].
    pub minutes: u8,
    /// What can be chosen.
    pub choices: [u8; 4],
}

/// The unlock page; `None` unless it is closed.
#[must_use]
pub fn unlock(state: &State, name: &str, waiting: usize, now: &Now) -> Option<UnlockView> {
    state.is_closed().then(|| UnlockView {
        name: name.into(),
        busy: state.busy,
        passkey: state.passkey,
        problem: state.trouble,
        wait: state.tries.wait(now),
        waiting,
        held: 0,
        stopped: 0,
        forgetting: state.doing == Doing::Forgetting,
    })
}

/// The page of the passphrase; `None` unless the person is there.
#[must_use]
pub fn protect(state: &State) -> Option<ProtectView> {
    let form = match state.doing {
        Doing::First => Form::First,
        Doing::Choosing => Form::Choose,
        Doing::Changing => Form::Change,
        Doing::Removing => Form::Remove,
        Doing::AddingPasskey => Form::Passkey,
        Doing::Nothing | Doing::RemovingPasskey | Doing::Forgetting => return None,
    };
    Some(ProtectView { form, busy: state.busy, problem: state.trouble })
}

/// The settings' part.
#[must_use]
pub fn vault(state: &State) -> VaultView {
    VaultView {
        protected: state.lock == Lock::Open,
        passkey: state.passkey,
        problem: state.trouble,
        done: state.done,
        minutes: state.minutes,
        choices: CHOICES,
    }
}
