//! The space of a carer: it is there with nobody shared, keeps what they write of themselves, and nobody else reads it.

use lapwing_core::event::Event;
use lapwing_core::form::StepView;
use lapwing_core::plan::{Event as Plan, Page, Paper, Standing};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::{CaringView, Screen};
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::{Trust, Wire};

use crate::{answer, signed_in};

async fn caring(phone: &mut Phone<'_>, route: Route) -> CaringView {
    phone.go(route).await;
    match phone.screen() {
        Screen::Caring(view) => view,
        other => panic!("{other:?}"),
    }
}

/// The first part of the plan for when they can't be there.
async fn cover(phone: &mut Phone<'_>) -> Vec<String> {
    phone.go(Route::Paper(Paper::Cover, String::new())).await;
    let Screen::Safety(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let Page::Whole(whole) = view.page else { panic!("{view:?}") };
    whole.steps.iter().flat_map(|step| step.lines.iter().map(|line| line.text.clone())).collect()
}

#[tokio::test]
async fn a_carer_without_a_record_has_a_space_and_it_holds_nothing_of_whom_they_care_for() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let view = caring(&mut rosa, Route::Today).await;
    let people: Vec<_> = view.people.iter().map(|one| (one.name.as_str(), one.sees.clone())).collect();
    assert_eq!(people, [("Leon Campbell", vec!["Care plan", "Appointments"])]);
    assert_eq!(view.people[0].note.as_deref(), Some("You are their partner. Until 9 June 2027"));
    assert_eq!((view.has_record, view.checks.len()), (false, 2), "{:?}", view.checks);
    for route in [
        Route::Record,
        Route::Plan,
        Route::Team,
        Route::Schedule("phq-4".into()),
        Route::Safety(String::new()),
        Route::Answer("phq-9".into()),
    ] {
        caring(&mut rosa, route).await;
    }
    let asked = trust.records().of_patient("AuditEvent", "Patient/leon").unwrap();
    assert!(asked.is_empty(), "their own space asks for nothing of Leon's");
}

#[tokio::test]
async fn no_place_of_the_bar_of_a_carer_leads_nowhere() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    assert!(rosa.view().person.expect("somebody").space);
    let mut titles = vec![];
    for place in Route::places(true) {
        rosa.go(place.clone()).await;
        let view = rosa.view();
        assert_eq!(matches!(view.screen, Screen::Caring(_)), place == Route::Caring, "{:?}", view.screen);
        assert_ne!(view.screen, Screen::Unknown);
        titles.push(view.title);
    }
    titles.dedup();
    assert_eq!(titles.len(), 5, "{titles:?}");
    rosa.go(Route::CheckIns).await;
    let Screen::CheckIns(list, due) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(list.alone && due.is_empty());
    assert_eq!(list.rows.expect("the list").len(), 2, "those that no team has to read");
    // Who looks at somebody's record has the places of a record.
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    assert!(!rosa.view().person.expect("somebody").space);
}

#[tokio::test]
async fn the_plan_for_when_they_cant_be_there_is_kept_and_read_on_another_device() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let first = Paper::Cover.parts().start;
    rosa.network(false).await;
    rosa.go(Route::Paper(Paper::Cover, "1".into())).await;
    rosa.happen(Event::Plan(Plan::Wrote(first, "Call my sister, she has a key".into()))).await;
    rosa.happen(Event::Plan(Plan::Given(first))).await;
    rosa.happen(Event::Plan(Plan::Done(None))).await;
    assert_eq!(cover(&mut rosa).await, ["Call my sister, she has a key"]);
    rosa.network(true).await;
    rosa.wait(60_000).await;
    let Screen::Safety(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert_eq!((view.state, rosa.waiting()), (Standing::Sent, 0));
    let mut other = signed_in(&trust, "rosa", false).await;
    assert_eq!(cover(&mut other).await, ["Call my sister, she has a key"]);
    let mut leon = signed_in(&trust, "leon", true).await;
    assert_eq!(cover(&mut leon).await, Vec::<String>::new(), "Leon's own is his own, and empty");
    // While she looks at Leon's, hers is not on the screen.
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    rosa.go(Route::Paper(Paper::Cover, String::new())).await;
    assert_eq!(rosa.screen(), Screen::Unknown);
}

#[tokio::test]
async fn how_a_carer_is_themselves_is_kept_for_them_alone() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let key = caring(&mut rosa, Route::Caring).await.checks.remove(0).0;
    rosa.go(Route::Answer(key.clone())).await;
    answer(&mut rosa).await;
    let Screen::Answer(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let StepView::Thanks(thanks) = view.step else { panic!("{:?}", view.step) };
    assert!(thanks.alone);
    assert_eq!(rosa.waiting(), 0, "it is at the gateway");
    rosa.go(Route::Past(key)).await;
    assert!(matches!(rosa.screen(), Screen::Past(_)), "{:?}", rosa.screen());
    let space = trust.records().of_patient("QuestionnaireResponse", &space_of(&trust).await).unwrap();
    assert_eq!(space.len(), 1);
    let tasks = trust.records().of_patient("Task", &space_of(&trust).await).unwrap();
    assert!(tasks.is_empty(), "no team is asked to read it, as the words say");
}

/// The id of Rosa's space, as the gateway tells it.
pub(crate) async fn space_of(trust: &Trust) -> String {
    let body = serde_json::json!({"person": "rosa"});
    let reply =
        trust.send(Wire::json("POST", "/session/demo", &[("x-lapwing-csrf", "sign-in")], Some(&body))).await;
    let body = reply.body.expect("a body");
    body["person"]["space"].as_str().expect("a space").to_owned()
}

#[tokio::test]
async fn a_carer_is_told_what_is_new_since_they_looked_and_offline_as_of_when() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    crate::lease::agrees(&mut leon, 24).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    let told = |view: &CaringView| view.people[0].news.clone().expect("the news");
    let (count, said) = told(&caring(&mut rosa, Route::Caring).await);
    assert_eq!((count, said.as_str()), (0, "You have not looked yet."));
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    rosa.go(Route::Plan).await;
    rosa.happen(Event::Session(Session::Switched(Subject::Me))).await;
    let (count, said) = told(&caring(&mut rosa, Route::Caring).await);
    assert_eq!((count, said.as_str()), (0, "You last looked today at 09:00. Nothing new since."));
    trust.wait(20 * 60_000);
    let goal = trust.records().of_patient("Goal", "Patient/leon").unwrap().remove(0);
    crate::ask::team_writes(&trust, &[goal]);
    let (count, said) = told(&caring(&mut rosa, Route::Caring).await);
    assert_eq!(
        (count, said.as_str()),
        (1, "You last looked today at 09:00. New or changed since: Care plan 1.")
    );
    rosa.network(false).await;
    trust.wait(20 * 60_000);
    rosa.reopen(Route::Caring).await;
    let (count, said) = told(&caring(&mut rosa, Route::Caring).await);
    assert_eq!(count, 1);
    assert!(said.ends_with("This is as of today at 09:20."), "{said}");
    trust.wait(24 * 3_600_000);
    rosa.reopen(Route::Caring).await;
    let (count, said) = told(&caring(&mut rosa, Route::Caring).await);
    assert_eq!((count, said.as_str()), (0, lapwing_core::words::carers::NEWS_OFFLINE));
}

#[tokio::test]
async fn the_end_by_age_is_told_ahead_to_the_parent_and_to_the_young_person() {
    let trust = Trust::open();
    let mut grace = signed_in(&trust, "grace", true).await;
    let note = |view: CaringView| view.people[0].note.clone().expect("a note");
    let before = note(caring(&mut grace, Route::Caring).await);
    assert!(before.contains("Until 7 September 2027"), "agreed until before the birthday: {before}");
    let mut consents = trust.records().of_patient("Consent", "Patient/sam").unwrap();
    for consent in &mut consents {
        consent["provision"]["period"].take();
        consent["provision"].as_object_mut().unwrap().remove("period");
    }
    crate::ask::team_writes(&trust, &consents);
    grace.reopen(Route::Caring).await;
    let note = note(caring(&mut grace, Route::Caring).await);
    let told = "It ends on their 16th birthday, 9 May 2028, unless they agree to it again then";
    assert!(note.contains(told), "{note}");
    let mut sam = signed_in(&trust, "sam", true).await;
    sam.go(Route::Sharing).await;
    let Screen::Sharing(view) = sam.screen() else { panic!("{:?}", sam.screen()) };
    assert_eq!(view.parents_end.as_deref(), Some("9 May 2028"));
    let mut asha = signed_in(&trust, "asha", true).await;
    asha.go(Route::Sharing).await;
    assert!(matches!(asha.screen(), Screen::Sharing(view) if view.parents_end.is_none()));
}
