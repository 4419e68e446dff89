//! Check-ins: questionnaires, one question a page, the draft kept at every answer.

mod answering;
mod arrive;
mod author;
mod build;
mod door;
mod draft;
mod file;
mod focus;
mod known;
mod library;
mod reopen;
mod risk;
mod score;
mod send;
pub mod shown;
mod update;
mod view;

pub use crate::sdc::Refusal;
pub use answering::Answering;
pub use arrive::{fetched, list, loaded};
pub use author::Author;
pub use build::alone;
pub use draft::Draft;
pub use known::Known;
pub use library::{Band, Half, Instrument, Total};
pub use reopen::{can_reopen, reopen};
pub use score::{Compared, Score, compare, score};
pub(crate) use send::HELPER;
pub use send::{Written, write};
pub use shown::{FinishView, FormView, Given, Helper, ItemView, Mode, RowKey};
pub use update::{Who, file_kept, opened, queued, saved, settled, update};
pub use view::{
    AnswerView, Asked, CheckInsView, DueRow, LibraryRow, PartScore, StepView, ThanksView, answer, check_ins,
};

use std::rc::Rc;

use serde_json::Value;

use crate::sdc::Form;
use crate::trouble::Trouble;

/// The area's state.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What can be answered; `None` until the list came.
    pub library: Option<Vec<Instrument>>,
    /// Why the list did not come.
    pub trouble: Option<Trouble>,
    /// The check-in that is open, if one is.
    pub open: Option<Open>,
    /// The keys of the instruments with a kept draft, once looked up.
    pub drafts: Vec<String>,
    /// How much the person chose to be shown at once, the last time that they did; the next check-in begins so.
    pub mode: Option<Mode>,
    /// The languages that the person reads.
    pub speaks: Speaks,
    /// What is looked for in the library.
    pub sought: String,
    /// The keys of entries that the person hid on this device: no form is filled in with them.
    pub hidden: Vec<String>,
    /// What the rows of those drafts begin with: whose they are, and about whom.
    pub of: String,
}

/// The languages that the person reads (BCP 47).
#[derive(Debug, Clone, Default)]
pub struct Speaks {
    /// The one that they chose for forms, the last time that they did; empty for a form's own.
    pub chosen: Option<String>,
    /// What the browser says, the first before the others.
    pub browser: Vec<String>,
}

/// The check-in that was just handed to the outbox as the entry `id`.
#[must_use]
pub fn sent_key<'a>(state: &'a State, id: &str) -> Option<&'a str> {
    let open = state.open.as_ref()?;
    matches!(&open.stage, Stage::Sent(sent) if sent.entry == id).then_some(open.key.as_str())
}

/// A check-in that is being answered.
#[derive(Debug, Clone)]
pub struct Open {
    /// The instrument's key, as in the address.
    pub key: String,
    /// Where it is.
    pub stage: Stage,
}

impl State {
    /// The last answer could not be kept.
    #[must_use]
    pub fn is_unkept(&self) -> bool {
        let stage = self.open.as_ref().map(|open| &open.stage);
        matches!(stage, Some(Stage::Answering(answering)) if matches!(answering.kept, Some(Err(_))))
    }
}

/// Where an open check-in is. Exactly one holds.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Until the questionnaire, the draft (or its absence) and what the form asks of the record are there.
    Loading {
        /// The questionnaire, if it came.
        questionnaire: Option<Rc<Form>>,
        /// The draft, if it was looked up.
        draft: Option<Option<Value>>,
        /// What the form looks at in the record.
        known: Known,
    },
    /// It cannot be opened.
    Failed(Failure),
    /// Questions are being answered.
    Answering(Box<Answering>),
    /// It is with the outbox, or further.
    Sent(Box<Sent>),
}

/// Why a check-in cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It did not come.
    Trouble(Trouble),
    /// It asks something that this app cannot ask truthfully.
    Unsupported(Refusal),
}

/// A check-in that was handed to the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// The response's id.
    pub response: String,
    /// So many files go after it.
    pub files: usize,
    /// The outbox entry's id.
    pub entry: String,
    /// The total, if there is one.
    pub score: Option<Score>,
    /// Scores of parts, with their places among the instrument's totals.
    pub parts: Vec<(usize, Score)>,
    /// An answer speaks of suicide or self-harm.
    pub risk: bool,
    /// When it was sent by the person, milliseconds.
    pub at: i64,
    /// How far it got.
    pub delivery: Delivery,
    /// Whether it is kept on the device, or in the page only.
    pub on_device: bool,
}

/// How far a check-in got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Saved here, not with the gateway yet.
    NotYet,
    /// Held until the person signs in.
    NeedsSignIn,
    /// The gateway did not take it: the person must act.
    NeedsYou,
    /// The gateway has it; whether it raised the team's Task is being asked (risk only).
    Checking,
    /// The gateway has it. After a risk answer: its Task for the team was not found.
    Delivered,
    /// The gateway raised the team's Task: to whom, and when it is read.
    TeamTold {
        /// The team's name, as the Task says.
        team: String,
        /// When the team reads, as the Task says.
        reads: Option<String>,
    },
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Something is looked for in the library.
    Sought(String),
    /// What languages the browser is set to, the first before the others.
    Speaks(Vec<String>),
    /// The form is to be read in this language; empty for its own.
    LanguageChosen(String),
    /// On to the next question, or to the review.
    Continued,
    /// Back to the question before.
    WentBack,
    /// Stop for now; the draft stays.
    Paused,
    /// Send what was answered.
    Sent,
    /// Delete the draft and begin anew.
    Restarted,
    /// Something was done with the question of this row.
    Gave(RowKey, Given),
    /// One more of the repeating group whose [`shown::Body::Add`] row or table has this key.
    RowAdded(RowKey),
    /// The repetition with this key was removed.
    RowRemoved(RowKey),
    /// To the step at this place: a tab, or a page of the list.
    WentTo(usize),
    /// To the row with this key, from the error summary, from what is left, or from the review.
    LookedFor(RowKey),
    /// How much to show at once.
    ModeChosen(Mode),
    /// Somebody helps to answer, or no longer.
    HelperTold(Option<Helper>),
}

#[cfg(test)]
mod tests;
