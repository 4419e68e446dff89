//! The shortest part of a history that still shows what was found.

use super::crowd::crowd;
use super::history::{History, Outcome, Plan};

/// Leaves out steps one by one as long as a finding of the same kind stays.
pub async fn shortest(plan: &Plan, kind: &str) -> (Vec<u64>, Outcome) {
    let steps = History::play(&crowd(), 0, plan).await.steps;
    let mut only: Vec<u64> = plan.only.clone().unwrap_or_else(|| (0..steps).collect());
    let mut outcome = Outcome::default();
    for step in (0..steps).rev() {
        let fewer: Vec<u64> = only.iter().copied().filter(|kept| *kept != step).collect();
        let tried = Plan { only: Some(fewer.clone()), ..plan.clone() };
        let found = History::play(&crowd(), 0, &tried).await;
        if found.findings.iter().any(|finding| finding.kind == kind) {
            (only, outcome) = (fewer, found);
        }
    }
    if outcome.steps == 0 {
        outcome = History::play(&crowd(), 0, &Plan { only: Some(only.clone()), ..plan.clone() }).await;
    }
    (only, outcome)
}
