//! Who added an entry, when, and from where.

use super::Node;
use super::coding::Coding;
use super::date::Date;
use super::reference::Reference;

/// Which entry it is, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The entry's own id.
    pub id: Option<String>,
    /// Its version on the server.
    pub version: Option<String>,
    /// When the server last changed it.
    pub updated: Option<Date>,
    /// The system it came from (`meta.source`).
    pub system: Option<String>,
    /// Who recorded, asserted, performed or wrote it.
    pub by: Vec<Reference>,
    /// They only told it, and nobody says who wrote it down.
    pub told: bool,
    /// When they did.
    pub when: Option<Date>,
    /// Labels that narrow who may see it (`meta.security`).
    pub labels: Vec<Coding>,
}

/// Elements that name who said something, and not who wrote the entry.
pub(crate) fn is_told(element: &str) -> bool {
    ["asserter", "informationSource", "source"].contains(&element)
}

impl Source {
    /// Reads id and meta, who from the first of `who` that says someone, and when from the first of `when`.
    pub(crate) fn read(node: &Node, who: &[&str], when: &[&str]) -> Source {
        let meta = node.child("meta");
        let meta = meta.as_ref();
        let by = who.iter().map(|key| (*key, node.each(key, Reference::read))).find(|(_, by)| !by.is_empty());
        let (key, by) = by.unwrap_or_default();
        Source {
            id: node.text("id"),
            version: meta.and_then(|meta| meta.text("versionId")),
            updated: meta.and_then(|meta| meta.date("lastUpdated")),
            system: meta.and_then(|meta| meta.text("source")),
            told: is_told(key),
            by,
            when: when.iter().find_map(|key| node.date(key)),
            labels: meta.map(|meta| meta.each("security", Coding::read)).unwrap_or_default(),
        }
    }

    /// Whether the patient added it: wrote it down, and not only told it to whoever did.
    #[must_use]
    pub fn own(&self) -> bool {
        !self.told && self.of_patient()
    }

    /// Whether it is what the patient told.
    #[must_use]
    pub fn as_told(&self) -> bool {
        self.told && self.of_patient()
    }

    fn of_patient(&self) -> bool {
        self.by.iter().any(|who| who.kind.as_deref() == Some("Patient"))
    }

    /// Whoever added it, by name, where the entry says so.
    #[must_use]
    pub fn who(&self) -> Option<&str> {
        self.by.iter().find_map(|who| who.display.as_deref())
    }
}
