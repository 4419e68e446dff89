//! What the check-in screens show.

use super::shown::{FinishView, FormView};
use super::{Answering, Delivery, Failure, Open, Sent, Stage, State, build, door};
use crate::fold;
use crate::seek::find;
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
    /// What the team asks somebody else to answer about the person.
    pub others: Vec<Asked>,
    /// What is looked for in the library; `None` where it is short.
    pub sought: Option<String>,
    /// Who sees the answers beside the team, by name; `None` where that is not known.
    pub seen_by: Option<Vec<String>>,
    /// What the trust is called.
    pub trust: String,
}

/// A check-in that the team asks somebody else to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its title.
    pub title: String,
    /// Who is asked.
    pub who: String,
    /// Until when, in words.
    pub due: Option<String>,
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
    /// When they answered it last, or that they never did, in words; `None` where that is not known.
    pub last: Option<String>,
    /// The trust brought it in.
    pub trusts: bool,
    /// It is for who cares for somebody, about them.
    pub others: bool,
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
    Thanks(Box<ThanksView>),
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
    /// They are about somebody else: their name.
    pub about: Option<String>,
    /// Scores of parts: what each is called, and how it stands beside the last one before.
    pub parts: Vec<PartScore>,
    /// Something is totalled, so that it can be seen how it changes.
    pub changes: bool,
}

/// The score of a part, such as one goal.
#[derive(Debug, Clone, PartialEq)]
pub struct PartScore {
    /// What it is called.
    pub name: String,
    /// The score.
    pub score: super::Score,
    /// The last one before this: value and date in words.
    pub before: Option<(i64, String)>,
}

/// From so many on, the library can be searched.
const MANY: usize = 8;

/// The list of check-ins.
#[must_use]
pub fn check_ins(state: &State, can_answer: bool) -> CheckInsView {
    let rows: Option<Vec<LibraryRow>> = state.library.as_ref().map(|library| {
        let row = |i: &super::Instrument| LibraryRow {
            key: i.key(),
            title: i.title.clone(),
            about: i.about.clone(),
            why: i.why.clone(),
            questions: i.questions,
            minutes: i.minutes,
            draft: state.drafts.contains(&i.key()),
            plan: None,
            last: None,
            trusts: i.trusts,
            others: i.others,
        };
        library.iter().map(row).collect()
    });
    CheckInsView {
        sought: rows.as_ref().filter(|rows| rows.len() >= MANY).map(|_| state.sought.clone()),
        rows,
        trouble: state.trouble,
        can_answer,
        not_shared: false,
        about: None,
        alone: false,
        others: vec![],
        seen_by: None,
        trust: String::new(),
    }
}

impl LibraryRow {
    /// Whether every word of `sought` stands in what is told of it.
    #[must_use]
    pub fn fits(&self, sought: &str) -> bool {
        let told = fold::plain(&[&*self.title, &*self.about, &*self.why].join(" "));
        fold::plain(sought).split_whitespace().all(|word| find(&told, word, 0).is_some())
    }
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
        Stage::Sent(sent) => {
            let changes = instrument.is_some_and(|i| !i.totals().is_empty());
            StepView::Thanks(Box::new(ThanksView {
                sent: (**sent).clone(),
                before,
                alone: false,
                about: None,
                parts: vec![],
                changes,
            }))
        }
    };
    let title = match stage {
        Stage::Answering(answering) => answering.title.as_ref().map(|title| title.to_string()),
        _ => None,
    };
    let title = title.or_else(|| Some(instrument?.title.clone())).unwrap_or_default();
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
