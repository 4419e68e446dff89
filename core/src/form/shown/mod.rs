//! A form as it stands on the screen: words and choices, ready to be drawn.
//!
//! Rows are shared (`Rc`) and kept from one view to the next: a row that nothing changed is the same
//! allocation, so `Rc::ptr_eq` tells a renderer that it need not look inside.

mod control;
mod given;
mod question;
mod row;
mod text;

pub use control::{Control, Number, OptionView, Other, Slot, UnitsView};
pub use given::{File, Given, Source};
pub use question::{AskedView, Helps};
pub use row::{Body, GroupView, ItemView, RowKey, TableKind, TableRow, TableView};
pub use text::{Link, Media, Rich};

use std::rc::Rc;

use crate::trouble::Trouble;

/// How much of a form is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One question at a time, with what belongs to it.
    #[default]
    OneByOne,
    /// A page at a time where the form has pages or tabs, else all of it.
    Pages,
}

impl Mode {
    /// As it is kept.
    pub(crate) fn word(self) -> &'static str {
        if self == Self::Pages { "pages" } else { "one" }
    }

    /// What is kept.
    pub(crate) fn read(word: &str) -> Self {
        if word == "pages" { Self::Pages } else { Self::OneByOne }
    }
}

/// An open form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormView {
    /// How much is shown at once.
    pub mode: Mode,
    /// Whether the other mode can be chosen: there is more than one question.
    pub can_change_mode: bool,
    /// The steps of the form. In [`Mode::Pages`] with names for tabs or a list of pages.
    pub steps: Rc<[StepName]>,
    /// Which step is shown, from 0. The review is not a step.
    pub at: usize,
    /// Rows that stay in sight above every page (`itemControl` header).
    pub header: Vec<Rc<ItemView>>,
    /// The rows of this step in their order. Key them by [`ItemView::key`].
    pub rows: Vec<Rc<ItemView>>,
    /// Rows that stay in sight below every page (`itemControl` footer).
    pub footer: Vec<Rc<ItemView>>,
    /// How far the person is.
    pub progress: Progress,
    /// What stands in the way of going on, in the order of the rows; empty until Continue or Send was pressed.
    pub errors: Vec<Pointer>,
    /// What the whole form cannot do here, in words.
    pub notes: Vec<String>,
    /// Somebody helps the person to answer.
    pub helper: Option<Helper>,
    /// Whether the last answer is kept; `None` before the first one.
    pub kept: Option<Result<(), Trouble>>,
    /// Kept on the device (else in the page only).
    pub on_device: bool,
    /// Picked up from a kept draft.
    pub resumed: bool,
    /// The languages in which it can be read; empty where there is one.
    pub languages: Vec<LanguageView>,
    /// A kept draft did not fit this form any more, and why its answers are not here; in words.
    pub lost: Option<String>,
}

/// A language in which a form can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageView {
    /// Its tag (BCP 47); empty where the form does not say which it is.
    pub tag: Rc<str>,
    /// Its name, in itself.
    pub name: Rc<str>,
    /// The form is read in it.
    pub chosen: bool,
}

/// How far the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The place of this step, from 1.
    pub number: usize,
    /// How many steps there are now; conditions may change it.
    pub of: usize,
    /// Questions that are answered.
    pub answered: usize,
    /// Questions that can be answered now.
    pub questions: usize,
}

/// One step of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepName {
    /// Its name, where it has one: a page's or a tab's text.
    pub name: Option<Rc<str>>,
    /// Every question that must be answered is, and nothing is wrong; not said of a step alone.
    pub done: bool,
    /// Something on it was pointed out in the list of errors.
    pub wrong: bool,
}

/// Points to a row: of the error summary, or of what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The row; its control carries this as the base of its id.
    pub key: RowKey,
    /// The step that shows it.
    pub step: usize,
    /// The question in short.
    pub question: Rc<str>,
    /// What is wrong, or that it is not answered yet.
    pub words: Rc<str>,
}

/// One line of the review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// The row that it came from; `None` for a heading.
    pub key: Option<RowKey>,
    /// How deep in groups it stands.
    pub depth: u8,
    /// The question or the group's heading.
    pub question: Rich,
    /// The answers in words; empty for no answer.
    pub answers: Vec<String>,
    /// The person chose not to say.
    pub not_said: bool,
    /// It was worked out from other answers.
    pub calculated: bool,
    /// It can be changed.
    pub can_change: bool,
}

/// All answers, before they are sent.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishView {
    /// They are a carer's own, and no team reads them.
    pub alone: bool,
    /// They are about somebody else.
    pub others: bool,
    /// Question and answer.
    pub rows: Vec<ReviewRow>,
    /// What must be answered or put right before sending.
    pub left: Vec<Pointer>,
    /// What was left open though it could be answered; it does not stand in the way.
    pub open: Vec<Pointer>,
    /// An answer speaks of suicide or self-harm.
    pub help: bool,
    /// Somebody helps the person to answer.
    pub helper: Option<Helper>,
    /// It is being saved.
    pub sending: bool,
    /// Why it could not be saved.
    pub trouble: Option<Trouble>,
}

/// Somebody who helps the person to answer. The answers stay the person's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Helper {
    /// Their name, as typed.
    pub name: String,
    /// Who they are to the person, as typed: "my sister".
    pub relation: String,
    /// They answer in the person's place, rather than writing down what the person says.
    pub instead: bool,
}
