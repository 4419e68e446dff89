//! The steps of somebody's safety plan that they share, as who cares for them reads them.

use super::lines::Plan;
use super::paper::{CODES, Paper, SHARED};
use super::shown::{SharedView, StepView};
use super::written;
use crate::now::Now;
use crate::record::{Held, shown};

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
