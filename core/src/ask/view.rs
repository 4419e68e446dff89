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
    /// The entry (`Type/id`); of a result the newest reading.
    pub about: String,
    /// Of which day what is being written, or would be, is; where several stand on the page.
    pub of: Option<String>,
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

/// Of the entry `about`, or of several on one page (each `Type/id` with its day in words), the first of which is asked about
/// unless another is chosen; the rest is where requests are read from.
#[must_use]
pub fn view(
    state: &State,
    about: &[(String, Option<String>)],
    held: (&Held, &Held),
    (outbox, trust): (&[Entry], &Trust),
    (on_device, now): (bool, &Now),
) -> AskView {
    let find = |key: &str| about.iter().find(|(known, _)| known == key);
    let first = about.first().map(|(key, _)| key.clone()).unwrap_or_default();
    let writing = state.writing.clone().filter(|writing| find(&writing.about).is_some());
    let of = |key: &str| find(key).and_then(|(_, when)| when.clone());
    let mut asked = asked(&|to| find(to).is_some(), held, outbox, now);
    for one in &mut asked {
        one.of = of(&one.about);
    }
    AskView {
        is_medicine: first.starts_with("MedicationRequest/"),
        of: of(writing.as_ref().map_or(&first, |writing| &writing.about)),
        writing,
        on_device,
        asked,
        reads: trust.reads.clone(),
        call: trust.call.clone(),
        repeat: trust.repeat.clone(),
        about: first,
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
