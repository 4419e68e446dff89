use serde_json::json;

use super::*;
use crate::live::Event as Live;
use crate::words::record_find as words;

const TIME: i64 = 1_792_000_000_000;

fn after(ms: i64) -> Now {
    Now::new(TIME + ms, 0, [1; 4])
}

/// Asha on her own device, on this screen; what it asked for has come.
fn on(route: Route) -> Model {
    let (mut model, effects) = reading(Subject::Me);
    answer(&mut model, effects, 0);
    let effects = update(&mut model, Event::Moved(route), &after(0));
    answer(&mut model, effects, 0);
    drop(update(&mut model, Event::Live(Live::Opened), &after(0)));
    model
}

fn page(ids: &[&str]) -> Reply {
    let entry = |id: &&str| json!({"resource": {"resourceType": "Observation", "id": id}, "search": {"mode": "match"}});
    let entries: Vec<Value> = ids.iter().map(entry).collect();
    Reply {
        status: 200,
        body: json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}),
        etag: None,
    }
}

/// Answers what was asked, and all that this leads to; how often each shelf was asked for.
fn answer(model: &mut Model, mut effects: Vec<Effect>, ms: i64) -> usize {
    let mut asked = 0;
    while let Some(effect) = effects.pop() {
        if let Effect::Fetch(tag @ Tag::Shelf(..), _) = effect {
            asked += 1;
            assert!(asked < 50, "it asks without end");
            effects.extend(update(model, Event::Fetched(tag, Ok(page(&["a"]))), &after(ms)));
        } else if let Effect::Load(_, key) = effect {
            effects.extend(update(model, Event::Loaded(key, Ok(None)), &after(ms)));
        }
    }
    asked
}

fn told(patient: &str, kinds: &[&str]) -> Event {
    Event::Live(Live::Told(json!({"patient": patient, "kinds": kinds}).to_string()))
}

fn shelves(effects: &[Effect]) -> Vec<Shelf> {
    let asked = |effect: &Effect| match effect {
        Effect::Fetch(Tag::Shelf(_, shelf), _) => Some(*shelf),
        _ => None,
    };
    effects.iter().filter_map(asked).collect()
}

#[test]
fn only_what_changed_and_is_on_the_screen_is_asked_for() {
    let check = |route: Route, kinds: &[&str], expect: &[Shelf]| {
        let mut model = on(route.clone());
        let effects = update(&mut model, told("Patient/asha", kinds), &after(1_000));
        assert_eq!(shelves(&effects), expect, "{route:?} {kinds:?}");
    };
    let results = || Route::Shelf("results".into());
    check(results(), &["Observation"], &[Shelf::Results]);
    check(results(), &["Observation", "Condition"], &[Shelf::Results]);
    check(results(), &["Condition"], &[]);
    check(Route::Shelf("conditions".into()), &["Condition"], &[Shelf::Conditions]);
    check(Route::Shelf("vaccinations".into()), &["Immunization"], &[Shelf::Entries]);
    check(Route::Shelf("vaccinations".into()), &["SomethingNew"], &[Shelf::Entries]);
    check(Route::CheckIns, &["Observation", "Task"], &[Shelf::Tasks, Shelf::Scores]);
    check(Route::Today, &["Task"], &[Shelf::Tasks, Shelf::News]);
    check(Route::Shelf("hidden".into()), &["Condition"], &[Shelf::Conditions]);
    check(Route::Team, &["CareTeam"], &[Shelf::Team]);
    // Who writes is left alone.
    check(Route::Answer("phq-9".into()), &["Observation"], &[]);
    check(Route::Settings, &["Observation"], &[]);
}

#[test]
fn nothing_moves_but_the_words_for_who_cannot_see() {
    let mut model = on(Route::Shelf("results".into()));
    let effects = update(&mut model, told("Patient/asha", &["Observation"]), &after(1_000));
    assert!(effects.iter().all(|effect| matches!(effect, Effect::Fetch(..))), "{effects:?}");
    let said = |model: &mut Model, ids: &[&str], ms| {
        let tag = Tag::Shelf("Patient/asha".into(), Shelf::Results);
        let effects = update(model, Event::Fetched(tag, Ok(page(ids))), &after(ms));
        assert!(!effects.iter().any(|e| matches!(e, Effect::Focus(_) | Effect::Top | Effect::Navigate(..))));
        effects.contains(&Effect::Announce(words::UP_TO_DATE.into()))
    };
    assert!(said(&mut model, &["a", "b"], 1_100));
    drop(update(&mut model, told("Patient/asha", &["Observation"]), &after(2_000)));
    assert!(!said(&mut model, &["a", "b"], 2_100), "what is the same is not told");
}

#[test]
fn what_changes_while_it_comes_is_asked_for_once_more() {
    let mut model = on(Route::Shelf("results".into()));
    let first = update(&mut model, told("Patient/asha", &["Observation"]), &after(1_000));
    assert_eq!(shelves(&first), [Shelf::Results]);
    for _ in 0..5 {
        let more = update(&mut model, told("Patient/asha", &["Observation"]), &after(1_050));
        assert_eq!(shelves(&more), [], "one at a time");
    }
    assert_eq!(answer(&mut model, first, 1_100), 2, "and once more in the end");
}

#[test]
fn what_is_not_on_the_screen_is_asked_for_when_it_is_opened() {
    let results = Route::Shelf("results".into());
    let mut model = on(results.clone());
    drop(update(&mut model, Event::Moved(Route::Settings), &after(1_000)));
    let fresh = update(&mut model.clone(), Event::Moved(results.clone()), &after(2_000));
    assert_eq!(shelves(&fresh), [], "it is fresh");
    assert_eq!(shelves(&update(&mut model, told("Patient/asha", &["Observation"]), &after(1_500))), []);
    assert_eq!(shelves(&update(&mut model, Event::Moved(results), &after(2_000))), [Shelf::Results]);
}

#[test]
fn a_stream_that_opens_again_may_have_missed_something() {
    let mut model = on(Route::Shelf("results".into()));
    let missed = || Event::Live(Live::Told(json!({"missed": true}).to_string()));
    for (ms, event) in [(1_000, Event::Live(Live::Opened)), (2_000, missed())] {
        let effects = update(&mut model, event, &after(ms));
        assert_eq!(shelves(&effects), [Shelf::Results]);
        answer(&mut model, effects, ms);
    }
    assert_eq!(
        shelves(&update(&mut model, Event::Live(Live::Told("{".into())), &after(3_000))),
        [Shelf::Results]
    );
}

#[test]
fn it_is_open_while_somebody_reads_and_sees() {
    let (mut model, effects) = reading(Subject::Me);
    assert!(effects.contains(&Effect::Listen(true)));
    let listens = |model: &mut Model, event| {
        let orders = update(model, event, &after(1_000));
        orders.into_iter().find(|effect| matches!(effect, Effect::Listen(_)))
    };
    assert_eq!(listens(&mut model, Event::Moved(Route::Record)), None, "once");
    assert_eq!(listens(&mut model, Event::Visible(false)), Some(Effect::Listen(false)));
    assert_eq!(listens(&mut model, Event::Visible(true)), Some(Effect::Listen(true)));
    model.vault.lock = crate::vault::Lock::Open;
    let locked = Event::Vault(crate::vault::Event::Found(crate::vault::Lock::Closed));
    assert_eq!(listens(&mut model, locked), Some(Effect::Listen(false)));
    let unlocked = Event::Vault(crate::vault::Event::Opened(Ok(())));
    assert_eq!(listens(&mut model, unlocked), Some(Effect::Listen(true)));
    assert!(!model.live.opened, "what was locked is fetched anyway");
}

#[test]
fn a_refused_stream_asks_who_is_signed_in_without_keeping_the_session_awake() {
    let mut model = on(Route::Record);
    let effects = update(&mut model, Event::Live(Live::Refused), &after(1_000));
    assert!(
        matches!(effects.as_slice(), [Effect::Fetch(Tag::Session, Request { quiet: true, .. })]),
        "{effects:?}"
    );
    model.session.kept = session::Kept::Nobody;
    let out = Reply { status: 200, body: json!({"state": "out"}), etag: None };
    let effects = update(&mut model, Event::Fetched(Tag::Session, Ok(out)), &after(1_100));
    assert!(effects.contains(&Effect::Listen(false)), "{effects:?}");
}

#[test]
fn nobody_is_taken_away_from_what_they_write() {
    for route in [Route::Answer("phq-9".into()), Route::Safety("1".into()), Route::Feedback] {
        let mut model = on(route.clone());
        assert_eq!(update(&mut model, Event::Live(Live::Refused), &after(1_000)), [], "{route:?}");
    }
}

#[test]
fn who_reads_what_is_kept_has_a_stream_as_soon_as_the_gateway_is_there_and_none_without_a_session() {
    let check = |answer: Result<Value, Trouble>, expect: bool| {
        let (mut model, _) = reading(Subject::Me);
        let Stage::In(account, _) = model.session.stage.clone() else { panic!("signed in") };
        (model.session.stage, model.session.answer) = (Stage::In(account, Link::Kept), Some(answer));
        drop(update(&mut model, Event::Moved(Route::Record), &after(1_000)));
        assert_eq!(model.live.wanted, expect);
    };
    check(Err(Trouble::Offline), true);
    check(Ok(json!({"state": "out"})), false);
}

#[test]
fn the_network_is_back_when_the_stream_is() {
    let mut model = on(Route::Record);
    drop(update(&mut model, Event::Online(false), &after(1_000)));
    let effects = update(&mut model, Event::Live(Live::Opened), &after(2_000));
    assert!(model.notice.online);
    assert!(effects.contains(&Effect::DeliverNow), "{effects:?}");
}

#[test]
fn what_was_asked_for_in_vain_is_asked_for_again_when_the_network_is_back_though_the_stream_went_on() {
    let mut model = on(Route::Shelf("results".into()));
    drop(update(&mut model, Event::Online(false), &after(1_000)));
    for effect in update(&mut model, told("Patient/asha", &["Observation"]), &after(1_100)) {
        let Effect::Fetch(tag @ Tag::Shelf(..), _) = effect else { continue };
        let effects = update(&mut model, Event::Fetched(tag, Err(Trouble::Offline)), &after(1_200));
        assert_eq!(shelves(&effects), [], "it does not try without end");
    }
    let effects = update(&mut model, Event::Online(true), &after(2_000));
    assert_eq!(shelves(&effects), [Shelf::Results]);
    answer(&mut model, effects, 2_100);
    assert_eq!(shelves(&update(&mut model, Event::Online(true), &after(3_000))), []);
}

#[test]
fn what_changed_for_one_person_is_not_asked_for_another() {
    let mut model = on(Route::Shelf("results".into()));
    assert_eq!(shelves(&update(&mut model, told("Patient/sam", &["Observation"]), &after(1_000))), []);
    let (mut carer, effects) = reading(Subject::For("Patient/sam".into()));
    answer(&mut carer, effects, 0);
    assert_eq!(shelves(&update(&mut carer, told("Patient/asha", &["Goal"]), &after(1_000))), []);
    assert_eq!(shelves(&update(&mut carer, told("Patient/sam", &["Goal"]), &after(1_000))), [Shelf::Plan]);
    let (mut preview, effects) = reading(preview_of_rosa());
    answer(&mut preview, effects, 0);
    assert_eq!(shelves(&update(&mut preview, told("Patient/asha", &["Goal"]), &after(1_000))), [Shelf::Plan]);
}
