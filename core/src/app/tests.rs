use serde_json::{Value, json};

use super::*;
use crate::effect::{Key, Reply, Request};
use crate::record::Shelf;
use crate::session::{Account, CaredFor, Device, Link};
use crate::trouble::Trouble;
use crate::view;

mod live;

/// Whether the app holds itself online after a reply, having been told that there is no network.
fn online_after(tag: Tag, reply: Result<Value, Trouble>) -> bool {
    let (mut model, now) = (Model::default(), Now::new(1_792_000_000_000, 0, [1; 4]));
    update(&mut model, Event::Online(false), &now);
    let reply = reply.map(|body| Reply { status: 200, body, etag: None });
    update(&mut model, Event::Fetched(tag, reply), &now);
    model.notice.online
}

#[test]
fn only_the_gateway_itself_proves_that_there_is_a_network() {
    // The service worker answers these from what it keeps, offline too.
    for tag in [Tag::Library, Tag::Questionnaire("phq-9".into()), Tag::Trust, Tag::Help] {
        assert!(!online_after(tag.clone(), Ok(json!([]))), "{tag:?}");
    }
    for tag in [Tag::Session, Tag::People, Tag::TeamTask("r".into())] {
        assert!(online_after(tag.clone(), Ok(json!({}))), "{tag:?}");
        assert!(!online_after(tag.clone(), Err(Trouble::Offline)), "{tag:?}");
    }
}

/// Somebody with a record of their own, on their own device, on the plan of `subject`.
fn reading(subject: Subject) -> (Model, Vec<Effect>) {
    let answer = json!({
        "state": "in", "csrf": "t", "person": {"id": "asha", "name": "Asha", "patient": "Patient/asha"},
        "caring_for": [{"patient": "Patient/sam", "name": "Sam", "sections": ["plan"], "related": "RelatedPerson/a"}],
    });
    let (mut model, now) =
        (Model { route: Route::Plan, ..Model::default() }, Now::new(1_792_000_000_000, 0, [1; 4]));
    model.session.stage = Stage::In(Account::read(&answer).unwrap(), Link::Live);
    (model.session.device, model.session.subject) = (Device::Own, subject);
    let effects = update(&mut model, Event::Moved(Route::Plan), &now);
    (model, effects)
}

fn preview_of_rosa() -> Subject {
    let told = json!({"patient": "Patient/asha~rosa", "name": "Asha", "sections": ["plan"]});
    Subject::As(CaredFor::read(&told).unwrap(), "Rosa".into())
}

fn plan_requests(effects: Vec<Effect>) -> Vec<(Tag, Request)> {
    let asked = |effect| match effect {
        Effect::Fetch(tag @ Tag::Shelf(_, Shelf::Plan), request) => Some((tag, request)),
        _ => None,
    };
    effects.into_iter().filter_map(asked).collect()
}

#[test]
fn a_preview_asks_as_the_carer_and_for_the_patients_own_record() {
    let asked = plan_requests(reading(preview_of_rosa()).1);
    assert!(!asked.is_empty());
    for (tag, request) in asked {
        assert_eq!(tag, Tag::Shelf("Patient/asha~rosa".into(), Shelf::Plan));
        assert!(request.path.contains("patient=Patient/asha&"), "{}", request.path);
        assert_eq!(request.preview.as_deref(), Some("rosa"));
    }
    let own = plan_requests(reading(Subject::Me).1);
    assert!(!own.is_empty() && own.iter().all(|(_, request)| request.preview.is_none()));
}

#[test]
fn a_reply_that_comes_after_the_person_turned_back_is_not_kept_as_their_own() {
    for subject in [preview_of_rosa(), Subject::For("Patient/sam".into())] {
        let (mut model, effects) = reading(subject.clone());
        let now = Now::new(1_792_000_000_001, 0, [1; 4]);
        update(&mut model, Event::Session(session::Event::Switched(Subject::Me)), &now);
        let mut asked = plan_requests(effects);
        while let Some((tag, _)) = asked.pop() {
            let bundle = json!({"resourceType": "Bundle", "type": "searchset", "entry": []});
            let reply = Reply { status: 200, body: bundle, etag: None };
            let effects = update(&mut model, Event::Fetched(tag, Ok(reply)), &now);
            let saves = effects.iter().any(|e| matches!(e, Effect::Save(..) | Effect::Forget(..)));
            assert!(!saves, "{subject:?}");
            asked.extend(plan_requests(effects));
        }
    }
}

#[test]
fn today_tells_of_a_plan_to_be_looked_at_again_from_two_weeks_before_until_it_has_another_day() {
    let told = |day: &str, status: &str, kind: &str| {
        let (mut model, mut effects) = reading(Subject::Me);
        let now = Now::new(1_792_000_000_000, 0, [1; 4]); // 14 October 2026
        let plan = json!({
            "resourceType": "CarePlan", "id": "p", "status": status, "intent": "plan", "title": "Getting better",
            "extension": [{"url": "https://lapwing.example/StructureDefinition/plan-review", "valueDate": day}],
            "category": [{"coding": [{"system": kind, "code": "safety-plan"}]}], "subject": {"reference": "Patient/asha"},
        });
        let body = json!({
            "resourceType": "Bundle", "type": "searchset",
            "entry": [{"resource": plan, "search": {"mode": "match"}}],
        });
        // Nothing is shown before it is known what is hidden.
        effects.push(Effect::Load(crate::effect::Place::Device, Key::of("asha", "ready")));
        while let Some(effect) = effects.pop() {
            let came = match effect {
                Effect::Fetch(tag @ Tag::Shelf(_, Shelf::Plan), _) => {
                    Event::Fetched(tag, Ok(Reply { status: 200, body: body.clone(), etag: None }))
                }
                Effect::Load(_, key) => Event::Loaded(key, Ok(None)),
                _ => continue,
            };
            effects.extend(update(&mut model, came, &now));
        }
        update(&mut model, Event::Moved(Route::Today), &now);
        let view::Screen::Today(today) = view::view(&model, &now).screen else { panic!("not Today") };
        today.reviews.into_iter().map(|row| (row.route, row.told)).collect::<Vec<_>>()
    };
    let soon = |day: &str| vec![(Route::Plan, crate::words::plan::review(day, false))];
    let past = |day: &str| vec![(Route::Plan, crate::words::plan::review(day, true))];
    assert_eq!(told("2026-10-28", "active", "x"), soon("28 October 2026"));
    assert_eq!(told("2026-10-14", "active", "x"), soon("14 October 2026"));
    assert_eq!(told("2026-10-13", "active", "x"), past("13 October 2026"));
    assert_eq!(told("2026-10-29", "active", "x"), []);
    assert_eq!(told("soon", "active", "x"), []);
    assert_eq!(told("2026-10-13", "completed", "x"), []);
    assert_eq!(told("2026-10-13", "active", plan::KIND), [], "a copy on another device tells it by itself");
}

/// `who` is signed in and asked about the device, where `kept` is remembered and things of these wait.
fn asked_about(who: &str, kept: Option<&str>, waits: &[&str]) -> (Model, Vec<Effect>) {
    let account = |id: &str| {
        Account::read(&json!({"state": "in", "csrf": "t", "person": {"id": id, "name": id}})).unwrap()
    };
    let (mut model, now) = (Model::default(), Now::new(1_792_000_000_000, 0, [1; 4]));
    model.vault.lock = vault::Lock::None;
    model.session.stage = Stage::Out { why: session::Why::Fresh, offers: vec![], trouble: None, busy: false };
    model.session.kept = kept.map_or(session::Kept::Nobody, |kept| session::Kept::Somebody(account(kept)));
    let answer = json!({"state": "in", "csrf": "t", "person": {"id": who, "name": who}});
    let answer = Reply { status: 200, body: answer, etag: None };
    let effects = update(&mut model, Event::Fetched(Tag::SignedIn, Ok(answer)), &now);
    assert!(effects.contains(&Effect::ListOutbox), "{effects:?}");
    let told = update(&mut model, Event::Session(session::Event::DeviceTold(true)), &now);
    assert!(!told.iter().any(|effect| matches!(effect, Effect::Save(..))), "before what waits is known");
    let accounts = waits.iter().map(|id| (*id).to_owned()).collect();
    let waiting = crate::outbox::Waiting { accounts, ..Default::default() };
    let effects = update(&mut model, Event::Outbox(waiting), &now);
    (model, effects)
}

#[test]
fn a_device_that_keeps_somebody_elses_things_keeps_none_of_the_next_ones() {
    let check = |who: &str, kept: Option<&str>, waits: &[&str], own: bool| {
        let (model, effects) = asked_about(who, kept, waits);
        let remembers = effects.iter().any(|effect| matches!(effect, Effect::Save(..)));
        assert_eq!((remembers, model.session.device == Device::Own), (own, own), "{who} {kept:?} {waits:?}");
    };
    check("asha", None, &[], true);
    check("asha", None, &["asha"], true);
    check("rosa", Some("asha"), &[], false);
    check("rosa", Some("asha"), &["asha"], false);
    // The passphrase was forgotten, and what was sealed waits still.
    check("rosa", None, &["asha"], false);
    check("rosa", None, &["rosa", "asha"], false);
}

#[test]
fn where_nobody_knows_what_waits_nothing_more_is_kept() {
    let (mut model, _) = asked_about("rosa", Some("asha"), &[]);
    let now = Now::new(1_792_000_000_001, 0, [1; 4]);
    model.session.stage =
        Stage::Asking(Account::read(&json!({"state": "in", "person": {"id": "asha", "name": "A"}})).unwrap());
    model.session.device = Device::Unknown;
    model.notice.listed = false;
    update(&mut model, Event::Session(session::Event::DeviceTold(true)), &now);
    assert!(matches!(model.session.stage, Stage::Asking(_)));
    update(&mut model, Event::StorageLost(Trouble::StorageClosed), &now);
    assert_eq!(model.session.device, Device::NotMine);
    assert!(matches!(model.session.stage, Stage::In(..)));
}

#[test]
fn what_only_this_page_holds_is_known_and_nothing_else() {
    let (mut model, now) = (reading(Subject::Me).0, Now::new(1_792_000_000_000, 0, [1; 4]));
    assert!(!is_only_here(&model));
    model.past.begun.push(("r1".into(), "Less".into()));
    assert!(!is_only_here(&model), "it is kept on the device");
    model.session.device = Device::NotMine;
    assert!(is_only_here(&model));
    model.past.begun.clear();
    let waiting = crate::outbox::Waiting { on_page: vec!["a".into()], ..Default::default() };
    update(&mut model, Event::Outbox(waiting), &now);
    assert!(is_only_here(&model) && view::view(&model, &now).frame.only_here);
    update(&mut model, Event::Outbox(crate::outbox::Waiting::default()), &now);
    assert!(!is_only_here(&model));
    // Feedback is no draft that is kept, wherever it is written.
    model.session.device = Device::Own;
    update(&mut model, Event::Feedback(feedback::Event::WhyWritten("Kind".into())), &now);
    assert!(is_only_here(&model));
}

#[test]
fn what_could_not_be_saved_is_only_here_on_ones_own_device_too() {
    let (model, now) = (reading(Subject::Me).0, Now::new(1_792_000_000_000, 0, [1; 4]));
    let check = |wrote: &dyn Fn(&mut Model)| {
        let mut model = model.clone();
        wrote(&mut model);
        assert!(is_only_here(&model) && view::view(&model, &now).frame.only_here);
    };
    let full = Trouble::StorageFull;
    check(&|model| {
        model.past.begun.push(("r1".into(), "Less".into()));
        model.past.writing = Some(crate::past::Writing { trouble: Some(full), ..Default::default() });
    });
    check(&|model| {
        let (about, kind, text) = ("Condition/c".into(), crate::ask::Kind::Comment, "Why?".into());
        let (kept, known, saving, trouble) = (false, true, None, Some(full));
        model.ask.writing = Some(crate::ask::Writing { about, kind, text, kept, known, saving, trouble });
    });
    check(&|model| {
        model.plan.draft = Some(crate::plan::Line { text: "I can't sleep".into(), ..Default::default() });
        model.plan.saved = Some(Err(full));
    });
}

#[test]
fn copies_of_the_record_go_before_anything_that_is_nowhere_else() {
    let ((mut model, asked), now) = (reading(Subject::Me), Now::new(1_792_000_000_000, 0, [1; 4]));
    update(&mut model, Event::Loaded(Key::of("asha", "kept"), Ok(None)), &now);
    let bundle = json!({"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": []});
    let (mut effects, mut copy) = (std::collections::VecDeque::from(asked), None);
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Fetch(tag @ Tag::Shelf(..), _) => {
                let reply = Reply { status: 200, body: bundle.clone(), etag: None };
                effects.extend(update(&mut model, Event::Fetched(tag, Ok(reply)), &now));
            }
            Effect::SaveBoth(_, (key, _), _) | Effect::Save(_, key, _) if key.0.contains("/record/") => {
                copy = Some(key);
            }
            _ => {}
        }
    }
    let copy = copy.expect("a copy is kept");
    update(&mut model, Event::Saved(copy.clone(), Ok(())), &now);
    assert_eq!(
        update(&mut model, Event::Full(Some(copy.clone())), &now),
        [],
        "a copy takes no other's place"
    );
    let draft = Key::of("asha", "draft/phq-9");
    let effects = update(&mut model, Event::Full(Some(draft.clone())), &now);
    assert!(effects.contains(&Effect::Forget(crate::effect::Place::Device, copy)), "{effects:?}");
    assert!(
        effects.iter().all(|effect| !matches!(effect, Effect::Forget(_, key) if !key.0.contains("/record/")))
    );
    assert_eq!(model.notice.storage, Some(Trouble::StorageCleared));
    assert_eq!(update(&mut model, Event::Full(None), &now), [], "there is nothing more to give");
}

#[test]
fn why_there_is_no_storage_stands_before_that_there_is_none() {
    let (mut model, now) = (Model::default(), Now::new(1_792_000_000_000, 0, [1; 4]));
    update(&mut model, Event::StorageLost(Trouble::StorageBlocked), &now);
    update(&mut model, Event::Loaded(Key::of("", "device"), Err(Trouble::StorageClosed)), &now);
    assert_eq!(model.notice.storage, Some(Trouble::StorageBlocked));
    update(&mut model, Event::Saved(Key::of("", "device"), Err(Trouble::StorageFull)), &now);
    assert_eq!(model.notice.storage, Some(Trouble::StorageFull));
}

#[test]
fn only_a_closed_vault_is_called_locked() {
    let now = Now::new(1_792_000_000_000, 0, [1; 4]);
    let shown = |lock| {
        let mut model = reading(Subject::Me).0;
        model.vault.lock = lock;
        model.session.stage =
            Stage::Out { why: session::Why::Away, offers: vec![], trouble: None, busy: false };
        match view::view(&model, &now).screen {
            view::Screen::SignIn(shown) => shown.locked,
            other => panic!("{other:?}"),
        }
    };
    assert!(shown(vault::Lock::Closed));
    assert!(!shown(vault::Lock::None) && !shown(vault::Lock::Open));
}

#[test]
fn the_lock_promises_of_what_goes_alone_that_it_goes() {
    let (mut model, now) = (reading(Subject::Me).0, Now::new(1_792_000_000_000, 0, [1; 4]));
    model.vault.lock = vault::Lock::Closed;
    let waiting = crate::outbox::Waiting { sealed: 6, held: 2, stopped: 1, ..Default::default() };
    update(&mut model, Event::Outbox(waiting), &now);
    let view::Screen::Unlock(shown) = view::view(&model, &now).screen else { panic!("not locked") };
    assert_eq!((shown.waiting, shown.held, shown.stopped), (3, 2, 1));
}
