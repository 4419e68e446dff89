//! Patient: the person whose record it is.

use super::date::Date;
use super::name::{self, Name};
use super::source::Source;
use super::{Lenient, Node, label, open};
use serde_json::Value;

/// How to reach someone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// `phone`, `email`, `sms` and the like.
    pub by: Option<String>,
    /// The number or address.
    pub value: Option<String>,
    /// `home`, `work`, `mobile`, `old`.
    pub purpose: Option<String>,
}

impl Contact {
    pub(crate) fn read(node: &Node) -> Contact {
        Contact { by: node.text("system"), value: node.text("value"), purpose: node.text("use") }
    }
}

/// The person whose record it is. The NHS number is left out on purpose: it is not shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Id and origin.
    pub source: Source,
    /// All names.
    pub names: Vec<Name>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Whether they have died.
    pub died: bool,
    /// When they died, where known.
    pub died_on: Option<Date>,
    /// Phone numbers and addresses.
    pub contacts: Vec<Contact>,
    /// Languages, preferred first.
    pub languages: Vec<String>,
    /// Whether the entry is in use.
    pub active: bool,
}

impl Person {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        name::best(&self.names)
    }
}

/// Reads a Patient.
pub fn read(value: &Value) -> Lenient<Person> {
    let node = open(value, &["Patient"])?;
    let died = match node.raw("deceasedBoolean") {
        Some(_) => node.flag("deceasedBoolean"),
        None => node.raw("deceasedDateTime").map(|_| true),
    };
    let person = Person {
        source: Source::read(&node, &[], &[]),
        names: Name::read_all(&node, "name"),
        born: node.date("birthDate"),
        died: died.unwrap_or(false),
        died_on: node.date("deceasedDateTime"),
        contacts: node.each("telecom", Contact::read),
        languages: languages(&node),
        active: node.flag("active").unwrap_or(true),
    };
    Ok(node.done(person))
}

fn languages(node: &Node) -> Vec<String> {
    let spoken = node.known("communication", "a language", |spoken| {
        let preferred = spoken.flag("preferred").unwrap_or(false);
        label(spoken, "language").map(|language| (preferred, language))
    });
    let (first, then): (Vec<_>, Vec<_>) = spoken.into_iter().partition(|(preferred, _)| *preferred);
    first.into_iter().chain(then).map(|(_, language)| language).collect()
}
