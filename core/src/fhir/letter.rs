//! DocumentReference: letters and other documents.

use super::coding::Concept;
use super::date::Date;
use super::period::Period;
use super::source::Source;
use super::{Lenient, Node, Unread, open};
use serde_json::Value;

/// Whether a document still counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// It counts.
    Current,
    /// A newer one took its place.
    Superseded,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

/// The content of a document, here or at an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Its media type, such as `application/pdf`.
    pub media: Option<String>,
    /// The content itself in base64.
    pub data: Option<String>,
    /// Where the content is.
    pub url: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// What it is called.
    pub title: Option<String>,
    /// Its language, such as `en-GB`.
    pub language: Option<String>,
    /// When it was made.
    pub made: Option<Date>,
}

impl Attachment {
    pub(crate) fn read(node: &Node) -> Attachment {
        let data = node.text("data");
        let counted = node.whole("size").and_then(|size| u64::try_from(size).ok());
        Attachment {
            media: node.text("contentType"),
            size: counted.or_else(|| data.as_deref().map(base64_size)),
            data,
            url: node.text("url"),
            title: node.text("title"),
            language: node.text("language"),
            made: node.date("creation"),
        }
    }
}

/// How many bytes a base64 text stands for.
fn base64_size(text: &str) -> u64 {
    let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').count();
    (letters as u64) * 3 / 4
}

/// A letter or another document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letter {
    /// Id, who wrote it, when it was recorded.
    pub source: Source,
    /// What it is called.
    pub title: Option<String>,
    /// What kind of document it is.
    pub kind: Concept,
    /// The broader kind, such as "Clinical note".
    pub categories: Vec<Concept>,
    /// Whether it counts.
    pub status: Status,
    /// Whether it is a draft (`preliminary`), `final` or `amended`, as written.
    pub stage: Option<String>,
    /// Its date.
    pub when: Option<Date>,
    /// Its content, in each form it comes in.
    pub contents: Vec<Attachment>,
}

impl Letter {
    /// What to call it: its title, else its kind.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().or_else(|| self.kind.label()).unwrap_or_default()
    }
}

/// Reads a DocumentReference; one with neither a name nor a content makes no sense.
pub fn read(value: &Value) -> Lenient<Letter> {
    let node = open(value, &["DocumentReference"])?;
    let statuses = [
        ("current", Status::Current),
        ("superseded", Status::Superseded),
        ("entered-in-error", Status::EnteredInError),
    ];
    let contents =
        node.known("content", "the document itself", |content| content.read("attachment", Attachment::read));
    let context = node.child("context");
    let period = context.and_then(|context| context.read("period", Period::read)).unwrap_or_default();
    let titled = contents.iter().find_map(|content| content.title.clone());
    let letter = Letter {
        source: Source::read(&node, &["author", "authenticator", "custodian"], &["date"]),
        title: titled.or_else(|| node.text("description")),
        kind: node.read("type", Concept::read).unwrap_or_default(),
        categories: node.each("category", Concept::read),
        status: node.one_of("status", "whether it counts", &statuses).unwrap_or_default(),
        stage: node.text("docStatus"),
        when: node.date("date").or(period.start),
        contents,
    };
    if letter.label().is_empty() && letter.contents.is_empty() && letter.status != Status::EnteredInError {
        return Err(Unread { path: "content".into(), expected: "what the document is" });
    }
    Ok(node.done(letter))
}
