//! What is kept on this device.

use crate::record::Shelf;

/// Title, and the button in the settings.
pub const KEPT: &str = "What is kept here";
/// Why.
pub const LEAD: &str = "Your record is kept on this device, so that you can read it without a signal.";
/// Heads the list.
pub const RECORD: &str = "Your record";
/// Nothing is.
pub const NOTHING: &str = "Nothing of your record is kept here now.";
/// It is not the person's device.
pub const NOT_MINE: &str = "You said that this is not your own device. Nothing of yours is kept here.";
/// Heads what is not given up.
pub const WRITTEN: &str = "What you wrote";
/// What that is, and that it stays.
pub const WRITTEN_ABOUT: &str = "Check-ins that you began, your safety plan, and what waits to be sent are kept here too. They are never removed to make room, and they do not get too old.";
/// Over the days.
pub const HOW_LONG: &str = "Keep my record for";
/// Hint there.
pub const HOW_LONG_HINT: &str = "Counted from when it was last fetched. After that it is removed from this device. It stays with your team.";
/// Fetches all.
pub const FETCH: &str = "Fetch my whole record now";
/// While it comes.
#[must_use]
pub fn fetching(count: usize) -> String {
    match count {
        1 => "1 part is still coming.".into(),
        n => format!("{n} parts are still coming."),
    }
}
/// Removes all.
pub const REMOVE: &str = "Remove my record from here";
/// Asks first.
pub const REMOVE_SURE: &str = "Remove your record from this device?";
/// What it does.
pub const REMOVE_HINT: &str =
    "It stays with your team. Without a signal you cannot read it here. What you wrote stays.";
/// Heads what is kept of others.
pub const COPIES: &str = "People you care for";
/// What that is.
pub const COPIES_ABOUT: &str = "You can read this without a signal. It goes by itself at the time below, unless you are online before then and they still share it. They can see that a copy can be on your phone.";
/// Nothing is.
pub const COPIES_NOTHING: &str = "Nothing of anybody else is kept here now.";
/// Removes it.
pub const COPIES_REMOVE: &str = "Remove these copies from here";
/// How much, and until when.
#[must_use]
pub fn copies(parts: usize, until: &str) -> String {
    match parts {
        1 => ["1 part, until ", until].concat(),
        n => [&n.to_string(), " parts, until ", until].concat(),
    }
}
/// Heads the size.
pub const SIZE: &str = "Room on this device";
/// What Lapwing takes, and what is left, in words.
#[must_use]
pub fn size(used: u64, room: u64) -> String {
    ["Lapwing takes ", &bytes(used), ". There is room for ", &bytes(room), " more."].concat()
}
/// The browser does not say.
pub const SIZE_UNKNOWN: &str = "Your browser does not say how much room there is.";

/// A number of bytes, rounded so that it can be read.
fn bytes(count: u64) -> String {
    let (unit, name) = match count {
        0..1_000_000 => (1_000, " kB"),
        1_000_000..1_000_000_000 => (1_000_000, " MB"),
        _ => (1_000_000_000, " GB"),
    };
    let mut words = count.div_ceil(unit).to_string();
    words.push_str(name);
    words
}

/// What a part is called here.
#[must_use]
pub fn part(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Scores => "Scores of check-ins",
        Shelf::Entries => "Visits, notes and other entries",
        shelf => super::record::shelf(shelf),
    }
}

/// How much, and how old.
#[must_use]
pub fn how_much((entries, total): (usize, usize), as_of: &str) -> String {
    if total > 0 {
        return [&entries.to_string(), " of ", &total.to_string(), " entries, from ", as_of].concat();
    }
    match entries {
        0 => ["Nothing on it, ", as_of].concat(),
        1 => ["1 entry, from ", as_of].concat(),
        n => [&n.to_string(), " entries, from ", as_of].concat(),
    }
}

/// A choice.
#[must_use]
pub fn days(count: u8) -> String {
    if count == 1 { "1 day".into() } else { format!("{count} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_to_what_can_be_read() {
        let table =
            [(0, "0 kB"), (1, "1 kB"), (999_001, "1000 kB"), (1_000_000, "1 MB"), (2_300_000_000, "3 GB")];
        for (count, words) in table {
            assert_eq!(bytes(count), words);
        }
    }
}
