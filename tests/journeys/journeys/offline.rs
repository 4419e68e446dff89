//! Without a network.

use lapwing_core::event::Event;
use lapwing_core::form::{Event as Form, StepView};
use lapwing_core::notice;
use lapwing_core::outbox::State;
use lapwing_core::plan::Event as Plan;
use lapwing_core::plan::own::{Event as Own, Field, Part};
use lapwing_core::record::{Freshness, Presence};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::view::Screen;
use lapwing_journeys::flusher::{self, Flusher};
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::store::Queue;
use lapwing_journeys::trust::Trust;

use crate::{RESPONSES, signed_in};

#[tokio::test]
async fn what_was_read_is_there_with_its_time() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("medicines".into())).await;
    trust.wait(5 * 60_000);
    phone.net.borrow_mut().online = false;
    phone.reopen(Route::Shelf("medicines".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(list.shown.presence, Presence::Here);
    assert_eq!(list.shown.freshness, Freshness::AsOf("today at 09:00".into(), Some(Trouble::Offline)));
}

#[tokio::test]
async fn what_was_kept_too_long_is_not_shown() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("medicines".into())).await;
    trust.wait(8 * 86_400_000);
    phone.net.borrow_mut().online = false;
    phone.reopen(Route::Shelf("medicines".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(list.shown.presence, Presence::Trouble(Trouble::Offline));
}

#[tokio::test]
async fn a_check_in_made_offline_is_sent_though_the_session_is_over() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    assert_eq!(phone.waiting(), 1);
    trust.wait(31 * 60_000);
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0, "sealed, and delivered by this device's own credential");
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
}

#[tokio::test]
async fn what_waits_for_its_time_goes_when_the_person_says_so() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    crate::fill(&mut phone).await;
    phone.net.borrow_mut().faults.push_back(Fault::Status(503));
    phone.happen(Event::Form(Form::Sent)).await;
    phone.happen(Event::Visible(true)).await;
    assert_eq!(phone.waiting(), 1, "it is not its time yet");
    phone.happen(Event::Notice(lapwing_core::notice::Event::SendAsked)).await;
    assert_eq!(phone.waiting(), 0);
}

#[tokio::test]
async fn what_the_device_has_no_room_for_is_sent_from_the_page() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    crate::fill(&mut phone).await;
    phone.storage.store.borrow_mut().full = 99;
    phone.happen(Event::Form(Form::Sent)).await;
    assert!(
        matches!(&phone.screen(), Screen::Answer(v) if matches!(v.step, StepView::Review(_))),
        "not saved"
    );
    phone.net.borrow_mut().faults.push_back(Fault::Lost);
    phone.happen(Event::Form(Form::Sent)).await;
    assert_eq!(phone.waiting(), 1, "in the page's memory");
    phone.happen(Event::Notice(lapwing_core::notice::Event::SendAsked)).await;
    assert_eq!(phone.waiting(), 0, "by the device's credential, as the page has none");
}

#[tokio::test]
async fn what_the_gateway_took_is_gone_though_the_device_has_no_room_to_note_when() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    assert_eq!(phone.waiting(), 1);
    phone.net.borrow_mut().online = true;
    let mut run = Flusher::new(phone.storage.clone(), phone.net.clone(), (phone.number, true), None);
    while run.place() != "leased" {
        assert!(run.step(&trust).await);
    }
    phone.storage.store.borrow_mut().full = 99;
    while run.step(&trust).await {}
    assert_eq!((phone.waiting(), run.trouble), (0, None));
}

#[tokio::test]
async fn an_entry_that_does_not_open_keeps_its_copy() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    let id = phone.model.notice.waiting.outbox[0].ticket.id.clone();
    phone.storage.store.borrow_mut().spoilt.push(id);
    phone.go(Route::Waiting).await;
    let waiting = &phone.model.notice.waiting;
    assert_eq!((waiting.outbox.len(), waiting.unreadable), (0, 1));
    phone.storage.store.borrow_mut().spoilt.clear();
    phone.go(Route::Today).await;
    phone.go(Route::Waiting).await;
    assert_eq!(phone.model.notice.waiting.outbox.len(), 1, "it can be read again");
}

/// A check-in is answered with this, and with the gateway's own word the next time.
async fn check_held(fault: Fault, held: bool) {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    let sealed = |phone: &Phone<'_>| phone.storage.held(Queue::Outbox)[0].item.clone();
    let before = sealed(&phone);
    phone.net.borrow_mut().online = true;
    phone.net.borrow_mut().faults.extend([fault; 9]);
    let worker = flusher::worker(&phone.storage);
    let mut run = Flusher::new(worker, phone.net.clone(), (0, true), None);
    while run.step(&trust).await {}
    drop(run);
    let after = sealed(&phone);
    assert_eq!(after.ticket.state == State::NeedsSignIn, held, "{fault:?}");
    assert_eq!((after.label, after.body), (before.label, before.body), "{fault:?}: it stays sealed");
    phone.net.borrow_mut().faults.clear();
    trust.wait(3_600_000);
    phone.reopen(Route::Today).await;
    if matches!(phone.screen(), Screen::SignIn(_)) {
        phone.happen(Event::Session(lapwing_core::session::Event::Chosen("asha".into()))).await;
    }
    phone.happen(Event::Notice(lapwing_core::notice::Event::SendAsked)).await;
    assert_eq!(phone.waiting(), 0, "{fault:?}");
}

#[tokio::test]
async fn only_the_gateway_itself_says_that_a_sign_in_is_needed_and_nothing_is_lost_by_it() {
    check_held(Fault::Status(401), true).await;
    check_held(Fault::Status(410), true).await;
    check_held(Fault::Page(401), false).await;
    check_held(Fault::Page(410), false).await;
}

#[tokio::test]
async fn what_something_on_the_way_refuses_is_tried_again_by_itself() {
    for status in [403, 404, 407, 409, 412, 413, 451] {
        check_held(Fault::Page(status), false).await;
    }
}

#[tokio::test]
async fn what_waits_is_changed_and_arrives_once_as_it_was_changed() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let before = crate::count(&mut phone, RESPONSES).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let [row] = view.rows.as_slice() else { panic!("{view:?}") };
    assert!(row.can_change && !row.tried, "{row:?}");
    phone.happen(Event::Notice(notice::Event::ChangeAsked(row.id.clone()))).await;
    let Screen::Answer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let StepView::Form(form) = view.step else { panic!("{view:?}") };
    assert_eq!((form.progress.answered, phone.waiting()), (9, 0), "a draft, and nothing waits");
    phone.reopen(Route::CheckIns).await;
    crate::begin(&mut phone).await;
    crate::answer(&mut phone).await;
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0);
    assert_eq!(crate::count(&mut phone, RESPONSES).await, before + 1);
}

#[tokio::test]
async fn what_may_have_arrived_is_not_taken_back() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    crate::fill(&mut phone).await;
    phone.net.borrow_mut().faults.push_back(Fault::AnswerLost);
    phone.happen(Event::Form(Form::Sent)).await;
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(!view.rows[0].can_change && view.rows[0].tried, "{view:?}");
    phone.happen(Event::Notice(notice::Event::ChangeAsked(view.rows[0].id.clone()))).await;
    assert_eq!(phone.waiting(), 1, "it stays");
}

#[tokio::test]
async fn what_was_refused_goes_once_more_when_the_person_says_so() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.net.borrow_mut().faults = [Fault::Status(403)].into();
    crate::answer(&mut phone).await;
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.rows[0].can_retry, "{view:?}");
    let id = view.rows[0].id.clone();
    phone.happen(Event::Notice(notice::Event::RetryAsked(id))).await;
    assert_eq!(phone.waiting(), 0);
}

/// How many copies of the record the device keeps.
fn copies(phone: &Phone<'_>) -> usize {
    let is_copy = |(device, key): &&(bool, lapwing_core::effect::Key)| *device && key.0.contains("/record/");
    phone.kept().keys().filter(is_copy).count()
}

/// Asha read her medicines, wrote a goal without a network, and after it what speaks of risk; there is a network again, and
/// room for so many saves fewer. With it the id of the later entry.
async fn full_with_two(trust: &Trust, full: u32) -> (Phone<'_>, String) {
    let mut phone = signed_in(trust, "asha", true).await;
    phone.go(Route::Shelf("medicines".into())).await;
    phone.go(Route::Plan).await;
    phone.network(false).await;
    for event in [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, "Walk".into()), Own::Given] {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
    crate::begin(&mut phone).await;
    crate::check_in::answer_all(&mut phone, 1, 1).await;
    phone.happen(Event::Form(Form::Sent)).await;
    let risk = phone.model.notice.waiting.outbox.iter().find(|entry| entry.risk).expect("it waits");
    let risk = risk.ticket.id.clone();
    assert!(phone.waiting() > 1 && copies(&phone) > 0);
    phone.net.borrow_mut().online = true;
    phone.net.borrow_mut().chosen.clear();
    phone.storage.store.borrow_mut().full = full;
    (phone, risk)
}

/// The ids of what was chosen to go, in order.
fn chosen(phone: &Phone<'_>) -> Vec<String> {
    phone.net.borrow_mut().chosen.drain(..).map(|one| one.id).collect()
}

/// Each step is written down before it is taken: copies of the record make room for that.
#[tokio::test]
async fn on_a_full_device_what_waits_goes_once_copies_made_room_and_risk_goes_first() {
    let trust = Trust::open();
    let (mut phone, risk) = full_with_two(&trust, 1).await;
    let all = phone.waiting();
    phone.happen(Event::Notice(notice::Event::SendAsked)).await;
    assert_eq!(phone.waiting(), 0);
    assert_eq!(phone.model.notice.storage, Some(Trouble::StorageCleared), "and it is said");
    let chosen = chosen(&phone);
    // The first was refused its step, and nothing else went in its place.
    assert_eq!((&chosen[0], &chosen[1], chosen.len()), (&risk, &risk, all + 1));
    assert_eq!(phone.storage.store.borrow().refused, 1);
}

/// Neither a page nor the worker sends what it cannot write down; it goes when there is room.
#[tokio::test]
async fn where_no_room_can_be_made_nothing_is_lost_and_it_goes_later() {
    let trust = Trust::open();
    let (mut phone, risk) = full_with_two(&trust, 1_000).await;
    let all = phone.waiting();
    let before: Vec<_> = phone.storage.held(Queue::Outbox).into_iter().map(|held| held.item).collect();
    let worker =
        |phone: &Phone<'_>| Flusher::new(flusher::worker(&phone.storage), phone.net.clone(), (0, true), None);
    let mut run = worker(&phone);
    while run.step(&trust).await {}
    assert_eq!(run.trouble, Some(Trouble::StorageFull));
    drop(run);
    assert!(copies(&phone) > 0, "the worker gives up nothing");
    phone.happen(Event::Notice(notice::Event::SendAsked)).await;
    let after: Vec<_> = phone.storage.held(Queue::Outbox).into_iter().map(|held| held.item).collect();
    assert_eq!((after, copies(&phone)), (before, 0), "as it was");
    assert_eq!(phone.model.notice.storage, Some(Trouble::StorageFull), "and it is said");
    let tried = chosen(&phone);
    assert!(tried.iter().all(|id| *id == risk), "{tried:?}");
    phone.storage.store.borrow_mut().full = 0;
    let mut run = worker(&phone);
    while run.step(&trust).await {}
    let sent = chosen(&phone);
    assert_eq!((phone.waiting(), &sent[0], sent.len()), (0, &risk, all));
}

#[tokio::test]
async fn on_a_full_device_copies_of_the_record_go_before_what_the_person_writes() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("medicines".into())).await;
    crate::begin(&mut phone).await;
    crate::fill(&mut phone).await;
    phone.network(false).await;
    assert!(copies(&phone) > 0);
    phone.storage.store.borrow_mut().full = 1;
    phone.happen(Event::Form(Form::Sent)).await;
    let on_device = phone.storage.held(Queue::Outbox).iter().filter(|held| !held.on_page()).count();
    assert_eq!((on_device, copies(&phone)), (1, 0));
    assert_eq!(phone.model.notice.storage, Some(Trouble::StorageCleared), "and it is said");
}
