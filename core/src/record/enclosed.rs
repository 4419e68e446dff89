//! Letters whose content stands apart, at an address (DocumentReference.content.attachment.url). What is at the gateway, a Binary of
//! it, is fetched when the letter is opened, and kept as the letter is. Nothing is fetched from anywhere else: an address in a letter
//! could tell somebody who reads it, and when.

use std::rc::Rc;

use serde_json::Value;

use super::fetching::Keep;
use super::letter::is_pdf;
use super::{Held, Shelf, State, attached, given};
use crate::base64::decode_file;
use crate::effect::{Effect, Key, Place, Reply, Request};
use crate::event::Tag;
use crate::fhir::letter::Letter;
use crate::json;
use crate::now::{Now, short_key};
use crate::outbox;
use crate::trouble::Trouble;

/// So many files of the newest letters are kept by themselves.
const BY_ITSELF: usize = 30;
/// A kept file is shown at once, and asked for again after so many milliseconds (a day).
const AGAIN: i64 = 86_400_000;

/// The file of the letter that is open, and what is still to be kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Enclosed {
    /// Whose record, and which Binary.
    of: (String, String),
    stage: Stage,
    /// What is to be fetched so that it is kept.
    todo: Vec<String>,
    /// Which of them is on its way.
    coming: Option<String>,
    /// What this device has still to send: the gateway has none of it yet.
    unsent: Vec<String>,
    /// The same, put into the outbox since it was listed last: the list that comes next may have been read before.
    queued: Vec<String>,
    /// What shows PDFs was ordered to be kept.
    viewer: bool,
}

/// The files that wait to be sent are these.
pub fn files_wait(state: &mut State, ids: Vec<String>) {
    let open = &mut state.enclosed;
    open.queued.retain(|id| !ids.contains(id));
    open.unsent = ids;
}

/// Notes the files among what goes into the outbox.
pub fn files_queued(state: &mut State, effects: &[Effect]) {
    let file = |effect: &Effect| match effect {
        Effect::Queue(_, entry, _) if entry.kind == outbox::Kind::File => Some(entry.ticket.id.clone()),
        _ => None,
    };
    state.enclosed.queued.extend(effects.iter().filter_map(file));
}

#[derive(Debug, Clone, PartialEq, Default)]
enum Stage {
    #[default]
    None,
    /// The device is looked through.
    Looking,
    Coming,
    Here(Rc<Value>),
    Away(Trouble),
}

/// Why the content of a letter is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// It is on its way.
    Coming,
    /// It could not be had.
    Trouble(Trouble),
    /// It is kept somewhere else, and not fetched.
    Elsewhere,
}

/// The name of the row of a file.
pub(crate) fn row(account: &str, patient: &str, id: &str) -> Key {
    Key::of(account, &["record/", patient, "/file/", id].concat())
}

/// Which Binary of the gateway an address means: `Binary/id`, also as the path of its FHIR interface.
pub(crate) fn own(url: &str) -> Option<&str> {
    let path = url.strip_prefix("/fhir/").unwrap_or(url);
    let sign = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'-' || sign == b'.';
    path.strip_prefix("Binary/").filter(|id| (1..=64).contains(&id.len()) && id.bytes().all(sign))
}

/// The Binary that holds the content of this letter; `None` where it stands in the letter, or elsewhere.
fn file_of(letter: &Value) -> Option<&str> {
    let attachments =
        || letter["content"].as_array().into_iter().flatten().map(|content| &content["attachment"]);
    if letter["resourceType"] != "DocumentReference" || attachments().any(|one| one["data"].is_string()) {
        return None;
    }
    attachments().find_map(|one| own(one["url"].as_str()?))
}

/// The file of the letter with this key is needed.
pub fn enclosed_wanted(
    state: &mut State,
    (patient, key): (&str, &str),
    (keep, again): (Keep, bool),
) -> Vec<Effect> {
    let held = state.held(patient, Shelf::Letters).whole();
    let known = held.known.as_ref().map(|known| known.resources.clone()).unwrap_or_default();
    let is = |one: &&Value| one["id"].as_str().is_some_and(|id| short_key(id) == key);
    let attached = || {
        let bearers = state.bearers(patient);
        let (file, ..) = attached::bearer(&[&bearers[0], &bearers[1]], key)?;
        own(file.get("url")?.as_str()?).filter(|_| file.get("data").is_none()).map(str::to_owned)
    };
    let answered = || {
        let letter = given::letter(&state.held(patient, Shelf::Answers), key)?;
        file_of(&letter).map(str::to_owned)
    };
    let id = match known.iter().find(is) {
        Some(letter) => file_of(letter).map(str::to_owned),
        None => attached().or_else(answered),
    };
    let Some(id) = id else { return vec![] };
    let open = &mut state.enclosed;
    let of = (patient.to_owned(), id.clone());
    let away = matches!(open.stage, Stage::Away(_) | Stage::None);
    if open.of == of && !(away && again) {
        return vec![];
    }
    open.of = of;
    match keep {
        Some((place, account)) => {
            open.stage = Stage::Looking;
            vec![Effect::Load(place, row(account, patient, &id))]
        }
        None => {
            open.stage = Stage::Coming;
            vec![ask(patient, &id)]
        }
    }
}

fn ask(patient: &str, id: &str) -> Effect {
    Effect::Fetch(Tag::File(patient.into(), id.into()), Request::get(["/fhir/Binary/", id].concat()))
}

/// A row was read; `None` where it is none of a letter's file.
pub(super) fn loaded(
    state: &mut State,
    (key, found): (&Key, &mut Option<Value>),
    account: &str,
    now: &Now,
) -> Option<Vec<Effect>> {
    let open = &mut state.enclosed;
    let (patient, id) = &open.of;
    if open.stage != Stage::Looking || *key != row(account, patient, id) {
        return None;
    }
    let as_of = found.as_ref().and_then(|row| row["asOf"].as_i64()).unwrap_or_default();
    let kept = found.take().filter(|_| state.keeping.lasts(as_of, now));
    let fresh = kept.is_some() && (0..AGAIN).contains(&(now.time - as_of));
    let asked = (!fresh).then(|| ask(patient, id));
    open.stage = kept.map_or(Stage::Coming, |row| Stage::Here(Rc::new(row)));
    Some(asked.into_iter().collect())
}

/// A file came, or not.
pub fn enclosed_fetched(
    state: &mut State,
    (patient, id): (&str, &str),
    reply: Result<&Reply, Trouble>,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    let is_file = |reply: &&Reply| reply.body["resourceType"] == "Binary" && reply.body["data"].is_string();
    let found = reply.and_then(|reply| Some(reply).filter(is_file).ok_or(Trouble::Unreadable));
    let file = found.map(|reply| {
        let holes = [
            ("at", now.time.into()),
            ("media", reply.body["contentType"].clone()),
            ("data", reply.body["data"].clone()),
        ];
        json::filled(r#"{"asOf": "$at", "contentType": "$media", "data": "$data"}"#, &holes)
    });
    let open = &mut state.enclosed;
    let mut effects = vec![];
    if let (Ok(file), Some((place, account))) = (&file, keep) {
        effects.push(Effect::Save(place, row(account, patient, id), file.clone()));
        effects.extend(state.keeping.note_file(account, (id, now.time)));
        if place == Place::Device {
            effects.extend(viewer(open, file["data"].as_str().into_iter()));
        }
    }
    let queued = open.coming.take_if(|coming| coming == id).is_some();
    if open.of.0 == patient && open.of.1 == id {
        open.stage = match file {
            Ok(file) => Stage::Here(Rc::new(file)),
            // What is kept serves on, unless it is not theirs to see any more.
            Err(trouble) if trouble == Trouble::NotShared || !matches!(open.stage, Stage::Here(_)) => {
                Stage::Away(trouble)
            }
            Err(_) => std::mem::take(&mut open.stage),
        };
    }
    if queued && matches!(reply, Err(Trouble::Offline | Trouble::SignIn)) {
        open.todo.clear();
    }
    effects.extend(next(state, patient));
    effects
}

/// Entries that bear files came, or the answers, to be kept: so are their files, the newest first, one after the other.
pub(super) fn keep(state: &mut State, patient: &str, all: bool) -> Vec<Effect> {
    let bearers = attached::OF.map(|shelf| state.held(patient, shelf).known);
    let most = if all { usize::MAX } else { BY_ITSELF };
    let answers = state.held(patient, Shelf::Answers);
    let named = given::all(&answers).flat_map(given::files);
    let given = named.filter_map(|file| own(file["url"].as_str()?)).take(most);
    let known = bearers.iter().flatten();
    let wanted = known.flat_map(|known| attached::apart(&known.resources).take(most)).chain(given);
    let unsent = |id: &str| state.enclosed.unsent.iter().chain(&state.enclosed.queued).any(|one| one == id);
    let wanted = wanted.filter(|id| !state.keeping.has_file(id) && !unsent(id));
    state.enclosed.todo = wanted.map(str::to_owned).collect();
    let here = bearers.iter().flatten().flat_map(|known| known.resources.iter()).flat_map(attached::files);
    let shown = viewer(&mut state.enclosed, here.filter_map(|file| file["data"].as_str()));
    shown.into_iter().chain(next(state, patient)).collect()
}

/// So many letters of base64 tell whether a file is a PDF.
const HEAD: usize = 1_372;

/// Once one of the files that are kept here is a PDF, what shows it is kept too.
fn viewer<'a>(open: &mut Enclosed, mut files: impl Iterator<Item = &'a str>) -> Option<Effect> {
    let head = |file: &str| decode_file(file.get(..HEAD).unwrap_or(file)).unwrap_or_default();
    if open.viewer || !files.any(|file| is_pdf(&head(file))) {
        return None;
    }
    open.viewer = true;
    Some(Effect::KeepViewer)
}

fn next(state: &mut State, patient: &str) -> Option<Effect> {
    let open = &mut state.enclosed;
    if open.coming.is_some() || open.todo.is_empty() {
        return None;
    }
    let id = open.todo.remove(0);
    let effect = ask(patient, &id);
    open.coming = Some(id);
    Some(effect)
}

/// Drops files from the device.
pub(super) fn forget(account: &str, patient: &str, ids: Vec<String>) -> impl Iterator<Item = Effect> {
    ids.into_iter().map(move |id| Effect::Forget(Place::Device, row(account, patient, &id)))
}

/// Puts the file that came into the letter, as if it had stood there; else says why it is not here.
pub(super) fn put(state: &State, held: &Held, letter: &mut Letter) -> Option<Apart> {
    if letter.contents.is_empty() || letter.contents.iter().any(|content| content.data.is_some()) {
        return None;
    }
    let found = letter.contents.iter_mut().find_map(|content| {
        let id = content.url.as_deref().and_then(own)?.to_owned();
        Some((content, id))
    });
    let Some((content, id)) = found else {
        let addressed = letter.contents.iter().any(|content| content.url.is_some());
        return addressed.then_some(Apart::Elsewhere);
    };
    let open = &state.enclosed;
    if open.of.1 != id || held.known.is_none() {
        return Some(Apart::Coming);
    }
    match &open.stage {
        Stage::Here(file) => {
            let text = |name: &str| file[name].as_str().map(str::to_owned);
            content.data = text("data");
            content.media = content.media.take().or_else(|| text("contentType"));
            None
        }
        Stage::Away(trouble) => Some(Apart::Trouble(*trouble)),
        _ => Some(Apart::Coming),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::effect::Method;
    use crate::outbox::{Entry, Ticket};
    use crate::record::Known;

    fn asked(state: &mut State) -> Vec<String> {
        let effects = keep(state, "Patient/asha", true);
        let path = |effect: &Effect| match effect {
            Effect::Fetch(_, request) => request.path.clone(),
            other => panic!("{other:?}"),
        };
        effects.iter().map(path).collect()
    }

    fn queued(id: &str) -> Effect {
        let ticket = Ticket::new(id.into(), "asha".into(), vec![id.into()]);
        let (method, path) = (Method::Put, ["/files/", id].concat());
        let entry = Entry {
            ticket,
            kind: outbox::Kind::File,
            risk: false,
            method,
            path,
            body: json!({}),
            saved_at: 0,
        };
        Effect::Queue(Place::Page, entry, None)
    }

    #[test]
    fn what_shows_pdfs_is_kept_once_with_the_first_that_is_kept() {
        let known = |data: &str| {
            let content = json!([{"attachment": {"contentType": "application/pdf", "data": data}}]);
            let letter = json!({"resourceType": "DocumentReference", "id": "l", "content": content});
            Known { resources: Rc::new(vec![letter]), as_of: 0, live: true, older: None }
        };
        let mut state = State::default();
        let mut kept = |data: &str| {
            let held = Held { known: Some(known(data)), ..Held::default() };
            state.held = vec![(("Patient/asha".into(), Shelf::Letters), held)];
            keep(&mut state, "Patient/asha", false).contains(&Effect::KeepViewer)
        };
        assert!(!kept("SGVsbG8="), "it is words");
        assert!(kept("JVBERi0xLjcK"));
        assert!(!kept("JVBERi0xLjcK"), "once is enough");
    }

    #[test]
    fn a_pdf_that_stands_apart_brings_what_shows_it_on_ones_own_device_alone() {
        let body =
            json!({"resourceType": "Binary", "contentType": "application/pdf", "data": "JVBERi0xLjcK"});
        let reply = Reply { status: 200, body, etag: None };
        let now = Now::new(1_792_000_000_000, 0, [1; 4]);
        let brings = |keep| {
            let came =
                enclosed_fetched(&mut State::default(), ("Patient/asha", "b"), Ok(&reply), (keep, &now));
            came.contains(&Effect::KeepViewer)
        };
        assert!(brings(Some((Place::Device, "asha"))));
        assert!(!brings(Some((Place::Page, "asha"))) && !brings(None));
    }

    #[test]
    fn a_file_that_waits_to_be_sent_is_not_asked_for() {
        let file = |id: &str| json!({"valueAttachment": {"url": format!("Binary/{id}")}});
        let response = json!({"resourceType": "QuestionnaireResponse", "id": "r",
            "item": [{"linkId": "f", "answer": [file("waits"), file("there")]}]});
        let of = |resources: Vec<Value>| Known {
            resources: Rc::new(resources),
            as_of: 0,
            live: true,
            older: None,
        };
        let mut state = State::default();
        let held = Held { known: Some(of(vec![response])), ..Held::default() };
        state.held.push((("Patient/asha".into(), Shelf::Answers), held));
        files_wait(&mut state, vec!["waits".into()]);
        assert_eq!(asked(&mut state), ["/fhir/Binary/there"]);
        // Between the order to queue it and the list that names it.
        state.enclosed = Enclosed::default();
        files_queued(&mut state, &[queued("waits")]);
        files_wait(&mut state, vec![]);
        assert_eq!(asked(&mut state), ["/fhir/Binary/there"]);
        state.enclosed.coming = None;
        files_wait(&mut state, vec!["waits".into()]);
        files_wait(&mut state, vec![]);
        assert_eq!(
            asked(&mut state),
            ["/fhir/Binary/waits"],
            "the control: first in its turn once it is there"
        );
    }
}
