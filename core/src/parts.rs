//! Parts of the app that come when they are needed: what a person waits for at the first visit is the rest.
//!
//! The build moves into a part whatever is reached through its doors only: functions that are called
//! `door::<part>` or `door::<part>_<what>`. Help, signing in, unlocking, today and the safety plan are in no part.

use crate::effect::Effect;
use crate::links;
use crate::route::Route;
use crate::trouble::Trouble;

/// A part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Answering a check-in: the forms engine and its screens; past answers, and when the person wants to be asked.
    Form,
    /// Looking into the record, asking about an entry, taking it away, showing it by a link or a card; opening somebody's
    /// link.
    Record,
    /// The care plan. The safety plan is always there.
    Plan,
    /// Sharing.
    Sharing,
    /// Settings and what belongs to them, and feedback.
    Settings,
    /// Keeping for sending, and sending: no screen is in it, and the shell brings it before such an order.
    Sending,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 6] =
        [Self::Form, Self::Record, Self::Plan, Self::Sharing, Self::Settings, Self::Sending];

    /// Its name in the build: the file `assets/part-<name>-<hash>.wasm`, and its doors.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Record => "record",
            Self::Plan => "plan",
            Self::Sharing => "sharing",
            Self::Settings => "settings",
            Self::Sending => "sending",
        }
    }

    /// The part that an address needs; `None` for what is always there.
    #[must_use]
    pub fn of(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Answer(_) | Route::Past(_) | Route::PastAnswer(..) | Route::Schedule(_) => Self::Form,
            Route::Plan | Route::Keepsakes => Self::Plan,
            Route::Shelf(_)
            | Route::Result(_)
            | Route::Letter(_)
            | Route::Entry(_)
            | Route::Timeline(_)
            | Route::Search
            | Route::News
            | Route::Team
            | Route::Viewer
            | Route::Links
            | Route::MakeLink
            | Route::Card
            | Route::Takeaway(_) => Self::Record,
            Route::Sharing | Route::ShareWith(_) | Route::Looks | Route::Pressure | Route::Join => {
                Self::Sharing
            }
            Route::Settings | Route::Kept | Route::Devices | Route::Waiting | Route::Feedback => {
                Self::Settings
            }
            _ => return None,
        })
    }
}

/// Which parts are there. A build in one piece has them all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Those that did not come yet.
    away: Vec<Part>,
    /// What came before the part that reads it: a link that the address brought.
    early: Vec<links::Event>,
    /// Why the one that was asked for last did not come.
    trouble: Option<Trouble>,
}

impl State {
    /// As the app starts in a browser: every part is still to come.
    #[must_use]
    pub fn away() -> Self {
        Self { away: Part::ALL.to_vec(), ..Self::default() }
    }

    /// The part that an address needs and that is not there.
    #[must_use]
    pub fn missing(&self, route: &Route) -> Option<Part> {
        Part::of(route).filter(|part| self.away.contains(part))
    }

    /// Whether a part is there.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        !self.away.contains(&part)
    }

    /// Why it is not there, where it was asked for in vain.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Has the part brought that an address needs; `None` if all is there.
    pub fn bring(&mut self, route: &Route) -> Option<Vec<Effect>> {
        let part = self.missing(route)?;
        self.trouble = None;
        Some(vec![Effect::Bring(part)])
    }

    /// Keeps what happened until the part is there that reads it.
    pub fn keep(&mut self, event: links::Event) {
        self.early.push(event);
    }

    /// What was kept; by who does not look at it, it is dropped.
    pub fn early(&mut self) -> Vec<links::Event> {
        std::mem::take(&mut self.early)
    }

    /// It came, or not; whether something is there that was not.
    pub fn brought(&mut self, part: Part, done: Result<(), Trouble>) -> bool {
        let was = self.away.len();
        match done {
            Ok(()) => self.away.retain(|away| *away != part),
            // No address waits for it.
            Err(trouble) if part != Part::Sending => self.trouble = Some(trouble),
            Err(_) => {}
        }
        self.away.len() < was
    }
}

#[cfg(test)]
mod tests;
