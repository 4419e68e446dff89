//! Files of an entry: the forms of a report, a picture or a recording, the paper of a consent, all that a letter of
//! several files holds. Each is opened as a letter is, by the same rules (`given` does the same for files that went with answers).

use serde_json::Value;

use super::rows::any;
use super::{Held, Hold, Shelf, State, enclosed};
use crate::fhir::date::Date;
use crate::fhir::entry::read;
use crate::fhir::kind;
use crate::json;
use crate::now::{Now, short_key};
use crate::route::Route;
use crate::words::record_entry as words;

/// A file of an entry, as its page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// What it is called.
    pub title: String,
    /// What it is, and when it was made.
    pub detail: String,
    /// Where it opens.
    pub route: Route,
}

/// The shelves whose entries bear files.
pub(super) const OF: [Shelf; 2] = [Shelf::Letters, Shelf::Entries];

const LETTER: &str = r#"{"resourceType": "DocumentReference", "id": "$id", "status": "current", "description": "$title",
    "date": "$when", "content": [{"attachment": "$file"}]}"#;

/// The attachments that an entry bears (R4: the elements of type Attachment of the kinds of a record).
pub(super) fn files(entry: &Value) -> Vec<&Value> {
    let list = |name: &str| entry.get(name).and_then(Value::as_array).into_iter().flatten();
    match kind(entry).unwrap_or_default() {
        "DocumentReference" => list("content").filter_map(|content| content.get("attachment")).collect(),
        "DiagnosticReport" => list("presentedForm").collect(),
        "Communication" => list("payload").filter_map(|part| part.get("contentAttachment")).collect(),
        "Media" => entry.get("content").into_iter().collect(),
        "Consent" => entry.get("sourceAttachment").into_iter().collect(),
        _ => vec![],
    }
}

fn key(entry: &Value, at: usize) -> Option<String> {
    Some(short_key(&[kind(entry)?, "/", entry.get("id")?.as_str()?, "#", &at.to_string()].concat()))
}

/// What the page of an entry lists.
pub(super) fn rows(entry: &Value) -> Vec<FileRow> {
    let mut rows = Vec::new();
    for (at, file) in files(entry).into_iter().enumerate() {
        let text = |name: &str| file.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default();
        let Some(key) = key(entry, at) else { continue };
        let made = Date::parse(text("creation")).map(|date| date.words());
        rows.push(FileRow {
            title: match text("title") {
                "" => words::file_number(at + 1),
                title => title.to_owned(),
            },
            detail: words::file_kind(text("contentType"), made.as_deref()),
            route: Route::Letter(key),
        });
    }
    rows
}

/// The file with this key, the entry that bears it, and where that is held. This alone is known before the record's part is there.
pub(super) fn bearer<'h>(all: &[&'h Held], wanted: &str) -> Option<(&'h Value, &'h Value, &'h Held)> {
    for held in all {
        let known = held.known.iter().flat_map(|known| known.resources.iter());
        for entry in known.chain(held.hidden.iter()) {
            for (at, file) in files(entry).into_iter().enumerate() {
                if key(entry, at).as_deref() == Some(wanted) {
                    return Some((file, entry, held));
                }
            }
        }
    }
    None
}

/// The file with this key as a letter that it is the content of, and the entry that bears it.
pub(super) fn letter<'h>(all: &[&'h Held], wanted: &str) -> Option<(Value, &'h Value, &'h Held)> {
    let (file, entry, held) = bearer(all, wanted)?;
    let head = read(entry).map(|found| found.good).unwrap_or_default();
    let title = any::title(&head, kind(entry).unwrap_or_default());
    let when = head.when.map_or(Value::Null, |when| when.fhir().into());
    let holes = [("id", wanted.into()), ("title", title.into()), ("when", when), ("file", file.clone())];
    Some((json::filled(LETTER, &holes), entry, held))
}

/// Why a file waits: as the entry that bears it does.
pub(super) fn waits(held: &Held, entry: &Value, key: &str, now: &Now) -> Option<Hold> {
    let head = read(entry).ok()?.good;
    let row = any::row(&head, kind(entry)?, false);
    held.holds(&row, now).filter(|_| !held.ready.is_opened(key))
}

/// The page of the entry that bears a file.
pub(super) fn page(entry: &Value) -> Option<Route> {
    let id = entry.get("id")?.as_str()?;
    Some(match kind(entry)? {
        "DocumentReference" => Route::Letter(short_key(id)),
        kind => Route::Entry(any::key(kind, id)),
    })
}

/// The files of these entries that stand apart, at this gateway.
pub(super) fn apart(entries: &[Value]) -> impl Iterator<Item = &str> {
    entries.iter().flat_map(files).filter_map(|file| enclosed::own(file.get("url")?.as_str()?))
}

impl State {
    /// The shelves whose entries bear files, as they are held.
    pub(super) fn bearers(&self, patient: &str) -> [Held; 2] {
        OF.map(|shelf| self.held(patient, shelf).whole())
    }
}
