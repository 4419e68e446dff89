//! What was asked for, planned, and answered before.

use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::past;
use lapwing_core::route::Route;
use lapwing_core::schedule;
use lapwing_core::view::{Screen, TodayView};
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::Value;

use crate::{answer, signed_in};

async fn today(phone: &mut Phone<'_>) -> TodayView {
    phone.go(Route::Today).await;
    match phone.screen() {
        Screen::Today(view) => view,
        other => panic!("{other:?}"),
    }
}

/// The key of the check-in with this title.
async fn key_of(phone: &mut Phone<'_>, title: &str) -> String {
    phone.go(Route::CheckIns).await;
    let Screen::CheckIns(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let rows = view.rows.expect("the list");
    rows.iter().find(|r| r.title == title).unwrap_or_else(|| panic!("{title}: {rows:?}")).key.clone()
}

/// A day later the session is over: the person signs in again.
async fn next_day(phone: &mut Phone<'_>, person: &str) {
    phone.wait(24 * 3_600_000).await;
    phone.reopen(Route::Today).await;
    phone.happen(Event::Session(lapwing_core::session::Event::Chosen(person.into()))).await;
}

async fn task(phone: &mut Phone<'_>, id: &str) -> Value {
    let request = lapwing_core::effect::Request::get(format!("/fhir/Task/{id}"));
    phone.ask(&request, None).await.expect("a network").body.expect("a Task")
}

#[tokio::test]
async fn what_the_team_asked_for_is_done_with_the_answers() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let before = today(&mut phone).await.due.len();
    let key = key_of(&mut phone, "Mood check-in").await;
    assert_eq!(task(&mut phone, "asha-task-phq-9").await["status"], "requested");
    phone.go(Route::Answer(key)).await;
    phone.network(false).await;
    answer(&mut phone).await;
    assert_eq!(today(&mut phone).await.due.len(), before - 1, "what waits to be sent is not asked again");
    phone.network(true).await;
    let done = task(&mut phone, "asha-task-phq-9").await;
    assert_eq!(done["status"], "completed");
    assert!(
        done["output"][0]["valueReference"]["reference"]
            .as_str()
            .is_some_and(|r| r.starts_with("Questionnaire"))
    );
    assert_eq!(task(&mut phone, "asha-task-gad-7").await["status"], "requested", "the other one stays");
}

#[tokio::test]
async fn not_now_is_until_tomorrow_and_stays_in_the_list() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let due = today(&mut phone).await.due;
    let first = due.first().expect("something is due").row.key.clone();
    assert!(due[0].later);
    phone.happen(Event::Schedule(schedule::Event::Later(first.clone()))).await;
    assert!(today(&mut phone).await.due.iter().all(|d| d.row.key != first));
    phone.go(Route::CheckIns).await;
    let Screen::CheckIns(_, listed) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(listed.iter().any(|d| d.row.key == first));
    phone.reopen(Route::Today).await;
    assert!(today(&mut phone).await.due.iter().all(|d| d.row.key != first), "kept over closing the app");
    next_day(&mut phone, "asha").await;
    assert!(today(&mut phone).await.due.iter().any(|d| d.row.key == first), "tomorrow it asks again");
}

#[tokio::test]
async fn a_plan_of_my_own_is_due_at_its_time_and_met_by_answering() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    assert!(today(&mut phone).await.due.is_empty());
    let key = key_of(&mut phone, "Short mood and worry check-in").await;
    phone.go(Route::Schedule(key.clone())).await;
    phone.happen(Event::Schedule(schedule::Event::TimeChosen(key.clone(), 0, "09:20".into()))).await;
    phone.happen(Event::Schedule(schedule::Event::Kept(key.clone()))).await;
    let Screen::Schedule(plan) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((plan.kept.as_deref(), plan.saved), (Some("Every day at 09:20"), Some(Ok(()))));
    assert!(today(&mut phone).await.due.is_empty(), "not before its time");
    phone.wait(20 * 60_000 + 60).await;
    let due = today(&mut phone).await.due;
    assert_eq!(due.len(), 1);
    assert!(due[0].planned.as_deref().is_some_and(|p| p.starts_with("You planned this for")), "{due:?}");
    phone.go(Route::Answer(key)).await;
    answer(&mut phone).await;
    assert!(today(&mut phone).await.due.is_empty(), "met");
    next_day(&mut phone, "nell").await;
    assert_eq!(today(&mut phone).await.due.len(), 1, "and the next day again, kept over closing the app");
}

#[tokio::test]
async fn past_answers_are_read_and_noted_on() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let key = key_of(&mut phone, "Mood check-in").await;
    phone.go(Route::Past(key.clone())).await;
    let Screen::Past(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let at = view.taken.iter().find_map(|t| t.response.clone()).expect("answers behind a total");
    let at = short_key(&at);
    phone.go(Route::PastAnswer(key.clone(), at.clone())).await;
    let Screen::PastAnswer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((view.said.len(), view.notes.len()), (9, 0), "{view:?}");
    assert!(view.scores[0].starts_with("Score: "), "{:?}", view.scores);
    phone.network(false).await;
    phone.happen(Event::Past(past::Event::NoteBegun(view.response))).await;
    phone.happen(Event::Past(past::Event::NoteWritten("My mother was ill.".into()))).await;
    phone.happen(Event::Past(past::Event::NoteGiven)).await;
    let Screen::PastAnswer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.notes.iter().map(|n| n.waiting).collect::<Vec<_>>(), [true]);
    phone.network(true).await;
    phone.reopen(Route::PastAnswer(key, at)).await;
    assert_eq!(phone.waiting(), 0, "the gateway has it");
    let Screen::PastAnswer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(
        view.notes.iter().map(|n| (n.text.as_str(), n.waiting)).collect::<Vec<_>>(),
        [("My mother was ill.", false)]
    );
}
