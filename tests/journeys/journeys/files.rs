//! Files with answers: kept in parts, sent part by part after the answers, and written once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lapwing_core::event::Event;
use lapwing_core::form::shown::{Body, File, Source};
use lapwing_core::form::{self, Given, StepView};
use lapwing_core::notice::{self, WaitingRow};
use lapwing_core::now::short_key;
use lapwing_core::outbox::{Kind, PART, State, Why};
use lapwing_core::record::{self, Apart, LetterView};
use lapwing_core::route::Route;
use lapwing_core::session;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault;
use lapwing_core::view::Screen;
use lapwing_journeys::files::digest;
use lapwing_journeys::flusher::{Flusher, worker};
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::store::Queue;
use lapwing_journeys::trust::Trust;

use crate::{protected, signed_in};

mod kept;

/// Bytes that no two parts have alike.
fn bytes(parts: usize) -> Vec<u8> {
    let length = parts * PART as usize - 777;
    (0..length).map(|at| u8::try_from((at * at / 977 + at) % 251).expect("small")).collect()
}

/// Opens "Something to show my team", writes, and chooses a file.
async fn choose(phone: &mut Phone<'_>, file: &[u8]) {
    phone.go(Route::CheckIns).await;
    phone.go(Route::Answer(short_key("https://lapwing.example/Questionnaire/show-my-team"))).await;
    phone.happen(Event::Form(form::Event::WentTo(0))).await;
    gave(phone, Given::Typed(0, "A letter from school".into())).await;
    phone.happen(Event::Form(form::Event::Continued)).await;
    pick(phone, file).await;
    phone.happen(Event::Form(form::Event::Continued)).await;
}

async fn pick(phone: &mut Phone<'_>, file: &[u8]) {
    phone.files.push(file.to_vec());
    let held = u32::try_from(phone.files.len() - 1).expect("few");
    let made = File {
        name: "letter.pdf".into(),
        content_type: "application/pdf".into(),
        size: file.len() as u64,
        source: Source::Held(held),
    };
    gave(phone, Given::File(0, made.into())).await;
}

async fn gave(phone: &mut Phone<'_>, given: Given) {
    let Screen::Answer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let StepView::Form(form) = view.step else { panic!("{view:?}") };
    let row = form.rows.iter().find(|row| matches!(row.body, Body::Question(_))).expect("a question");
    phone.happen(Event::Form(form::Event::Gave(row.key.clone(), given))).await;
}

async fn send(phone: &mut Phone<'_>) {
    phone.happen(Event::Form(form::Event::Sent)).await;
}

/// What is wrong with the question on the screen, in words.
/// Writes with a file, and sends it where there is no network: both wait.
async fn send_offline(phone: &mut Phone<'_>, file: &[u8]) {
    choose(phone, file).await;
    phone.network(false).await;
    send(phone).await;
}

fn error(phone: &mut Phone<'_>) -> Option<String> {
    let Screen::Answer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let StepView::Form(form) = view.step else { panic!("{view:?}") };
    let (_, asked) = crate::asked(&form);
    asked.slots.iter().find_map(|slot| slot.error.as_deref().map(String::from))
}

/// The files that the gateway has: the bytes of each, and how many versions there are.
fn written(trust: &Trust) -> Vec<(Vec<u8>, usize)> {
    let db = rusqlite::Connection::open(trust.data().join("records.db")).expect("the records");
    let mut rows = db.prepare("SELECT id FROM resource WHERE kind = 'Binary'").expect("a query");
    let ids: Vec<String> = rows.query_map([], |row| row.get(0)).expect("rows").map(Result::unwrap).collect();
    let one = |id: &String| {
        let stored = trust.records().read("Binary", id).expect("read").expect("there").value().expect("JSON");
        let data = STANDARD.decode(stored["data"].as_str().expect("data")).expect("base64");
        (data, trust.records().history("Binary", id).expect("a history").len())
    };
    ids.iter().map(one).collect()
}

fn is_once(trust: &Trust, file: &[u8]) {
    let all = written(trust);
    assert_eq!(all.len(), 1, "one file");
    assert_eq!(all[0].1, 1, "one version");
    assert_eq!(digest(&all[0].0), digest(file));
    assert_eq!(all[0].0, file);
}

async fn rows(phone: &mut Phone<'_>) -> Vec<WaitingRow> {
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.rows
}

/// As often as it takes, with the waits between.
async fn go_on(phone: &mut Phone<'_>) {
    for _ in 0..12 {
        phone.happen(Event::Notice(notice::Event::SendAsked)).await;
        phone.wait(700_000).await;
    }
}

#[tokio::test]
async fn a_file_goes_after_its_answers_part_by_part_and_is_there_once() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(5);
    phone.go(Route::CheckIns).await;
    choose(&mut phone, &file).await;
    assert_eq!(phone.storage.parts(), 5, "kept as soon as it is chosen");
    phone.network(false).await;
    send(&mut phone).await;
    let waiting = rows(&mut phone).await;
    let named: Vec<_> = waiting.iter().map(|row| (row.kind, row.file.as_deref(), row.after)).collect();
    assert!(named.contains(&(Kind::File, Some("letter.pdf"), true)), "{named:?}");
    assert!(named.contains(&(Kind::CheckIn, None, false)), "{named:?}");
    phone.network(true).await;
    assert_eq!((phone.waiting(), phone.storage.parts()), (0, 0));
    is_once(&trust, &file);
}

#[tokio::test]
async fn a_cut_at_any_part_goes_on_from_what_the_gateway_has() {
    let file = bytes(4);
    // The answers, four parts and the entry that brings them.
    for at in 0..6 {
        for fault in [
            Fault::Lost,
            Fault::AnswerLost,
            Fault::Cut,
            Fault::Captive,
            Fault::Broke,
            Fault::Late,
            Fault::Twice,
            Fault::Status(503),
            Fault::Busy(9),
        ] {
            let trust = Trust::open();
            let mut phone = signed_in(&trust, "asha", true).await;
            choose(&mut phone, &file).await;
            phone.net.borrow_mut().faults.extend(std::iter::repeat_n(Fault::Twice, at));
            phone.net.borrow_mut().faults.push_back(fault);
            send(&mut phone).await;
            if fault == Fault::Lost && at == 3 {
                let waiting = rows(&mut phone).await;
                assert_eq!(waiting[0].parts, Some((2, 4)), "it is said how far it is");
            }
            go_on(&mut phone).await;
            let late = std::mem::take(&mut phone.net.borrow_mut().late);
            for wire in late {
                trust.send(wire).await;
            }
            assert_eq!(phone.waiting(), 0, "{fault:?} at {at}");
            is_once(&trust, &file);
        }
    }
}

#[tokio::test]
async fn a_page_that_is_killed_at_any_step_loses_nothing() {
    let file = bytes(3);
    for steps in 1..14 {
        let trust = Trust::open();
        let mut phone = signed_in(&trust, "asha", true).await;
        choose(&mut phone, &file).await;
        phone.killed_after = Some(steps);
        send(&mut phone).await;
        phone.reopen(Route::Today).await;
        go_on(&mut phone).await;
        assert_eq!(phone.waiting(), 0, "killed after {steps}");
        is_once(&trust, &file);
    }
}

#[tokio::test]
async fn a_locked_phone_delivers_it_and_two_flushers_write_it_once() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", "kettle moss nine").await;
    let file = bytes(4);
    send_offline(&mut phone, &file).await;
    trust.wait(13 * 3_600_000);
    phone.reopen(Route::Today).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)));
    phone.net.borrow_mut().online = true;
    let run = || Flusher::new(worker(&phone.storage), std::rc::Rc::clone(&phone.net), (0, true), None);
    let (mut one, mut other) = (run(), run());
    let mut steps = 0;
    while one.step(&trust).await | other.step(&trust).await {
        steps += 1;
        assert!(steps < 200);
    }
    drop((one, other));
    go_on(&mut phone).await;
    assert_eq!((phone.waiting(), phone.storage.parts()), (0, 0));
    is_once(&trust, &file);
}

#[tokio::test]
async fn what_is_written_meanwhile_goes_before_the_next_part() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    choose(&mut phone, &bytes(6)).await;
    phone.network(false).await;
    send(&mut phone).await;
    phone.net.borrow_mut().online = true;
    let kept = worker(&phone.storage);
    let mut flusher = Flusher::new(kept, std::rc::Rc::clone(&phone.net), (0, true), None);
    while trust.heard.borrow().len() < 3 {
        flusher.step(&trust).await;
    }
    // A second page of the same phone hands over a check-in while two of six parts are sent.
    let mut tab = phone.tab();
    tab.reopen(Route::Today).await;
    crate::begin(&mut tab).await;
    crate::fill(&mut tab).await;
    let before = trust.heard.borrow().len();
    tab.killed_after = Some(1);
    tab.happen(Event::Form(form::Event::Sent)).await;
    while flusher.step(&trust).await {}
    drop(flusher);
    let order: Vec<bool> = trust.heard.borrow()[before..].iter().map(|(id, _)| id.len() > 3).collect();
    let went = order.iter().position(|whole| *whole).expect("the check-in went");
    assert!(went <= 1, "behind no part but the one under way: {order:?}");
    assert_eq!(phone.waiting(), 0);
}

#[tokio::test]
async fn what_the_gateway_forgot_is_sent_again() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(4);
    choose(&mut phone, &file).await;
    phone.net.borrow_mut().faults.extend([Fault::Twice, Fault::Twice, Fault::Twice, Fault::Lost]);
    send(&mut phone).await;
    assert_eq!(rows(&mut phone).await[0].parts, Some((2, 4)));
    // A backup holds no parts.
    trust.restore(&trust.backup(), true);
    go_on(&mut phone).await;
    assert_eq!(phone.waiting(), 0);
    is_once(&trust, &file);
}

#[tokio::test]
async fn taken_back_its_file_is_in_the_draft_again() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(3);
    send_offline(&mut phone, &file).await;
    let row = rows(&mut phone).await.into_iter().find(|row| row.can_change).expect("the answers");
    phone.happen(Event::Notice(notice::Event::ChangeAsked(row.id))).await;
    assert_eq!((phone.waiting(), phone.storage.parts()), (0, 3));
    phone.network(true).await;
    send(&mut phone).await;
    assert_eq!((phone.waiting(), phone.storage.parts()), (0, 0));
    is_once(&trust, &file);
}

#[tokio::test]
async fn dropped_answers_take_their_file_with_them_and_a_dropped_file_leaves_the_answers() {
    for drops in [Kind::CheckIn, Kind::File] {
        let trust = Trust::open();
        let mut phone = signed_in(&trust, "asha", true).await;
        choose(&mut phone, &bytes(3)).await;
        phone.network(false).await;
        send(&mut phone).await;
        let row = rows(&mut phone).await.into_iter().find(|row| row.kind == drops).expect("a row");
        phone.happen(Event::Notice(notice::Event::Discarded(row.id))).await;
        let left = usize::from(drops == Kind::File);
        assert_eq!((phone.waiting(), phone.storage.parts()), (left, 0), "{drops:?}");
        phone.network(true).await;
        assert_eq!((phone.waiting(), written(&trust)), (0, vec![]));
    }
}

#[tokio::test]
async fn another_file_in_its_place_and_none_leave_no_parts_behind() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    choose(&mut phone, &bytes(3)).await;
    phone.happen(Event::Form(form::Event::WentBack)).await;
    pick(&mut phone, &bytes(2)).await;
    assert_eq!(phone.storage.parts(), 2);
    gave(&mut phone, Given::Cleared).await;
    assert_eq!(phone.storage.parts(), 0);
    pick(&mut phone, &bytes(2)).await;
    phone.happen(Event::Form(form::Event::Restarted)).await;
    assert_eq!(phone.storage.parts(), 0);
}

#[tokio::test]
async fn what_can_not_be_kept_is_said_and_the_answers_stay() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    choose(&mut phone, &bytes(1)).await;
    phone.happen(Event::Form(form::Event::WentBack)).await;
    // No room on the device, after two parts.
    let full = |phone: &Phone<'_>| phone.storage.store.borrow_mut().full = 9;
    full(&phone);
    pick(&mut phone, &bytes(4)).await;
    phone.storage.store.borrow_mut().full = 0;
    let said = error(&mut phone).expect("said");
    assert!(said.contains("no room") && said.contains("answers are kept"), "{said}");
    // Too large.
    let made = File {
        name: "film.pdf".into(),
        content_type: "application/pdf".into(),
        size: 10_000_001,
        source: Source::TooLarge,
    };
    gave(&mut phone, Given::File(0, made.clone().into())).await;
    let said = error(&mut phone).expect("said");
    assert!(said.contains("10 megabytes"), "{said}");
    // Not readable.
    gave(&mut phone, Given::File(0, File { source: Source::Unread, ..made }.into())).await;
    let said = error(&mut phone).expect("said");
    assert!(said.contains("not kept"), "{said}");
    // Without it the answers go.
    gave(&mut phone, Given::Cleared).await;
    phone.happen(Event::Form(form::Event::Continued)).await;
    send(&mut phone).await;
    assert_eq!((phone.waiting(), phone.storage.parts(), written(&trust).len()), (0, 0, 0));
}

#[tokio::test]
async fn a_file_that_is_refused_or_gone_is_said_and_the_answers_are_with_the_team() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    choose(&mut phone, &bytes(3)).await;
    phone.network(false).await;
    send(&mut phone).await;
    // The browser lost a part.
    let id =
        phone.storage.held(Queue::Outbox).into_iter().find(|h| h.item.ticket.parts.all > 0).expect("a file");
    phone.storage.drop_file(&id.item.ticket.id);
    phone.network(true).await;
    let left = rows(&mut phone).await;
    let told: Vec<_> = left.iter().map(|row| (row.kind, row.state)).collect();
    assert_eq!(told, [(Kind::File, State::NeedsYou(Why::Refused))]);
    assert!(crate::count(&mut phone, crate::RESPONSES).await > 0);
}

#[tokio::test]
async fn a_device_that_is_revoked_in_the_middle_is_named_anew_and_goes_on() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(4);
    choose(&mut phone, &file).await;
    phone.net.borrow_mut().faults.extend([Fault::Twice, Fault::Twice, Fault::Status(401)]);
    send(&mut phone).await;
    assert_eq!(phone.waiting(), 0);
    is_once(&trust, &file);
}

#[tokio::test]
async fn where_nothing_is_kept_it_goes_from_the_page() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", false).await;
    let file = bytes(3);
    choose(&mut phone, &file).await;
    assert!(phone.storage.store.borrow().kept.is_empty());
    phone.network(false).await;
    send(&mut phone).await;
    assert_eq!(phone.waiting(), 2);
    phone.network(true).await;
    assert_eq!((phone.waiting(), phone.storage.parts()), (0, 0));
    is_once(&trust, &file);
}
