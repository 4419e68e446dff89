//! The screen of one plan.

use super::{EVERY_DAY, MOST_TIMES, Plan, State, clock};
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::schedule as words;
use crate::words::time::day;

/// The plan of one check-in.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleView {
    /// The check-in's title.
    pub title: String,
    /// Key of its address.
    pub key: String,
    /// It is not known yet what is kept.
    pub loading: bool,
    /// Monday first.
    pub days: [bool; 7],
    /// "09:30", one or more.
    pub times: Vec<String>,
    /// One more time can be added.
    pub can_add: bool,
    /// Every second week only.
    pub second: bool,
    /// The kept plan in words.
    pub kept: Option<String>,
    /// The day of its next time, where every second week leaves open which is meant.
    pub next: Option<String>,
    /// No day is chosen: it cannot be kept.
    pub no_day: bool,
    /// Something on the screen differs from what is kept.
    pub changed: bool,
    /// Whether the last change is kept.
    pub saved: Option<Result<(), Trouble>>,
    /// It is kept on the device (else in the page only).
    pub on_device: bool,
}

/// What a new plan begins with: every day at nine.
pub(super) fn first(key: &str) -> Plan {
    Plan { key: key.to_owned(), days: EVERY_DAY, minutes: vec![540], weeks: None, since: 0 }
}

/// The screen of one plan.
#[must_use]
pub fn schedule(state: &State, (key, title): (&str, &str), (on_device, now): (bool, &Now)) -> ScheduleView {
    let kept = state.plan(key);
    let editing = state.editing.as_ref().filter(|plan| plan.key == key);
    let plan = editing.or(kept).cloned().unwrap_or_else(|| first(key));
    let mut days = [false; 7];
    for (at, on) in days.iter_mut().enumerate() {
        *on = plan.days & (1 << at) != 0;
    }
    ScheduleView {
        title: title.to_owned(),
        key: key.to_owned(),
        loading: state.kept.is_none() && state.saved.is_none(),
        days,
        can_add: plan.minutes.len() < MOST_TIMES,
        times: plan.minutes.iter().map(|minute| words::time(*minute)).collect(),
        second: plan.weeks.is_some(),
        kept: kept.map(in_words),
        next: kept.filter(|plan| plan.weeks.is_some()).and_then(|plan| next(plan, now)),
        no_day: plan.days == 0,
        changed: editing.is_some(),
        saved: state.saved,
        on_device,
    }
}

fn next(plan: &Plan, now: &Now) -> Option<String> {
    Some(day(clock::next(plan, now)? + i64::from(now.offset) * 60_000))
}

/// "Every day at 09:00 and 18:00", "Every second week: Monday and Thursday at 18:30".
#[must_use]
pub fn in_words(plan: &Plan) -> String {
    let mut said = String::from(if plan.weeks.is_some() { words::SECOND_WEEK } else { "" });
    if plan.days & EVERY_DAY == EVERY_DAY {
        said.push_str(words::EVERY_DAY);
    } else {
        let chosen = words::DAYS.iter().enumerate().filter(|(at, _)| plan.days & (1 << at) != 0);
        said.push_str(&words::list(&chosen.map(|(_, day)| (*day).to_owned()).collect::<Vec<_>>()));
    }
    said.push_str(words::AT);
    said.push_str(&words::list(&plan.minutes.iter().map(|minute| words::time(*minute)).collect::<Vec<_>>()));
    said
}
