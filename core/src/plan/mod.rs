//! The safety plan: six steps and reasons, in the person's own words, written and read without a network.

mod answer;
mod arrive;
pub mod before;
mod entry;
pub mod file;
mod give;
mod keep;
mod lines;
pub mod merge;
mod open;
pub mod own;
mod paper;
mod rating;
mod reach;
mod shared;
mod shown;
mod update;
mod view;
mod written;

pub use answer::{About, Answer, Sources, answered, fill, is_said, waits_done};
pub use arrive::{dropped, fetched, listed, loaded, looked, opened, queued, saved, settled};
pub use give::{give, moved, woke};
pub use keep::{Kept, Sent};
pub use lines::{Ask, Line, Plan, join};
pub use open::{Copy, Open, Window, row as open_row};
pub use paper::{CODES, CRISIS, PARTS, Paper, SHARED};
pub use rating::{MOST, Rating, Saving, ratings};
pub use reach::{Reach, reach};
pub use shared::{is_for_others, papers, shared, shared_step};
pub use shown::{
    AskView, Hint, Page, SafetyView, Seer, SharedView, Standing, StepEdit, StepView, Version, WholeView,
};
pub use update::update;
pub use view::{day_of, hint, open_view, safety};
pub use written::{
    Held, KIND, STEP_KIND, find, is_own_kind, is_step, read as read_paper, write as write_paper,
};

use crate::trouble::Trouble;

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Which paper.
    pub paper: Paper,
    /// What is kept; `None` until it was looked up.
    pub kept: Option<Kept>,
    /// The line that is being written.
    pub draft: Option<Line>,
    /// Where the line was that was taken out last, and what it was.
    pub undo: Option<(usize, Line)>,
    /// Whether the last change is kept; `None` while it is on its way there.
    pub saved: Option<Result<(), Trouble>>,
    /// The versions that the gateway has, the newest first.
    pub versions: Option<Result<Vec<Held>, Trouble>>,
    /// Something was given without words.
    pub wrong: bool,
    /// A rating that is being saved.
    pub saving: Option<Saving>,
    /// The last entry was refused.
    pub refused: bool,
    /// An entry that was handed over and not seen in the outbox yet.
    pub(crate) pending: Option<String>,
    pub(crate) listed: bool,
    /// The earlier versions are wanted.
    pub(crate) before: bool,
    pub(crate) want: bool,
    pub(crate) asking: bool,
    pub(crate) asked: i64,
}

impl State {
    /// Something was written that is neither sent nor in line.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        let line = self.draft.as_ref().is_some_and(|line| !line.text.trim().is_empty());
        line || self.kept.as_ref().is_some_and(|kept| kept.is_ahead() && kept.sent.is_empty())
    }

    /// The last change could not be kept.
    #[must_use]
    pub fn is_unkept(&self) -> bool {
        matches!(self.saved, Some(Err(_))) && self.has_begun()
    }
}

/// The same for each of the other papers.
#[derive(Debug, Clone, PartialEq)]
pub struct Papers(pub [State; 6]);

impl Default for Papers {
    fn default() -> Self {
        Self(Paper::OTHERS.map(|paper| State { paper, ..State::default() }))
    }
}

impl Papers {
    /// The state of one of them.
    #[must_use]
    pub fn of(&self, paper: Paper) -> Option<&State> {
        self.0.iter().find(|state| state.paper == paper)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, paper: Paper) -> Option<&mut State> {
        self.0.iter_mut().find(|state| state.paper == paper)
    }
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Words of the line under way in this step (from 0).
    Wrote(usize, String),
    /// Its number.
    Numbered(usize, String),
    /// An example was taken to begin from: its words, its number.
    Began(usize, String, String),
    /// The line under way is done.
    Given(usize),
    /// The line under way is dropped.
    Dropped,
    /// The line with this id is to be changed.
    Changed(String),
    /// The line with this id is taken out.
    Removed(String),
    /// The line that was taken out last comes back.
    Undone,
    /// The line with this id goes one place up (`true`) or down.
    Shifted(String, bool),
    /// To be looked at again in so many months; 0 for no day.
    Review(u8),
    /// The nth question about two changes: mine, theirs, or both (`None`).
    Chosen(usize, Option<bool>),
    /// Somebody was called or texted from the plan.
    Called,
    /// The plan is to be readable without unlocking, or no more.
    OpenChosen(bool),
    /// The person is done with a step, and goes on to the next or (`None`) to the plan.
    Done(Option<usize>),
    /// The goal with this id was rated, 0 to 10.
    Rated(String, u8),
    /// Something was said of the care plan.
    Answered(About, Answer),
    /// Something with goals and actions of one's own in the care plan.
    Own(own::Event),
    /// How the care plan with this id changed is wanted, or the goal or action with this key.
    BeforeWanted(String),
    /// Print it.
    Printed,
    /// Save it as a file.
    FileTaken,
}

#[cfg(test)]
mod tests;
