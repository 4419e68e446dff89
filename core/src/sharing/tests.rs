use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Reply};
use crate::event::Tag;
use crate::now::{Now, short_key};
use crate::plan::CRISIS;
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

#[test]
fn a_step_is_chosen_on_the_step_and_shared_like_a_section_for_as_long_as_was_agreed() {
    let mut state = opened_with(vec![]);
    act(&mut state, Event::Switched("plan".into(), true));
    act(&mut state, Event::UntilChosen(Until::Month));
    let mut agreed = body(&act(&mut state, Event::Confirmed));
    agreed["meta"] = json!({"versionId": "1"});
    let end = agreed["provision"]["period"]["end"].clone();
    let mut state = opened_with(vec![agreed]);
    assert_eq!(seers(&state, "Patient/asha").unwrap()[0].steps, Vec::<usize>::new());
    let key = short_key(ROSA);
    let effects = act(&mut state, Event::Proposed(key.clone(), "coping", true));
    assert!(matches!(&effects[..], [Effect::Navigate(Route::ShareWith(to), _)] if *to == key));
    opened(&mut state, "Patient/asha", Some(&key));
    let view = share_with(&state, &key, &now());
    assert!(view.sections.iter().any(|row| row.code == "coping" && row.on && row.step));
    assert_eq!((view.until, view.agreed.is_some()), (Until::Agreed, true));
    let consent = body(&act(&mut state, Event::Confirmed));
    let codes: Vec<_> =
        consent["provision"]["class"].as_array().unwrap().iter().map(|c| &c["code"]).collect();
    assert_eq!(codes, ["plan", "coping"]);
    assert_eq!(consent["provision"]["period"]["end"], end, "it is not lengthened by the way");
    let state = opened_with(vec![consent]);
    assert_eq!(seers(&state, "Patient/asha").unwrap()[0].steps, vec![1]);
    assert!(share_with(&state, &key, &now()).sections.iter().any(|row| row.code == "coping" && row.on));
}

#[test]
fn the_crisis_plan_is_off_until_it_is_chosen_and_named_by_itself() {
    const OWN: &str = "CarePlan/crisis-plan-asha";
    let key = short_key(ROSA);
    let mut state = opened_with(vec![]);
    let view = share_with(&state, &key, &now());
    assert_eq!(view.crisis.map(|one| (one.reference, one.on)), Some((OWN.into(), false)));
    assert_eq!(view.entries, []);
    act(&mut state, Event::EntryChosen(OWN.into(), true));
    let mut consent = body(&act(&mut state, Event::Confirmed));
    assert_eq!(consent["provision"]["data"][0]["reference"]["reference"], OWN);
    assert!(consent["provision"]["class"].is_null(), "and no section");
    consent["meta"] = json!({"versionId": "1"});
    let mut state = opened_with(vec![consent]);
    assert_eq!(seers(&state, "Patient/asha").unwrap()[0].steps, [CRISIS]);
    assert_eq!(seers(&state, "Patient/sam").unwrap()[0].steps, Vec::<usize>::new());
    let view = share_with(&state, &key, &now());
    assert_eq!((view.person.unwrap().sees, view.entries), (vec!["My crisis plan"], vec![]));
    // On the plan it is taken back: nothing is left, so all ends.
    act(&mut state, Event::Proposed(key.clone(), CODES[CRISIS], false));
    opened(&mut state, "Patient/asha", Some(&key));
    assert_eq!(share_with(&state, &key, &now()).crisis.map(|one| one.on), Some(false));
    assert_eq!(body(&act(&mut state, Event::Confirmed))["status"], "inactive");
}

#[test]
fn what_was_proposed_for_one_person_is_not_done_for_the_next() {
    let mut state = opened_with(vec![]);
    act(&mut state, Event::Proposed(short_key(ROSA), "coping", true));
    let route = Route::ShareWith("nobody".into());
    opened(&mut state, "Patient/asha", Some("nobody"));
    fetched(&mut state, (&Tag::People, Ok(&bundle(vec![rosa()]))), &route, &now());
    opened(&mut state, "Patient/asha", Some(&short_key(ROSA)));
    assert!(share_with(&state, &short_key(ROSA), &now()).sections.iter().all(|row| !row.on));
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

#[test]
fn whether_they_may_add_is_written_and_read_back() {
    for adds in [false, true] {
        let mut state = opened_with(vec![]);
        act(&mut state, Event::Switched("check-ins".into(), true));
        act(&mut state, Event::AddsChosen(adds));
        let mut consent = body(&act(&mut state, Event::Confirmed));
        let codes: Vec<_> = consent["provision"]["action"].as_array().unwrap().iter().collect();
        assert_eq!(codes.len(), if adds { 2 } else { 1 }, "{consent}");
        consent["meta"] = json!({"versionId": "1"});
        assert_eq!(share_with(&opened_with(vec![consent]), &short_key(ROSA), &now()).adds, adds);
    }
}

/// The invitation that is sent, or what is missing.
fn invite(events: Vec<Event>) -> Option<Value> {
    let mut state = State::default();
    opened(&mut state, "Patient/asha", Some(INVITE));
    for event in events {
        act(&mut state, event);
    }
    match act(&mut state, Event::Confirmed).as_slice() {
        [Effect::Fetch(Tag::Invited, request)] => {
            assert_eq!((request.path.as_str(), request.csrf.as_deref()), ("/invitations", Some("token")));
            request.body.clone()
        }
        _ => {
            assert_eq!(state.editing.unwrap().stage, Stage::Incomplete);
            None
        }
    }
}

#[test]
fn an_invitation_says_for_whom_what_and_until_when() {
    let named = || Event::Called(" Rob ".into());
    let plan = || Event::Switched("plan".into(), true);
    assert_eq!(invite(vec![plan()]), None, "for nobody");
    assert_eq!(invite(vec![named()]), None, "nothing");
    assert_eq!(invite(vec![Event::Called("  ".into()), plan()]), None);
    let plain = json!({"name": "Rob", "relation": "", "sections": ["plan"], "adds": false, "keeps": 24});
    assert_eq!(invite(vec![named(), plan()]), Some(plain));
    let all = vec![
        named(),
        plan(),
        Event::RelationChosen(5),
        Event::AddsChosen(true),
        Event::UntilChosen(Until::Month),
        Event::KeepsChosen(0),
        Event::KeepsChosen(5),
    ];
    let full = json!({"name": "Rob", "relation": "FRND", "sections": ["plan"], "until": "2026-12-22", "adds": true, "keeps": 0});
    assert_eq!(invite(all), Some(full), "there is no choice of 5 hours");
}

fn reply(body: Value) -> Reply {
    Reply { status: 200, body, etag: None }
}

#[test]
fn a_code_is_looked_at_before_it_is_taken_and_a_wrong_one_says_one_thing() {
    let mut state = Join::default();
    let token = || Some("token".to_string());
    assert!(join(&mut state, Event::Joined, token()).is_empty(), "nothing was offered");
    let looked = join(&mut state, Event::Brought("ABCD".into()), token());
    assert!(matches!(&looked[..], [Effect::Fetch(Tag::Offered, r)] if r.path == "/invitations/look"));
    assert!(join(&mut state, Event::Brought("again".into()), token()).is_empty(), "one at a time");
    brought(&mut state, &Tag::Offered, Err(Trouble::WrongCode));
    assert_eq!(state.stage, Brought::Failed(Trouble::WrongCode));
    join(&mut state, Event::Brought("EFGH".into()), token());
    let told = json!({"from": "Asha", "relation": "PRN", "sections": ["plan", "new"], "until": "2027-02-20", "adds": true});
    brought(&mut state, &Tag::Offered, Ok(&reply(told)));
    let expected = Offered {
        from: "Asha".into(),
        relation: Some("You are their parent"),
        sees: vec!["Care plan", "Something else"],
        until: Some("20 February 2027".into()),
        adds: true,
    };
    assert_eq!(state.stage, Brought::Offers(expected.clone()));
    let taken = join(&mut state, Event::Joined, token());
    let [Effect::Fetch(Tag::Taken, request)] = &taken[..] else { panic!("{taken:?}") };
    assert_eq!(request.body, Some(json!({"code": "EFGH"})));
    brought(&mut state, &Tag::Taken, Ok(&reply(json!({"patient": "Patient/asha"}))));
    assert_eq!(state.stage, Brought::Taken(expected, "Patient/asha".into()));
}

/// A note that somebody looked, so many minutes before now.
fn look(who: &str, section: &str, minutes: i64) -> Value {
    let at = crate::fhir::date::Date::from_millis(now().time - minutes * 60_000, 0);
    json!({
        "resourceType": "AuditEvent", "id": format!("{who}{minutes}"), "recorded": at.fhir(),
        "agent": [{"who": {"reference": who}}],
        "entity": [{"detail": [{"type": "section", "valueString": section}]}],
    })
}

#[test]
fn looks_of_one_visit_are_one_row_in_plain_words() {
    let mut state = opened_with(vec![]);
    let notes = vec![
        look(ROSA, "plan", 5),
        look(ROSA, "results", 6),
        look(ROSA, "plan", 20),
        look("RelatedPerson/gone", "letters", 25),
        look(ROSA, "plan", 90),
    ];
    looked(&mut state, &Tag::Looks, Ok(&bundle(notes)));
    let rows = looks(&state, &now()).looks.unwrap();
    let told: Vec<_> = rows.iter().map(|r| (r.who.as_deref(), r.what.as_slice())).collect();
    let rosa = Some("Rosa Delgado");
    let expected: Vec<(Option<&str>, &[&str])> =
        vec![(rosa, &["Care plan", "Results"]), (None, &["Letters"]), (rosa, &["Care plan"])];
    assert_eq!(told, expected);
    assert!(rows.iter().all(|r| r.when.starts_with("today at ")), "{rows:?}");
}

#[test]
fn what_is_shared_by_name_has_its_word_and_a_list_that_is_cut_says_so() {
    let mut state = opened_with(vec![]);
    let mut page = bundle(vec![look(ROSA, "", 5), look(ROSA, "unheard-of", 90)]);
    looked(&mut state, &Tag::Looks, Ok(&page));
    let view = looks(&state, &now());
    let what: Vec<_> = view.looks.unwrap().iter().flat_map(|row| row.what.clone()).collect();
    assert_eq!((what, view.more), (vec!["Single entries", "Something else"], false));
    page.body["link"] = json!([{"relation": "next", "url": "/fhir/AuditEvent?page=2"}]);
    looked(&mut state, &Tag::Looks, Ok(&page));
    assert!(looks(&state, &now()).more);
}

#[test]
fn older_looks_are_asked_for_one_part_at_a_time_and_stand_behind_the_newer() {
    let mut state = opened_with(vec![]);
    let ask = |state: &mut State| update(state, Event::OlderLooks, ("Patient/asha", None), &now());
    let numbered = |from: usize, to: usize, next: Option<&str>| {
        let one = |at: usize| {
            let mut note = look(ROSA, "plan", i64::try_from(at).unwrap() * 60);
            note["id"] = json!(at.to_string());
            note
        };
        let mut page = bundle((from..to).map(one).collect());
        page.body["link"] =
            json!(next.map(|url| json!({"relation": "next", "url": url})).into_iter().collect::<Vec<_>>());
        page
    };
    assert_eq!(ask(&mut state), [], "there are none yet");
    looked(&mut state, &Tag::Looks, Ok(&numbered(0, 3, Some("/fhir/AuditEvent?page=2"))));
    let get = crate::effect::Request::get("/fhir/AuditEvent?page=2");
    assert_eq!(ask(&mut state), [Effect::Fetch(Tag::OlderLooks, get.clone())]);
    assert_eq!(ask(&mut state), [], "they are on their way");
    looked(&mut state, &Tag::OlderLooks, Err(Trouble::Offline));
    let view = looks(&state, &now());
    assert_eq!(
        (view.looks.unwrap().len(), view.more, view.older),
        (3, true, Coming::Failed(Trouble::Offline))
    );
    assert_eq!(ask(&mut state), [Effect::Fetch(Tag::OlderLooks, get)]);
    looked(&mut state, &Tag::OlderLooks, Ok(&numbered(2, 5, None)));
    let view = looks(&state, &now());
    assert_eq!((view.looks.unwrap().len(), view.more, view.older), (5, false, Coming::No));
    looked(&mut state, &Tag::Looks, Ok(&numbered(0, 1, Some("https://elsewhere.example/fhir"))));
    let view = looks(&state, &now());
    assert_eq!((view.looks.unwrap().len(), view.more), (1, false));
}

#[test]
fn every_note_is_a_row_whoever_it_names_and_wherever() {
    let check = |agents: Value, who: Option<&str>, shared: bool| {
        let mut state = opened_with(vec![]);
        let mut note = look(ROSA, "plan", 5);
        note["agent"] = agents.clone();
        looked(&mut state, &Tag::Looks, Ok(&bundle(vec![note])));
        let rows = looks(&state, &now()).looks.unwrap();
        assert_eq!(rows.len(), 1, "{agents}");
        assert_eq!((rows[0].who.as_deref(), rows[0].shared), (who, shared), "{agents}");
    };
    let named = |reference: &str, name: &str| json!({"who": {"reference": reference, "display": name}});
    let device = json!({"who": {"display": "A server"}, "requestor": false});
    check(json!([{"who": {"reference": ROSA}}]), Some("Rosa Delgado"), true);
    check(json!([device, {"who": {"reference": ROSA}, "requestor": true}]), Some("Rosa Delgado"), true);
    check(json!([named("Practitioner/d", "Dr Okafor")]), Some("Dr Okafor"), false);
    check(json!([{"who": {"reference": "Practitioner/d"}}]), None, false);
    check(json!([{"name": "Somebody by name"}]), Some("Somebody by name"), false);
    check(json!([]), None, false);
    check(json!(null), None, false);
}

#[test]
fn what_is_being_looked_up_or_did_not_come_is_not_taken_for_nobody_looked() {
    let mut state = State::default();
    assert_eq!(
        looks(&state, &now()),
        LooksView { looks: None, more: false, older: Coming::No, trouble: None }
    );
    looked(&mut state, &Tag::Looks, Err(Trouble::Offline));
    assert_eq!(looks(&state, &now()).trouble, Some(Trouble::Offline));
}

/// What is put, by the id of each Consent.
fn puts(effects: &[Effect]) -> Vec<(String, Value)> {
    let put = |effect: &Effect| match effect {
        Effect::Fetch(Tag::ConsentSaved, request) => {
            let body = request.body.clone().unwrap();
            (body["id"].as_str().unwrap().to_owned(), body)
        }
        other => panic!("{other:?}"),
    };
    effects.iter().map(put).collect()
}

fn named(id: &str, change: impl Fn(&mut Value)) -> Value {
    let mut consent = standing();
    consent["id"] = json!(id);
    change(&mut consent);
    consent
}

fn keeps_back(entry: &str) -> Value {
    json!({"type": "deny", "data": [{"meaning": "instance", "reference": {"reference": entry}}]})
}

#[test]
fn what_is_kept_back_stays_so_when_something_else_is_changed() {
    let old = named("c", |consent| {
        consent["provision"]["provision"] = json!([keeps_back("Goal/1")]);
        consent["provision"]["period"] = json!({"start": "2026-01-01"});
        consent["extension"] = json!([{"url": "https://trust.example/note", "valueString": "x"}]);
    });
    let mut state = opened_with(vec![old]);
    act(&mut state, Event::Switched("results".into(), true));
    let put = body(&act(&mut state, Event::Confirmed));
    assert_eq!(put["id"], "c");
    assert_eq!(put["provision"]["provision"], json!([keeps_back("Goal/1")]));
    assert_eq!(put["provision"]["period"]["start"], "2026-01-01");
    assert_eq!(put["provision"]["class"].as_array().map(Vec::len), Some(2));
    assert!(put["extension"].to_string().contains("trust.example"), "{put}");
}

#[test]
fn of_several_agreements_one_is_left_with_all_that_is_kept_back() {
    let one = named("one", |c| c["provision"]["provision"] = json!([keeps_back("Goal/1")]));
    let teams = named("teams", |c| {
        c["performer"] = json!([{"reference": "Practitioner/p"}]);
        c["provision"]["provision"] = json!([keeps_back("Goal/2")]);
    });
    let later = named("later", |c| c["provision"]["period"] = json!({"start": "2030-01-01"}));
    let mut state = opened_with(vec![one, teams, later]);
    act(&mut state, Event::Switched("results".into(), true));
    let changed = puts(&act(&mut state, Event::Confirmed));
    let status: Vec<_> = changed.iter().map(|(id, body)| (&**id, body["status"].as_str().unwrap())).collect();
    assert_eq!(status, [("one", "active"), ("teams", "inactive"), ("later", "inactive")]);
    assert_eq!(changed[0].1["provision"]["provision"], json!([keeps_back("Goal/1"), keeps_back("Goal/2")]));
}

#[test]
fn stopping_everything_stops_all_of_it_and_nobody_elses() {
    let both = named("both", |c| {
        let other = json!({"reference": {"reference": "RelatedPerson/other"}});
        c["provision"]["actor"].as_array_mut().unwrap().push(other);
    });
    let entries = named("entries", |c| {
        c["provision"].as_object_mut().unwrap().remove("class");
        c["provision"]["data"] = json!([{"meaning": "instance", "reference": {"reference": "Goal/1"}}]);
    });
    let mut state = opened_with(vec![standing(), both, entries]);
    let ended = puts(&act(&mut state, Event::Withdrawn));
    assert_eq!(ended.len(), 3);
    let of = |id: &str| &ended.iter().find(|(known, _)| known == id).unwrap().1;
    assert_eq!((&of("both")["status"], &of("entries")["status"]), (&json!("active"), &json!("inactive")));
    let left = of("both")["provision"]["actor"].as_array().unwrap();
    assert!(left.len() == 1 && left[0]["reference"]["reference"] == "RelatedPerson/other");
    // It is done when all are, and what one is refused is told.
    let route = Route::ShareWith(short_key(ROSA));
    for (at, (_, body)) in ended.iter().enumerate() {
        assert_ne!(state.editing.as_ref().unwrap().stage, Stage::Saved, "{at}");
        let reply = Reply { status: 200, body: body.clone(), etag: None };
        fetched(&mut state, (&Tag::ConsentSaved, Ok(&reply)), &route, &now());
    }
    assert_eq!(state.editing.as_ref().unwrap().stage, Stage::Saved);
}

#[test]
fn one_that_does_not_say_who_agreed_is_stopped_as_a_whole_and_replaced() {
    let check = |performer: Value, others: usize| {
        let silent = named("silent", |c| {
            c["performer"] = performer.clone();
            for other in 0..others {
                let other = json!({"reference": {"reference": format!("RelatedPerson/other{other}")}});
                c["provision"]["actor"].as_array_mut().unwrap().push(other);
            }
        });
        let mut state = opened_with(vec![silent.clone()]);
        let ended = puts(&act(&mut state, Event::Withdrawn));
        assert_eq!((ended.len(), &ended[0].1["status"]), (1, &json!("inactive")), "{performer} {others}");
        assert_eq!(ended[0].1["provision"]["actor"], silent["provision"]["actor"], "{performer} {others}");
        let mut state = opened_with(vec![silent]);
        act(&mut state, Event::Switched("results".into(), true));
        let changed = puts(&act(&mut state, Event::Confirmed));
        let status: Vec<_> =
            changed.iter().map(|(id, body)| (id == "silent", body["status"].as_str().unwrap())).collect();
        assert_eq!(status, [(false, "active"), (true, "inactive")], "{performer} {others}");
    };
    for performer in [Value::Null, json!([]), json!([{"display": "Somebody"}])] {
        for others in [0, 1, 2] {
            check(performer.clone(), others);
        }
    }
}

#[test]
fn the_end_that_is_told_is_when_the_last_agreement_ends() {
    let check = |ends: &[Option<&str>], expect: Option<&str>| {
        let one = |(at, end): (usize, &Option<&str>)| {
            named(&at.to_string(), |c| c["provision"]["period"] = json!({"end": end}))
        };
        let state = opened_with(ends.iter().enumerate().map(one).collect());
        let list = sharing(&state, &now()).people.unwrap();
        assert_eq!(list[0].until.as_deref(), expect, "{ends:?}");
        let view = share_with(&state, &short_key(ROSA), &now());
        assert_eq!(view.agreed.as_deref(), expect, "{ends:?}");
        assert_eq!(view.until, if expect.is_some() { Until::Agreed } else { Until::Changed });
    };
    check(&[Some("2027-01-02")], Some("2 January 2027"));
    check(&[Some("2027-01-02"), Some("2027-03-04"), Some("2027-02-03")], Some("4 March 2027"));
    check(&[Some("2027-01-02"), None], None);
    check(&[None, Some("2027-01-02")], None);
}

#[test]
fn single_entries_go_on_being_shared_when_sections_change() {
    let entries = named("entries", |c| {
        c["provision"].as_object_mut().unwrap().remove("class");
        c["provision"]["data"] = json!([{"meaning": "instance", "reference": {"reference": "Goal/1"}}]);
    });
    let mut state = opened_with(vec![entries]);
    act(&mut state, Event::Switched("plan".into(), true));
    let put = body(&act(&mut state, Event::Confirmed));
    assert_ne!(put["id"], "entries");
    assert!(
        put["provision"]["data"].is_null() && put["provision"]["class"].as_array().map(Vec::len) == Some(1)
    );
}

fn of_entries(id: &str, entries: &[&str]) -> Value {
    named(id, |c| {
        c["provision"].as_object_mut().unwrap().remove("class");
        let one =
            |entry: &&str| json!({"meaning": "instance", "reference": {"reference": entry, "display": "x"}});
        c["provision"]["data"] = entries.iter().map(one).collect();
    })
}

#[test]
fn an_entry_is_shared_and_taken_back_by_itself() {
    let view = |state: &State| share_with(state, &short_key(ROSA), &now());
    let mut state = opened_with(vec![standing(), of_entries("entries", &["Goal/1", "Goal/2"])]);
    let seen = view(&state);
    assert_eq!(seen.person.unwrap().sees, ["Care plan", "Single entries"]);
    assert_eq!(seen.entries.iter().map(|one| &*one.reference).collect::<Vec<_>>(), ["Goal/1", "Goal/2"]);
    act(&mut state, Event::EntryChosen("Goal/1".into(), false));
    let changed = puts(&act(&mut state, Event::Confirmed));
    let of = |id: &str| &changed.iter().find(|(known, _)| known == id).unwrap().1["provision"];
    assert_eq!(of("entries")["data"].as_array().unwrap().len(), 1);
    assert_eq!(of("entries")["data"][0]["reference"]["reference"], "Goal/2");

    // The last one of them ends it; without a section nothing else is left.
    let mut state = opened_with(vec![of_entries("entries", &["Goal/1"])]);
    act(&mut state, Event::EntryChosen("Goal/1".into(), false));
    let put = body(&act(&mut state, Event::Confirmed));
    assert_eq!((&put["id"], &put["status"]), (&json!("entries"), &json!("inactive")));

    // What is chosen at an entry is added in an agreement of its own.
    let mut state = opened_with(vec![]);
    state.one = Some(Named { reference: "Condition/c".into(), title: "Asthma".into(), on: true });
    opened(&mut state, "Patient/asha", Some(&short_key(ROSA)));
    let put = body(&act(&mut state, Event::Confirmed));
    assert!(put["provision"]["class"].is_null() && put["status"] == "active", "{put}");
    assert_eq!(
        put["provision"]["data"][0]["reference"],
        json!({"reference": "Condition/c", "display": "Asthma"})
    );
}

#[test]
fn for_how_long_counts_for_single_entries_too_and_what_is_kept_back_stays() {
    let mut state = opened_with(vec![of_entries("entries", &["Goal/1"])]);
    act(&mut state, Event::KeepsChosen(0));
    let changed = puts(&act(&mut state, Event::Confirmed));
    let status: Vec<_> = changed.iter().map(|(_, body)| body["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["inactive", "active"]);
    assert_eq!(changed[1].1["provision"]["data"][0]["reference"]["reference"], "Goal/1");

    let old = named("c", |c| c["provision"]["provision"] = json!([keeps_back("Goal/1")]));
    let mut state = opened_with(vec![old, of_entries("entries", &["Goal/2"])]);
    act(&mut state, Event::Switched("plan".into(), false));
    let changed = puts(&act(&mut state, Event::Confirmed));
    let (_, last) = changed.last().unwrap();
    assert_eq!(last["provision"]["provision"], json!([keeps_back("Goal/1")]));
    assert_eq!(
        (changed.len(), &last["provision"]["data"][0]["reference"]["reference"]),
        (3, &json!("Goal/2"))
    );
}

#[test]
fn a_section_named_with_entries_is_not_shared_as_a_whole() {
    let both =
        named("both", |c| c["provision"]["data"] = of_entries("x", &["Goal/1"])["provision"]["data"].clone());
    let view = share_with(&opened_with(vec![both]), &short_key(ROSA), &now());
    assert_eq!(view.person.unwrap().sees, ["Single entries"]);
    assert!(view.sections.iter().all(|section| !section.on));
}

/// What the list tells of somebody of this relation, where a parent's agreements count from the year 2026 on.
fn listed(relation: &str, given: &str) -> (Vec<&'static str>, bool) {
    listed_by(relation, given, &json!([{"reference": "Patient/asha"}]))
}

fn listed_by(relation: &str, given: &str, performer: &Value) -> (Vec<&'static str>, bool) {
    let mut related = rosa();
    related["relationship"] = json!([{"coding": [{"code": relation}]}]);
    let mut agreed = standing();
    agreed["dateTime"] = json!(given);
    agreed["performer"] = performer.clone();
    let mut state = State { parents_from: 1_767_225_600_000, ..State::default() };
    fetched(&mut state, (&Tag::People, Ok(&bundle(vec![related]))), &Route::Sharing, &now());
    fetched(&mut state, (&Tag::Consents, Ok(&bundle(vec![agreed]))), &Route::Sharing, &now());
    let view = sharing(&state, &now()).people.unwrap().remove(0);
    (view.sees, view.ended)
}

#[test]
fn who_is_a_parent_is_not_named_as_seeing_what_ended_by_age() {
    assert_eq!(listed("MTH", "2025-12-31"), (vec![], true));
    assert_eq!(listed("MTH", "2026-01-01"), (vec!["Care plan"], false));
    assert_eq!(listed("XYZ", "2025-12-31"), (vec![], true), "a relation that is not known");
    assert_eq!(listed("SIB", "2025-12-31"), (vec!["Care plan"], false));
    let ages: Value =
        crate::json::read(include_str!("../../../public/data/ages.json")).expect("the table of ages");
    for relation in ages["relations"].as_array().unwrap() {
        let ended = listed(relation["code"].as_str().unwrap(), "2025-12-31").1;
        assert_eq!(json!(ended), relation["parental"], "{relation}");
    }
}

#[test]
fn what_somebody_else_agreed_to_after_the_birthday_is_not_told_as_renewed() {
    let (own, team) = (json!({"reference": "Patient/asha"}), json!({"reference": "Practitioner/p"}));
    for (performer, renewed) in [
        (json!([own]), true),
        (json!([team]), false),
        (json!([{"reference": ROSA}]), false),
        (json!([own, team]), false),
        (json!([{"display": "Asha"}]), false),
        (json!([]), false),
        (Value::Null, false),
    ] {
        let sees = if renewed { vec!["Care plan"] } else { vec![] };
        assert_eq!(listed_by("MTH", "2026-01-01", &performer), (sees, !renewed), "{performer}");
        assert_eq!(listed_by("SIB", "2026-01-01", &performer), (vec!["Care plan"], false), "{performer}");
    }
}

#[test]
fn a_day_of_ones_own_is_from_today_on_and_within_some_years() {
    // Today is 22 November 2026.
    for (day, fits) in [
        ("2026-11-22", true),
        ("2027-02-28", true),
        ("2031-11-20", true),
        ("2026-11-21", false),
        ("2032-01-01", false),
        ("2027-02-30", false),
        ("2027", false),
        ("", false),
    ] {
        let mut state = opened_with(vec![standing()]);
        act(&mut state, Event::DayChosen(day.into()));
        let effects = act(&mut state, Event::Confirmed);
        let view = share_with(&state, &short_key(ROSA), &now());
        assert_eq!(view.stage == Stage::WrongDay, !fits, "{day}");
        if fits {
            assert_eq!(body(&effects)["provision"]["period"]["end"], day);
        }
    }
}
