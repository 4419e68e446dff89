//! The person's own plan of check-ins.

/// Title.
pub const TITLE: &str = "When I want to do this";
/// Leads to it.
pub const PLAN: &str = "Plan when";
/// Heads the days.
pub const ON: &str = "On these days";
/// The days, Monday first.
pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Every day.
pub const EVERY_DAY: &str = "Every day";
/// Between days and time.
pub const AT: &str = " at ";
/// Over the time.
pub const TIME: &str = "At this time";
/// No day is chosen.
pub const NO_DAY: &str = "Choose at least one day.";
/// Keeps it.
pub const KEEP: &str = "Keep this plan";
/// Drops it.
pub const DROP: &str = "Stop this plan";
/// It is kept; said too.
pub const KEPT: &str = "Your plan is saved. You will find this on Today when it is time.";
/// Where it is kept.
pub const ON_DEVICE: &str = "Your plan is kept on this device only. Another phone or computer does not know it. Your team does not see it.";
/// The same where nothing is kept.
pub const ON_PAGE: &str = "This is not your own device, so your plan is gone when you close this page.";
/// What it does not do.
pub const NO_BELL: &str = "The app does not ring. It shows you when you open it.";
/// On Today: asks again tomorrow.
pub const LATER: &str = "Not now";
/// A check-in whose time has come.
pub const DUE: &str = "You planned this for now";
/// Past its day.
pub const OVERDUE: &str = "This was due earlier";

/// "09:05".
#[must_use]
pub fn time(minute: u16) -> String {
    let digit = |number: u16| char::from(b'0' + u8::try_from(number % 10).unwrap_or(0));
    let (hours, minutes) = (minute / 60, minute % 60);
    [digit(hours / 10), digit(hours), ':', digit(minutes / 10), digit(minutes)].iter().collect()
}

/// "You planned this for today at 09:00".
#[must_use]
pub fn planned(when: &str) -> String {
    ["You planned this for ", when].concat()
}

/// "Planned: every day at 09:00".
#[must_use]
pub fn kept(plan: &str) -> String {
    ["Planned: ", plan].concat()
}
