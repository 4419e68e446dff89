//! Bundle and OperationOutcome: what a server answers.

use super::coding::Concept;
use super::{Lenient, Node, open};
use serde_json::Value;

/// A searchset or another bundle, its entries as they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// `searchset`, `transaction-response`, `document`, as written.
    pub kind: Option<String>,
    /// The entries that were asked for.
    pub matches: Vec<Value>,
    /// The entries that came with them.
    pub included: Vec<Value>,
    /// Problems that the server told among the entries.
    pub issues: Vec<Issue>,
    /// What became of each entry of a transaction: status and place.
    pub outcomes: Vec<Outcome>,
    /// Where the next page is: a path, where it is at the server that gave this one.
    pub next: Option<String>,
    /// How many entries there are in all pages.
    pub total: Option<i64>,
}

/// What became of one entry of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The HTTP status, such as `201 Created`.
    pub status: Option<String>,
    /// Where the entry is now.
    pub location: Option<String>,
    /// Its version tag.
    pub etag: Option<String>,
}

/// One problem that a server told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// `fatal`, `error`, `warning`, `information`, as written.
    pub severity: Option<String>,
    /// What kind of problem, as a code.
    pub code: Option<String>,
    /// A finer code, such as `fresh-sign-in`.
    pub detail: Option<String>,
    /// What it says.
    pub text: Option<String>,
}

impl Bundle {
    /// An included or matched entry by its `Type/id`.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Value> {
        let (kind, id) = key.split_once('/')?;
        let is = |entry: &&Value| {
            super::kind(entry) == Some(kind) && entry.get("id").and_then(Value::as_str) == Some(id)
        };
        self.included.iter().chain(&self.matches).find(is)
    }
}

/// Takes a Bundle apart. An entry without a resource and without an outcome is noted as unread.
pub fn read(value: &Value) -> Lenient<Bundle> {
    let node = open(value, &["Bundle"])?;
    let links = node.each("link", |link| (link.text("relation"), link.text("url")));
    let link = |name: &str| {
        links.iter().find(|(relation, _)| relation.as_deref() == Some(name)).and_then(|(_, url)| url.clone())
    };
    let here = link("self");
    // A page of the same server is asked for by its path: a server names its pages by whole addresses.
    let own = here.as_deref().map(origin).filter(|own| !own.is_empty());
    let next = link("next").map(|next| match own.and_then(|own| next.strip_prefix(own)) {
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => next,
    });
    let mut bundle =
        Bundle { kind: node.text("type"), next, total: node.whole("total"), ..Bundle::default() };
    for entry in node.list("entry") {
        place(&entry, &mut bundle);
    }
    Ok(node.done(bundle))
}

/// `https://server.example` of an address; empty where it has none.
fn origin(url: &str) -> &str {
    let start = crate::seek::find(url, "://", 0).map_or(url.len(), |at| at + 3);
    let end = crate::seek::find(url, "/", start).unwrap_or(url.len());
    if start < end { url.get(..end).unwrap_or_default() } else { "" }
}

fn place(entry: &Node, bundle: &mut Bundle) {
    let mode = entry.read("search", |search| search.text("mode")).flatten();
    let response = entry.child("response");
    let resource = entry.take("resource", "an entry", |resource| resource.as_object().map(|_| resource));
    if let Some(response) = &response {
        bundle.outcomes.push(Outcome {
            status: response.text("status"),
            location: response.text("location"),
            etag: response.text("etag"),
        });
    }
    match (mode.as_deref(), resource) {
        // A request to read or delete, and an outcome without its entry, are whole without one.
        (_, None)
            if response.is_some() || entry.raw("request").is_some() || entry.raw("resource").is_some() => {}
        (_, None) => entry.miss("resource", "an entry"),
        (Some("outcome"), Some(outcome)) => bundle.issues.extend(issues(outcome)),
        (Some("include"), Some(resource)) => bundle.included.push(resource.clone()),
        (_, Some(resource)) => bundle.matches.push(resource.clone()),
    }
}

/// The problems that an OperationOutcome tells; none where it is not one.
#[must_use]
pub fn issues(value: &Value) -> Vec<Issue> {
    let Ok(node) = open(value, &["OperationOutcome"]) else {
        return Vec::new();
    };
    node.each("issue", |issue| {
        let details = issue.read("details", Concept::read).unwrap_or_default();
        let text = details.text.clone().or_else(|| details.display().map(str::to_owned));
        Issue {
            severity: issue.text("severity"),
            code: issue.text("code"),
            detail: details.code().map(str::to_owned),
            text: text.or_else(|| issue.text("diagnostics")),
        }
    })
}
