//! The content that stands apart from its entries (`Binary/id` of the gateway: letters, photos that went with answers), for the file of
//! everything: each from the device where it is kept, else from the gateway, one after the other. What can't be had is counted.

use serde_json::Value;

use super::{Making, State, collection};
use crate::effect::{Effect, Key, Reply, Request, Wake};
use crate::event::Tag;
use crate::json;
use crate::record::{Keep, file_row, own_file};
use crate::trouble::Trouble;

/// So many characters of content are in one file: all of it is in memory while it is made, and an old phone has little.
const MOST: usize = 24_000_000;

/// The files that are to go in, and how far they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Files {
    /// Ids of those that are still to come.
    todo: Vec<String>,
    /// The one that is looked for.
    waited: Option<String>,
    /// So many came.
    pub(super) written: usize,
    /// So many could not be had.
    pub(super) lacking: usize,
    size: usize,
}

impl Files {
    /// So many are still to come.
    pub(super) fn left(&self) -> usize {
        self.todo.len() + usize::from(self.waited.is_some())
    }

    /// Notes the files that an entry names.
    pub(super) fn note(&mut self, resource: &Value) {
        match resource {
            Value::Object(members) => {
                let url = members.get("url").and_then(Value::as_str).and_then(own_file);
                if let Some(id) = url.filter(|id| !self.todo.iter().any(|known| known == id)) {
                    self.todo.push(id.to_owned());
                }
                members.values().for_each(|value| self.note(value));
            }
            Value::Array(list) => list.iter().for_each(|value| self.note(value)),
            _ => {}
        }
    }
}

/// Where content is looked for: of whom, where it is kept, and whether the gateway can be asked.
pub type From<'a> = (&'a str, Keep<'a>, bool);

/// Looks for the next one; nothing where none is left.
pub(super) fn next(making: &mut Making, (patient, keep, live): From) -> Option<Effect> {
    let files = &mut making.files;
    while !files.todo.is_empty() {
        let id = files.todo.remove(0);
        let effect = match keep {
            Some((place, account)) => Effect::Load(place, file_row(account, patient, &id)),
            None if live => asked(patient, &id),
            None => {
                files.lacking += 1;
                continue;
            }
        };
        files.waited = Some(id);
        return Some(effect);
    }
    None
}

fn asked(patient: &str, id: &str) -> Effect {
    Effect::Fetch(Tag::File(patient.into(), id.into()), Request::get(["/fhir/Binary/", id].concat()))
}

/// A row was read: whether it was that of the file that is looked for.
pub fn loaded(state: &mut State, (key, row): (&Key, Option<&Value>), from: From) -> Vec<Effect> {
    let Some(making) = state.making.as_mut() else { return vec![] };
    let Some(id) = making.files.waited.clone() else { return vec![] };
    if from.1.is_none_or(|(_, account)| *key != file_row(account, from.0, &id)) {
        return vec![];
    }
    let file = row.map(|row| {
        let holes = [
            ("id", id.as_str().into()),
            ("media", row["contentType"].clone()),
            ("data", row["data"].clone()),
        ];
        json::filled(
            r#"{"resourceType": "Binary", "id": "$id", "contentType": "$media", "data": "$data"}"#,
            &holes,
        )
    });
    match file {
        None if from.2 => vec![asked(from.0, &id)],
        file => came(making, file.as_ref()),
    }
}

/// A file came from the gateway, or not.
pub fn fetched(state: &mut State, id: &str, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let making = state.making.as_mut().filter(|making| making.files.waited.as_deref() == Some(id));
    making.map(|making| came(making, reply.ok().map(|reply| &reply.body))).unwrap_or_default()
}

fn came(making: &mut Making, file: Option<&Value>) -> Vec<Effect> {
    making.files.waited = None;
    let size = |file: &Value| file["data"].as_str().map_or(0, str::len);
    let fits = |file: &&Value| size(file) > 0 && making.files.size + size(file) <= MOST;
    match file.filter(fits) {
        Some(file) => {
            making.files.size += size(file);
            making.files.written += collection::entry(file, making.written > 0, &mut making.text);
        }
        None => making.files.lacking += 1,
    }
    vec![Effect::After(0, Wake::Takeaway)]
}
