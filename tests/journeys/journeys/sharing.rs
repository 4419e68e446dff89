//! A patient shares their plan with a carer, and takes it back.

use lapwing_core::event::Event;
use lapwing_core::record::Presence;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Stage};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::ask::team_writes;
use crate::signed_in;

pub(crate) async fn open_rosa(phone: &mut Phone<'_>) {
    phone.go(Route::Sharing).await;
    let Screen::Sharing(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let people = view.people.expect("the people");
    let rosa = people.iter().find(|p| p.name.contains("Rosa")).unwrap_or_else(|| panic!("{people:?}"));
    let key = rosa.key.clone();
    phone.go(Route::ShareWith(key)).await;
}

pub(crate) fn stage(phone: &mut Phone<'_>) -> Stage {
    match phone.screen() {
        Screen::ShareWith(view, _) => view.stage,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn names(phone: &mut Phone<'_>) -> Vec<String> {
    phone.reopen(Route::Today).await;
    let person = phone.view().person.expect("somebody");
    person.caring_for.into_iter().map(|(_, name)| name).collect()
}

#[tokio::test]
async fn the_carer_sees_the_plan_and_not_the_results_until_it_is_withdrawn() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    assert!(!names(&mut rosa).await.iter().any(|n| n.contains("Asha")));

    open_rosa(&mut asha).await;
    asha.happen(Event::Sharing(Sharing::Switched("plan".into(), true))).await;
    asha.happen(Event::Sharing(Sharing::KeepsChosen(0))).await;
    asha.happen(Event::Sharing(Sharing::Confirmed)).await;
    assert_eq!(stage(&mut asha), Stage::Saved);

    assert!(names(&mut rosa).await.iter().any(|n| n.contains("Asha")));
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
    rosa.go(Route::Plan).await;
    let Screen::Plan(plan, own) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(!own);
    assert_eq!(plan.shown.presence, Presence::Here);
    assert!(rosa.view().person.expect("somebody").acting_for.is_some_and(|n| n.contains("Asha")));
    rosa.go(Route::Shelf("results".into())).await;
    let Screen::Results(results) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert_eq!(results.shown.presence, Presence::NotShared);
    assert!(rosa.kept().keys().all(|(_, key)| !key.0.contains("asha")), "nothing of it is kept");

    trust.wait(6 * 60_000);
    open_rosa(&mut asha).await;
    asha.happen(Event::Sharing(Sharing::Withdrawn)).await;
    assert!(matches!(stage(&mut asha), Stage::NeedsCode { wrong: false, .. }), "the sign-in is too old");
    asha.happen(Event::Sharing(Sharing::CodeGiven("0000".into()))).await;
    assert!(matches!(stage(&mut asha), Stage::NeedsCode { wrong: true, .. }));
    asha.happen(Event::Sharing(Sharing::CodeGiven("2468".into()))).await;
    assert_eq!(stage(&mut asha), Stage::Saved);

    trust.wait(60_000);
    rosa.go(Route::Plan).await;
    assert!(!rosa.view().person.expect("somebody").caring_for.iter().any(|(_, n)| n.contains("Asha")));
    let Screen::Plan(plan, _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert_eq!(plan.shown.presence, Presence::NotShared);
    assert!(!names(&mut rosa).await.iter().any(|n| n.contains("Asha")));
}

#[tokio::test]
async fn a_parent_sees_what_the_consent_opens() {
    let trust = Trust::open();
    let mut grace = signed_in(&trust, "grace", true).await;
    assert!(matches!(grace.screen(), Screen::Caring(caring) if caring.people.len() == 1));
    grace.happen(Event::Session(Session::Switched(Subject::For("Patient/sam".into())))).await;
    grace.go(Route::Plan).await;
    let Screen::Plan(plan, own) = grace.screen() else { panic!("{:?}", grace.screen()) };
    assert!(!own && plan.shown.presence == Presence::Here, "{plan:?}");
    grace.go(Route::CheckIns).await;
    let Screen::CheckIns(view, _) = grace.screen() else { panic!("{:?}", grace.screen()) };
    assert!(!view.can_answer);
}

#[tokio::test]
async fn a_carer_answers_about_the_person_and_both_stand_side_by_side() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    open_rosa(&mut asha).await;
    asha.happen(Event::Sharing(Sharing::Switched("check-ins".into(), true))).await;
    asha.happen(Event::Sharing(Sharing::AddsChosen(true))).await;
    asha.happen(Event::Sharing(Sharing::Confirmed)).await;
    assert_eq!(stage(&mut asha), Stage::Saved);
    names(&mut rosa).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
    rosa.go(Route::CheckIns).await;
    let Screen::CheckIns(list, _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(list.can_answer && list.about.as_ref().is_some_and(|name| name.contains("Asha")), "{list:?}");
    let rows = list.rows.expect("the list");
    let key = rows.iter().find(|r| r.title == "Worry check-in").expect("GAD-7").key.clone();

    for phone in [&mut asha, &mut rosa] {
        phone.go(Route::Answer(key.clone())).await;
        crate::answer(phone).await;
    }
    asha.reopen(Route::Today).await;
    asha.go(Route::Past(key)).await;
    let Screen::Past(past) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let who = past.who();
    assert!(who.first() == Some(&past.person.as_str()), "the person first: {who:?}");
    assert!(who.iter().skip(1).any(|name| name.contains("Rosa")), "{who:?}");
    let newest: Vec<i64> =
        past.taken.iter().take(2).filter_map(|one| one.scores[0].map(|s| s.value)).collect();
    assert_eq!(newest, [0, 0], "both totals stand");
}

/// An agreement with so many carers that does not say who put it there, as an import can bring it.
fn silent(carers: usize) -> serde_json::Value {
    let all = ["RelatedPerson/rosa-of-asha", "RelatedPerson/somebody", "RelatedPerson/somebody-else"];
    let actors: Vec<_> = all[..carers]
        .iter()
        .map(|who| {
            serde_json::json!({
                "role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
                "reference": {"reference": who},
            })
        })
        .collect();
    serde_json::json!({
        "resourceType": "Consent", "id": "silent", "status": "active",
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
        "patient": {"reference": "Patient/asha"}, "dateTime": "2026-11-01T09:00:00Z",
        "provision": {"type": "permit", "actor": actors,
            "class": [{"system": "https://lapwing.example/CodeSystem/section", "code": "plan"}]},
    })
}

#[tokio::test]
async fn an_agreement_of_nobody_with_one_carer_or_several_is_stopped_and_replaced() {
    for carers in 1..=3 {
        for stops in [true, false] {
            let trust = Trust::open();
            team_writes(&trust, &[silent(carers)]);
            let mut asha = signed_in(&trust, "asha", true).await;
            open_rosa(&mut asha).await;
            let Screen::ShareWith(view, _) = asha.screen() else { panic!("{:?}", asha.screen()) };
            assert!(view.sections.iter().any(|row| row.code == "plan" && row.on), "{view:?}");
            if stops {
                asha.happen(Event::Sharing(Sharing::Withdrawn)).await;
            } else {
                asha.happen(Event::Sharing(Sharing::Switched("letters".into(), true))).await;
                asha.happen(Event::Sharing(Sharing::Confirmed)).await;
            }
            assert_eq!(stage(&mut asha), Stage::Saved, "{carers} {stops}");
            let all = trust.records().of_patient("Consent", "Patient/asha").unwrap();
            let status = |one: &serde_json::Value| one["status"].as_str().unwrap_or_default().to_owned();
            let was = all.iter().find(|one| one["id"] == "silent").expect("it stays in the record");
            assert_eq!(status(was), "inactive", "{carers} {stops}");
        }
    }
}
