//! Keeps, shows and drops them.

use std::rc::Rc;

use serde_json::Value;

use super::{Event, Item, Keepsake, KeepsakesView, Kind, MOST, Problem, State, bytes_row, row};
use crate::effect::{Effect, Key, Place};
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::keepsakes as words;

/// The screen was opened.
pub fn opened(state: &mut State, account: &str) -> Vec<Effect> {
    state.problem = None;
    state.removing = None;
    vec![Effect::Load(Place::Device, row(account))]
}

/// A row was read: the list, or the bytes of one.
pub fn loaded(
    state: &mut State,
    (key, found): (&Key, &Result<Option<Value>, Trouble>),
    account: &str,
) -> Vec<Effect> {
    if *key == row(account) {
        return listed(state, found, account);
    }
    let list = state.list.as_deref().unwrap_or_default();
    if let Some(of) = list.iter().find(|one| bytes_row(account, &one.id) == *key) {
        let bytes = match found {
            Ok(Some(Value::String(data))) => Ok(Rc::from(data.as_str())),
            Ok(_) => Err(Trouble::StorageUnreadable),
            Err(trouble) => Err(*trouble),
        };
        let id = of.id.clone();
        state.read.retain(|(known, _)| *known != id);
        state.read.push((id, bytes));
    }
    vec![]
}

fn listed(state: &mut State, found: &Result<Option<Value>, Trouble>, account: &str) -> Vec<Effect> {
    let rows = match found {
        Ok(rows) => rows.as_ref().and_then(Value::as_array),
        Err(trouble) => {
            // A list that does not open is not taken for an empty one: what is kept then would hide what there is.
            state.problem = Some(Problem::Storage(*trouble));
            return vec![];
        }
    };
    let list: Vec<Keepsake> = rows.into_iter().flatten().filter_map(read).collect();
    let photos = list.iter().filter(|one| one.kind == Kind::Photo);
    let unread = photos.filter(|one| state.read.iter().all(|(id, _)| *id != one.id));
    let effects = unread.map(|one| Effect::Load(Place::Device, bytes_row(account, &one.id))).collect();
    state.list = Some(list);
    effects
}

/// A row was kept, or not. What has its bytes on the device is put on the list, and nothing else is.
pub fn saved(state: &mut State, (key, done): (&Key, Result<(), Trouble>), account: &str) -> Vec<Effect> {
    if *key == row(account) {
        return list_saved(state, done, account);
    }
    let Some((keepsake, data)) = state.adding.take_if(|(one, _)| bytes_row(account, &one.id) == *key) else {
        return vec![];
    };
    if let Err(trouble) = done {
        state.problem = Some(Problem::Storage(trouble));
        return vec![Effect::Focus("trouble".into())];
    }
    state.read.push((keepsake.id.clone(), Ok(data)));
    state.list.get_or_insert_default().push(keepsake);
    vec![keep(state, account), Effect::Announce(words::ADDED.into())]
}

/// The list was kept, or not. Only then is what the person took away gone, and said to be: a page that is closed before it
/// would show it again.
fn list_saved(state: &mut State, done: Result<(), Trouble>, account: &str) -> Vec<Effect> {
    state.keeping = state.keeping.saturating_sub(1);
    if let Err(trouble) = done {
        state.problem = Some(Problem::Storage(trouble));
        state.going = None;
        return vec![];
    }
    let Some(id) = state.going.take_if(|_| state.keeping == 0) else { return vec![] };
    state.list.iter_mut().for_each(|list| list.retain(|one| one.id != id));
    state.read.retain(|(known, _)| *known != id);
    state.removing = None;
    vec![
        Effect::Forget(Place::Device, bytes_row(account, &id)),
        Effect::Focus("heading".into()),
        Effect::Announce(words::REMOVED.into()),
    ]
}

/// What the person does.
pub fn update(state: &mut State, event: Event, account: &str, now: &Now) -> Vec<Effect> {
    let Some(list) = &mut state.list else { return vec![] };
    match event {
        Event::Chose(chosen) if state.adding.is_none() && list.len() < MOST => {
            state.problem = None;
            let (kind, content_type) = (chosen.kind, chosen.content_type);
            let keepsake = Keepsake { id: now.uuid(), kind, content_type, words: String::new() };
            let (key, data) = (bytes_row(account, &keepsake.id), Value::from(&*chosen.data));
            state.adding = Some((keepsake, chosen.data));
            vec![Effect::Save(Place::Device, key, data)]
        }
        Event::Chose(_) => vec![],
        Event::Refused(problem) => {
            state.problem = Some(problem);
            vec![Effect::Focus("trouble".into())]
        }
        Event::Described(id, said) => match list.iter_mut().find(|one| one.id == id) {
            Some(one) if one.words != said => {
                one.words = said;
                vec![keep(state, account)]
            }
            _ => vec![],
        },
        Event::Wanted(id) => vec![Effect::Load(Place::Device, bytes_row(account, &id))],
        Event::Removing(which) => {
            let back = state.removing.take().filter(|_| which.is_none());
            state.removing.clone_from(&which);
            let ids = [which.map(|id| ["sure-", &id].concat()), back.map(|id| ["remove-", &id].concat())];
            ids.into_iter().flatten().map(Effect::Focus).collect()
        }
        // One after the other: the list that is being kept still holds the next one.
        Event::Removed(_) if state.going.is_some() => vec![],
        Event::Removed(id) => {
            state.problem = None;
            state.going = Some(id);
            // The list first: bytes that no list names are found by nobody, a name without bytes would be.
            vec![keep(state, account)]
        }
    }
}

/// What the screen shows.
#[must_use]
pub fn view(state: &State) -> KeepsakesView {
    let item = |keepsake: &Keepsake| Item {
        data: state.read.iter().find(|(id, _)| *id == keepsake.id).map(|(_, bytes)| bytes.clone()),
        removing: state.removing.as_ref() == Some(&keepsake.id),
        keepsake: keepsake.clone(),
    };
    KeepsakesView {
        items: state.list.as_ref().map(|list| list.iter().map(item).collect()),
        adding: state.adding.is_some(),
        room: state.list.as_ref().is_some_and(|list| list.len() < MOST),
        problem: state.problem,
    }
}

const KINDS: [(Kind, &str); 2] = [(Kind::Photo, "photo"), (Kind::Song, "song")];

/// The list as it is kept: id, kind, media type, words of each.
fn keep(state: &mut State, account: &str) -> Effect {
    state.keeping += 1;
    let write = |one: &Keepsake| {
        let kind = KINDS.iter().find(|(kind, _)| *kind == one.kind).map_or("", |(_, word)| word);
        let parts = [one.id.as_str(), kind, &one.content_type, &one.words];
        Value::Array(parts.into_iter().map(Value::from).collect())
    };
    let stays = |one: &&Keepsake| state.going.as_ref() != Some(&one.id);
    let rows = state.list.iter().flatten().filter(stays).map(write).collect();
    Effect::Save(Place::Device, row(account), Value::Array(rows))
}

fn read(row: &Value) -> Option<Keepsake> {
    let text = |at: usize| row[at].as_str();
    let kind = KINDS.iter().find(|(_, word)| Some(*word) == text(1))?.0;
    let (content_type, words) = (text(2)?.to_owned(), text(3)?.to_owned());
    Some(Keepsake { id: text(0)?.to_owned(), kind, content_type, words })
}
