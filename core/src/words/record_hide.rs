//! Hiding entries on this device.

/// Heading over the way to hide, and of the page of what is hidden.
pub const TITLE: &str = "On this device";
/// Hides it.
pub const HIDE: &str = "Hide on this device";
/// What that does.
pub const HIDE_HINT: &str = "You will not see it in lists, in the search and on Today here. It stays in your record. Your team and the people you share with see it as before. It is still on your emergency card, in files that you save and in links that you make.";
/// It is hidden.
pub const IS_HIDDEN: &str = "You hid this on this device.";
/// Shows it again.
pub const SHOW: &str = "Show it again";
/// Said when it is hidden.
pub const DONE: &str = "It is hidden on this device.";
/// Said when it is shown again.
pub const UNDONE: &str = "It is shown again.";
/// Title of the page.
pub const PAGE: &str = "Hidden on this device";
/// First words of the page.
pub const LEAD: &str = "You hid these. They are still in your record.";
/// Shows all of them again.
pub const SHOW_ALL: &str = "Show all of them again";
/// Nothing is hidden.
pub const NOTHING: &str = "Nothing is hidden on this device.";
/// What can be done.
pub const NOTHING_NEXT: &str = "You can hide an entry on its own page.";
/// Leads to the page.
pub const SEE: &str = "See what you hid";

/// How many are hidden.
#[must_use]
pub fn count(count: usize) -> String {
    match count {
        1 => "1 entry is hidden on this device.".into(),
        n => [&n.to_string(), " entries are hidden on this device."].concat(),
    }
}
