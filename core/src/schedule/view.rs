//! The screen of one plan.

use super::{EVERY_DAY, Plan, State};
use crate::trouble::Trouble;
use crate::words::schedule as words;

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
    /// "09:30".
    pub time: String,
    /// The kept plan in words.
    pub kept: Option<String>,
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
    Plan { key: key.to_owned(), days: EVERY_DAY, minute: 540, since: 0 }
}

/// The screen of one plan.
#[must_use]
pub fn schedule(state: &State, (key, title): (&str, &str), on_device: bool) -> ScheduleView {
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
        time: words::time(plan.minute),
        kept: kept.map(in_words),
        no_day: plan.days == 0,
        changed: editing.is_some(),
        saved: state.saved,
        on_device,
    }
}

/// "Every day at 09:00", "Monday and Thursday at 18:30".
#[must_use]
pub fn in_words(plan: &Plan) -> String {
    let mut said = String::new();
    if plan.days & EVERY_DAY == EVERY_DAY {
        said.push_str(words::EVERY_DAY);
    } else {
        let mut left = plan.days.count_ones();
        for (at, day) in words::DAYS.iter().enumerate() {
            if plan.days & (1 << at) != 0 {
                left -= 1;
                said.push_str(day);
                said.push_str(match left {
                    0 => "",
                    1 => " and ",
                    _ => ", ",
                });
            }
        }
    }
    said.push_str(words::AT);
    said.push_str(&words::time(plan.minute));
    said
}
