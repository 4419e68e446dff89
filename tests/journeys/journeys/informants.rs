//! The team asks a carer about somebody, or about themselves: they find it, answer in their own name, and it is done.

use lapwing_core::event::Event;
use lapwing_core::form::{CheckInsView, DueRow, StepView};
use lapwing_core::now::short_key;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::{CaringView, Screen, TodayView};
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::{Value, json};

use crate::ask::team_writes;
use crate::caring::space_of;
use crate::{answer, asked, choose, signed_in};

const URL: &str = "https://lapwing.example/Questionnaire/";

/// Sam shows their check-ins to Grace, and the team asks her about Sam.
fn asks_grace(trust: &Trust) {
    let mut consent = trust.records().of_patient("Consent", "Patient/sam").unwrap().remove(0);
    let section = json!({"system": "https://lapwing.example/CodeSystem/section", "code": "check-ins"});
    consent["provision"]["class"].as_array_mut().expect("sections").push(section);
    team_writes(trust, &[consent, task("asked", "gad-7", "Patient/sam", "RelatedPerson/grace-of-sam")]);
}

fn task(id: &str, name: &str, of: &str, owner: &str) -> Value {
    json!({
        "resourceType": "Task", "id": id, "status": "requested", "intent": "order", "authoredOn": "2026-11-20T09:00:00Z",
        "code": {"text": "Answer some questions"}, "focus": {"reference": format!("Questionnaire/{name}")},
        "for": {"reference": of}, "owner": {"reference": owner, "display": "Grace Okafor"},
        "restriction": {"period": {"end": "2026-11-27"}},
    })
}

fn kept(trust: &Trust, of: &str, id: &str) -> Value {
    let all = trust.records().of_patient("Task", of).unwrap();
    all.into_iter().find(|task| task["id"] == id).expect("the Task")
}

async fn turns(phone: &mut Phone<'_>, to: Option<&str>) {
    let subject = to.map_or(Subject::Me, |patient| Subject::For(patient.into()));
    phone.happen(Event::Session(Session::Switched(subject))).await;
}

async fn today(phone: &mut Phone<'_>) -> TodayView {
    phone.go(Route::Today).await;
    match phone.screen() {
        Screen::Today(view) => view,
        other => panic!("{other:?}"),
    }
}

async fn caring(phone: &mut Phone<'_>) -> CaringView {
    phone.go(Route::Caring).await;
    match phone.screen() {
        Screen::Caring(view) => view,
        other => panic!("{other:?}"),
    }
}

async fn check_ins(phone: &mut Phone<'_>) -> (CheckInsView, Vec<DueRow>) {
    phone.go(Route::CheckIns).await;
    match phone.screen() {
        Screen::CheckIns(view, due) => (view, due),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_carer_is_asked_about_somebody_and_answers_in_their_own_name() {
    let trust = Trust::open();
    asks_grace(&trust);
    let mut sam = signed_in(&trust, "sam", true).await;
    let (view, due) = check_ins(&mut sam).await;
    let others: Vec<_> = view.others.iter().map(|one| (&*one.title, &*one.who, one.due.as_deref())).collect();
    assert_eq!(others, [("Worry check-in", "Grace Okafor", Some("27 November 2026"))]);
    let own = due.iter().find(|due| due.row.title == "Worry check-in").expect("Sam's own is asked for too");
    assert_eq!(own.row.last.as_deref(), Some("You last answered it on 12 October 2026"));
    assert_eq!(view.seen_by, Some(vec!["Grace Okafor".into()]), "who sees the answers is told");
    let mut grace = signed_in(&trust, "grace", true).await;
    assert_eq!(caring(&mut grace).await.people[0].asked, 1);
    turns(&mut grace, Some("Patient/sam")).await;
    let view = today(&mut grace).await;
    assert_eq!(view.about.as_deref(), Some("Sam Okafor"));
    let due: Vec<_> = view.due.iter().map(|due| (&*due.row.title, due.due.as_deref(), due.later)).collect();
    assert_eq!(due, [("Worry check-in", Some("27 November 2026"), false)]);
    let key = view.due[0].row.key.clone();
    assert_eq!(check_ins(&mut grace).await.1.len(), 1);
    grace.go(Route::Answer(key.clone())).await;
    grace.network(false).await;
    answer(&mut grace).await;
    assert!(today(&mut grace).await.due.is_empty(), "what waits to be sent is not asked again");
    assert_eq!(kept(&trust, "Patient/sam", "asked")["status"], "requested");
    grace.network(true).await;
    grace.wait(60_000).await;
    assert_eq!(grace.waiting(), 0);
    let done = kept(&trust, "Patient/sam", "asked");
    assert_eq!(done["status"], "completed");
    let id = done["output"][0]["valueReference"]["reference"].as_str().expect("the answers").to_owned();
    let responses = trust.records().of_patient("QuestionnaireResponse", "Patient/sam").unwrap();
    let given = responses.iter().find(|one| id.ends_with(one["id"].as_str().unwrap())).expect("kept");
    assert_eq!(given["source"]["reference"], "RelatedPerson/grace-of-sam");
    assert_eq!(given["subject"]["reference"], "Patient/sam");
    assert_eq!(kept(&trust, "Patient/sam", "sam-task-gad-7")["status"], "requested", "Sam's own stays");
    turns(&mut grace, None).await;
    assert_eq!(caring(&mut grace).await.people[0].asked, 0);
    assert!(check_ins(&mut sam).await.0.others.is_empty());
    sam.go(Route::Past(key)).await;
    let Screen::Past(past) = sam.screen() else { panic!("{:?}", sam.screen()) };
    assert_eq!(past.who(), ["You", "Grace Okafor"], "they stand side by side");
}

#[tokio::test]
async fn what_one_carer_is_asked_is_not_shown_where_check_ins_are_not() {
    let trust = Trust::open();
    team_writes(&trust, &[task("asked", "gad-7", "Patient/sam", "RelatedPerson/grace-of-sam")]);
    let mut grace = signed_in(&trust, "grace", true).await;
    assert_eq!(caring(&mut grace).await.people[0].asked, 0);
    turns(&mut grace, Some("Patient/sam")).await;
    assert!(today(&mut grace).await.due.is_empty());
}

#[tokio::test]
async fn a_carer_is_asked_about_themselves_in_their_own_space() {
    let trust = Trust::open();
    let space = space_of(&trust).await;
    team_writes(&trust, &[task("how", "phq-9", &space, &space)]);
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let view = caring(&mut rosa).await;
    let due: Vec<_> = view.asked.iter().map(|due| &*due.row.title).collect();
    assert_eq!(due, ["Mood check-in"]);
    let key = short_key(&[URL, "phq-9"].concat());
    assert_eq!(check_ins(&mut rosa).await.0.rows.expect("the list").len(), 3, "beside those of their own");
    rosa.go(Route::Answer(key.clone())).await;
    crate::fill(&mut rosa).await;
    let Screen::Answer(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let StepView::Review(review) = view.step else { panic!("{:?}", view.step) };
    assert!(!review.alone, "the team that asked reads it");
    rosa.happen(Event::Form(lapwing_core::form::Event::Sent)).await;
    let Screen::Answer(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let StepView::Thanks(thanks) = view.step else { panic!("{:?}", view.step) };
    assert!(!thanks.alone && thanks.sent.delivery.is_delivered(), "{thanks:?}");
    assert_eq!(kept(&trust, &space, "how")["status"], "completed");
    assert!(caring(&mut rosa).await.asked.is_empty());
    rosa.go(Route::Past(key)).await;
    assert!(matches!(rosa.screen(), Screen::Past(_)), "{:?}", rosa.screen());
    let mut leon = signed_in(&trust, "leon", true).await;
    assert!(check_ins(&mut leon).await.0.others.is_empty(), "nobody they care for knows of it");
}

#[tokio::test]
async fn what_is_begun_about_oneself_is_not_taken_for_somebody_else() {
    let trust = Trust::open();
    asks_grace(&trust);
    let mut grace = signed_in(&trust, "grace", true).await;
    let key = short_key(&[URL, "gad-7"].concat());
    grace.go(Route::Answer(key.clone())).await;
    let chosen = |phone: &mut Phone<'_>| match phone.screen() {
        Screen::Answer(view) => match view.step {
            StepView::Form(form) => (choose(&form, 3), asked(&form).1.chosen),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let (give, before) = chosen(&mut grace);
    assert!(before.is_empty());
    grace.happen(Event::Form(give)).await;
    assert_eq!(chosen(&mut grace).1, [3]);
    turns(&mut grace, Some("Patient/sam")).await;
    assert!(today(&mut grace).await.due.iter().all(|due| !due.row.draft), "nothing of it is begun about Sam");
    grace.go(Route::Answer(key.clone())).await;
    assert!(chosen(&mut grace).1.is_empty(), "the answers about herself stay her own");
    turns(&mut grace, None).await;
    grace.go(Route::Answer(key)).await;
    assert_eq!(chosen(&mut grace).1, [3]);
}
