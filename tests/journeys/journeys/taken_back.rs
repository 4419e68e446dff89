//! What waits is taken back, or changed where it was written.

use lapwing_core::ask::{Event as Ask, Kind as Asks};
use lapwing_core::event::Event;
use lapwing_core::form::{self, StepView};
use lapwing_core::notice::{self, Unchanged, WaitingView};
use lapwing_core::now::short_key;
use lapwing_core::outbox::Kind;
use lapwing_core::past;
use lapwing_core::plan::own::{Event as Own, Field, Part};
use lapwing_core::plan::{Event as Plan, Page, Paper};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::Screen;
use lapwing_core::words::waiting as words;
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::store::Queue;
use lapwing_journeys::trust::Trust;

use crate::{RESPONSES, count, signed_in};

async fn list(phone: &mut Phone<'_>) -> WaitingView {
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view
}

async fn take_back(phone: &mut Phone<'_>, id: &str) {
    phone.happen(Event::Notice(notice::Event::Discarded(id.into()))).await;
}

/// Changes the only thing that waits.
async fn change(phone: &mut Phone<'_>) {
    let view = list(phone).await;
    let [row] = view.rows.as_slice() else { panic!("{view:?}") };
    assert!(row.can_change, "{row:?}");
    phone.happen(Event::Notice(notice::Event::ChangeAsked(row.id.clone()))).await;
}

async fn said(phone: &mut Phone<'_>, events: impl IntoIterator<Item = Own>) {
    for event in events {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
}

/// A phone on which a check-in waits that was sent without a network, and how many the gateway had before.
async fn with_one_that_waits(trust: &Trust) -> (Phone<'_>, u64) {
    let mut phone = signed_in(trust, "asha", true).await;
    let before = count(&mut phone, RESPONSES).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    (phone, before)
}

#[tokio::test]
async fn what_waits_is_taken_back_and_never_goes() {
    let trust = Trust::open();
    let (mut phone, before) = with_one_that_waits(&trust).await;
    let view = list(&mut phone).await;
    assert!(view.rows[0].said.is_some() && view.rows[0].files == 0, "{view:?}");
    take_back(&mut phone, &view.rows[0].id).await;
    assert!(list(&mut phone).await.rows.is_empty());
    assert_eq!(phone.said.last().map(String::as_str), Some(words::TAKEN_BACK));
    phone.network(true).await;
    phone.wait(60_000).await;
    assert_eq!(count(&mut phone, RESPONSES).await, before);
}

/// A newer version made the storage what it is: the older one that is still open takes nothing of it apart.
#[tokio::test]
async fn what_a_newer_version_keeps_is_taken_back_whole_or_not_at_all() {
    let trust = Trust::open();
    let (mut phone, before) = with_one_that_waits(&trust).await;
    let id = list(&mut phone).await.rows.remove(0).id;
    phone.storage.store.borrow_mut().newest.stores += 1;
    let mut newer = phone.tab();
    newer.reopen(Route::Today).await;
    take_back(&mut phone, &id).await;
    assert_ne!(phone.said.last().map(String::as_str), Some(words::TAKEN_BACK));
    assert_eq!(phone.waiting(), 1, "it waits, with all that belongs to it");
    assert!(list(&mut newer).await.rows[0].said.is_some(), "its words are there");
    phone.network(true).await;
    phone.wait(60_000).await;
    assert_eq!(count(&mut newer, RESPONSES).await, before + 1);
}

#[tokio::test]
async fn what_was_refused_is_taken_back_or_changed() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    crate::fill(&mut phone).await;
    phone.net.borrow_mut().faults = [Fault::Status(403)].into();
    phone.happen(Event::Form(form::Event::Sent)).await;
    change(&mut phone).await;
    let Screen::Answer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let StepView::Form(step) = view.step else { panic!("{view:?}") };
    assert_eq!((step.progress.answered, phone.waiting()), (9, 0));
    phone.net.borrow_mut().faults = [Fault::Status(403)].into();
    crate::answer(&mut phone).await;
    let view = list(&mut phone).await;
    assert!(view.rows[0].can_retry, "{view:?}");
    take_back(&mut phone, &view.rows[0].id).await;
    assert_eq!((phone.waiting(), list(&mut phone).await.rows.len()), (0, 0));
}

#[tokio::test]
async fn what_is_on_its_way_can_not_be_taken_back_and_that_is_said() {
    let trust = Trust::open();
    let (mut phone, before) = with_one_that_waits(&trust).await;
    let view = list(&mut phone).await;
    // Another tab takes it in hand after it was shown.
    let held = phone.storage.held(Queue::Outbox).remove(0);
    let item = held.with(held.item.ticket.sending(phone.time()));
    assert!(phone.storage.settle(Queue::Outbox, held, Some(item)).is_ok_and(|put| put.is_some()));
    take_back(&mut phone, &view.rows[0].id).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((view.unchanged, phone.waiting()), (Some(Unchanged::OnItsWay), 1));
    phone.network(true).await;
    phone.wait(120_000).await;
    assert_eq!((phone.waiting(), count(&mut phone, RESPONSES).await), (0, before + 1));
}

#[tokio::test]
async fn a_note_that_waits_is_written_on_where_it_belongs() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::CheckIns).await;
    let Screen::CheckIns(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let rows = view.rows.expect("the list");
    let key = rows.iter().find(|row| row.title == "Mood check-in").expect("it").key.clone();
    phone.go(Route::Past(key.clone())).await;
    let Screen::Past(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let response = view.taken.iter().find_map(|taken| taken.response.clone()).expect("answers");
    phone.network(false).await;
    for event in [
        past::Event::NoteBegun(response.clone()),
        past::Event::NoteWritten("My mother was ill.".into()),
        past::Event::NoteGiven,
    ] {
        phone.happen(Event::Past(event)).await;
    }
    phone.reopen(Route::Today).await;
    assert_eq!(list(&mut phone).await.rows[0].said.as_deref(), Some("My mother was ill."));
    change(&mut phone).await;
    assert_eq!(
        (phone.model.route.clone(), phone.waiting()),
        (Route::PastAnswer(key, short_key(&response)), 0)
    );
    let writing = phone.model.past.writing.clone().expect("the note");
    assert_eq!((writing.text.as_str(), writing.response.as_str()), ("My mother was ill.", &*response));
    phone.happen(Event::Past(past::Event::NoteWritten("My mother was ill in May.".into()))).await;
    phone.happen(Event::Past(past::Event::NoteGiven)).await;
    phone.network(true).await;
    phone.wait(60_000).await;
    let notes = trust.records().of_patient("Observation", "Patient/asha").expect("the entries");
    let mine = |one: &&serde_json::Value| {
        one["valueString"].as_str().is_some_and(|text| text.starts_with("My mother"))
    };
    let mine: Vec<_> = notes.iter().filter(mine).map(|one| one["valueString"].clone()).collect();
    assert_eq!(mine, ["My mother was ill in May."]);
}

#[tokio::test]
async fn what_was_asked_at_an_entry_is_written_on_there() {
    const ENTRY: &str = "Condition/asha-asthma";
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Entry(short_key(ENTRY))).await;
    phone.network(false).await;
    for event in [Ask::Begun(ENTRY.into(), Asks::Correction), Ask::Written("My sister.".into()), Ask::Given] {
        phone.happen(Event::Ask(event)).await;
    }
    assert_eq!(list(&mut phone).await.rows[0].said.as_deref(), Some("My sister."));
    change(&mut phone).await;
    assert_eq!((phone.model.route.clone(), phone.waiting()), (Route::Entry(short_key(ENTRY)), 0));
    let writing = phone.model.ask.writing.clone().expect("the words");
    assert_eq!((writing.text.as_str(), writing.kind), ("My sister.", Asks::Correction));
}

#[tokio::test]
async fn plans_are_changed_where_they_stand_and_a_press_can_only_be_taken_back() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Plan).await;
    phone.network(false).await;
    said(
        &mut phone,
        [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, "Walk".into()), Own::Given],
    )
    .await;
    change(&mut phone).await;
    assert_eq!((phone.model.route.clone(), phone.waiting()), (Route::Plan, 1));
    let row = list(&mut phone).await.rows.remove(0);
    assert_eq!((row.said.as_deref(), row.change), (Some("Walk"), words::CHANGE));
    take_back(&mut phone, &row.id).await;
    phone.go(Route::Plan).await;
    let Screen::Plan(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.own.expect("the own part").goals.is_empty());
    phone.go(Route::Paper(Paper::About, "1".into())).await;
    phone.happen(Event::Plan(Plan::Wrote(7, "I like the sea".into()))).await;
    phone.happen(Event::Plan(Plan::Given(7))).await;
    phone.go(Route::Today).await;
    change(&mut phone).await;
    assert_eq!(phone.model.route, Route::Paper(Paper::About, String::new()));
    let row = list(&mut phone).await.rows.remove(0);
    take_back(&mut phone, &row.id).await;
    phone.network(true).await;
    let Screen::Plan(..) = ({
        phone.go(Route::Plan).await;
        phone.screen()
    }) else {
        panic!()
    };
    let goal = trust.records().of_patient("Goal", "Patient/asha").expect("goals");
    let id = goal[0]["id"].as_str().expect("an id").to_owned();
    phone.network(false).await;
    phone.happen(Event::Plan(Plan::Rated(id, 4))).await;
    let row = list(&mut phone).await.rows.remove(0);
    assert_eq!((row.kind, row.can_change, row.change), (Kind::Rating, false, words::FIXED_SAID));
}

/// What is on its way may arrive: the words here stay what they are, with what was written since.
#[tokio::test]
async fn a_paper_that_could_not_be_taken_back_keeps_its_words() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Plan).await;
    phone.network(false).await;
    for (at, words) in [("1", "I like the sea"), ("2", "I do not like noise")] {
        let step = at.parse::<usize>().expect("a number") + 6;
        phone.go(Route::Paper(Paper::About, at.into())).await;
        phone.happen(Event::Plan(Plan::Wrote(step, words.into()))).await;
        phone.happen(Event::Plan(Plan::Given(step))).await;
    }
    let words = |phone: &mut Phone<'_>| {
        let Screen::Safety(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        let Page::Whole(whole) = view.page else { panic!("{:?}", view.page) };
        let lines = whole.steps.into_iter().flat_map(|step| step.lines);
        lines.map(|line| line.text).filter(|text| text.starts_with("I ")).count()
    };
    phone.go(Route::Paper(Paper::About, String::new())).await;
    let before = words(&mut phone);
    assert!(before >= 2, "{before}");
    let row = list(&mut phone).await.rows.remove(0);
    for held in phone.storage.held(Queue::Outbox) {
        let item = held.with(held.item.ticket.sending(phone.time()));
        assert!(phone.storage.settle(Queue::Outbox, held, Some(item)).is_ok_and(|put| put.is_some()));
    }
    take_back(&mut phone, &row.id).await;
    phone.go(Route::Paper(Paper::About, String::new())).await;
    assert_eq!(words(&mut phone), before);
}

/// From what waits there is a way to both versions, also of whom somebody cares for.
#[tokio::test]
async fn two_changes_of_one_are_seen_from_what_waits() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let leon_of = || Event::Session(Session::Switched(Subject::For("Patient/leon".into())));
    rosa.happen(leon_of()).await;
    rosa.go(Route::Plan).await;
    said(
        &mut rosa,
        [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, "Cook".into()), Own::Given],
    )
    .await;
    let Screen::Plan(view, _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let key = view.own.expect("the own part").goals[0].key.clone();
    let changed =
        |words: &str| [Own::Changed(key.clone()), Own::Wrote(Field::Text, words.into()), Own::Given];
    rosa.network(false).await;
    said(&mut rosa, changed("Cook on Sundays")).await;
    trust.wait(120_000);
    let mut leon = signed_in(&trust, "leon", true).await;
    leon.go(Route::Plan).await;
    said(&mut leon, changed("Cook on Fridays")).await;
    trust.wait(120_000);
    rosa.happen(Event::Session(Session::Switched(Subject::Me))).await;
    rosa.network(true).await;
    rosa.wait(60_000).await;
    let view = list(&mut rosa).await;
    assert_eq!(view.rows[0].change, words::SEE_BOTH, "{view:?}");
    change(&mut rosa).await;
    let Screen::Plan(view, _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let clash = view.own.expect("the own part").clashes.remove(0);
    assert_eq!(clash.mine, "Cook on Sundays");
}
