//! Files as answers. One is kept by itself, in parts, as soon as it is chosen; the answers name it, and it goes after them.

use serde_json::Value;

use super::Answering;
use super::build::node_of;
use super::draft::Draft;
use super::shown::{File, RowKey, Source};
use crate::effect::{Effect, Method, Place};
use crate::json::{self, filled};
use crate::now::Now;
use crate::outbox::{Entry, Kind, LARGEST, Parts, Sealed, TOGETHER, Ticket};
use crate::sdc::{Problem, json as sdc_json};
use crate::seek;
use crate::trouble::Trouble;

/// A file that is being kept, and where it belongs.
#[derive(Debug, Clone)]
pub(super) struct Keeping {
    id: String,
    key: RowKey,
    slot: u32,
    file: File,
}

/// Where FHIR finds the bytes.
fn address(id: &str) -> String {
    ["Binary/", id].concat()
}

const ATTACHMENT: &str = r#"{"contentType": "$type", "size": "$size", "title": "$name", "url": "$url"}"#;

/// A file was chosen for a slot of a question; it stands there without its bytes until they are kept.
pub(super) fn chosen(
    answering: &mut Answering,
    (key, at, slot): (&RowKey, usize, u32),
    file: &File,
    (place, now): (Place, &Now),
) -> Option<Effect> {
    let together: u64 = answering.draft.files.iter().map(size).sum();
    let problem = match file.source {
        Source::Held(_) if file.size > LARGEST => Problem::FileSize(LARGEST),
        Source::Held(_) if together + file.size > TOGETHER => Problem::FilesTogether(TOGETHER),
        Source::Held(held) => {
            let id = now.uuid();
            answering.live.file(at, slot, Ok(attachment(file, None)));
            let file = file.clone();
            answering.keeping.push(Keeping { id: id.clone(), key: key.clone(), slot, file });
            return Some(Effect::KeepFile(place, id, held));
        }
        Source::TooLarge => Problem::FileSize(LARGEST),
        Source::Here | Source::Inline | Source::Unread => Problem::FileUnread,
    };
    answering.live.file(at, slot, Err(problem));
    None
}

fn attachment(file: &File, url: Option<String>) -> Value {
    let holes = [
        ("type", file.content_type.as_str().into()),
        ("size", file.size.into()),
        ("name", file.name.as_str().into()),
        ("url", url.map_or(Value::Null, Value::from)),
    ];
    filled(ATTACHMENT, &holes)
}

const ROW: &str = r#"{"id": "$id", "contentType": "$type", "title": "$name", "size": "$size", "parts": "$parts",
    "key": "$key", "digest": "$digest"}"#;

/// The file with this id is kept, or not; `false` where nothing waits for it here.
pub(super) fn kept(answering: &mut Answering, id: &str, done: &Result<Sealed, Trouble>) -> bool {
    let Some(place) = answering.keeping.iter().position(|keeping| keeping.id == id) else { return false };
    let Keeping { key, slot, file, .. } = answering.keeping.remove(place);
    let Some(at) = node_of(&key).filter(|at| answering.live.is_open(*at)) else { return false };
    let made = match done {
        Ok(sealed) => {
            let holes = [
                ("id", id.into()),
                ("type", file.content_type.as_str().into()),
                ("name", file.name.as_str().into()),
                ("size", sealed.size.into()),
                ("parts", sealed.parts.into()),
                ("key", sealed.key.as_str().into()),
                ("digest", sealed.digest.as_str().into()),
            ];
            answering.draft.files.push(filled(ROW, &holes));
            Ok(attachment(&File { size: sealed.size, ..file }, Some(address(id))))
        }
        Err(Trouble::StorageFull) => Err(Problem::FileRoom),
        Err(_) => Err(Problem::FileUnread),
    };
    answering.live.file(at, slot, made);
    true
}

/// Files that no answer names any more are dropped.
pub(super) fn let_go(answering: &mut Answering) -> Vec<Effect> {
    if answering.draft.files.is_empty() {
        return vec![];
    }
    let text = json::write(&Value::Array(answering.live.kept()));
    drop_unnamed(&mut answering.draft, &text)
}

/// Those that this text does not name.
pub(super) fn drop_unnamed(draft: &mut Draft, text: &str) -> Vec<Effect> {
    let mut dropped = vec![];
    draft.files.retain(|file| {
        let named = seek::find(text, &address(id(file)), 0).is_some();
        if !named {
            dropped.push(Effect::Discard(id(file).to_owned()));
        }
        named
    });
    dropped
}

fn id(file: &Value) -> &str {
    sdc_json::text(file, "id").unwrap_or_default()
}

fn size(file: &Value) -> u64 {
    file["size"].as_u64().unwrap_or(0)
}

/// Whether one of the draft's files has this id.
pub(super) fn is_of(draft: &Draft, of: &str) -> bool {
    draft.files.iter().any(|file| id(file) == of)
}

/// The entries that bring the files which a response names. Each waits until the answers went.
pub(super) fn entries(
    files: &[Value],
    (response, answers): (&Value, &str),
    (account, saved_at): (&str, i64),
) -> Vec<Entry> {
    let text = json::write(response);
    let named = files.iter().filter(|file| seek::find(&text, &address(id(file)), 0).is_some());
    let of = ["QuestionnaireResponse/", sdc_json::text(response, "id").unwrap_or_default()].concat();
    let entry = |file: &Value| {
        let mut body = file.clone();
        body["of"] = of.as_str().into();
        let id = id(file).to_owned();
        let all = file["parts"].as_u64().and_then(|all| u32::try_from(all).ok()).unwrap_or(0);
        let ticket = Ticket::new(id.clone(), account.into(), vec![id.clone()]);
        Entry {
            ticket: Ticket { parts: Parts { all, ..Parts::default() }, after: answers.into(), ..ticket },
            kind: Kind::File,
            risk: false,
            method: Method::Put,
            path: ["/files/", &id].concat(),
            body,
            saved_at,
        }
    };
    named.map(entry).collect()
}
