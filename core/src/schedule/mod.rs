//! When the person wants to be asked: a plan for a check-in, kept on this device, and "not now".

mod clock;
mod row;
mod update;
mod view;

pub use row::{has_plans, key as row};
pub use update::{answered, loaded, opened, saved, update, woke};
pub use view::{ScheduleView, in_words, schedule};

use crate::trouble::Trouble;

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// What is kept; `None` until it was looked up.
    pub kept: Option<Kept>,
    /// The plan on the screen, if it was changed there.
    pub editing: Option<Plan>,
    /// Whether the last change is kept.
    pub saved: Option<Result<(), Trouble>>,
}

/// What is kept in one row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The person's plans, one a check-in.
    pub plans: Vec<Plan>,
    /// Check-ins that are not shown on Today until then (milliseconds).
    pub later: Vec<(String, i64)>,
    /// When a check-in was last answered here (milliseconds).
    pub answered: Vec<(String, i64)>,
}

/// When the person wants to do a check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The check-in's key.
    pub key: String,
    /// The days: bit 0 is Monday.
    pub days: u8,
    /// Minutes after midnight, in the time of where the person is: one to [`MOST_TIMES`], in the order of the day.
    pub minutes: Vec<u16>,
    /// Only every second week: those whose number, counted from the week of 1 January 1970, is even or odd.
    pub weeks: Option<Parity>,
    /// When it was made, milliseconds: nothing is due from before.
    pub since: i64,
}

/// Which weeks are meant where a plan is for every second one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parity {
    /// 0, 2, 4 …
    #[default]
    Even,
    /// 1, 3, 5 …
    Odd,
}

/// The most times in one day.
pub const MOST_TIMES: usize = 4;

/// Every day of the week.
pub const EVERY_DAY: u8 = 0b111_1111;

/// A planned time that came and was not answered since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// When it was planned for, milliseconds.
    pub at: i64,
    /// It was on a day before today.
    pub late: bool,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A day of the plan on the screen was switched: the check-in's key, the day from 0 (Monday).
    DayChosen(String, u8),
    /// A time of the plan on the screen: the check-in's key, the place of the time, "09:30".
    TimeChosen(String, usize, String),
    /// One more time in the day.
    TimeAdded(String),
    /// The time at this place goes.
    TimeRemoved(String, usize),
    /// Every second week only, or every week again.
    WeeksChosen(String),
    /// Keep the plan of this check-in.
    Kept(String),
    /// Drop it.
    Dropped(String),
    /// Not now: not on Today until tomorrow.
    Later(String),
}

impl State {
    /// What is due of a plan, given when it was last answered.
    #[must_use]
    pub fn rung(&self, key: &str, answered: Option<i64>, now: &crate::now::Now) -> Option<Rung> {
        let kept = self.kept.as_ref()?;
        let here = kept.answered.iter().find(|(k, _)| k == key).map(|(_, at)| *at);
        let answered = answered.max(here);
        let rung = clock::rung(kept.plans.iter().find(|p| p.key == key)?, now)?;
        answered.is_none_or(|at| at < rung.at).then_some(rung)
    }

    /// Whether the person said "not now" and it is not tomorrow yet.
    #[must_use]
    pub fn is_later(&self, key: &str, now: &crate::now::Now) -> bool {
        let later = self.kept.iter().flat_map(|kept| &kept.later);
        later.into_iter().any(|(k, until)| k == key && now.time < *until)
    }

    /// The plan of a check-in.
    #[must_use]
    pub fn plan(&self, key: &str) -> Option<&Plan> {
        self.kept.as_ref()?.plans.iter().find(|plan| plan.key == key)
    }
}

#[cfg(test)]
mod tests;
