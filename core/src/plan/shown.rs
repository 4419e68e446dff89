//! What the screens of the safety plan show: shapes only.

use super::before::Difference;
use super::lines::Line;
use super::paper::Paper;
use crate::notice::Contact;
use crate::record::Shown;
use crate::trouble::Trouble;

/// One of the screens.
#[derive(Debug, Clone, PartialEq)]
pub struct SafetyView {
    /// Of which paper.
    pub paper: Paper,
    /// Which, and what is on it.
    pub page: Page,
    /// How it is kept.
    pub state: Standing,
    /// It is read without unlocking: whose it is, and when the gateway was last heard of.
    pub open: Option<(String, String)>,
    /// With whom steps can be shared, and which each sees; `None` where that is not known, or not offered.
    pub seers: Option<Vec<Seer>>,
    /// Whom the device knows to turn to, and how: what they take is known of their numbers.
    pub known: Vec<Contact>,
}

/// Somebody with whom steps can be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seer {
    /// Key of the address of sharing with them.
    pub key: String,
    /// Name.
    pub name: String,
    /// The steps that they see now.
    pub steps: Vec<usize>,
}

/// The steps that somebody shares, read by who cares for them.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedView {
    /// Whose.
    pub whose: String,
    /// The steps, also those without a line.
    pub steps: Vec<StepView>,
    /// How it stands with them.
    pub shown: Shown,
}

/// The screens.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// What is kept is being looked up.
    Loading,
    /// What is kept could not be read.
    Failed(Trouble),
    /// The whole plan.
    Whole(WholeView),
    /// A step being written.
    Step(StepEdit),
    /// "How am I now".
    Ladder,
    /// One step, to be used now.
    Now(StepView),
    /// Earlier versions; `None` until they came.
    Before(Option<Result<Vec<Version>, Trouble>>),
    /// What somebody shares of theirs.
    Shared(SharedView),
    /// There is no such screen.
    Unknown,
}

/// How the plan is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was written yet.
    Nothing,
    /// Saved, on this device (else in the page only), and not sent yet.
    Here(bool),
    /// The gateway has it.
    Sent,
    /// It could not be kept here.
    NotKept(Trouble),
    /// The gateway refused it.
    Refused,
}

/// The whole plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WholeView {
    /// All parts, also those without a line.
    pub steps: Vec<StepView>,
    /// Nothing is written.
    pub empty: bool,
    /// The day to look at it again, in words, and whether it has come.
    pub review: Option<(String, bool)>,
    /// When it was last changed, in words.
    pub changed: Option<String>,
    /// When the gateway was last heard of it, in words; `None` for never.
    pub checked: Option<String>,
    /// The day of it, for paper.
    pub day: Option<String>,
    /// What the person is to choose.
    pub asks: Vec<AskView>,
    /// Whether it is readable without unlocking; `None` where that is not offered.
    pub open: Option<bool>,
    /// The copy for it is on the device.
    pub open_kept: bool,
    /// The copy that the person switched off is gone from the device.
    pub open_gone: bool,
    /// The gateway has versions.
    pub versions: bool,
}

/// A step with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// Which, from 0.
    pub step: usize,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A step being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepEdit {
    /// The step.
    pub step: StepView,
    /// The line under way.
    pub draft: Line,
    /// What was taken out last.
    pub undo: Option<String>,
    /// It was given without words.
    pub wrong: bool,
    /// Words to begin from, and a number.
    pub examples: Vec<(String, String)>,
}

/// Two changes of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskView {
    /// Its number, for the answer.
    pub at: usize,
    /// In which step; `None` for the day to look at it again.
    pub step: Option<usize>,
    /// What was written here; empty where it was taken away.
    pub mine: String,
    /// What was written elsewhere; empty where it was taken away.
    pub theirs: String,
    /// Both can stay.
    pub both: bool,
}

/// An earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When the gateway took it.
    pub when: String,
    /// The steps that have lines.
    pub steps: Vec<StepView>,
    /// What it changed; empty for the first, and until what tells it is there.
    pub what: Vec<Difference>,
}

/// What is said beside a link to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// It is there, or not known yet.
    Plain,
    /// Nothing is written in it.
    New,
    /// It is time to look at it again.
    Review,
    /// It was changed in two places.
    Ask,
}
