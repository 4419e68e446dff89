//! What the check-in screens show.

use super::shown::{FinishView, FormView};
use super::{Answering, Delivery, Failure, Open, Sent, Stage, State, build, door};
use crate::trouble::Trouble;

/// The list of check-ins.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckInsView {
    /// `None` while the list is coming.
    pub rows: Option<Vec<LibraryRow>>,
    /// Why the list did not come.
    pub trouble: Option<Trouble>,
    /// Whether they can be answered: about oneself, or about somebody who shares them.
    pub can_answer: bool,
    /// Nothing of them is shared with who looks.
    pub not_shared: bool,
    /// About whom, where it is somebody else.
    pub about: Option<String>,
    /// They are a carer's about themselves: nobody reads the answers.
    pub alone: bool,
}

/// One check-in that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryRow {
    /// Key of the address.
    pub key: String,
    /// Title.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// Why it is asked, may be empty.
    pub why: String,
    /// How many questions.
    pub questions: u64,
    /// About how many minutes.
    pub minutes: u64,
    /// A draft is kept.
    pub draft: bool,
    /// When the person planned to do it, in words.
    pub plan: Option<String>,
}

/// A check-in that the team asked for, that the person planned, or that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The check-in.
    pub row: LibraryRow,
    /// Until when the team asks for it, in words.
    pub due: Option<String>,
    /// When the person planned it, in words.
    pub planned: Option<String>,
    /// Its day is over.
    pub overdue: bool,
    /// It can be put off until tomorrow.
    pub later: bool,
}

/// The open check-in.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerView {
    /// Title of the check-in.
    pub title: String,
    /// Key of the address.
    pub key: String,
    /// What is shown.
    pub step: StepView,
}

/// What is shown of an open check-in. Exactly one holds.
#[derive(Debug, Clone, PartialEq)]
pub enum StepView {
    /// It is coming.
    Loading,
    /// It cannot be opened.
    Failed(Failure),
    /// One step of the form.
    Form(Box<FormView>),
    /// All answers, before sending.
    Review(Box<FinishView>),
    /// It is saved, or sent.
    Thanks(ThanksView),
}

/// The thank-you screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ThanksView {
    /// All that is known.
    pub sent: Sent,
    /// The last total before this one: value and date in words.
    pub before: Option<(i64, String)>,
    /// They are a carer's own, and no team reads them.
    pub alone: bool,
}

/// The list of check-ins.
#[must_use]
pub fn check_ins(state: &State, can_answer: bool) -> CheckInsView {
    let rows = state.library.as_ref().map(|library| {
        let row = |i: &super::Instrument| LibraryRow {
            key: i.key(),
            title: i.title.clone(),
            about: i.about.clone(),
            why: i.why.clone(),
            questions: i.questions,
            minutes: i.minutes,
            draft: state.drafts.contains(&i.key()),
            plan: None,
        };
        library.iter().map(row).collect()
    });
    CheckInsView { rows, trouble: state.trouble, can_answer, not_shared: false, about: None, alone: false }
}

/// The open check-in; `before` is the last total before this one.
#[must_use]
pub fn answer(state: &State, on_device: bool, before: Option<(i64, String)>) -> Option<AnswerView> {
    let Open { key, stage } = state.open.as_ref()?;
    let instrument = state.library.iter().flatten().find(|i| i.key() == *key);
    let step = match stage {
        Stage::Loading { .. } => StepView::Loading,
        Stage::Failed(failure) => StepView::Failed(failure.clone()),
        Stage::Answering(answering) => door::form_step(answering, on_device),
        Stage::Sent(sent) => StepView::Thanks(ThanksView { sent: (**sent).clone(), before, alone: false }),
    };
    let title = instrument.map(|i| i.title.clone()).unwrap_or_default();
    Some(AnswerView { title, key: key.clone(), step })
}

/// The step that is open.
pub(super) fn step(answering: &Answering, on_device: bool) -> StepView {
    if answering.at >= answering.steps() {
        StepView::Review(Box::new(build::finish(answering)))
    } else {
        StepView::Form(Box::new(build::form(answering, on_device)))
    }
}

impl Delivery {
    /// Whether the gateway's answer proves that it has the answers.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        matches!(self, Self::Checking | Self::Delivered | Self::TeamTold { .. })
    }
}
