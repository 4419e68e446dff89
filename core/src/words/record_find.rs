//! The record in the order of time, and the search in it.

/// Said to a screen reader where the gateway told of a change, and it is on the screen now.
pub const UP_TO_DATE: &str = "Something here changed. This page is up to date now.";
/// Title of the timeline.
pub const OVER_TIME: &str = "Over time";
/// Under it.
pub const OVER_TIME_HINT: &str = "Everything, by year and month";
/// First words of the timeline.
pub const OVER_TIME_LEAD: &str = "Everything in your record, the newest first.";
/// The same for somebody else's.
pub const OVER_TIME_LEAD_THEIRS: &str = "Everything that is shared with you, the newest first.";
/// Entries without a date.
pub const UNDATED: &str = "Without a date";
/// Names the list of years.
pub const YEARS: &str = "Years";
/// Entries of a year without a month.
#[must_use]
pub fn some_time_in(year: u16) -> String {
    ["Some time in ", &year.to_string()].concat()
}
/// Entries of a month, or of a year, whose day is not known.
#[must_use]
pub fn some_day_in(month: &str) -> String {
    ["Some day in ", month].concat()
}
/// How many entries.
#[must_use]
pub fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".into(),
        n => [&n.to_string(), " entries"].concat(),
    }
}
/// Shows more of them.
pub const MORE: &str = "Show more";
/// Title of the search.
pub const SEARCH: &str = "Search my record";
/// Under it.
pub const SEARCH_HINT: &str = "It works offline too, in what is kept here";
/// The field's label.
pub const LOOK_FOR: &str = "What are you looking for?";
/// What the field wants.
pub const LOOK_FOR_HINT: &str = "A medicine, a test, a name, a word in a letter. It stays in this app.";
/// Nothing fits.
pub const NOTHING: &str = "Nothing in the record fits these words.";
/// What to do then.
pub const NOTHING_NEXT: &str =
    "Try fewer or shorter words, or look under another name. Your team can help too.";
/// Names the choice of kinds.
pub const KINDS: &str = "Kinds of entries";
/// All kinds.
pub const ALL_KINDS: &str = "All kinds";
/// While parts of the record are still being fetched.
pub const STILL_LOOKING: &str = "Parts of the record are still being fetched.";
/// What the search looks through, where older entries are not here.
pub const SEARCHED: &str = "The search looks through these. Show older ones to look further back.";
/// How many were found.
#[must_use]
pub fn found(count: usize) -> String {
    [&entries(count), " found"].concat()
}

/// Headings of what is new; `news` counts them.
pub const NEWS: [&str; 4] = ["Results", "Letters and notes", "Appointments", "Other entries"];
/// How many new entries stand under a heading of `NEWS`.
#[must_use]
pub fn news(heading: &str, count: usize) -> String {
    let (one, many) = match heading {
        "Results" => (" result", " results"),
        "Letters and notes" => (" letter or note", " letters and notes"),
        "Appointments" => (" appointment", " appointments"),
        _ => (" other entry", " other entries"),
    };
    [count.to_string().as_str(), if count == 1 { one } else { many }].concat()
}
/// Heads what is new on Today, and names its screen.
#[must_use]
pub fn new_since(when: &str) -> String {
    ["New since ", when].concat()
}
/// Title of what is new.
pub const NEW: &str = "New in your record";
/// First words of what is new.
pub const NEW_LEAD: &str = "Take your time. You can stop at any moment, and somebody can look with you.";
/// The person has seen it.
pub const SEEN: &str = "I have seen these";
/// What that does.
pub const SEEN_HINT: &str = "They are then no longer shown as new. They stay in your record.";
/// There is nothing new.
pub const NOTHING_NEW: &str = "There is nothing new.";
