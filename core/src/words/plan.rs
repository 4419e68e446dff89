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
/// Asks for a rating.
pub const RATE: &str = "How near are you to it now?";
/// What the numbers mean.
pub const RATE_HINT: &str = "0 means not begun, 10 means reached. There is no right answer.";
/// Keeps it.
pub const RATE_KEEP: &str = "Save my number";
/// Said then.
pub const RATED: &str = "Saved. Your team can see it in your record.";
/// Heads the ratings.
pub const RATINGS: &str = "Your numbers over time";
/// Marks one that waits.
pub const RATING_WAITS: &str = "saved here, not sent yet";
/// Heads the values.
pub const RATING_UNIT: &str = "From 0 (not begun) to 10 (reached)";
/// The newest one.
#[must_use]
pub fn rating(value: u8, when: &str) -> String {
    ["Your last number: ", &value.to_string(), " out of 10, ", when, "."].concat()
}
/// What the picture shows, for who hears it.
#[must_use]
pub fn ratings(count: usize, first: (u8, &str), last: (u8, &str)) -> String {
    format!("{count} numbers, from {} on {} to {} on {}.", first.0, first.1, last.0, last.1)
}
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
