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
/// Before the days of a plan that is not for every week.
pub const SECOND_WEEK: &str = "Every second week: ";
/// A box.
pub const SECOND: &str = "Only every second week";
/// Under it.
pub const SECOND_HINT: &str = "It begins with the first day of your plan that comes.";
/// Over the times.
pub const TIME: &str = "At this time";
/// One more.
pub const ADD_TIME: &str = "Add another time";
/// Names one of several times, for who hears it alone.
#[must_use]
pub fn numbered(place: usize) -> String {
    ["Time ", &(place + 1).to_string()].concat()
}
/// The id of its field.
#[must_use]
pub fn field(place: usize) -> String {
    ["time-", &place.to_string()].concat()
}
/// Several in a row: "a, b and c".
#[must_use]
pub fn list(all: &[String]) -> String {
    let mut said = String::new();
    for (at, one) in all.iter().enumerate() {
        said.push_str(one);
        said.push_str(match all.len() - at {
            1 => "",
            2 => " and ",
            _ => ", ",
        });
    }
    said
}
/// The day of the next time.
#[must_use]
pub fn next(day: &str) -> String {
    ["The next time is on ", day, "."].concat()
}
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
