//! Bundles written as text around resources that stay as they are kept.

use jiff::Timestamp;
use serde_json::Value;

use crate::records::{Page, Stored};

/// A Bundle in the making.
pub struct Bundle<'a> {
    base: &'a str,
    head: String,
    entries: Vec<String>,
}

impl<'a> Bundle<'a> {
    /// An empty Bundle of this type.
    #[must_use]
    pub fn new(kind: &str, base: &'a str) -> Self {
        Self { base, head: format!(r#"{{"resourceType":"Bundle","type":"{kind}""#), entries: Vec::new() }
    }

    /// Says when its search was made.
    #[must_use]
    pub fn made(mut self, at: Timestamp) -> Self {
        self.head.push_str(&format!(r#","meta":{{"lastUpdated":"{at:.3}"}}"#));
        self
    }

    /// Gives it a total.
    #[must_use]
    pub fn total(mut self, total: impl std::fmt::Display) -> Self {
        self.head.push_str(&format!(r#","total":{total}"#));
        self
    }

    /// Gives it its links.
    #[must_use]
    pub fn links(mut self, links: &[(&str, String)]) -> Self {
        let links: Vec<Value> = links
            .iter()
            .map(|(relation, url)| serde_json::json!({"relation": relation, "url": url}))
            .collect();
        self.head.push_str(&format!(r#","link":{}"#, Value::from(links)));
        self
    }

    /// Adds a resource, with the fields after it (`"search":...`).
    pub fn add(&mut self, stored: &Stored, more: &str) {
        let Stored { kind, id, text, .. } = stored;
        self.entries.push(format!(r#"{{"fullUrl":"{}/{kind}/{id}","resource":{text},{more}}}"#, self.base));
    }

    /// Adds an entry that is all in these fields.
    pub fn add_fields(&mut self, fields: &str) {
        self.entries.push(format!("{{{fields}}}"));
    }

    /// The JSON.
    #[must_use]
    pub fn text(self) -> String {
        let mut text = self.head;
        if !self.entries.is_empty() {
            text.push_str(r#","entry":["#);
            text.push_str(&self.entries.join(","));
            text.push(']');
        }
        text.push('}');
        text
    }
}

/// The searchset of a page. `at`: a moment before it was looked for, so that what changes later than this may not be in it.
#[must_use]
pub fn searchset(
    (base, at): (&str, Timestamp),
    links: &[(&str, String)],
    page: &Page,
    included: &[Stored],
) -> String {
    let mut bundle = Bundle::new("searchset", base).made(at).total(page.total).links(links);
    for found in &page.found {
        bundle.add(found, r#""search":{"mode":"match"}"#);
    }
    for found in included {
        bundle.add(found, r#""search":{"mode":"include"}"#);
    }
    bundle.text()
}

/// The history of one resource.
#[must_use]
pub fn history(base: &str, versions: &[Stored]) -> String {
    let mut bundle = Bundle::new("history", base).total(versions.len());
    for stored in versions {
        let status = if stored.version == 1 { "201" } else { "200" };
        let Stored { kind, id, version, updated, .. } = stored;
        let more = format!(
            r#""request":{{"method":"PUT","url":"{kind}/{id}"}},"response":{{"status":"{status}","etag":"W/\"{version}\"","lastModified":"{updated:.3}"}}"#
        );
        bundle.add(stored, &more);
    }
    bundle.text()
}
