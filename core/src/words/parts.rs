//! Words that the parts of a screen need.

/// While something comes.
pub const LOADING: &str = "Loading";
/// Heads the list of what needs putting right.
pub const PUT_RIGHT: &str = "Please look at this again";
/// A plot without a point.
pub const NO_POINTS: &str = "There is nothing to draw yet.";
/// A column of the table beside a plot.
pub const WHEN: &str = "Date";
/// Where the score is on the scale.
pub const SCORE_NOW: &str = "This time";
/// Where the score was on the scale.
pub const SCORE_BEFORE: &str = "Last time";
/// Behind a label that need not be filled in.
pub const OPTIONAL: &str = "(you can leave this empty)";

/// Where somebody is in a list of questions.
#[must_use]
pub fn question_of(at: usize, of: usize) -> String {
    format!("Question {at} of {of}")
}

/// A band and its name: "5 to 9, mild" on a plot's key.
#[must_use]
pub fn band(from: u32, to: u32, name: &str) -> String {
    format!("{from} to {to}: {name}")
}

/// How much room is left in a text.
#[must_use]
pub fn room_left(left: usize) -> String {
    match left {
        1 => "Room for 1 more character".into(),
        n => format!("Room for {n} more characters"),
    }
}

/// How much a text is too long.
#[must_use]
pub fn too_long(over: usize) -> String {
    match over {
        1 => "1 character too long".into(),
        n => format!("{n} characters too long"),
    }
}

/// A score as a picture says it.
#[must_use]
pub fn score_of(score: u32, most: u32) -> String {
    format!("{score} out of {most}")
}

/// The same with the score before.
#[must_use]
pub fn score_after(score: u32, most: u32, before: u32) -> String {
    format!("{score} out of {most}. Last time it was {before}.")
}

/// An address that leads nowhere.
pub const NO_SUCH_PAGE: &str = "This page is not here";
/// The next step then.
pub const NO_SUCH_PAGE_NEXT: &str = "The link may be old. Go to Today, and look from there.";

/// Heads a part of the app that is on its way.
pub const COMING: &str = "Opening";
/// It did not come.
pub const NOT_COME: &str = "This part of Lapwing did not open";
/// Loads the whole page again.
pub const LOAD_AGAIN: &str = "Load the app again";
/// What to do then.
pub const NOT_COME_NEXT: &str = "It is not on this device yet. Check your signal, then try again. Nothing you wrote is lost. Help and your safety plan work without it.";
