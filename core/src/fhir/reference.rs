//! References from one entry to another.

use super::{Node, kind};
use serde_json::Value;

/// Where another entry is, and what it is called here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The reference as written.
    pub written: Option<String>,
    /// The kind of entry it leads to, such as `Practitioner`.
    pub kind: Option<String>,
    /// Its id there; for a contained entry the id after `#`.
    pub id: Option<String>,
    /// What it is called.
    pub display: Option<String>,
}

impl Reference {
    /// Reads a reference, named by the entry contained here where it has no name itself.
    pub(crate) fn read(node: &Node) -> Reference {
        let written = node.text("reference");
        let (kind, id) = written.as_deref().map_or((None, None), split);
        let inside = || node.contained(written.as_deref()?.strip_prefix('#')?);
        let kind =
            kind.or_else(|| node.text("type")).or_else(|| inside().and_then(super::kind).map(str::to_owned));
        let display = node.text("display").or_else(|| inside().and_then(name_of));
        Reference { written, kind, id, display }
    }

    /// A reference to a known entry.
    #[must_use]
    pub fn to(kind: &str, id: &str) -> Reference {
        let written = Some(format!("{kind}/{id}"));
        Reference { written, kind: Some(kind.into()), id: Some(id.into()), display: None }
    }

    /// `Type/id` without server and version; a contained one or a `urn:` as written.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        match (&self.kind, &self.id, &self.written) {
            (_, _, Some(written)) if written.starts_with('#') || written.starts_with("urn:") => {
                Some(written.clone())
            }
            (Some(kind), Some(id), _) => Some(format!("{kind}/{id}")),
            (_, _, written) => written.clone(),
        }
    }

    /// Whether it leads to this entry (`Type/id`).
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.key().as_deref() == Some(key)
    }
}

/// What an entry is called: a person's name, an organisation's, or its code in words.
#[must_use]
pub fn name_of(entry: &Value) -> Option<String> {
    let node = Node::root(entry.as_object()?);
    match entry.get("name") {
        Some(Value::String(_)) => node.text("name"),
        Some(_) => {
            super::name::best(&super::name::Name::read_all(&node, "name")).map(|name| name.full.clone())
        }
        None if kind(entry) == Some("PractitionerRole") => {
            let who = node.read("practitioner", |who| who.text("display")).flatten();
            who.or_else(|| node.read("organization", |whose| whose.text("display")).flatten())
        }
        None => node.read("code", super::coding::Concept::read)?.label().map(str::to_owned),
    }
}

/// Kind and id of `Patient/a`, `https://server/fhir/Patient/a/_history/2`, `#a`.
/// `Type/id` of a reference as it is written, without server and version; any other as written.
pub(crate) fn key_of(written: &str) -> String {
    match split(written) {
        (Some(kind), Some(id)) => [&kind, "/", &id].concat(),
        _ => written.to_owned(),
    }
}

fn split(written: &str) -> (Option<String>, Option<String>) {
    if let Some(id) = written.strip_prefix('#') {
        return (None, Some(id.to_owned()));
    }
    if written.starts_with("urn:") || written.as_bytes().contains(&b'?') {
        return (None, None);
    }
    let path = crate::seek::cut(written, "/_history/").map_or(written, |(path, _)| path);
    let mut parts = path.rsplit('/');
    let id = parts.next().filter(|id| !id.is_empty());
    let kind = parts.next().filter(|kind| kind.starts_with(|first: char| first.is_ascii_uppercase()));
    match (kind, id) {
        (Some(kind), Some(id)) => (Some(kind.to_owned()), Some(id.to_owned())),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(written: &str, key: &str, kind: Option<&str>) {
        let holder = json!({ "reference": written });
        let reference = Reference::read(&Node::root(holder.as_object().unwrap()));
        assert_eq!(reference.key().as_deref(), Some(key));
        assert_eq!(reference.kind.as_deref(), kind);
    }

    #[test]
    fn keys_do_not_depend_on_server_or_version() {
        check("Patient/asha", "Patient/asha", Some("Patient"));
        check("https://a.example/fhir/Patient/asha/_history/3", "Patient/asha", Some("Patient"));
        check("#med", "#med", None);
        check("urn:uuid:0b", "urn:uuid:0b", None);
        check("Practitioner?identifier=npi|99", "Practitioner?identifier=npi|99", None);
        check("nonsense", "nonsense", None);
        check("/", "/", None);
    }

    #[test]
    fn contained_entries_give_kind_and_name() {
        let entry = json!({
            "contained": [{ "resourceType": "Practitioner", "id": "d", "name": [{ "text": "Dr Okafor" }] }],
            "who": { "reference": "#d" },
        });
        let who = Node::root(entry.as_object().unwrap()).read("who", Reference::read).unwrap();
        assert_eq!((who.kind.as_deref(), who.display.as_deref()), (Some("Practitioner"), Some("Dr Okafor")));
    }
}
