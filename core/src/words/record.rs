//! The record.

use super::apart;

use crate::record::{Cut, Hold};

/// Title.
pub const RECORD: &str = "My record";
/// First words of the record.
pub const RECORD_LEAD: &str = "What your team and others have written about your care.";
/// First words of somebody else's record.
pub const RECORD_LEAD_THEIRS: &str = "What is shared with you of their record.";

pub use super::record_shelves::{about, empty, shelf};
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
/// When it is not fresh; without a time, where a part of the record could not be had.
#[must_use]
pub fn as_of(when: &str) -> String {
    if when.is_empty() {
        return "Not everything could be fetched.".into();
    }
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
/// More than is shown, and there is no way on.
pub const CUT: &str = "Only the newest are shown here. Older ones are in the record, with the team.";
/// How much of a long record is here, and back to which day.
#[must_use]
pub fn here(cut: &Cut) -> String {
    let mut said = cut.here.to_string();
    if cut.of > 0 {
        said.push_str(" of ");
        said.push_str(&cut.of.to_string());
    }
    said.push_str(if cut.gap {
        " entries are here: the newest, and some older ones"
    } else {
        " entries are here: the newest"
    });
    if let Some(since) = &cut.since {
        said.push_str(", back to ");
        said.push_str(since);
    }
    said.push('.');
    if cut.gap {
        said.push_str(" Those between were put aside to make room.");
    }
    said
}
/// Fetches the next older ones.
pub const OLDER: &str = "Show older ones";
/// While they come.
pub const OLDER_COMING: &str = "Older ones are coming.";
/// Said to a screen reader when they came.
pub const OLDER_HERE: &str = "Older ones are here now.";
/// They are not kept, and there is no network.
pub const OLDER_AWAY: &str = "Older ones are not kept on this device. You can see them when you are online.";
/// On the list of what there is: how far back it goes, and how to go on.
#[must_use]
pub fn long(since: Option<&str>) -> String {
    let back =
        since.map(|since| [" What is listed here goes back to ", since, "."].concat()).unwrap_or_default();
    ["This record is long.", &back, " Open a list, or look over time, to see older entries."].concat()
}

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
/// Group heading, and what the card says of such a medicine.
pub const NOT_KNOWN_IF_TAKEN: &str = "The record does not say if you take it now";
/// Badge.
pub const PROPOSED: &str = "Proposed";
/// Badge of what is asked for that it be left undone.
pub const MUST_NOT: &str = "Must not be done";
/// When a medicine is or was taken.
#[must_use]
pub fn taken_when(period: &str) -> String {
    ["Taken: ", period].concat()
}
/// How long a prescription can be used.
#[must_use]
pub fn prescription_holds(period: &str) -> String {
    ["You can use this prescription: ", period].concat()
}
/// Group heading, and badge.
pub const PLANNED: &str = "Planned";
/// Group heading.
pub const HANDED_OUT: &str = "Handed out or given to you";
/// Group heading.
pub const REPLACED: &str = "Replaced by a newer one";
/// Group heading.
pub const YOUR_TEAM: &str = "Your team";
/// Group heading.
pub const EARLIER_TEAMS: &str = "Earlier teams";
/// A row of a team: how to reach it.
pub const TEAM_CONTACT: &str = "To reach this team";
/// A name that is not in the record.
pub const NAME_UNKNOWN: &str = "Name not in the record";

/// Badge.
pub const NOT_CONFIRMED: &str = "Not confirmed";
/// Under "No known allergy" beside an allergy.
pub const NONE_AND_SOME: &str = "The record holds allergies too. Ask your team which of the two is right.";
/// How bad a reaction was.
#[must_use]
pub fn how_bad(severity: &str) -> String {
    ["how bad: ", super::record_states::code(severity).unwrap_or(severity)].concat().to_lowercase()
}
/// Group heading.
pub const NOT_GIVEN: &str = "Not given or not handed out";
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
    [apart(label).as_ref(), ": ", &apart(value)].concat()
}
/// Leads to the page of a reading.
pub const ABOUT_READING: &str = "All about this reading";
/// A result that bears no name.
pub const RESULT_UNNAMED: &str = "Result without a name";
/// Badge: something in an entry may turn its meaning round.
pub const ALTERED: &str = "Part of what this means is not known here. Ask your team";
/// Heads entries that lack what such entries say.
pub const IN_PART: &str = "Not all of these could be read";
/// Heads the results that belong to another.
pub const MEMBERS: &str = "What belongs to it";
/// A reading that holds others and has no value of its own.
#[must_use]
pub fn members(count: usize) -> String {
    match count {
        1 => "1 result belongs to it".into(),
        n => [&n.to_string(), " results belong to it"].concat(),
    }
}
/// A result that is about somebody or something else.
#[must_use]
pub fn about_somebody(label: &str, about: &str) -> String {
    [apart(label).as_ref(), ". About: ", &apart(about)].concat()
}
/// Under a plot that does not show every reading.
#[must_use]
pub fn undrawn(count: usize) -> String {
    match count {
        1 => "1 reading is not, or not whole, in this picture: it is no plain number, has no date, or has another unit. See all readings.".into(),
        n => [&n.to_string(), " readings are not, or not whole, in this picture: they are no plain numbers, have no date, or have another unit. See all readings."].concat(),
    }
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
/// A letter that is a picture, to who does not see it.
pub const SCAN: &str = "The letter, as a picture";
/// Under it.
pub const SCAN_HINT: &str = "This letter is a picture. Its words can't be read out or copied. Ask your team for them in another form.";
/// It can't be drawn.
pub const SCAN_BROKEN: &str =
    "This picture can't be shown: the file is damaged. You can save it, or ask your team to send it again.";
/// A letter whose content is somewhere else.
pub const LETTER_ELSEWHERE: &str = "This letter is kept somewhere else. Lapwing does not fetch it from there, so that nobody learns when you read it. Ask your team for it.";
/// The gateway has no content of it, or none for who asks.
pub const LETTER_GONE: &str = "What this letter says is not here. Ask the team that wrote it.";
/// Its content is on its way.
pub const LETTER_COMING: &str = "The letter is coming.";
/// Its content is not on this device.
pub const LETTER_AWAY: &str = "The letter itself is not kept on this device yet. Open it again when you are online: then it stays here.";
/// The same of a file that went with answers.
pub const FILE_COMING: &str = "Your file is coming.";
/// A file that went with answers is not here, and there is no network.
pub const FILE_AWAY: &str =
    "This file is not kept on this device yet. Open it again when you are online: then it stays here.";
/// A file that went with answers is not at the gateway, or not shared.
pub const FILE_GONE: &str = "This file is not with the team. It may have been deleted before it was sent, or the team may have taken it out.";
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
        Some(when) => ["From ", &apart(who), ", ", when].concat(),
        None => ["From ", &apart(who)].concat(),
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
/// What the team wrote as the person told it.
#[must_use]
pub fn as_you_told(when: Option<&str>) -> String {
    match when {
        Some(when) => ["As you told your team, ", when].concat(),
        None => "As you told your team".into(),
    }
}
/// The same for who reads somebody else's record.
#[must_use]
pub fn added_by(who: &str, said: &str) -> String {
    match (said.strip_prefix("Added by you"), said.strip_prefix("As you told your team")) {
        (Some(rest), _) => ["Added by ", &apart(who), rest].concat(),
        (_, Some(rest)) => ["As ", &apart(who), " told the team", rest].concat(),
        _ => said.into(),
    }
}
/// Nothing is said of who wrote it.
pub const FROM_RECORD: &str = "From the record";
/// The system that an entry came from, by its address.
#[must_use]
pub fn from_system(address: &str) -> String {
    ["From the system ", address.trim_start_matches("https://").trim_start_matches("http://")].concat()
}
/// When an entry came into the record, and which version of it this is.
#[must_use]
pub fn in_record_since(when: &str, version: Option<&str>) -> String {
    match version {
        Some(version) if version != "1" => {
            ["Last changed ", when, ". This is version ", version, "."].concat()
        }
        _ => ["In the record since ", when, "."].concat(),
    }
}
/// An entry that waits, in place of its title.
pub const WAITS: &str = "Something that may be hard to read";
/// Opens it.
pub const WHEN_READY: &str = "See when I’m ready";
/// Folds an entry that waits in a list.
pub const WAITS_FOLDED: &str = "Something that may be hard to read. See when I’m ready";
/// A new result in a list of entries: what was looked at, and not what was found.
#[must_use]
pub fn waits(title: &str) -> String {
    [title, ". ", WHEN_READY].concat()
}
/// Leads to the people whom the person wrote down.
pub const READ_WITH: &str = "Find somebody to read it with";
/// Shows what waits now.
pub const SHOW_NOW: &str = "I’m ready. Show me";
/// Over a result of which readings wait.
#[must_use]
pub fn readings_wait(count: usize) -> String {
    match count {
        1 => "1 reading waits until you are ready.".into(),
        count => [&count.to_string(), " readings wait until you are ready."].concat(),
    }
}
/// Shows entries like this one at once.
pub const ALWAYS: &str = "Always show entries like this";
/// Over results that wait.
pub const RESULTS_WAIT: &str = "New results wait until you open them. You may want somebody with you.";
/// Why an entry waits.
#[must_use]
pub fn why_it_waits(hold: Hold) -> &'static str {
    match hold {
        Hold::Marked => {
            "Your team marked this as sensitive. You choose when to read it. You may want somebody with you."
        }
        Hold::Rights => {
            "This is about the Mental Health Act. You choose when to read it. You may want somebody with you."
        }
        Hold::Risk => {
            "This is about risk, in your team’s words. You choose when to read it. You may want somebody with you."
        }
        Hold::NewResult => "This is a new result. You choose when to see it. You may want somebody with you.",
    }
}
/// One line about a shelf, with how many entries it holds.
#[must_use]
pub fn counted(about: &str, count: Option<usize>) -> String {
    match count {
        None | Some(0) => about.to_owned(),
        Some(count) => [about, " ·\u{a0}", &count.to_string()].concat(),
    }
}
/// Under the list of shelves.
pub const RECORD_REST: &str = "When your team adds another kind of entry, it gets a place here.";
/// An entry that is not there.
pub const NO_SUCH_ENTRY: &str = "This entry is not in the record.";
/// An entry, before its title is known.
pub const ENTRY: &str = "Entry";
/// Heads what an entry leads to.
pub const LEADS: &str = "Goes with this";
/// Marks what the person added themselves.
pub const YOURS: &str = "Added by you";
/// Heads where an entry is from.
pub const SOURCES: &str = "Where this comes from";
/// Onset.
#[must_use]
pub fn began(when: &str) -> String {
    ["Since ", when].concat()
}
/// The same of what is no date: an age, or (`told`) somebody's words.
#[must_use]
pub fn began_at(when: &str, told: bool) -> String {
    if told { ["Began: ", when].concat() } else { began(when) }
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
    ["Prescribed by ", &apart(who)].concat()
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
