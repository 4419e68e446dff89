//! What people are called.

use super::Node;
use super::period::Period;

/// A FHIR HumanName, as one line to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The whole name as one line.
    pub full: String,
    /// The name to greet with, when known.
    pub given: Option<String>,
    /// What it is for, such as `official`, `usual` or `old`.
    pub purpose: Option<String>,
    /// When it is or was in use.
    pub period: Period,
}

impl Name {
    /// Reads one name; `None` where nothing of it can be said.
    pub(crate) fn read(node: &Node) -> Option<Name> {
        let given = node.texts("given");
        let parts = [
            node.texts("prefix"),
            given.clone(),
            node.text("family").into_iter().collect(),
            node.texts("suffix"),
        ];
        let full = node.text("text").unwrap_or_else(|| parts.concat().join(" "));
        if full.is_empty() {
            return None;
        }
        let period = Period::at(node, "period");
        Some(Name { full, given: given.into_iter().next(), purpose: node.text("use"), period })
    }

    /// Reads all names of a member.
    pub(crate) fn read_all(node: &Node, key: &str) -> Vec<Name> {
        node.known(key, "a name", Name::read)
    }
}

/// The name to show: the usual one, else the official one, else the first that is not an old one.
#[must_use]
pub fn best(names: &[Name]) -> Option<&Name> {
    let of = |purpose: &str| names.iter().find(|name| name.purpose.as_deref() == Some(purpose));
    let current =
        || names.iter().find(|name| !matches!(name.purpose.as_deref(), Some("old" | "maiden" | "anonymous")));
    of("usual").or_else(|| of("official")).or_else(current).or_else(|| names.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn check(names: Value, expect: Option<&str>) {
        let holder = json!({ "name": names });
        let node = Node::root(holder.as_object().unwrap());
        let names = Name::read_all(&node, "name");
        assert_eq!(best(&names).map(|name| name.full.as_str()), expect);
    }

    #[test]
    fn the_best_name_is_shown() {
        check(
            json!([{ "family": "Rahman", "given": ["Asha", null, "Noor"], "prefix": ["Dr"] }]),
            Some("Dr Asha Noor Rahman"),
        );
        check(
            json!([{ "use": "official", "text": "Leonard Park" }, { "use": "usual", "text": "Leon Park" }]),
            Some("Leon Park"),
        );
        check(json!([{ "use": "old", "text": "Was" }, { "text": "Is" }]), Some("Is"));
        check(json!([{ "use": "old", "text": "Was" }]), Some("Was"));
        check(json!({ "text": "Alone" }), Some("Alone"));
        check(json!([{}, 5, { "given": [""] }]), None);
        let long = "N".repeat(80);
        check(json!([{ "text": long }]), Some(&long));
    }
}
