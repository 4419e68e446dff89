//! How much is shown at once is the person's choice, and stays it for the next check-in.

use super::screen::{form, happen, questionnaire, who};
use super::*;
use crate::effect::Reply;
use crate::event::Tag;

fn library(others: bool) -> Vec<Instrument> {
    let of = if others { "others" } else { "" };
    Instrument::read_all(&json!([{"name": "q", "url": "https://x.example/q", "file": "/q.json", "for": of}]))
}

/// Opens a check-in where these rows are kept.
fn open(rows: &[(Key, Value)], others: bool) -> State {
    let mut state = State { library: Some(library(others)), ..State::default() };
    let key = library(others)[0].key();
    let items = json!([{"linkId": "a", "type": "string", "text": "A"}, {"linkId": "b", "type": "string", "text": "B"}]);
    for effect in super::super::opened(&mut state, &key, &who()) {
        match effect {
            Effect::Load(_, row) => {
                let kept = rows.iter().find(|(of, _)| *of == row).map(|(_, value)| value.clone());
                loaded(&mut state, (&row, &Ok(kept)), &who(), &now());
            }
            Effect::Fetch(Tag::Questionnaire(key), _) => {
                let reply = Reply { status: 200, body: questionnaire(items.clone()), etag: None };
                fetched(&mut state, (&Tag::Questionnaire(key), Ok(&reply)), &who(), &now());
            }
            other => panic!("{other:?}"),
        }
    }
    state
}

fn saved_rows(effects: Vec<Effect>) -> Vec<(Key, Value)> {
    let saved = |effect| match effect {
        Effect::Save(Place::Device, key, row) => Some((key, row)),
        _ => None,
    };
    effects.into_iter().filter_map(saved).collect()
}

#[test]
fn the_next_check_in_begins_as_the_person_chose_the_last_time() {
    for (others, first, chosen) in [(false, Mode::OneByOne, Mode::Pages), (true, Mode::Pages, Mode::OneByOne)]
    {
        let mut state = open(&[], others);
        assert_eq!(form(&state).mode, first);
        let rows = saved_rows(happen(&mut state, Event::ModeChosen(chosen)));
        let draft = rows.iter().find(|(key, _)| key.0.contains("draft")).cloned().unwrap();
        assert_eq!(form(&open(&rows, others)).mode, chosen, "a draft without answers is none");
        let rows: Vec<_> = rows.into_iter().filter(|(key, _)| *key != draft.0).collect();
        assert_eq!(rows.len(), 1);
        let mut next = open(&rows, others);
        assert_eq!(form(&next).mode, chosen);

        // A check-in that was begun goes on as it was.
        let key = form(&next).rows[0].key.clone();
        let begun = saved_rows(happen(&mut next, Event::Gave(key, Given::Typed(0, "x".into()))));
        let now = (rows[0].0.clone(), first.word().into());
        assert_eq!(form(&open(&[now, begun[0].clone()], others)).mode, chosen);
    }
}
