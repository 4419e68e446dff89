//! A patient invites somebody by a code; they see what was chosen; the patient sees it as they do, and that they looked.

use lapwing_core::event::Event;
use lapwing_core::record::Presence;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Brought, Event as Sharing, INVITE, Offered, Stage};
use lapwing_core::trouble::Trouble;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

async fn share(phone: &mut Phone<'_>, event: Sharing) {
    phone.happen(Event::Sharing(event)).await;
}

/// Asha invites Nell to these sections; the code.
pub(crate) async fn invited(asha: &mut Phone<'_>, sections: &[&str]) -> String {
    asha.go(Route::ShareWith(INVITE.into())).await;
    share(asha, Sharing::Confirmed).await;
    assert_eq!(stage(asha), Stage::Incomplete);
    share(asha, Sharing::Called("Nell from next door".into())).await;
    share(asha, Sharing::RelationChosen(5)).await;
    for section in sections {
        share(asha, Sharing::Switched((*section).into(), true)).await;
    }
    share(asha, Sharing::KeepsChosen(0)).await;
    share(asha, Sharing::Confirmed).await;
    if let Stage::NeedsCode { .. } = stage(asha) {
        share(asha, Sharing::CodeGiven("2468".into())).await;
    }
    let Screen::ShareWith(view, _) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let code = view.invite.clone().and_then(|invite| invite.code);
    code.unwrap_or_else(|| panic!("a code: {view:?}")).0
}

fn stage(phone: &mut Phone<'_>) -> Stage {
    match phone.screen() {
        Screen::ShareWith(view, _) => view.stage,
        other => panic!("{other:?}"),
    }
}

fn brought(phone: &mut Phone<'_>) -> Brought {
    match phone.screen() {
        Screen::Join(view) => view.stage,
        other => panic!("{other:?}"),
    }
}

async fn bring(phone: &mut Phone<'_>, code: &str) -> Brought {
    phone.go(Route::Join).await;
    share(phone, Sharing::Brought(code.into())).await;
    brought(phone)
}

/// Nell takes the code and looks at Asha's plan.
pub(crate) async fn joined(nell: &mut Phone<'_>, code: &str) {
    let offers = bring(nell, code).await;
    let expected = Offered {
        from: "Asha".into(),
        relation: Some("You are their friend"),
        sees: vec!["Care plan"],
        until: None,
        adds: false,
    };
    assert_eq!(offers, Brought::Offers(expected));
    share(nell, Sharing::Joined).await;
    assert!(matches!(brought(nell), Brought::Taken(_, patient) if patient == "Patient/asha"));
    nell.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
    nell.go(Route::Plan).await;
    let Screen::Plan(plan, own) = nell.screen() else { panic!("{:?}", nell.screen()) };
    assert_eq!((own, plan.shown.presence), (false, Presence::Here));
}

#[tokio::test]
async fn who_brings_the_code_sees_what_was_chosen_until_it_is_withdrawn() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    let code = invited(&mut asha, &["plan"]).await;
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!() };
    assert_eq!(view.open.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["Nell from next door"]);
    joined(&mut nell, &code).await;
    nell.go(Route::Shelf("results".into())).await;
    let Screen::Results(results) = nell.screen() else { panic!("{:?}", nell.screen()) };
    assert_eq!(results.shown.presence, Presence::NotShared);
    assert!(nell.kept().keys().all(|(_, key)| !key.0.contains("asha")), "nothing of it is kept");
    assert_eq!(bring(&mut nell, &code).await, Brought::Failed(Trouble::WrongCode), "a code is good once");

    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!() };
    assert!(view.open.is_empty());
    let people = view.people.unwrap();
    let key = people.iter().find(|p| p.name == "Nell Hughes").expect("as they signed in").key.clone();
    asha.go(Route::ShareWith(key)).await;
    share(&mut asha, Sharing::Withdrawn).await;
    assert_eq!(stage(&mut asha), Stage::Saved);
    nell.go(Route::Plan).await;
    let Screen::Plan(plan, _) = nell.screen() else { panic!("{:?}", nell.screen()) };
    assert_eq!(plan.shown.presence, Presence::NotShared);
}

#[tokio::test]
async fn a_code_that_was_called_back_opens_nothing_and_an_old_sign_in_asks_first() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    trust.wait(6 * 60_000);
    let code = invited(&mut asha, &["plan"]).await;
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!() };
    share(&mut asha, Sharing::CalledBack(view.open[0].id.clone())).await;
    let Screen::Sharing(view) = asha.screen() else { panic!() };
    assert!(view.open.is_empty());
    assert_eq!(bring(&mut nell, &code).await, Brought::Failed(Trouble::WrongCode));
    assert_eq!(bring(&mut nell, "0000-0000-0000").await, Brought::Failed(Trouble::WrongCode));
}

#[tokio::test]
async fn the_patient_sees_it_as_they_see_it_and_what_is_kept_stays_their_own() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    asha.go(Route::Shelf("results".into())).await;
    let kept = asha.kept();
    let code = invited(&mut asha, &["plan"]).await;
    joined(&mut nell, &code).await;
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!() };
    let people = view.people.unwrap();
    let key = people.iter().find(|p| p.name == "Nell Hughes").unwrap().key.clone();
    asha.go(Route::ShareWith(key)).await;
    share(&mut asha, Sharing::Previewed).await;
    let person = asha.view().person.expect("somebody");
    assert_eq!((person.preview, person.acting_for.as_deref()), (true, Some("Nell Hughes")));
    for (route, presence) in
        [(Route::Plan, Presence::Here), (Route::Shelf("results".into()), Presence::NotShared)]
    {
        asha.go(route.clone()).await;
        nell.go(route).await;
        let (mine, theirs) = (asha.screen(), nell.screen());
        match (&mine, &theirs) {
            (Screen::Plan(mine, false), Screen::Plan(theirs, false)) => {
                assert_eq!(mine.shown.presence, presence);
                // How the plan changed is asked for by the carer alone.
                let mut theirs = theirs.clone();
                theirs.now.iter_mut().chain(&mut theirs.past).for_each(|plan| plan.changes = None);
                assert_eq!((&mine.now, &mine.past), (&theirs.now, &theirs.past));
            }
            (Screen::Results(mine), Screen::Results(_)) => assert_eq!(mine.shown.presence, presence),
            other => panic!("{other:?}"),
        }
    }
    asha.go(Route::CheckIns).await;
    asha.happen(Event::Session(Session::Switched(Subject::Me))).await;
    assert!(!asha.view().person.expect("somebody").preview);
    for (name, row) in kept {
        assert_eq!(asha.kept().get(&name), Some(&row), "{name:?}");
    }
    assert!(asha.kept().keys().all(|(_, key)| !key.0.contains('~')), "nothing of a preview is kept");
    asha.go(Route::Shelf("results".into())).await;
    let Screen::Results(results) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(results.shown.presence, Presence::Here);
}

#[tokio::test]
async fn the_patient_reads_who_looked_and_at_what() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    asha.go(Route::Looks).await;
    let Screen::Looks(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(view.looks.map(|l| l.len()), Some(0));
    let code = invited(&mut asha, &["plan"]).await;
    joined(&mut nell, &code).await;
    asha.go(Route::Looks).await;
    let Screen::Looks(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let looks = view.looks.unwrap();
    assert_eq!(looks.len(), 1, "one visit: {looks:?}");
    assert_eq!((looks[0].who.as_deref(), &looks[0].what), (Some("Nell Hughes"), &vec!["Care plan"]));
    assert!(looks[0].when.starts_with("today at "), "{looks:?}");
}
