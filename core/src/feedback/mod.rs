//! The Friends and Family Test: any time, from anywhere, anonymous.
//!
//! It travels in a queue of its own, without account, cookie or the other entries, after a random wait.

mod update;

pub use update::{queued, settled, update};

use crate::trouble::Trouble;

/// The six answers, in the order and with the words that NHS England prescribes (since April 2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overall {
    /// Very good
    VeryGood,
    /// Good
    Good,
    /// Neither good nor poor
    Neither,
    /// Poor
    Poor,
    /// Very poor
    VeryPoor,
    /// Don't know
    DontKnow,
}

impl Overall {
    /// All answers in their order.
    pub const ALL: [Self; 6] =
        [Self::VeryGood, Self::Good, Self::Neither, Self::Poor, Self::VeryPoor, Self::DontKnow];

    /// As the gateway knows it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::VeryGood => "very-good",
            Self::Good => "good",
            Self::Neither => "neither",
            Self::Poor => "poor",
            Self::VeryPoor => "very-poor",
            Self::DontKnow => "dont-know",
        }
    }
}

/// The longest text, in characters: the gateway refuses more.
pub const MOST_TEXT: usize = 4_000;

/// Where feedback is. Exactly one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Being written.
    #[default]
    Asking,
    /// Being saved.
    Saving,
    /// Saved here, will be sent on its own.
    Saved,
    /// The gateway has it.
    Sent,
}

/// The area's state, and what its screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Where it is.
    pub stage: Stage,
    /// The answer.
    pub overall: Option<Overall>,
    /// Why.
    pub why: String,
    /// What could be better.
    pub better: String,
    /// Sent was pressed without an answer.
    pub missing: bool,
    /// Why it could not be saved.
    pub trouble: Option<Trouble>,
    /// Kept on the device (else in the page only).
    pub on_device: bool,
    id: Option<String>,
}

impl State {
    /// Something was written and not handed over: it is nowhere but in the page.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        let written = self.overall.is_some() || !self.why.is_empty() || !self.better.is_empty();
        written && matches!(self.stage, Stage::Asking | Stage::Saving)
    }
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An answer was chosen.
    Chosen(Overall),
    /// The text on why changed.
    WhyWritten(String),
    /// The text on what could be better changed.
    BetterWritten(String),
    /// Send it.
    Sent,
    /// Give feedback again.
    Again,
}

#[cfg(test)]
mod tests;
