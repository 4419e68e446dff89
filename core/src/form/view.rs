//! What the check-in screens show.

use super::questionnaire::{Answer, Field, Question};
use super::{Answering, Delivery, Failure, Open, Sent, Stage, State, risk};
use crate::trouble::Trouble;

/// The list of check-ins.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckInsView {
    /// `None` while the list is coming.
    pub rows: Option<Vec<LibraryRow>>,
    /// Why the list did not come.
    pub trouble: Option<Trouble>,
    /// Whether the person can answer: they have a record of their own and look at it.
    pub can_answer: bool,
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
    /// One question.
    Question(QuestionView),
    /// All answers, before sending.
    Review(ReviewView),
    /// It is saved, or sent.
    Thanks(ThanksView),
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionView {
    /// Its place, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The question with its answer.
    pub question: Question,
    /// What is answered.
    pub answer: Option<Answer>,
    /// Continue was pressed without an answer.
    pub missing: bool,
    /// The answer speaks of suicide or self-harm: help stands directly under it.
    pub help: bool,
    /// Whether the last answer is kept.
    pub kept: Option<Result<(), Trouble>>,
    /// Kept on the device (else in the page only).
    pub on_device: bool,
    /// Picked up from a kept draft.
    pub resumed: bool,
}

/// The review before sending.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewView {
    /// Question and answer in words; `None` for no answer.
    pub rows: Vec<(String, Option<String>)>,
    /// An answer speaks of suicide or self-harm.
    pub help: bool,
    /// It is being saved.
    pub sending: bool,
    /// Why it could not be saved.
    pub trouble: Option<Trouble>,
}

/// The thank-you screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ThanksView {
    /// All that is known.
    pub sent: Sent,
    /// The last total before this one: value and date in words.
    pub before: Option<(i64, String)>,
}

/// The list of check-ins.
#[must_use]
pub fn check_ins(state: &State, can_answer: bool) -> CheckInsView {
    let rows = state.library.as_ref().map(|library| {
        let row = |i: &super::Instrument| LibraryRow {
            key: i.key(),
            title: i.title.clone(),
            about: i.about.clone(),
            questions: i.questions,
            minutes: i.minutes,
            draft: state.drafts.contains(&i.key()),
            plan: None,
        };
        library.iter().map(row).collect()
    });
    CheckInsView { rows, trouble: state.trouble, can_answer }
}

/// The open check-in; `before` is the last total before this one.
#[must_use]
pub fn answer(state: &State, on_device: bool, before: Option<(i64, String)>) -> Option<AnswerView> {
    let Open { key, stage } = state.open.as_ref()?;
    let instrument = state.library.iter().flatten().find(|i| i.key() == *key);
    let step = match stage {
        Stage::Loading { .. } => StepView::Loading,
        Stage::Failed(failure) => StepView::Failed(failure.clone()),
        Stage::Answering(answering) => step(answering, on_device),
        Stage::Sent(sent) => StepView::Thanks(ThanksView { sent: (**sent).clone(), before }),
    };
    let title = instrument.map(|i| i.title.clone()).unwrap_or_default();
    Some(AnswerView { title, key: key.clone(), step })
}

fn step(answering: &Answering, on_device: bool) -> StepView {
    let (questionnaire, draft) = (&answering.questionnaire, &answering.draft);
    let risky = risk::met(questionnaire, &|link_id| draft.answer(link_id));
    let Some(question) = questionnaire.questions.get(draft.at) else {
        let row =
            |q: &Question| (q.text.clone(), draft.answer(&q.link_id).map(|a| answer_words(&q.field, a)));
        return StepView::Review(ReviewView {
            rows: questionnaire.questions.iter().map(row).collect(),
            help: !risky.is_empty(),
            sending: answering.sending,
            trouble: answering.trouble,
        });
    };
    StepView::Question(QuestionView {
        number: draft.at + 1,
        of: questionnaire.questions.len(),
        question: question.clone(),
        answer: draft.answer(&question.link_id).cloned(),
        missing: answering.missing,
        help: risky.contains(&question.link_id.as_str()),
        kept: answering.kept,
        on_device,
        resumed: answering.resumed,
    })
}

/// An answer in words.
#[must_use]
pub fn answer_words(field: &Field, answer: &Answer) -> String {
    match (field, answer) {
        (Field::Choice(choices), Answer::Choice(n)) => {
            choices.get(*n).map(|c| c.label.clone()).unwrap_or_default()
        }
        (_, Answer::YesNo(true)) => crate::words::form::YES.into(),
        (_, Answer::YesNo(false)) => crate::words::form::NO.into(),
        (_, Answer::Text(text)) => text.clone(),
        (_, Answer::Whole(number)) => number.to_string(),
        (_, Answer::Choice(_)) => String::new(),
    }
}

impl Delivery {
    /// Whether the gateway's answer proves that it has the answers.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        matches!(self, Self::Checking | Self::Delivered | Self::TeamTold { .. })
    }
}
