//! Somebody who cares for the person writes down what they notice; the person reads whose words they are.

use lapwing_core::event::Event;
use lapwing_core::form::shown::Body;
use lapwing_core::form::{self, Given, StepView};
use lapwing_core::now::short_key;
use lapwing_core::outbox::State;
use lapwing_core::record::{Event as Record, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Stage};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::{Value, json};

use crate::sharing::{names, open_rosa, stage};
use crate::{RESPONSES, count, signed_in};

const NOTICE: &str = "https://lapwing.example/Questionnaire/what-i-notice";
const WORDS: &str = "She laughed at breakfast, and slept until ten.";

/// Asha shares her check-ins with Rosa, who may add what she sees, or not.
async fn shares(asha: &mut Phone<'_>, adds: bool) {
    open_rosa(asha).await;
    for event in [Sharing::Switched("check-ins".into(), true), Sharing::AddsChosen(adds), Sharing::Confirmed]
    {
        asha.happen(Event::Sharing(event)).await;
    }
    if matches!(stage(asha), Stage::NeedsCode { .. }) {
        asha.happen(Event::Sharing(Sharing::CodeGiven("2468".into()))).await;
    }
    assert_eq!(stage(asha), Stage::Saved);
}

/// Rosa looks at what Asha shares.
async fn looks(rosa: &mut Phone<'_>) {
    names(rosa).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
    rosa.go(Route::CheckIns).await;
}

/// The titles of what Rosa can begin there.
fn offered(phone: &mut Phone<'_>) -> Vec<String> {
    let Screen::CheckIns(list, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    list.rows.expect("the list").into_iter().map(|row| row.title).collect()
}

/// Rosa writes her words, says how Asha slept, and sends it.
async fn writes(rosa: &mut Phone<'_>) {
    rosa.go(Route::Answer(short_key(NOTICE))).await;
    let Screen::Answer(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    let StepView::Form(step) = view.step else { panic!("{view:?}") };
    let questions: Vec<_> = step.rows.iter().filter(|row| matches!(row.body, Body::Question(_))).collect();
    assert_eq!(questions.len(), 6, "all of it is seen at once");
    let given = [(0, Given::Typed(0, WORDS.into())), (2, Given::Chosen(2, true))];
    for (at, given) in given {
        rosa.happen(Event::Form(form::Event::Gave(questions[at].key.clone(), given))).await;
    }
    rosa.happen(Event::Form(form::Event::Continued)).await;
    rosa.happen(Event::Form(form::Event::Sent)).await;
    let Screen::Answer(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(matches!(view.step, StepView::Thanks(_)), "{view:?}");
}

/// What others noticed, as the reader sees it: titles, and the key of the first.
async fn noticed(phone: &mut Phone<'_>) -> (Vec<String>, Option<String>) {
    phone.go(Route::Shelf("noticed".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let rows: Vec<_> = list.groups.into_iter().flat_map(|group| group.rows).collect();
    (rows.iter().map(|row| row.title.clone()).collect(), rows.first().map(|row| row.key.clone()))
}

fn stored(trust: &Trust, kind: &str) -> Vec<Value> {
    let db = rusqlite::Connection::open(trust.data().join("records.db")).expect("the records");
    let mut rows = db.prepare("SELECT id FROM resource WHERE kind = ?1").expect("a query");
    let ids: Vec<String> =
        rows.query_map([kind], |row| row.get(0)).expect("rows").map(Result::unwrap).collect();
    let read =
        |id: &String| trust.records().read(kind, id).expect("read").expect("there").value().expect("JSON");
    ids.iter().map(read).collect()
}

#[tokio::test]
async fn what_a_carer_notices_goes_when_there_is_a_network_and_is_read_as_theirs() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    shares(&mut asha, true).await;
    looks(&mut rosa).await;
    assert_eq!(offered(&mut rosa)[0], "What I notice");
    let before = count(&mut rosa, RESPONSES).await;
    rosa.network(false).await;
    writes(&mut rosa).await;
    assert_eq!(rosa.waiting(), 1);
    rosa.go(Route::Past(short_key(NOTICE))).await;
    let Screen::Past(past) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(past.taken.len() == 1 && past.taken[0].waiting, "what waits is told to who wrote it: {past:?}");
    rosa.network(true).await;
    rosa.ring().await;
    assert_eq!((rosa.waiting(), count(&mut rosa, RESPONSES).await), (0, before + 1));

    // One Observation says it to the team, in Rosa's name.
    let made =
        stored(&trust, "Observation").into_iter().find(|one| one["code"]["coding"][0]["code"] == "noticed");
    let made = made.expect("an Observation");
    assert_eq!(made["performer"][0]["reference"], "RelatedPerson/rosa-of-asha");
    assert_eq!(made["subject"]["reference"], "Patient/asha");
    assert_eq!(made["component"][0]["valueString"], WORDS);
    assert_eq!(made["component"][1]["valueCodeableConcept"]["coding"][0]["code"], "better");
    assert_eq!(made["component"].as_array().map(Vec::len), Some(2), "what was left out is not there: {made}");

    // Asha reads it as Rosa's, once, and can say something to it, or hide it.
    asha.reopen(Route::Record).await;
    let Screen::Record(record) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert!(record.rows.contains(&(Shelf::Noticed, Some(1))), "{record:?}");
    let (titles, key) = noticed(&mut asha).await;
    assert!(titles.len() == 1 && titles[0].contains("Rosa") && titles[0].ends_with("noticed"), "{titles:?}");
    let key = key.expect("a row");
    asha.go(Route::Entry(key)).await;
    let Screen::Entry(entry) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let said =
        |label: &str| entry.facts.iter().find(|fact| fact.label == label).map(|fact| fact.words.clone());
    assert_eq!(said("What did you notice?").as_deref(), Some(WORDS));
    assert_eq!(said("How did they sleep?").as_deref(), Some("Better than usual"));
    assert!(entry.sources.iter().any(|line| line.contains("Rosa")), "{entry:?}");
    let beside = asha.view().beside.expect("what stands under it");
    assert!(beside.ask.is_some());
    let keys = beside.hide.expect("it can be hidden").keys;
    asha.happen(Event::Record(Record::Hidden(keys, true))).await;
    assert!(noticed(&mut asha).await.0.is_empty());
    asha.go(Route::CheckIns).await;
    assert!(!offered(&mut asha).contains(&"What I notice".to_owned()), "it is not for herself");

    // Rosa reads what she wrote among what is shared.
    looks(&mut rosa).await;
    assert_eq!(noticed(&mut rosa).await.0, titles);
}

#[tokio::test]
async fn who_may_not_add_is_offered_nothing_and_what_waits_is_refused_after_a_withdrawal() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    shares(&mut asha, false).await;
    looks(&mut rosa).await;
    assert!(!offered(&mut rosa).contains(&"What I notice".to_owned()));
    shares(&mut asha, true).await;
    looks(&mut rosa).await;
    let before = stored(&trust, "QuestionnaireResponse").len();
    rosa.network(false).await;
    writes(&mut rosa).await;
    open_rosa(&mut asha).await;
    asha.happen(Event::Sharing(Sharing::Withdrawn)).await;
    assert_eq!(stage(&mut asha), Stage::Saved);
    rosa.network(true).await;
    rosa.ring().await;
    assert_eq!(stored(&trust, "QuestionnaireResponse").len(), before, "nothing of it is in the record");
    rosa.go(Route::Waiting).await;
    let Screen::Waiting(view) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(
        view.rows.len() == 1 && matches!(view.rows[0].state, State::NeedsYou(_)),
        "it is hers to keep or delete: {view:?}"
    );
    rosa.go(Route::Shelf("noticed".into())).await;
    match rosa.screen() {
        Screen::List(list) => assert_eq!(list.shown.presence, Presence::NotShared),
        other => assert!(matches!(other, Screen::Caring(_)), "{other:?}"),
    }
    let _ = json!(null);
}
