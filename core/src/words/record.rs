//! The record.

use crate::record::Shelf;

/// Title.
pub const RECORD: &str = "My record";
/// First words of the record.
pub const RECORD_LEAD: &str = "What your team and others have written about your care.";
/// First words of somebody else's record.
pub const RECORD_LEAD_THEIRS: &str = "What is shared with you of their record.";

/// Title of a shelf.
#[must_use]
pub fn shelf(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Conditions => "Conditions",
        Shelf::Medicines => "Medicines",
        Shelf::Allergies => "Allergies",
        Shelf::Results => "Results",
        Shelf::Letters => "Letters",
        Shelf::Team => "Care team",
        Shelf::Plan => "Care plan",
        Shelf::Scores | Shelf::Answers => "Past check-ins",
        Shelf::Tasks => "To do",
        Shelf::Appointments => "Appointments",
    }
}

/// One line under a shelf's title in the list of shelves.
#[must_use]
pub fn about(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Conditions => "What you live with, and what has passed",
        Shelf::Medicines => "What you take, and how",
        Shelf::Allergies => "What you must avoid",
        Shelf::Results => "Tests and measurements over time",
        Shelf::Letters => "Letters and documents about your care",
        Shelf::Team => "The people who look after you",
        Shelf::Plan => "Goals, and who does what",
        Shelf::Scores | Shelf::Answers => "Your answers over time",
        Shelf::Tasks => "What your team asked you to do",
        Shelf::Appointments => "Past and coming",
    }
}

/// What an empty shelf says; `whose` names the person where it is not the reader's own.
#[must_use]
pub fn empty(shelf: Shelf, whose: Option<&str>) -> String {
    let what = match shelf {
        Shelf::Conditions => "There are no conditions",
        Shelf::Medicines => "There are no medicines",
        Shelf::Allergies => "There are no allergies",
        Shelf::Results => "There are no results",
        Shelf::Letters => "There are no letters",
        Shelf::Team => "There is no care team",
        Shelf::Plan => "There is no care plan",
        Shelf::Scores | Shelf::Answers => "There are no answers to this one",
        Shelf::Tasks => "There is nothing to do",
        Shelf::Appointments => "There are no appointments",
    };
    format!("{what} in {} record yet.", whose.map_or_else(|| "your".into(), super::possessive))
}
/// An empty list is not a promise.
pub const EMPTY_ALLERGIES: &str = "That does not mean that there are none.";
/// The next step on an empty shelf.
pub const EMPTY_NEXT: &str =
    "When your team adds something, it will be here. You can ask your team about it.";
/// The same for who reads somebody else's.
pub const EMPTY_NEXT_THEIRS: &str = "When their team adds something, it will be here.";
/// No permission.
pub const NOT_SHARED_NEXT: &str = "If you think there should be, ask the person, or their team.";
/// While it is looked up again.
#[must_use]
pub fn refreshing(when: &str) -> String {
    ["From ", when, ". Looking for news."].concat()
}
/// When it is not fresh.
#[must_use]
pub fn as_of(when: &str) -> String {
    ["Last updated ", when, "."].concat()
}
/// Entries that could not be read.
#[must_use]
pub fn unread(count: usize) -> String {
    match count {
        1 => "1 entry could not be read in full. It is in the record, but this app can’t show all of it. The team can tell you what it says.".into(),
        n => format!("{n} entries could not be read in full. They are in the record, but this app can’t show all of them. The team can tell you what they say."),
    }
}
/// More than is shown.
pub const CUT: &str = "Only the newest are shown here. Older ones are in the record, with the team.";

/// Group heading.
pub const NOW: &str = "Now";
/// Group heading.
pub const PAST: &str = "In the past";
/// Group heading.
pub const RULED_OUT: &str = "Looked into and ruled out";
/// Group heading.
pub const MISTAKES: &str = "Entered by mistake";
/// Group heading.
pub const TAKING: &str = "What you take";
/// Group heading.
pub const PLANNED: &str = "Planned";
/// Group heading.
pub const REPLACED: &str = "Replaced by a newer one";
/// Group heading.
pub const YOUR_TEAM: &str = "Your team";
/// Group heading.
pub const EARLIER_TEAMS: &str = "Earlier teams";
/// A name that is not in the record.
pub const NAME_UNKNOWN: &str = "Name not in the record";

/// Badge.
pub const NOT_CONFIRMED: &str = "Not confirmed";
/// Badge.
pub const LESS_NOW: &str = "Less at the moment";
/// Badge.
pub const DO_NOT_TAKE: &str = "Do not take";
/// Badge.
pub const PAUSED: &str = "Paused";
/// Badge.
pub const STOPPED: &str = "Stopped";
/// Badge.
pub const CALLED_OFF: &str = "Called off";
/// Badge.
pub const NOT_TAKEN: &str = "Not taken";
/// Badge.
pub const COULD_BE_SERIOUS: &str = "Could be serious";
/// Badge.
pub const DRAFT_LETTER: &str = "Draft";
/// Badge.
pub const CHANGED_LATER: &str = "Changed later";
/// Badge.
pub const EARLY_RESULT: &str = "Early result, may change";
/// Badge.
pub const NO_RESULT_YET: &str = "No result yet";
/// Badge.
pub const CORRECTED: &str = "Corrected";
/// Badge.
pub const NOT_DONE: &str = "Not done";
/// Badge.
pub const MISTAKE: &str = "Entered by mistake";

/// Kinds of results, in their order.
pub const RESULT_KINDS: [&str; 3] = ["Blood and other tests", "Measurements", "Other"];
/// A reading without a value.
pub const NO_VALUE: &str = "No value given";
/// A reading without a value, with the reason.
#[must_use]
pub fn no_value(why: &str) -> String {
    ["No value: ", why].concat()
}
/// A part of a reading.
#[must_use]
pub fn labelled(label: &str, value: &str) -> String {
    [label, ": ", value].concat()
}
/// A reading without a date.
pub const DATE_UNKNOWN: &str = "Date not given";
/// Over the usual range.
#[must_use]
pub fn usual(range: &str) -> String {
    ["Usual range: ", range].concat()
}
/// What a usual range is.
pub const USUAL_MEANS: &str = "The usual range is where most people’s results are. A result outside it is not always a problem. Ask your team what yours means for you.";
/// Opens what a usual range is.
pub const USUAL_QUESTION: &str = "What “usual range” means";
/// Over all readings of one result.
pub const ALL_READINGS: &str = "All readings";
/// What a plot shows, for who hears it.
#[must_use]
pub fn plot_summary(count: usize, latest: &str, when: &str) -> String {
    format!("{}. The newest: {latest}, {when}.", readings(count))
}
/// How many readings.
#[must_use]
pub fn readings(count: usize) -> String {
    match count {
        1 => "1 reading".into(),
        n => format!("{n} readings"),
    }
}
/// Column.
pub const RESULT: &str = "Result";
/// Column.
pub const NOTE: &str = "Note";
/// A result that is not there.
pub const NO_SUCH_RESULT: &str = "This result is not in the record.";
/// A letter, before its title is known.
pub const LETTER: &str = "Letter";
/// A letter that is not there.
pub const NO_SUCH_LETTER: &str = "This letter is not in the record.";
/// A letter without content.
pub const EMPTY_LETTER: &str = "The letter itself is not in the record. Ask the team for it.";
/// Under a letter that is shown without its pictures or links.
pub const LEFT_OUT: &str = "Some parts, such as pictures or links, are not shown here.";
/// A letter that is a file.
#[must_use]
pub fn letter_file(media: &str, size: usize) -> String {
    let kind = match media {
        "application/pdf" => "a PDF file",
        m if m.starts_with("image/") => "a picture",
        _ => "a file",
    };
    format!("This letter is in your record as {kind} of {} kB.", size.div_ceil(1024))
}
/// Takes a letter's file out.
pub const TAKE_FILE: &str = "Save it outside this app";
/// What that means.
pub const TAKE_FILE_HINT: &str =
    "The saved file is not protected by this app. Others who use this device may find it.";

/// From whom.
#[must_use]
pub fn from(who: &str, when: Option<&str>) -> String {
    match when {
        Some(when) => format!("From {who}, {when}"),
        None => ["From ", who].concat(),
    }
}
/// Recorded when.
#[must_use]
pub fn recorded(when: &str) -> String {
    ["Recorded ", when].concat()
}
/// The person's own entry.
#[must_use]
pub fn added_by_you(when: Option<&str>) -> String {
    match when {
        Some(when) => format!("Added by you, {when}"),
        None => "Added by you".into(),
    }
}
/// The same for who reads somebody else's record.
#[must_use]
pub fn added_by(who: &str, said: &str) -> String {
    match said.strip_prefix("Added by you") {
        Some(rest) => format!("Added by {who}{rest}"),
        None => said.into(),
    }
}
/// Nothing is said of who wrote it.
pub const FROM_RECORD: &str = "From the record";
/// Onset.
#[must_use]
pub fn began(when: &str) -> String {
    ["Since ", when].concat()
}
/// End.
#[must_use]
pub fn ended(when: &str) -> String {
    ["Until ", when].concat()
}
/// What a medicine is for.
#[must_use]
pub fn for_reason(reason: &str) -> String {
    ["For: ", reason].concat()
}
/// Who prescribed it.
#[must_use]
pub fn prescribed_by(who: &str) -> String {
    ["Prescribed by ", who].concat()
}
/// Why.
#[must_use]
pub fn because(why: &str) -> String {
    ["Why: ", why].concat()
}
/// What happened.
#[must_use]
pub fn reaction(what: &str) -> String {
    ["What happened: ", what].concat()
}
/// The last time.
#[must_use]
pub fn last_happened(when: &str) -> String {
    ["Last time: ", when].concat()
}
/// Over the team that reads what the person sends.
pub const WHO_READS: &str = "Who reads what you send";
/// When that team reads.
#[must_use]
pub fn reads(when: &str) -> String {
    ["They read it ", when, ". Nobody reads it all the time."].concat()
}
/// Opens what is folded: the group's heading and how many rows it holds.
#[must_use]
pub fn folded(heading: &str, count: usize) -> String {
    format!("{heading} ({count})")
}
