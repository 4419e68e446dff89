//! Plans.

/// Title.
pub const PLAN: &str = "My care plan";
/// Title of somebody else's.
#[must_use]
pub fn plan_of(name: &str) -> String {
    format!("{} care plan", super::possessive(name))
}
/// Heading.
pub const GOALS: &str = "Goals";
/// Heading.
pub const ACTIONS: &str = "Who does what";
/// Heading.
pub const NOTES: &str = "Notes";
/// Heading.
pub const PAST: &str = "Earlier plans";
/// A done action.
pub const DONE: &str = "Done";
/// Leads to sharing.
pub const SHARE: &str = "Share my plan";
/// Under it.
pub const SHARE_HINT: &str = "You choose who sees it, and can stop at any time.";
/// Leads to the choices.
pub const SHARE_CHOOSE: &str = "Choose who sees it";
/// A date to reach.
#[must_use]
pub fn by(when: &str) -> String {
    ["by ", when].concat()
}
/// The period of a plan.
#[must_use]
pub fn period(words: &str) -> String {
    ["For: ", words].concat()
}

/// `Goal.lifecycleStatus` in words; nothing for what needs none.
#[must_use]
pub fn goal_state(status: &str) -> Option<&'static str> {
    Some(match status {
        "proposed" => "Suggested",
        "planned" => "Planned",
        "on-hold" => "Paused",
        "completed" => "Reached or finished",
        "cancelled" => "Dropped",
        "rejected" => "Not agreed",
        _ => return None,
    })
}

/// `CarePlan.activity.detail.status` in words.
#[must_use]
pub fn action_state(status: &str) -> Option<&'static str> {
    Some(match status {
        "not-started" => "Not started",
        "scheduled" => "Planned",
        "in-progress" => "Under way",
        "on-hold" => "Paused",
        "completed" => "Done",
        "cancelled" | "stopped" => "Stopped",
        _ => return None,
    })
}
