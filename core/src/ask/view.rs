//! What stands at an entry: what can be asked, what was, and how far it is.

use super::progress::asked;
use super::{Asked, Kind, State, Writing};
use crate::notice::Trust;
use crate::now::Now;
use crate::outbox::Entry;
use crate::record::Held;

/// What stands at an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskView {
    /// The entry (`Type/id`).
    pub about: String,
    /// More of it can be asked for.
    pub is_medicine: bool,
    /// What is being written about it.
    pub writing: Option<Writing>,
    /// Words are kept on this device; else only in the open page.
    pub on_device: bool,
    /// What was asked before.
    pub asked: Vec<Asked>,
    /// When the team reads.
    pub reads: String,
    /// How to call them.
    pub call: Option<String>,
    /// What the trust says of repeats.
    pub repeat: Option<String>,
}

/// Of the entry `about`; the rest is where requests are read from.
#[must_use]
pub fn view(
    state: &State,
    about: String,
    held: (&Held, &Held),
    (outbox, trust): (&[Entry], &Trust),
    (on_device, now): (bool, &Now),
) -> AskView {
    AskView {
        is_medicine: about.starts_with("MedicationRequest/"),
        writing: state.writing.clone().filter(|writing| writing.about == about),
        on_device,
        asked: asked(&about, held, outbox, now),
        reads: trust.reads.clone(),
        call: trust.call.clone(),
        repeat: trust.repeat.clone(),
        about,
    }
}

impl AskView {
    /// What can be asked or told here.
    #[must_use]
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds = vec![Kind::Question, Kind::Comment, Kind::Correction];
        if self.is_medicine {
            kinds.insert(0, Kind::Repeat);
        }
        kinds
    }
}
