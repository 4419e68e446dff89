//! Condition: a health problem or diagnosis.

use super::coding::Concept;
use super::date::Date;
use super::onset::{Onset, onset};
use super::source::Source;
use super::{Lenient, Node, Unread, label, open, signed_notes};
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
    /// The code of the course, as it was understood (`remission`).
    pub course_code: Option<String>,
    /// What is said of the course or of how sure it is, where it is not understood.
    pub state_words: Option<String>,
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
        source: Source::read(&node, &["recorder", "asserter"], &["recordedDate"]),
        code,
        course_code: status.known(|code| course(code).map(|_| code)).map(str::to_owned),
        course: status.known(course).unwrap_or_default(),
        state_words: unsaid(&node),
        certainty,
        severity: label(&node, "severity"),
        categories: node.each("category", Concept::read),
        onset: onset(&node, &["onsetDateTime", "onsetAge", "onsetPeriod", "onsetRange", "onsetString"]),
        ended: onset(
            &node,
            &["abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString"],
        ),
        recorded: node.date("recordedDate"),
        notes: signed_notes(&node),
    };
    Ok(node.done(condition))
}

/// `http://terminology.hl7.org/CodeSystem/condition-clinical`, shared with allergies.
pub(crate) fn course(code: &str) -> Option<Course> {
    Some(match code {
        "active" | "recurrence" | "relapse" => Course::Active,
        "inactive" | "remission" => Course::Inactive,
        "resolved" => Course::Resolved,
        _ => return None,
    })
}

fn sure(code: &str) -> Option<Certainty> {
    Some(match code {
        "confirmed" => Certainty::Confirmed,
        "unconfirmed" | "provisional" | "differential" | "presumed" => Certainty::Possible,
        "refuted" => Certainty::Refuted,
        "entered-in-error" => Certainty::EnteredInError,
        _ => return None,
    })
}

/// `http://terminology.hl7.org/CodeSystem/condition-ver-status`, shared with allergies.
pub(crate) fn certainty(node: &Node) -> Certainty {
    let status = node.read("verificationStatus", Concept::read).unwrap_or_default();
    status.known(sure).unwrap_or_default()
}

/// What is said of its course, or of how sure it is, in words or codes that are not understood: it is counted, and shown.
pub(crate) fn unsaid(node: &Node) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for place in ["verificationStatus", "clinicalStatus"] {
        let status = node.read(place, Concept::read).unwrap_or_default();
        let known = match place {
            "verificationStatus" => status.known(sure).is_some(),
            _ => status.known(course).is_some(),
        };
        if status.is_empty() || known {
            continue;
        }
        node.miss(place, "its state");
        said.extend(status.label().map(str::to_owned));
    }
    (!said.is_empty()).then(|| said.join(", "))
}
