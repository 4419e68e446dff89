//! RelatedPerson: someone who belongs to a patient, such as a parent or a carer.

use super::coding::Concept;
use super::name::{self, Name};
use super::patient::Contact;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Unread, open};
use serde_json::Value;

/// Someone who belongs to a patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Related {
    /// Id and origin.
    pub source: Source,
    /// The patient.
    pub patient: Reference,
    /// All names.
    pub names: Vec<Name>,
    /// How they belong together.
    pub relations: Vec<Concept>,
    /// Whether the entry is in use.
    pub active: bool,
    /// Since when and until when.
    pub period: Period,
    /// How to reach them.
    pub contacts: Vec<Contact>,
}

impl Related {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        name::best(&self.names).map(|name| name.full.as_str())
    }
}

/// Reads a RelatedPerson; one that belongs to no patient makes no sense.
pub fn read(value: &Value) -> Lenient<Related> {
    let node = open(value, &["RelatedPerson"])?;
    let Some(patient) = node.read("patient", Reference::read) else {
        return Err(Unread { path: "patient".into(), expected: "whose relation it is" });
    };
    let related = Related {
        source: Source::read(&node, &[], &[]),
        patient,
        names: Name::read_all(&node, "name"),
        relations: node.each("relationship", Concept::read),
        active: node.flag("active").unwrap_or(true),
        period: Period::at(&node, "period"),
        contacts: node.each("telecom", Contact::read),
    };
    Ok(node.done(related))
}
