//! Plans that are to be looked at again, for Today.

use super::permitted;
use crate::app::Model;
use crate::fhir::date::Date;
use crate::fhir::plan::review_of;
use crate::now::Now;
use crate::plan::{self, Paper};
use crate::record::Shelf;
use crate::route::Route;
use crate::words;

/// From so long before its day on a plan is told of, in milliseconds.
const NEAR: i64 = 14 * 86_400_000;

/// A plan whose day to look at it again has come, or is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// What it is called.
    pub title: &'static str,
    /// When, and what to do.
    pub told: String,
    /// Where it stands.
    pub route: Route,
}

/// Those of the person's own, the care plan first. One goes from here when it has a later day, or none.
pub(super) fn reviews(model: &Model, now: &Now) -> Vec<ReviewRow> {
    let today = now.time + i64::from(now.offset) * 60_000;
    let near = |day: &Date| day.to_millis() - today <= NEAR;
    let mut all = vec![];
    let held = permitted(model, Shelf::Plan);
    let plans = held.known.as_ref().map(|known| &known.resources);
    let agreed = plans.into_iter().flat_map(|all| all.iter()).filter(|one| !plan::is_own_kind(one));
    if let Some(day) = agreed.filter_map(review_of).min_by_key(Date::to_millis).filter(near) {
        // The day itself is not over: it is only then that it was missed.
        let told = words::plan::review(&day.words(), day.end_millis() <= today);
        all.push(ReviewRow { title: words::today::MY_PLAN, told, route: Route::Plan });
    }
    for state in std::iter::once(&model.plan).chain(&model.papers.0) {
        let Some(day) = plan::day_of(state).filter(near).filter(|_| state.paper != Paper::Cover) else {
            continue;
        };
        let told = match day.to_millis() <= today {
            true => words::plan_safety::HINT_REVIEW.into(),
            false => words::today::review_soon(&day.words()),
        };
        let route = match state.paper {
            Paper::Safety => Route::Safety(String::new()),
            paper => Route::Paper(paper, String::new()),
        };
        all.push(ReviewRow { title: words::plan_safety::of(state.paper).title, told, route });
    }
    all
}
