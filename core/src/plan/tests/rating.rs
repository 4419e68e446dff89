//! Goals, rated.

use super::super::rating::ratings;
use super::*;
use crate::record::{Held as Shelf, Known};

fn rate(state: &mut State, goal: &str, value: u8) -> Vec<Effect> {
    update(state, Event::Rated(goal.into(), value), &who(), &now_at(0))
}

fn observation(goal: &str, value: u8, when: &str) -> Value {
    let mut state = fresh();
    let effects = rate(&mut state, goal, value);
    let mut resource = queued_of(&effects).unwrap().body["entry"][0]["resource"].clone();
    resource["effectiveDateTime"] = when.into();
    resource
}

fn held(resources: Vec<Value>) -> Shelf {
    let known = Known { resources: resources.into(), as_of: NINE, live: true, older: None };
    Shelf { known: Some(known), ..Shelf::default() }
}

#[test]
fn a_rating_is_an_observation_about_the_goal() {
    let mut state = fresh();
    let effects = rate(&mut state, "g1", 6);
    let entry = queued_of(&effects).unwrap();
    let resource = &entry.body["entry"][0]["resource"];
    assert_eq!(resource["focus"], json!([{"reference": "Goal/g1"}]));
    assert_eq!((resource["valueInteger"].as_u64(), entry.kind), (Some(6), Kind::Rating));
    assert_eq!(entry.ticket.expects, [resource["id"].as_str().unwrap()]);
    assert!(rate(&mut state, "g1", 11).is_empty(), "there is no eleven");
    let carer = Who { patient: None, ..who() };
    assert!(update(&mut state, Event::Rated("g1".into(), 5), &carer, &now_at(0)).is_empty());
}

#[test]
fn it_is_saved_or_the_person_is_told() {
    for (done, left, focus) in [(Ok(()), false, "h1"), (Err(Trouble::StorageFull), true, "trouble")] {
        let mut state = fresh();
        let id = queued_of(&rate(&mut state, "g1", 6)).unwrap().ticket.id.clone();
        let effects = queued(&mut state, &id, done);
        assert!(effects.contains(&Effect::Focus(focus.into())));
        assert_eq!(state.saving.is_some_and(|saving| saving.trouble.is_some()), left);
    }
}

#[test]
fn ratings_stand_in_their_order_with_those_that_wait() {
    let mut state = fresh();
    let effects = rate(&mut state, "g1", 9);
    let waiting = queued_of(&effects).unwrap().clone();
    let mut wrong = observation("g1", 3, "2026-04-01");
    wrong["status"] = "entered-in-error".into();
    let mut other = observation("g1", 3, "2026-04-01");
    other["code"]["coding"][0]["code"] = "another".into();
    let mut carers = observation("g1", 7, "2026-04-01");
    carers["performer"][0]["reference"] = "RelatedPerson/x".into();
    let mut high = observation("g1", 3, "2026-04-01");
    high["valueInteger"] = 12.into();
    let scores = held(vec![
        observation("g1", 5, "2026-05-01"),
        observation("g1", 2, "2026-03-01"),
        observation("g2", 8, "2026-03-02"),
        wrong,
        other,
        high,
        carers,
    ]);
    let told = |scores: &Shelf| {
        let all = ratings(scores, std::slice::from_ref(&waiting), "g1");
        all.iter().map(|one| (one.value, one.waiting)).collect::<Vec<_>>()
    };
    assert_eq!(told(&scores), [(2, false), (5, false), (9, true)]);
    let taken = held(vec![waiting.body["entry"][0]["resource"].clone()]);
    assert_eq!(told(&taken), [(9, false)], "not twice");
    assert!(ratings(&Shelf::default(), &[], "g1").is_empty());
}
