//! How a shelf is filled: first what is kept, then the gateway, page by page.

use std::rc::Rc;

use serde_json::Value;

use super::{Asking, Held, Known, Shelf, State, hide};
use crate::effect::{Effect, Key, Place, Reply, Request};
use crate::event::Tag;
use crate::fhir::bundle;
use crate::json;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::record_find as words;

/// A shelf that was fetched so recently is not asked for again on opening (30 s).
const FRESH_FOR: i64 = 30_000;

/// Where the rows of a patient's shelf go: `None` keeps nothing. What a carer sees of somebody else
/// is kept apart, and only for as long as that person allowed (`lease`).
pub type Keep<'a> = Option<(Place, &'a str)>;

/// The name of the row of a shelf.
#[must_use]
pub fn row(account: &str, patient: &str, shelf: Shelf) -> Key {
    Key::of(account, &format!("record/{patient}/{}", shelf.slug()))
}

/// A screen that shows the shelf was opened, or asks to try again (`again`).
pub fn opened(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    keep: Keep,
    (again, now): (bool, &Now),
) -> Vec<Effect> {
    let shelf = shelf.fetched_as();
    if state.known(patient, shelf).is_none() {
        state.held.push(((patient.into(), shelf), Held::default()));
    }
    let since = state.ready.since;
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let mut effects = Vec::new();
    if !held.looked_up {
        held.looked_up = true;
        if let Some((place, account)) = keep {
            effects.push(Effect::Load(place, row(account, patient, shelf)));
        }
    }
    let fresh =
        held.known.as_ref().is_some_and(|k| {
            k.live && (0..FRESH_FOR).contains(&(now.time - k.as_of)) && held.trouble.is_none()
        }) && !held.stale;
    if held.asking.is_none() && (again || !fresh) {
        let mut todo = shelf.searches(patient, since);
        let first = todo.remove(0);
        let unasked = std::mem::take(&mut held.stale);
        held.asking = Some(Asking { unasked, todo, ..Asking::default() });
        effects.push(ask(patient, shelf, first));
    }
    effects
}

fn ask(patient: &str, shelf: Shelf, path: String) -> Effect {
    Effect::Fetch(Tag::Shelf(patient.into(), shelf), Request::get(path))
}

/// A kept row was read.
pub fn loaded(state: &mut State, (key, mut value): (&Key, Value), account: &str, now: &Now) -> Vec<Effect> {
    let keeping = &mut state.keeping;
    let Some(((patient, shelf), held)) =
        state.held.iter_mut().find(|((patient, shelf), _)| *key == row(account, patient, *shelf))
    else {
        return vec![];
    };
    let as_of = value["asOf"].as_i64().unwrap_or_default();
    if !keeping.lasts(as_of, now) {
        let noted = keeping.note(account, *shelf, None);
        return noted
            .into_iter()
            .chain([Effect::Forget(Place::Device, row(account, patient, *shelf))])
            .collect();
    }
    let entries = value["resources"].as_array().map_or(0, Vec::len);
    // An earlier version of the app noted nothing.
    let noted = keeping.note(account, *shelf, Some((as_of, entries)));
    if held.known.is_none() {
        held.known = known(&mut value);
        hide::sift(held, patient, &state.ready.hidden);
    }
    noted.into_iter().collect()
}

/// What a row holds, taken out of it.
fn known(row: &mut Value) -> Option<Known> {
    let as_of = row["asOf"].as_i64()?;
    let cut = row["cut"].as_bool().unwrap_or(false);
    match row.get_mut("resources")?.take() {
        Value::Array(resources) => Some(Known { resources: Rc::new(resources), as_of, live: false, cut }),
        _ => None,
    }
}

/// A page came, or not.
pub fn fetched(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    reply: Result<&Reply, Trouble>,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    let hidden = state.ready.hidden.clone();
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let Some(mut asking) = held.asking.take() else { return vec![] };
    let page = reply.and_then(|r| bundle::read(&r.body).map_err(|_| Trouble::Unreadable));
    match page {
        Err(trouble) => {
            held.trouble = Some(trouble);
            if trouble != Trouble::NotShared {
                return vec![];
            }
            held.known = None;
            let dropped = keep.map(|(place, account)| {
                let noted = state.keeping.note(account, shelf, None);
                noted.into_iter().chain([Effect::Forget(place, row(account, patient, shelf))])
            });
            dropped.into_iter().flatten().collect()
        }
        Ok(page) => {
            let page = page.good;
            asking.pages += 1;
            asking.take(page.matches, false);
            asking.take(page.included, true);
            let next = page.next.filter(|n| n.starts_with("/fhir"));
            let cut = next.is_some() && asking.pages >= shelf.most_pages();
            let next =
                next.filter(|_| !cut).or_else(|| (!asking.todo.is_empty()).then(|| asking.todo.remove(0)));
            if let Some(path) = next {
                held.asking = Some(asking);
                return vec![ask(patient, shelf, path)];
            }
            let resources = Rc::new(asking.gathered);
            let before = held.known.as_ref().filter(|_| asking.unasked).map(|known| known.resources.clone());
            held.trouble = None;
            let save = keep.map(|(place, account)| {
                let holes = [("at", now.time.into()), ("cut", cut.into())];
                let mut value = json::filled(r#"{"asOf": "$at", "cut": "$cut"}"#, &holes);
                value["resources"] = Value::Array(resources.to_vec());
                Effect::Save(place, row(account, patient, shelf), value)
            });
            let entries = resources.len();
            held.known = Some(Known { resources, as_of: now.time, live: true, cut });
            held.hidden = Rc::default();
            hide::sift(held, patient, &hidden);
            let same = |before| held.known.as_ref().is_some_and(|known| known.resources == before);
            let told = before.filter(|before| !same(before.clone()));
            let told = told.map(|_| Effect::Announce(words::UP_TO_DATE.into()));
            // It is told as kept once the device has it.
            if keep.is_some_and(|(place, _)| place == Place::Device) {
                state.keeping.begin(shelf, now.time, entries);
            }
            save.into_iter().chain(told).collect()
        }
    }
}

impl Asking {
    /// Adds what came; of what came along with other entries (`along`), each once.
    fn take(&mut self, entries: Vec<Value>, along: bool) {
        for entry in entries {
            let text = |name: &str| entry.get(name).and_then(Value::as_str);
            let name = text("resourceType").zip(text("id")).map(|(kind, id)| [kind, "/", id].concat());
            let known = name.is_some_and(|name| self.names.insert(name, Value::Null).is_some());
            if !(along && known) {
                self.gathered.push(entry);
            }
        }
    }
}

/// What came of somebody just now, as it is kept.
#[must_use]
pub fn copy(state: &mut State, (patient, shelf): (&str, Shelf), now: &Now) -> Option<Value> {
    let held = state.known(patient, shelf).filter(|held| held.asking.is_none())?;
    let known = held.known.as_ref().filter(|known| known.live && known.as_of == now.time)?;
    let holes = [("at", known.as_of.into()), ("cut", known.cut.into())];
    let mut value = json::filled(r#"{"asOf": "$at", "cut": "$cut"}"#, &holes);
    value["resources"] = Value::Array(known.resources.to_vec());
    Some(value)
}

/// Whether a screen of somebody is open, with nothing on it yet.
#[must_use]
pub fn wants_copy(state: &mut State, (patient, shelf): (&str, Shelf)) -> bool {
    state.known(patient, shelf).is_some_and(|held| held.known.is_none())
}

/// What was kept of somebody is shown, until something newer comes.
pub fn put_copy(state: &mut State, (patient, shelf): (&str, Shelf), row: &mut Value) {
    let Some(held) = state.known(patient, shelf) else { return };
    if held.known.is_none() && held.trouble != Some(Trouble::NotShared) {
        held.known = known(row);
    }
}

/// What was held of somebody goes from memory too.
pub fn drop_copy(state: &mut State, (patient, shelf): (&str, Shelf)) {
    if let Some(held) = state.known(patient, shelf) {
        held.known = None;
        held.trouble = held.trouble.or(Some(Trouble::Offline));
    }
}
