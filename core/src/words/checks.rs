//! What is wrong with an answer, and what a form cannot do here.

use crate::sdc::{Kind, Note, Problem, Refusal};

/// The language of the app's own words.
pub const APP: &str = "en";

/// What is wrong, and how to put it right.
#[must_use]
pub fn problem(problem: &Problem, kind: Kind) -> String {
    let with = |before: &str, middle: &str, after: &str| [before, middle, after].concat();
    match problem {
        Problem::Missing => missing(kind).into(),
        Problem::Unreadable(kind) => unreadable(*kind).into(),
        Problem::Pattern(hint) if hint.is_empty() => "Write this in the form that is asked for.".into(),
        Problem::Pattern(hint) => with("Write this in the form that is asked for: ", hint, "."),
        Problem::Low(bound) if matches!(kind, Kind::Date | Kind::DateTime) => {
            with("Enter ", bound, " or a later date.")
        }
        Problem::High(bound) if matches!(kind, Kind::Date | Kind::DateTime) => {
            with("Enter ", bound, " or an earlier date.")
        }
        Problem::Low(bound) => with("Enter ", bound, " or more."),
        Problem::High(bound) => with("Enter ", bound, " or less."),
        Problem::Long(most) => with("Use ", &most.to_string(), " characters or fewer."),
        Problem::Short(least) => with("Use at least ", &least.to_string(), " characters."),
        Problem::Places(0) => "Enter a whole number.".into(),
        Problem::Places(most) => with("Use no more than ", &most.to_string(), " decimal places."),
        Problem::NotOffered => "This answer is not offered any more. Choose another.".into(),
        Problem::Alone => "One of these answers can’t stand beside others. Choose which you mean.".into(),
        Problem::Few(least) => with("Give at least ", &least.to_string(), " answers."),
        Problem::Many(most) => with("Give no more than ", &most.to_string(), " answers."),
        Problem::Rule(words) | Problem::Remark(words) if words.is_empty() => {
            "This answer does not fit with another answer.".into()
        }
        Problem::Rule(words) | Problem::Remark(words) => words.to_string(),
        Problem::FileKind => "Choose a file of another kind.".into(),
        Problem::FileSize(most) => {
            with("Choose a file of at most ", &(most / 1_000_000).to_string(), " megabytes.")
        }
        Problem::FilesTogether(most) => with(
            "The files in one check-in can have ",
            &(most / 1_000_000).to_string(),
            " megabytes together. Take one away, or choose a smaller one. Your answers stay.",
        ),
        Problem::FileUnread => "This file is not kept here. Choose it again, or go on without it.".into(),
        Problem::FileRoom => {
            "There is no room for this file on your device. Your answers are kept. Make room and choose it again, or go \
             on without it and show it to your team."
                .into()
        }
        Problem::Unit => "Choose one of the units.".into(),
        Problem::Type => "This answer is of another kind than the question asks for.".into(),
    }
}

/// There is no answer where one is needed.
#[must_use]
pub fn missing(kind: Kind) -> &'static str {
    match kind {
        Kind::Choice | Kind::OpenChoice | Kind::Boolean => super::form::ANSWER_MISSING,
        Kind::Group => "Answer at least one of these questions to go on. You can also pause.",
        _ => "Give an answer to go on. You can also pause.",
    }
}

fn unreadable(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "Enter a whole number, like 12.",
        Kind::Decimal | Kind::Quantity => "Enter a number, like 12 or 12.5.",
        Kind::Date => "Enter the date like 27 3 1987.",
        Kind::DateTime => "Enter the date like 27 3 1987 and the time like 14:30.",
        Kind::Time => "Enter the time like 14:30.",
        Kind::Url => "Enter an address that begins with https:// or the like.",
        _ => "We can’t read this answer. Please write it another way.",
    }
}

/// What this app does not do with a question, or with the whole form.
#[must_use]
pub fn note(note: &Note) -> &'static str {
    match note {
        Note::NoChoices(_) => {
            "The answers to choose from are not in this app. Please tell your team your answer."
        }
        Note::Condition => "We can’t tell if this question is for you. You can leave it out.",
        Note::Calculation => "This would be worked out from your other answers. This app can’t do that.",
        Note::Check => "This app can’t check this answer as the form asks. Your team will.",
        Note::Words => {
            "These words should follow from your other answers. They are shown as they were written."
        }
        Note::Circle => "The rules of this form contradict each other here. Please tell your team.",
        Note::Signature => "This form asks for a signature. It can’t be signed here.",
        Note::Prefill | Note::Extract => "",
    }
}

/// Why a form is refused whole, for who looks after it.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAQuestionnaire => "It is no Questionnaire.".into(),
        Refusal::Empty => "It asks nothing.".into(),
        Refusal::NoLinkId(at) => ["Item ", &at.to_string(), " has no linkId."].concat(),
        Refusal::Twice(id) => ["Two items have the linkId ", id, "."].concat(),
        Refusal::Kind(id, kind) => {
            ["Item ", id, " is of the type “", kind, "”, which FHIR R4 does not know."].concat()
        }
        Refusal::Parts(id) => {
            ["Item ", id, " stands for another questionnaire, which must be put in first."].concat()
        }
        Refusal::Modifier => "It has a modifierExtension that this app does not know.".into(),
        Refusal::TooMuch => "It has more items, or deeper ones, than this app can ask.".into(),
    }
}

/// A draft of an earlier version of a form could not be taken over whole.
pub const LOST: &str = "This check-in was changed since you began it. Some of your answers don’t fit any more, so please look through it again.";
/// A kept draft could not be read at all.
pub const LOST_ALL: &str = "We could not read the answers that you kept here before, so this begins again.";
/// Offered where a question may stay open.
pub const NOT_SAID: &str = "I’d rather not say";
/// Of one's own answer, where the form has no words for it.
pub const OTHER: &str = "Something else";
/// Stands for a question where something is wrong with the answers all together.
pub const ALL_ANSWERS: &str = "All your answers together";
/// Under a question whose choices follow from something else, while there are none.
pub const NOTHING_TO_CHOOSE: &str = "There is nothing to choose from here just now. You can leave this out.";
/// Adds an answer.
pub const ADD: &str = "Add another";
/// Adds a repetition of a group.
#[must_use]
pub fn add(what: &str) -> String {
    if what.is_empty() { ADD.into() } else { [ADD, ": ", what].concat() }
}
/// A row of a table whose rows are of the same kind, by its number.
#[must_use]
pub fn row(what: &str, number: usize) -> String {
    let what = if what.is_empty() { "Number" } else { what };
    [what, " ", &number.to_string()].concat()
}
/// A question that is not answered and may be.
pub const OPEN: &str = "Not answered";

/// What was filled in from the record: of which day, and that it can be changed.
#[must_use]
pub fn from_record(when: i64) -> String {
    let day = super::time::day(when);
    ["From the record, ", &day, ". Check that it is right. You can change it."].concat()
}
