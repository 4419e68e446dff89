//! What the sharing screens show.

use super::{Editing, Person, SECTIONS, Stage, State, Until};
use crate::fhir::consent;
use crate::now::short_key;
use crate::trouble::Trouble;
use crate::words;

/// Everybody with whom the patient may share.
#[derive(Debug, Clone, PartialEq)]
pub struct SharingView {
    /// The people; `None` while they are coming.
    pub people: Option<Vec<SharedPerson>>,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
}

/// One person, and what they see now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPerson {
    /// Key of the address.
    pub key: String,
    /// Name.
    pub name: String,
    /// How they belong together.
    pub relation: Option<String>,
    /// Titles of the sections that they see; empty for nothing.
    pub sees: Vec<&'static str>,
    /// Until when, in words.
    pub until: Option<String>,
}

/// The choices for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareWithView {
    /// Who; `None` while they are coming, or if there is no such person.
    pub person: Option<SharedPerson>,
    /// The sections with their switches.
    pub sections: Vec<SectionRow>,
    /// For how long.
    pub until: Until,
    /// Where the change is.
    pub stage: Stage,
    /// Why nothing came.
    pub trouble: Option<Trouble>,
    /// The answers are still coming.
    pub loading: bool,
}

/// A section with its switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Code.
    pub code: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it opens.
    pub about: &'static str,
    /// Chosen.
    pub on: bool,
}

/// The list of people.
#[must_use]
pub fn sharing(state: &State) -> SharingView {
    let both = state.people.as_ref().zip(state.consents.as_ref());
    let people = both.map(|(people, _)| people.iter().map(|p| shared(state, p)).collect());
    SharingView { people, trouble: state.trouble }
}

/// The choices for the person with this key.
#[must_use]
pub fn share_with(state: &State, key: &str) -> ShareWithView {
    let person = state.people.iter().flatten().find(|p| short_key(&p.reference) == key);
    let nothing = Editing::default();
    let editing = state.editing.as_ref().unwrap_or(&nothing);
    let row = |code: &'static str| SectionRow {
        code,
        title: words::sharing::section(code),
        about: words::sharing::about(code),
        on: editing.sections.iter().any(|s| s == code),
    };
    ShareWithView {
        person: person.map(|p| shared(state, p)),
        sections: SECTIONS.into_iter().map(row).collect(),
        until: editing.until,
        stage: editing.stage.clone(),
        trouble: state.trouble,
        loading: state.people.is_none() || state.consents.is_none(),
    }
}

fn shared(state: &State, person: &Person) -> SharedPerson {
    let consents = state.consents.iter().flatten().filter_map(|c| consent::read(c).ok()).map(|c| c.good);
    let mine: Vec<_> =
        consents.filter(|c| c.permits && c.with.iter().any(|w| w.is(&person.reference))).collect();
    let sees = |code: &&str| mine.iter().any(|c| c.sections.iter().any(|s| s == code));
    SharedPerson {
        key: short_key(&person.reference),
        name: person.name.clone(),
        relation: person.relation.clone(),
        sees: SECTIONS.into_iter().filter(|c| sees(c)).map(words::sharing::section).collect(),
        until: mine.iter().filter_map(|c| c.period.end).map(|d| d.words()).next(),
    }
}
