//! A form on the screen: its questions and how they are answered.

/// Behind a question that need not be answered.
pub const OPTIONAL: &str = "(optional)";
/// At a group of questions of which one must be answered.
pub const ANSWER_ONE: &str = "Please answer at least one of these.";
/// The choice of a list that opens, before one is taken.
pub const CHOOSE_ONE: &str = "Choose one";
/// Takes an answer back.
pub const CLEAR: &str = "Take my answer back";
/// Does not answer on purpose.
pub const NOT_SAID: &str = "I’d rather not say";
/// Over the field of an own answer, where the form gives it no name.
pub const OTHER: &str = "Something else";
/// Part of a date.
pub const DAY: &str = "Day";
/// Part of a date.
pub const MONTH: &str = "Month";
/// Part of a date.
pub const YEAR: &str = "Year";
/// Part of a date with time.
pub const TIME: &str = "Time";
/// How a date is written, where the form does not say.
pub const DATE_HINT: &str = "For example, 27 3 1987";
/// Over the unit of a number.
pub const UNIT: &str = "Unit";
/// A unit by hand.
pub const OTHER_UNIT: &str = "Another unit";
/// A button beside a number.
pub const LESS: &str = "Less";
/// A button beside a number.
pub const MORE: &str = "More";
/// A number field beside a slider.
pub const NUMBER: &str = "As a number";
/// A slider that was not touched.
pub const NO_NUMBER: &str = "No answer yet";
/// Takes a file.
pub const FILE: &str = "Choose a file";
/// Takes another in its place.
pub const FILE_OTHER: &str = "Choose another file";
/// Takes one of several answers away.
pub const REMOVE: &str = "Remove";
/// One more answer to the same question.
pub const ADD_ANSWER: &str = "Add another answer";
/// Opens longer help.
pub const HELP: &str = "Help with this question";
/// More to read.
pub const READ_MORE: &str = "More to read, outside this app";
/// The name of a link that has none: the last part of its address where that is words, and the site.
#[must_use]
pub fn link(url: &str) -> String {
    let address = url.strip_prefix("https://").unwrap_or(url);
    let address = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    let (site, path) = address.split_once('/').unwrap_or((address, ""));
    let site = site.strip_prefix("www.").unwrap_or(site);
    let page = path.rsplit('/').next().unwrap_or(path);
    let page = page.split('.').next().unwrap_or(page).replace(['-', '_'], " ");
    let told = page.len() > 2 && page.chars().all(|sign| sign.is_ascii_alphabetic() || sign == ' ');
    let mut words = String::from("Read more");
    if told {
        words.push_str(": ");
        words.push_str(page.trim());
    }
    words.push_str(" (");
    words.push_str(site);
    words.push(')');
    words
}
/// An answer of the form's own making.
pub const CALCULATED: &str = "Worked out from your other answers";
/// A picture without words.
pub const PICTURE: &str = "A picture that belongs to the question";
/// A picture that is elsewhere.
pub const SEE_PICTURE: &str = "See the picture, outside this app";
/// Under a field that finds choices.
pub const SEARCH_HINT: &str = "Write the first letters, then choose from the list.";
/// Nothing is found.
pub const NONE_FOUND: &str = "Nothing fits. Try fewer letters.";
/// The list of what was found.
pub const FOUND: &str = "What fits";

/// Over the languages in which a form can be read.
pub const LANGUAGE: &str = "Read the questions in";

/// A press on the other way to be asked.
pub const ALL_ON_PAGE: &str = "Show more questions on a page";
/// The same back.
pub const ONE_BY_ONE: &str = "Show one question at a time";
/// The list of pages.
pub const PAGES: &str = "Pages";
/// Opens the list of pages.
#[must_use]
pub fn pages(at: usize, of: usize) -> String {
    format!("Page {at} of {of}")
}
/// A page without a name.
#[must_use]
pub fn page(at: usize) -> String {
    format!("Page {at}")
}
/// How many are answered.
#[must_use]
pub fn answered(count: usize, of: usize) -> String {
    format!("{count} of {of} answered")
}
/// A page with all its answers.
pub const DONE: &str = "Done";
/// A page with something to put right.
pub const LOOK_AGAIN: &str = "Please look at this again";
/// A repetition of a group.
#[must_use]
pub fn instance(at: usize, of: usize) -> String {
    format!("{at} of {of}")
}
/// A button named in full, for who hears it alone.
#[must_use]
pub fn named(action: &str, what: &str) -> String {
    [action, ": ", what].concat()
}
/// What was chosen from a long list.
#[must_use]
pub fn chosen(what: &str) -> String {
    ["Chosen: ", what].concat()
}
/// How many fit.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => NONE_FOUND.into(),
        1 => "1 fits".into(),
        n => format!("{n} fit"),
    }
}
/// A file and its size.
#[must_use]
pub fn file(name: &str, size: u64) -> String {
    let (amount, unit) = match size {
        0..1_000_000 => (size.div_ceil(1_000).to_string(), " kB"),
        _ => {
            let tenths = size.div_ceil(100_000);
            ([&(tenths / 10).to_string(), ".", &(tenths % 10).to_string()].concat(), " MB")
        }
    };
    [name, ", ", &amount, unit].concat()
}

/// A file is being read and kept.
pub const FILE_KEEPING: &str = "This file is being kept. Wait a moment.";
/// A photo was drawn anew.
pub const FILE_CLEANED: &str =
    "What the camera noted in this picture, such as where and when it was taken, was removed.";
/// A picture that this browser can't draw anew.
pub const FILE_AS_IT_IS: &str =
    "It goes as it is. What the camera noted in it, such as where and when it was taken, may still be in it.";
/// Takes the file away.
pub const FILE_REMOVE: &str = "Take this file away";

/// Said once a file is kept, or not.
#[must_use]
pub fn file_kept(done: bool) -> &'static str {
    if done { "The file is kept." } else { "The file could not be kept." }
}

/// A line of the list of what needs putting right.
#[must_use]
pub fn wrong(question: &str, what: &str) -> String {
    let between = if question.is_empty() {
        ""
    } else if question.ends_with(['.', '?', ':', '!']) {
        " "
    } else {
        ": "
    };
    [question, between, what].concat()
}

/// Stops for now.
pub const STOP: &str = "Stop now";
/// Title then.
pub const STOP_TITLE: &str = "You can stop here";
/// What happens to the answers.
pub const STOP_KEPT: &str =
    "Your answers so far are kept on this device. You can go on another day, or not at all.";
/// The same where they are in the page only.
pub const STOP_KEPT_PAGE: &str =
    "Your answers so far are in this page only. They are gone when you close it, or press Leave.";
/// Care for who stops because it was too much.
pub const STOP_CARE: &str =
    "Some questions are hard. If they brought something up, you can talk with somebody now.";
/// Leads to Today.
pub const STOP_GO: &str = "Stop, and leave the questions";
/// Stays.
pub const STOP_STAY: &str = "Go on with the questions";

/// Opens the words about a helper.
pub const HELPER: &str = "Somebody is helping me to answer";
/// What it is for.
pub const HELPER_HINT: &str = "Your team will see that you had help. The answers are still yours.";
/// A field.
pub const HELPER_NAME: &str = "Their name";
/// A field.
pub const HELPER_RELATION: &str = "Who they are to you, for example: my sister";
/// A box.
pub const HELPER_INSTEAD: &str = "They answer for me, I do not say the answers";
/// Takes it back.
pub const HELPER_NONE: &str = "Nobody helps me";
/// Said quietly on each step.
#[must_use]
pub fn helped_by(name: &str) -> String {
    if name.trim().is_empty() {
        "Somebody is helping you to answer.".into()
    } else {
        format!("{} is helping you to answer.", name.trim())
    }
}

/// Heads what must be answered before sending.
pub const LEFT: &str = "Before you can send";
/// Opens what was left open.
#[must_use]
pub fn left_open(count: usize) -> String {
    match count {
        1 => "1 question that you left open".into(),
        n => format!("{n} questions that you left open"),
    }
}
/// The person chose not to say.
pub const DID_NOT_SAY: &str = "You chose not to say";
