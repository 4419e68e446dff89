//! Condition: a health problem or diagnosis.

use super::coding::Concept;
use super::date::Date;
use super::onset::{Onset, onset};
use super::source::Source;
use super::{Lenient, Node, Unread, label, notes, open};
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
        return Err(Unread { path: "code".into(), expected: "what the condition is" });
    }
    let status = node.read("clinicalStatus", Concept::read).unwrap_or_default();
    let condition = Condition {
        source: Source::read(&node, &["asserter", "recorder"], &["recordedDate"]),
        code,
        course: course(&node, &status),
        course_words: status.label().map(str::to_owned),
        certainty,
        severity: label(&node, "severity"),
        categories: node.each("category", Concept::read),
        onset: onset(&node, &["onsetDateTime", "onsetAge", "onsetPeriod", "onsetRange", "onsetString"]),
        ended: onset(
            &node,
            &["abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString"],
        ),
        recorded: node.date("recordedDate"),
        notes: notes(&node),
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
    let status = node.read("verificationStatus", Concept::read).unwrap_or_default();
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
