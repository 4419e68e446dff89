//! AllergyIntolerance: what a person reacts badly to, or that nothing is known.

use super::coding::Concept;
use super::condition::{Certainty, Course, certainty, course, unsaid};
use super::date::Date;
use super::onset::{Onset, onset};
use super::source::Source;
use super::{Lenient, Node, Unread, label, labels, open, signed_notes};
use serde_json::Value;

/// How dangerous a reaction could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Danger {
    /// Not thought to put life at risk.
    Low,
    /// Could put life at risk.
    High,
    /// Somebody looked and could not tell.
    CannotTell,
}

/// One reaction that happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reaction {
    /// What it was to, when more exact than the allergy.
    pub substance: Option<String>,
    /// What happened, such as "Hives".
    pub signs: Vec<String>,
    /// `mild`, `moderate` or `severe`, as written.
    pub severity: Option<String>,
    /// When.
    pub when: Option<Date>,
    /// In someone's words.
    pub description: Option<String>,
}

/// What a person reacts badly to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allergy {
    /// Id, who recorded it, when.
    pub source: Source,
    /// To what.
    pub code: Concept,
    /// Whether this entry says that no allergy is known (of any kind, or of the kind in `code`).
    pub none_known: bool,
    /// `allergy` or `intolerance`, as written.
    pub kind: Option<String>,
    /// `food`, `medication`, `environment`, `biologic`, as written.
    pub categories: Vec<String>,
    /// Whether it is there now.
    pub course: Course,
    /// How sure it is.
    pub certainty: Certainty,
    /// What is said of the course or of how sure it is, where it is not understood.
    pub state_words: Option<String>,
    /// How dangerous a reaction could be.
    pub danger: Option<Danger>,
    /// When it began.
    pub onset: Option<Onset>,
    /// When it last happened.
    pub last: Option<Date>,
    /// When it was recorded.
    pub recorded: Option<Date>,
    /// Reactions that happened.
    pub reactions: Vec<Reaction>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Allergy {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.code.label().unwrap_or_default()
    }
}

/// SNOMED CT "No known allergy" and its kinds, and the IPS codes for the same.
const NONE_KNOWN: [&str; 11] = [
    "716186003",  // No known allergy
    "409137002",  // No known drug allergy
    "428607008",  // No known environmental allergy
    "429625007",  // No known food allergy
    "428197003",  // No known insect allergy
    "716184000",  // No known latex allergy
    "1003774007", // No known Hevea brasiliensis latex allergy
    "no-known-allergies",
    "no-known-medication-allergies",
    "no-known-food-allergies",
    "no-known-environmental-allergies",
];

/// Reads an AllergyIntolerance; one that names nothing makes no sense.
pub fn read(value: &Value) -> Lenient<Allergy> {
    let node = open(value, &["AllergyIntolerance"])?;
    let reactions = node.each("reaction", reaction);
    let mut code = node.read("code", Concept::read).unwrap_or_default();
    if code.is_empty() {
        code.text = reactions.iter().find_map(|reaction| reaction.substance.clone());
    }
    let certainty = certainty(&node);
    if code.is_empty() && certainty != Certainty::EnteredInError {
        return Err(Unread { path: "code".into(), expected: "what the allergy is to" });
    }
    let danger = [("low", Danger::Low), ("high", Danger::High), ("unable-to-assess", Danger::CannotTell)];
    let allergy = Allergy {
        source: Source::read(&node, &["recorder", "asserter"], &["recordedDate"]),
        none_known: NONE_KNOWN.iter().any(|none| code.is(none)),
        code,
        kind: node.text("type"),
        categories: node.texts("category"),
        course: node
            .read("clinicalStatus", Concept::read)
            .unwrap_or_default()
            .known(course)
            .unwrap_or_default(),
        state_words: unsaid(&node),
        certainty,
        danger: node.one_of("criticality", "how dangerous it could be", &danger),
        onset: onset(&node, &["onsetDateTime", "onsetAge", "onsetPeriod", "onsetRange", "onsetString"]),
        last: node.date("lastOccurrence"),
        recorded: node.date("recordedDate"),
        reactions,
        notes: signed_notes(&node),
    };
    Ok(node.done(allergy))
}

fn reaction(node: &Node) -> Reaction {
    Reaction {
        substance: label(node, "substance"),
        signs: labels(node, "manifestation"),
        severity: node.text("severity"),
        when: node.date("onset"),
        description: node.text("description"),
    }
}
