//! Photos and songs on this device.

use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Place};
use crate::now::Now;

const ASHA: &str = "asha";

fn now(seed: u64) -> Now {
    Now::new(0, 0, [seed; 4])
}

fn chosen(kind: Kind, data: &str) -> Event {
    let content_type = if kind == Kind::Photo { "image/jpeg" } else { "audio/mpeg" };
    Event::Chose(Chosen { kind, content_type: content_type.into(), data: data.into() })
}

/// What a device would keep of these orders, and what the area makes of its answers.
fn carried(state: &mut State, effects: Vec<Effect>, device: &mut Vec<(Key, Value)>) -> Vec<Effect> {
    let mut left = vec![];
    let mut todo = effects;
    while !todo.is_empty() {
        let effect = todo.remove(0);
        match effect {
            Effect::Save(Place::Device, key, value) => {
                device.retain(|(known, _)| *known != key);
                device.push((key.clone(), value));
                todo.extend(saved(state, (&key, Ok(())), ASHA));
            }
            Effect::Forget(Place::Device, key) => device.retain(|(known, _)| *known != key),
            Effect::Load(Place::Device, key) => {
                let found = device.iter().find(|(known, _)| *known == key).map(|(_, value)| value.clone());
                todo.extend(loaded(state, (&key, &Ok(found)), ASHA));
            }
            other => left.push(other),
        }
    }
    left
}

fn open(device: &mut Vec<(Key, Value)>) -> State {
    let mut state = State::default();
    let effects = opened(&mut state, ASHA);
    carried(&mut state, effects, device);
    state
}

fn does(state: &mut State, event: Event, device: &mut Vec<(Key, Value)>) -> Vec<Effect> {
    let effects = update(state, event, ASHA, &now(u64::try_from(device.len()).unwrap() + 7));
    carried(state, effects, device)
}

fn shown(state: &State) -> Vec<(Kind, String, Option<String>)> {
    let items = view(state).items.unwrap();
    let data = |item: &Item| item.data.as_ref().map(|data| data.as_ref().unwrap().to_string());
    items.iter().map(|item| (item.keepsake.kind, item.keepsake.words.clone(), data(item))).collect()
}

#[test]
fn what_is_kept_is_there_again_and_a_song_is_read_when_it_is_wanted() {
    let mut device = vec![];
    let mut state = open(&mut device);
    assert_eq!(shown(&state), []);
    let said = does(&mut state, chosen(Kind::Photo, "cGhvdG8="), &mut device);
    assert_eq!(said, [Effect::Announce(crate::words::keepsakes::ADDED.into())]);
    does(&mut state, chosen(Kind::Song, "c29uZw=="), &mut device);
    let id = view(&state).items.unwrap()[0].keepsake.id.clone();
    does(&mut state, Event::Described(id, "The lock at dusk".into()), &mut device);

    let mut later = open(&mut device);
    let photo = (Kind::Photo, "The lock at dusk".to_owned(), Some("cGhvdG8=".to_owned()));
    assert_eq!(shown(&later), [photo.clone(), (Kind::Song, String::new(), None)]);
    let song = view(&later).items.unwrap()[1].keepsake.id.clone();
    does(&mut later, Event::Wanted(song), &mut device);
    assert_eq!(shown(&later), [photo, (Kind::Song, String::new(), Some("c29uZw==".into()))]);
}

#[test]
fn nothing_is_listed_that_could_not_be_kept() {
    let mut device = vec![];
    let mut state = open(&mut device);
    let effects = update(&mut state, chosen(Kind::Photo, "cGhvdG8="), ASHA, &now(1));
    let [Effect::Save(Place::Device, key, _)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(view(&state).adding);
    let effects = saved(&mut state, (key, Err(Trouble::StorageFull)), ASHA);
    assert_eq!(effects, [Effect::Focus("trouble".into())]);
    let view = view(&state);
    assert_eq!((view.items, view.adding), (Some(vec![]), false));
    assert_eq!(view.problem, Some(Problem::Storage(Trouble::StorageFull)));
}

#[test]
fn it_goes_only_after_the_person_was_asked_and_then_wholly() {
    let mut device = vec![];
    let mut state = open(&mut device);
    does(&mut state, chosen(Kind::Photo, "cGhvdG8="), &mut device);
    let id = view(&state).items.unwrap()[0].keepsake.id.clone();
    let asked = does(&mut state, Event::Removing(Some(id.clone())), &mut device);
    assert_eq!(asked, [Effect::Focus(["sure-", &id].concat())]);
    assert!(view(&state).items.unwrap()[0].removing);
    let kept = does(&mut state, Event::Removing(None), &mut device);
    assert_eq!(kept, [Effect::Focus(["remove-", &id].concat())]);
    assert!(!view(&state).items.unwrap()[0].removing);
    does(&mut state, Event::Removed(id), &mut device);
    assert_eq!(device, [(row(ASHA), json!([]))]);
}

#[test]
fn it_is_gone_when_the_device_says_so_and_not_before() {
    let mut device = vec![];
    let mut state = open(&mut device);
    does(&mut state, chosen(Kind::Photo, "cGhvdG8="), &mut device);
    let id = view(&state).items.unwrap()[0].keepsake.id.clone();
    let orders = update(&mut state, Event::Removed(id.clone()), ASHA, &now(1));
    assert_eq!(orders, [Effect::Save(Place::Device, row(ASHA), json!([]))]);
    assert_eq!(shown(&state).len(), 1);
    // It could not be written: the photo is still there, and said to be.
    assert_eq!(saved(&mut state, (&row(ASHA), Err(Trouble::StorageFull)), ASHA), []);
    assert_eq!(view(&state).problem, Some(Problem::Storage(Trouble::StorageFull)));
    assert_eq!(shown(&state).len(), 1);
    // A second press, before the first is done, does not bring it back.
    update(&mut state, Event::Removed(id.clone()), ASHA, &now(1));
    assert_eq!(update(&mut state, Event::Removed("other".into()), ASHA, &now(1)), []);
    assert_eq!(saved(&mut state, (&row(ASHA), Err(Trouble::StorageFull)), ASHA), []);
    // Words that were on their way before do not stand for the list without it.
    update(&mut state, Event::Described(id.clone(), "The lock".into()), ASHA, &now(1));
    update(&mut state, Event::Removed(id.clone()), ASHA, &now(1));
    assert_eq!(saved(&mut state, (&row(ASHA), Ok(())), ASHA), []);
    let said = saved(&mut state, (&row(ASHA), Ok(())), ASHA);
    let announced = Effect::Announce(crate::words::keepsakes::REMOVED.into());
    let gone = Effect::Forget(Place::Device, bytes_row(ASHA, &id));
    assert_eq!(said, [gone, Effect::Focus("heading".into()), announced]);
    assert_eq!(shown(&state), []);
}

#[test]
fn there_is_room_for_twelve() {
    let mut device = vec![];
    let mut state = open(&mut device);
    for _ in 0..MOST {
        assert!(view(&state).room);
        does(&mut state, chosen(Kind::Photo, "cGhvdG8="), &mut device);
    }
    assert!(!view(&state).room);
    does(&mut state, chosen(Kind::Photo, "cGhvdG8="), &mut device);
    assert_eq!(shown(&state).len(), MOST);
}

#[test]
fn a_list_that_does_not_open_is_not_an_empty_one() {
    let mut state = State::default();
    loaded(&mut state, (&row(ASHA), &Err(Trouble::StorageUnreadable)), ASHA);
    assert_eq!(view(&state).items, None);
    assert_eq!(update(&mut state, chosen(Kind::Photo, "eA=="), ASHA, &now(1)), []);
    // Rows of somebody else, and rows that no build of ours wrote, are passed over.
    let mut state = State::default();
    loaded(&mut state, (&row("sam"), &Ok(Some(json!([["a", "photo", "image/jpeg", ""]])))), ASHA);
    assert_eq!(view(&state).items, None);
    let rows = json!([["a", "film", "video/mp4", ""], [1], "b", ["c", "photo", "image/jpeg", "x"]]);
    loaded(&mut state, (&row(ASHA), &Ok(Some(rows))), ASHA);
    assert_eq!(view(&state).items.unwrap().len(), 1);
    // Bytes that are gone are said to be, and are no empty picture.
    loaded(&mut state, (&bytes_row(ASHA, "c"), &Ok(None)), ASHA);
    assert_eq!(view(&state).items.unwrap()[0].data, Some(Err(Trouble::StorageUnreadable)));
}
