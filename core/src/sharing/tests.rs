use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Reply};
use crate::event::Tag;
use crate::now::{Now, short_key};
use crate::route::Route;

const ROSA: &str = "RelatedPerson/rosa-of-asha";

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn bundle(resources: Vec<Value>) -> Reply {
    let entries: Vec<_> =
        resources.into_iter().map(|r| json!({"resource": r, "search": {"mode": "match"}})).collect();
    Reply {
        status: 200,
        body: json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}),
        etag: None,
    }
}

fn rosa() -> Value {
    json!({"resourceType": "RelatedPerson", "id": "rosa-of-asha", "active": true, "patient": {"reference": "Patient/asha"}, "name": [{"text": "Rosa Delgado"}]})
}

/// The choices for Rosa, with the consents that the gateway has.
fn opened_with(consents: Vec<Value>) -> State {
    let mut state = State::default();
    let key = short_key(ROSA);
    let route = Route::ShareWith(key.clone());
    opened(&mut state, "Patient/asha", Some(&key));
    fetched(&mut state, (&Tag::People, Ok(&bundle(vec![rosa()]))), &route, &now());
    fetched(&mut state, (&Tag::Consents, Ok(&bundle(consents))), &route, &now());
    state
}

fn act(state: &mut State, event: Event) -> Vec<Effect> {
    update(state, event, ("Patient/asha", Some("token".into())), &now())
}

fn body(effects: &[Effect]) -> Value {
    match effects {
        [Effect::Fetch(Tag::ConsentSaved, request)] => {
            assert_eq!(request.csrf.as_deref(), Some("token"));
            request.body.clone().unwrap()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_shared_until_the_person_says_so() {
    let state = opened_with(vec![]);
    let view = share_with(&state, &short_key(ROSA), &now());
    assert!(view.sections.iter().all(|s| !s.on));
    assert_eq!(view.person.unwrap().sees, Vec::<&str>::new());
}

#[test]
fn a_choice_becomes_a_consent_for_this_person_and_these_sections() {
    let mut state = opened_with(vec![]);
    act(&mut state, Event::Switched("plan".into(), true));
    act(&mut state, Event::Switched("letters".into(), true));
    act(&mut state, Event::Switched("letters".into(), false));
    act(&mut state, Event::UntilChosen(Until::Month));
    let consent = body(&act(&mut state, Event::Confirmed));
    assert_eq!(consent["status"], "active");
    assert_eq!(consent["patient"]["reference"], "Patient/asha");
    assert_eq!(consent["provision"]["actor"][0]["reference"]["reference"], ROSA);
    assert_eq!(consent["provision"]["class"].as_array().map(Vec::len), Some(1));
    assert_eq!(consent["provision"]["class"][0]["code"], "plan");
    assert!(consent["provision"]["period"]["end"].as_str().unwrap().starts_with("2026-12-22"));
    assert!(consent["provision"]["period"]["start"].is_null(), "a clock that is ahead must not delay it");
}

fn standing() -> Value {
    let mut state = opened_with(vec![]);
    act(&mut state, Event::Switched("plan".into(), true));
    let mut consent = body(&act(&mut state, Event::Confirmed));
    consent["meta"] = json!({"versionId": "3"});
    consent
}

#[test]
fn a_change_builds_upon_the_version_that_was_shown() {
    let mut state = opened_with(vec![standing()]);
    let view = share_with(&state, &short_key(ROSA), &now());
    assert!(view.sections.iter().any(|s| s.code == "plan" && s.on));
    act(&mut state, Event::Switched("results".into(), true));
    let effects = act(&mut state, Event::Confirmed);
    let Effect::Fetch(_, request) = &effects[0] else { panic!() };
    assert_eq!(request.if_match.as_deref(), Some("W/\"3\""));
    assert_eq!(body(&effects)["provision"]["class"].as_array().map(Vec::len), Some(2));
}

#[test]
fn switching_everything_off_withdraws() {
    for event in [Event::Withdrawn, Event::Confirmed] {
        let mut state = opened_with(vec![standing()]);
        act(&mut state, Event::Switched("plan".into(), false));
        let consent = body(&act(&mut state, event));
        assert_eq!(consent["status"], "inactive");
    }
}

#[test]
fn an_old_sign_in_asks_for_the_code_and_keeps_the_choice() {
    let mut state = opened_with(vec![]);
    act(&mut state, Event::Switched("plan".into(), true));
    act(&mut state, Event::Confirmed);
    let route = Route::ShareWith(short_key(ROSA));
    fetched(&mut state, (&Tag::ConsentSaved, Err(Trouble::FreshSignIn)), &route, &now());
    assert_eq!(state.editing.as_ref().unwrap().stage, Stage::NeedsCode { wrong: false, busy: false });
    fetched(&mut state, (&Tag::Confirmed, Err(Trouble::WrongCode)), &route, &now());
    assert_eq!(state.editing.as_ref().unwrap().stage, Stage::NeedsCode { wrong: true, busy: false });
    fetched(&mut state, (&Tag::ConsentSaved, Err(Trouble::Changed)), &route, &now());
    let editing = state.editing.as_ref().unwrap();
    assert_eq!(editing.stage, Stage::Failed(Trouble::Changed));
    assert!(editing.sections.iter().any(|s| s == "plan"));
}
