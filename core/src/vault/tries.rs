//! How often a passphrase was wrong.
//!
//! The wait stops somebody who tries by hand. It stops nobody who copied the storage and tries elsewhere: there, only the
//! passphrase itself and the cost of each try protect.

use serde_json::Value;

use crate::effect::{Effect, Key, Place};
use crate::now::Now;

/// The row of the device that remembers it: a page that is loaded again does not begin anew.
pub(super) const ROW: &str = "unlock-tries";

/// Seconds to wait after so many wrong ones; the last counts for all further ones.
const WAITS: [i64; 7] = [0, 0, 0, 5, 15, 30, 60];

/// Wrong tries since the last right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tries {
    pub wrong: u32,
    /// When the last one was, milliseconds.
    last: i64,
}

impl Tries {
    pub(super) fn read(row: &Value) -> Option<Self> {
        let number = |at: usize| row.as_array()?.get(at)?.as_i64();
        Some(Self { wrong: u32::try_from(number(0)?).ok()?, last: number(1)? })
    }

    /// One more wrong one.
    pub(super) fn count(&mut self, now: &Now) -> Effect {
        *self = Self { wrong: self.wrong.saturating_add(1), last: now.time };
        let row = [i64::from(self.wrong), self.last].into_iter().collect();
        Effect::Save(Place::Device, Key::of("", ROW), row)
    }

    /// The passphrase was right.
    pub(super) fn clear(&mut self) -> Option<Effect> {
        let before = std::mem::take(self);
        (before.wrong > 0).then(|| Effect::Forget(Place::Device, Key::of("", ROW)))
    }

    /// Whole seconds until the next try is taken; a clock that was set back waits no longer than one wait.
    pub(super) fn wait(self, now: &Now) -> i64 {
        let at = usize::try_from(self.wrong).unwrap_or(usize::MAX).min(WAITS.len() - 1);
        let wait = WAITS[at];
        let over = (now.time - self.last).max(0) / 1_000;
        (wait - over).clamp(0, wait)
    }
}
