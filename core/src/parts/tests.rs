use super::*;
use crate::app::{Model, update};
use crate::event::{Event, Tag};
use crate::now::Now;
use crate::record;
use crate::session::{Account, Device, Link, Stage, Why};
use crate::view::{Screen, view};

fn now() -> Now {
    Now::new(1_792_000_000_000, 0, [1; 4])
}

/// One address of each kind, and the part that it needs.
fn addresses() -> Vec<(Route, Option<Part>)> {
    let key = || "k".to_owned();
    vec![
        (Route::Today, None),
        (Route::Record, None),
        (Route::CheckIns, None),
        (Route::Feedback, Some(Part::Settings)),
        (Route::Safety(String::new()), None),
        (Route::Safety("warning".into()), None),
        (Route::Paper(crate::plan::Paper::About, String::new()), None),
        (Route::Caring, None),
        (Route::Answer(key()), Some(Part::Form)),
        (Route::Past(key()), Some(Part::Form)),
        (Route::PastAnswer(key(), key()), Some(Part::Form)),
        (Route::Schedule(key()), Some(Part::Form)),
        (Route::Shelf("letters".into()), Some(Part::Record)),
        (Route::Result(key()), Some(Part::Record)),
        (Route::Letter(key()), Some(Part::Record)),
        (Route::Entry(key()), Some(Part::Record)),
        (Route::Timeline(String::new()), Some(Part::Record)),
        (Route::Search, Some(Part::Record)),
        (Route::News, Some(Part::Record)),
        (Route::Links, Some(Part::Record)),
        (Route::MakeLink, Some(Part::Record)),
        (Route::Card, Some(Part::Record)),
        (Route::Viewer, Some(Part::Record)),
        (Route::Keepsakes, Some(Part::Plan)),
        (Route::Takeaway(false), Some(Part::Record)),
        (Route::Takeaway(true), Some(Part::Record)),
        (Route::Team, Some(Part::Record)),
        (Route::Plan, Some(Part::Plan)),
        (Route::Sharing, Some(Part::Sharing)),
        (Route::ShareWith(key()), Some(Part::Sharing)),
        (Route::Looks, Some(Part::Sharing)),
        (Route::Pressure, Some(Part::Sharing)),
        (Route::Join, Some(Part::Sharing)),
        (Route::Settings, Some(Part::Settings)),
        (Route::Kept, Some(Part::Settings)),
        (Route::Devices, Some(Part::Settings)),
        (Route::Waiting, Some(Part::Settings)),
        (Route::Unknown, None),
    ]
}

/// Somebody with a record of their own, as the app starts in a browser.
fn signed_in() -> Model {
    let answer = serde_json::json!({
        "state": "in", "csrf": "t", "person": {"id": "asha", "name": "Asha", "patient": "Patient/asha"},
    });
    let mut model = Model { parts: State::away(), ..Model::default() };
    model.session.stage = Stage::In(Account::read(&answer).unwrap(), Link::Live);
    model.session.device = Device::Own;
    model
}

fn brings(effects: &[Effect]) -> Vec<Part> {
    let part = |effect: &Effect| match effect {
        Effect::Bring(part) => Some(*part),
        _ => None,
    };
    effects.iter().filter_map(part).collect()
}

#[test]
fn each_address_knows_its_part_and_help_today_and_the_safety_plan_need_none() {
    for (route, part) in addresses() {
        assert_eq!(Part::of(&route), part, "{route:?}");
    }
    for part in Part::ALL {
        assert_eq!(Part::ALL.iter().filter(|other| other.name() == part.name()).count(), 1);
        let shown = addresses().iter().any(|(_, of)| *of == Some(part));
        assert_eq!(shown, part != Part::Sending, "{part:?}");
    }
}

#[test]
fn nothing_of_a_part_is_shown_before_it_came() {
    for (route, part) in addresses() {
        let mut model = signed_in();
        let effects = update(&mut model, Event::Moved(route.clone()), &now());
        let coming = matches!(view(&model, &now()).screen, Screen::Coming(None));
        assert_eq!(coming, part.is_some(), "{route:?}");
        // Today tells what is new, and the safety plan and the check-ins who sees them, once what reads it is there;
        // nobody waits for it.
        let expect = match route {
            Route::Today => Some(Part::Record),
            Route::Safety(_) | Route::CheckIns => Some(Part::Sharing),
            _ => part,
        };
        assert_eq!(brings(&effects), expect.into_iter().collect::<Vec<_>>(), "{route:?}");
        let Some(part) = part else { continue };
        let effects = update(&mut model, Event::Brought(part, Ok(())), &now());
        assert!(!matches!(view(&model, &now()).screen, Screen::Coming(_)), "{route:?}");
        assert!(brings(&effects).is_empty(), "{route:?}");
    }
}

#[test]
fn a_part_that_did_not_come_is_said_and_asked_for_again() {
    let mut model = signed_in();
    update(&mut model, Event::Moved(Route::Answer("k".into())), &now());
    assert_eq!(brings(&update(&mut model, Event::Brought(Part::Form, Err(Trouble::Offline)), &now())), []);
    assert_eq!(view(&model, &now()).screen, Screen::Coming(Some(Trouble::Offline)));
    let again = update(&mut model, Event::Record(record::Event::Retried), &now());
    assert_eq!(brings(&again), [Part::Form]);
    assert_eq!(view(&model, &now()).screen, Screen::Coming(None));
    // Another one comes: this screen still waits for its own.
    update(&mut model, Event::Brought(Part::Record, Ok(())), &now());
    assert_eq!(view(&model, &now()).screen, Screen::Coming(None));
    update(&mut model, Event::Brought(Part::Form, Ok(())), &now());
    assert!(matches!(view(&model, &now()).screen, Screen::CheckIns(..) | Screen::Answer(_)));
}

#[test]
fn who_sees_the_safety_plan_is_asked_once_the_answer_can_be_read() {
    let mut model = signed_in();
    update(&mut model, Event::Moved(Route::Safety(String::new())), &now());
    let effects = update(&mut model, Event::Brought(Part::Sharing, Ok(())), &now());
    let asked = |effect: &&Effect| matches!(effect, Effect::Fetch(Tag::People | Tag::Consents, _));
    assert_eq!(effects.iter().filter(asked).count(), 2, "{effects:?}");
}

#[test]
fn what_is_open_to_everybody_is_brought_at_once_and_shown_when_it_came() {
    for (route, part) in [(Route::Viewer, Part::Record), (Route::Feedback, Part::Settings)] {
        let mut model = Model { parts: State::away(), ..Model::default() };
        let effects = update(&mut model, Event::Started(route.clone()), &now());
        assert_eq!(brings(&effects), [part]);
        model.session.stage = Stage::Out { why: Why::Fresh, offers: vec![], trouble: None, busy: false };
        assert_eq!(view(&model, &now()).screen, Screen::Coming(None), "{route:?}");
        update(&mut model, Event::Brought(part, Err(Trouble::Offline)), &now());
        assert_eq!(view(&model, &now()).screen, Screen::Coming(Some(Trouble::Offline)), "{route:?}");
        assert_eq!(brings(&update(&mut model, Event::Record(record::Event::Retried), &now())), [part]);
        update(&mut model, Event::Brought(part, Ok(())), &now());
        assert!(matches!(view(&model, &now()).screen, Screen::Viewer(_) | Screen::Feedback(_)), "{route:?}");
    }
}

#[test]
fn a_link_that_the_address_brought_waits_for_what_reads_it() {
    let link = || links::Event::Brought("no link".into(), "https://a.example".into());
    let stage = |model: &Model| match view(model, &now()).screen {
        Screen::Viewer(view) => Some(view.stage),
        _ => None,
    };
    let mut model = Model { parts: State::away(), ..Model::default() };
    update(&mut model, Event::Started(Route::Viewer), &now());
    assert_eq!(update(&mut model, Event::Links(link()), &now()), []);
    update(&mut model, Event::Brought(Part::Record, Ok(())), &now());
    assert_eq!(stage(&model), Some(links::Stage::Flawed(links::payload::Flaw::NoLink)));
    // Who goes elsewhere meanwhile leaves it behind.
    let mut model = Model { parts: State::away(), ..Model::default() };
    update(&mut model, Event::Started(Route::Viewer), &now());
    update(&mut model, Event::Links(link()), &now());
    update(&mut model, Event::Moved(Route::Today), &now());
    update(&mut model, Event::Brought(Part::Record, Ok(())), &now());
    update(&mut model, Event::Moved(Route::Viewer), &now());
    assert_eq!(stage(&model), Some(links::Stage::Nothing));
}

#[test]
fn an_app_in_one_piece_has_all() {
    for (route, _) in addresses() {
        assert_eq!(State::default().missing(&route), None);
    }
    assert!(Part::ALL.iter().all(|part| State::default().has(*part) && !State::away().has(*part)));
}

#[test]
fn what_belongs_to_a_part_is_left_alone_before_it_came() {
    let mut model = signed_in();
    assert_eq!(update(&mut model, Event::Measured(None), &now()), [Effect::Listen(true)]);
    for tag in [Tag::People, Tag::Consents, Tag::Looks, Tag::OlderLooks, Tag::Offered, Tag::Invitations] {
        assert_eq!(update(&mut model, Event::Fetched(tag, Err(Trouble::Busy)), &now()), []);
    }
    assert_eq!(update(&mut model, Event::Form(crate::form::Event::Continued), &now()), []);
}
