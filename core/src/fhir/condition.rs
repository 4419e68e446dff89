//! Condition: a health problem or diagnosis.

use super::coding::Concept;
use super::date::Date;
use super::quantity::{Quantity, Range};
use super::source::Source;
use super::{Lenient, Node, Unread, open};
use serde_json::Value;

/// Whether a condition is there now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Course {
    /// It is there now.
    Active,
    /// It is less at present, not gone.
    Inactive,
    /// It has gone.
    Resolved,
    /// The entry does not say.
    #[default]
    Unknown,
}

/// How sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Confirmed.
    Confirmed,
    /// Thought likely or possible, not confirmed.
    Possible,
    /// Looked into and found not to be so.
    Refuted,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    NotSaid,
}

/// When something began or ended, as exactly as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Onset {
    /// On a date.
    Date(Date),
    /// At an age, such as "14 years".
    Age(Quantity),
    /// Between two dates.
    Period(super::period::Period),
    /// Between two ages.
    Range(Range),
    /// As someone put it.
    Text(String),
}

/// A health problem or diagnosis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    /// Id, who recorded it, when.
    pub source: Source,
    /// What it is.
    pub code: Concept,
    /// Whether it is there now.
    pub course: Course,
    /// The course in the record's own words.
    pub course_words: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// How severe, in the record's words.
    pub severity: Option<String>,
    /// What kind of entry: problem list, encounter diagnosis.
    pub categories: Vec<Concept>,
    /// When it began.
    pub onset: Option<Onset>,
    /// When it went.
    pub ended: Option<Onset>,
    /// When it was recorded.
    pub recorded: Option<Date>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Condition {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.code.label().unwrap_or_default()
    }
}

/// Reads a Condition; one that names nothing makes no sense.
pub fn read(value: &Value) -> Lenient<Condition> {
    let node = open(value, &["Condition"])?;
    let code = node.read("code", Concept::read).unwrap_or_default();
    let certainty = certainty(&node);
    if code.is_empty() && certainty != Certainty::EnteredInError {
        return Err(Unread {
            path: "code".into(),
            expected: "what the condition is",
        });
    }
    let status = node
        .read("clinicalStatus", Concept::read)
        .unwrap_or_default();
    let condition = Condition {
        source: Source::read(&node, &["asserter", "recorder"], &["recordedDate"]),
        code,
        course: course(&node, &status),
        course_words: status.label().map(str::to_owned),
        certainty,
        severity: node
            .read("severity", Concept::read)
            .and_then(|severity| severity.label().map(str::to_owned)),
        categories: node.each("category", Concept::read),
        onset: onset(
            &node,
            &[
                "onsetDateTime",
                "onsetAge",
                "onsetPeriod",
                "onsetRange",
                "onsetString",
            ],
        ),
        ended: onset(
            &node,
            &[
                "abatementDateTime",
                "abatementAge",
                "abatementPeriod",
                "abatementRange",
                "abatementString",
            ],
        ),
        recorded: node.date("recordedDate"),
        notes: super::notes(&node),
    };
    Ok(node.done(condition))
}

/// `http://terminology.hl7.org/CodeSystem/condition-clinical`
fn course(node: &Node, status: &Concept) -> Course {
    match status.code() {
        Some("active" | "recurrence" | "relapse") => Course::Active,
        Some("inactive" | "remission") => Course::Inactive,
        Some("resolved") => Course::Resolved,
        None => Course::Unknown,
        Some(_) => {
            node.miss("clinicalStatus", "whether it is there now");
            Course::Unknown
        }
    }
}

/// `http://terminology.hl7.org/CodeSystem/condition-ver-status`, shared with allergies.
pub(crate) fn certainty(node: &Node) -> Certainty {
    let status = node
        .read("verificationStatus", Concept::read)
        .unwrap_or_default();
    match status.code() {
        Some("confirmed") => Certainty::Confirmed,
        Some("unconfirmed" | "provisional" | "differential" | "presumed") => Certainty::Possible,
        Some("refuted") => Certainty::Refuted,
        Some("entered-in-error") => Certainty::EnteredInError,
        None => Certainty::NotSaid,
        Some(_) => {
            node.miss("verificationStatus", "how sure it is");
            Certainty::NotSaid
        }
    }
}

/// Reads a choice of date, age, period, range and text, its members named in this order.
pub(crate) fn onset(node: &Node, keys: &[&str; 5]) -> Option<Onset> {
    let [date, age, period, range, text] = *keys;
    (node.date(date).map(Onset::Date))
        .or_else(|| node.read(age, Quantity::read).map(Onset::Age))
        .or_else(|| {
            node.read(period, super::period::Period::read)
                .map(Onset::Period)
        })
        .or_else(|| node.read(range, Range::read).map(Onset::Range))
        .or_else(|| node.text(text).map(Onset::Text))
}

impl Onset {
    /// In words: "12 March 2026", "age 14", "as a child".
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Onset::Date(date) => Some(date.words()),
            Onset::Age(age) => age.value.as_ref().map(|years| match age.code.as_deref() {
                None | Some("a") => format!("age {}", years.words()),
                Some(_) => format!("age {}", age.words().unwrap_or_default()),
            }),
            Onset::Period(period) => period.words(),
            Onset::Range(range) => range.words().map(|ages| format!("age {ages}")),
            Onset::Text(text) => Some(text.clone()),
        }
    }

    /// The date it can be ordered by.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Onset::Date(date) => Some(*date),
            Onset::Period(period) => period.start.or(period.end),
            _ => None,
        }
    }
}
