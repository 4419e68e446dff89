//! Past answers.

use crate::past::Score;

/// After a total that was worked out for a missing answer.
pub(super) const PRORATED: &str = " One question was not answered, so it is worked out from the others.";
/// Who answered, to the person themselves.
pub const YOU: &str = "You";
/// Who answered, where the record has no name.
pub const SOMEBODY: &str = "Somebody else";
/// After a medicine's name.
pub const STARTED: &str = "started";
/// After a medicine's name.
pub const STOPPED: &str = "stopped";
/// After a medicine's name.
pub const DOSE_CHANGED: &str = "dose changed";
/// A column.
pub const SCORE: &str = "Score";
/// A column.
pub const WHO: &str = "Who answered";
/// A column.
pub const NOTES: &str = "Notes";
/// A question whose words are not in the record.
pub const NO_TEXT: &str = "A question";
/// Heads the list of treatment marks under a plot.
pub const TREATMENT: &str = "Changes of treatment";
/// What the marks do not say.
pub const TREATMENT_HINT: &str =
    "The lines show when a medicine changed. They do not say that one thing caused another.";
/// Opens the answers of one time.
pub const OPEN: &str = "See the answers";
/// Heads the answers of one time.
pub const ANSWERS: &str = "What was answered";
/// The link back.
pub const ALL: &str = "Past answers";
/// Heads notes.
pub const MY_NOTES: &str = "My notes";
/// Begins a note.
pub const ADD_NOTE: &str = "Add a note";
/// Over the field.
pub const NOTE: &str = "Your note";
/// Under it: who sees it, and that nobody is watching.
pub const NOTE_HINT: &str = "Your team can see your note. Nobody is asked to read it today. If you need somebody now, use Get help now.";
/// Keeps the note.
pub const KEEP_NOTE: &str = "Keep this note";
/// Drops the note.
pub const DROP_NOTE: &str = "Don’t keep it";
/// Said when it is kept.
pub const NOTE_KEPT: &str = "Your note is saved and will be sent to your record.";
/// First words of a plot where higher is better.
pub const PLOT_LEAD_HIGHER: &str = "Each dot is one check-in. Higher means nearer to what you want.";
/// Prints the page.
pub const PRINT: &str = "Print";
/// What printing means.
pub const PRINT_HINT: &str = "What you print leaves the app. Keep it where only you can see it.";
/// No such answers.
pub const NO_ANSWERS: &str = "These answers are not here.";

/// The heading of the answers of one time.
#[must_use]
pub fn answered(title: &str, when: &str) -> String {
    let mut words = String::from(title);
    words.push_str(", ");
    words.push_str(when);
    words
}

/// A note beside the plot.
#[must_use]
pub fn noted(when: &str, text: &str) -> String {
    let mut words = String::from(when);
    words.push_str(": ");
    words.push_str(text);
    words
}

/// Who answered.
#[must_use]
pub fn by(who: &str) -> String {
    let mut words = String::from("Answered by ");
    words.push_str(who);
    words
}

/// Somebody else's question without an answer, on purpose.
pub const DECLINED: &str = "Chose not to say";
/// Somebody helped to answer, or answered in the person's place: their name, and who they are to the person.
#[must_use]
pub fn helped((name, relation): (&str, &str), instead: bool) -> String {
    let mut words = String::from(if name.is_empty() { SOMEBODY } else { name });
    if !relation.is_empty() {
        words.push_str(" (");
        words.push_str(relation);
        words.push(')');
    }
    words.push_str(if instead { " gave these answers." } else { " helped to answer." });
    words
}

/// A total in the table; one that was worked out for a missing answer says so.
#[must_use]
pub fn number(score: Score) -> String {
    let mut words = String::from(if score.about { "about " } else { "" });
    words.push_str(&score.value.to_string());
    words
}

/// A total with what it is out of.
#[must_use]
pub fn score(name: Option<&str>, score: Score, max: i64) -> String {
    let mut words = String::from(name.unwrap_or(SCORE));
    words.push_str(": ");
    words.push_str(&number(score));
    words.push_str(" out of ");
    words.push_str(&max.to_string());
    if score.about {
        words.push('.');
        words.push_str(PRORATED);
    }
    words
}
