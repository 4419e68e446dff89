//! The steps of somebody's safety plan that they share, as who cares for them reads them.

use super::lines::Plan;
use super::paper::{CODES, Paper, SHARED};
use super::shown::{SharedView, StepView};
use super::written;
use crate::now::Now;
use crate::record::{Held, shown};
use serde_json::Value;

/// The place of a step that can be shared, by the code of its section.
#[must_use]
pub fn shared_step(section: &str) -> Option<usize> {
    CODES.iter().take(SHARED).position(|code| *code == section)
}

/// What is shared of somebody's plan with whoever has these sections; steps in their order, also those without a line.
#[must_use]
pub fn shared(held: &Held, sections: &[String], now: &Now) -> SharedView {
    let none = std::rc::Rc::default();
    let resources = held.known.as_ref().map_or(&none, |known| &known.resources);
    let mut plan = Plan::default();
    for one in resources.iter().filter(|one| written::is_step(one)) {
        plan.lines.extend(written::read(one, Paper::Safety).plan.lines);
    }
    let mut steps = vec![];
    for step in (0..SHARED).filter(|step| sections.iter().any(|section| shared_step(section) == Some(*step)))
    {
        steps.push(StepView { step, lines: plan.of(step).cloned().collect() });
    }
    let whose = held.whose.clone().unwrap_or_default();
    SharedView { whose, steps, shown: shown(held, true, 0, now) }
}

/// What somebody shares by itself of what they wrote in their own words, but for empty parts. The safety plan is shared by
/// its steps.
#[must_use]
pub fn papers(resources: &[Value]) -> Vec<(Paper, Vec<StepView>)> {
    let mut all = vec![];
    for one in resources.iter().filter(|one| one["resourceType"] == "CarePlan") {
        let Some(paper) = paper_of(one).filter(|paper| Paper::SHOWN.contains(paper)) else { continue };
        let plan = written::read(one, paper).plan;
        let steps = paper.parts().map(|step| StepView { step, lines: plan.of(step).cloned().collect() });
        all.push((paper, steps.filter(|step| !step.lines.is_empty()).collect()));
    }
    all
}

/// Which paper this is, by its id.
fn paper_of(plan: &Value) -> Option<Paper> {
    let id = plan["id"].as_str().unwrap_or_default();
    [Paper::Safety].into_iter().chain(Paper::OTHERS).find(|paper| paper.is_named(id))
}

/// Whether a plan can be shared by itself: one of the team, and the crisis plan. The safety plan is shared by its steps, as
/// its reasons and hopes never are.
#[must_use]
pub fn is_for_others(plan: &Value) -> bool {
    !written::is_step(plan) && paper_of(plan).is_none_or(|paper| paper == Paper::Crisis)
}
