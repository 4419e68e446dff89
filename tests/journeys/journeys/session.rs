//! Signing in, coming back, signing out.

use lapwing_core::effect::Key;
use lapwing_core::event::Event;
use lapwing_core::plan::Event as Plan;
use lapwing_core::plan::own::{Event as Own, Field, Part};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Only, Subject, Why};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::trust::Trust;

use crate::signed_in;

const MINUTE: i64 = 60_000;

#[tokio::test]
async fn a_person_signs_in_and_sees_today() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(today.greeting, "Good morning, Asha");
    assert_eq!(today.due.len(), 2, "both check-ins are asked for: {:?}", today.due);
    assert!(today.next.is_some_and(|n| n.title.contains("Talking therapy")));
}

#[tokio::test]
async fn nothing_is_kept_on_a_device_that_is_not_mine() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", false).await;
    phone.go(Route::Shelf("medicines".into())).await;
    assert!(phone.kept().keys().all(|(device, _)| !device), "{:?}", phone.kept().keys());
}

#[tokio::test]
async fn after_thirty_minutes_away_the_same_place_comes_back() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Plan).await;
    trust.wait(31 * MINUTE);
    phone.go(Route::Shelf("results".into())).await;
    let Screen::SignIn(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.why, Why::Away);
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    let Screen::Results(results) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(!results.groups.is_empty());
}

#[tokio::test]
async fn signing_out_wipes_first_and_ends_the_session() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    assert!(!phone.kept().is_empty());
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    let Screen::SignIn(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.why, Why::SignedOut);
    assert!(phone.kept().is_empty(), "{:?}", phone.kept().keys());
    phone.reopen(Route::Today).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)));
}

#[tokio::test]
async fn a_sign_out_without_a_network_is_made_good_later() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.network(false).await;
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)));
    phone.net.borrow_mut().online = true;
    phone.reopen(Route::Today).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    let mut other = Phone::open(&trust, Route::Today).await;
    assert!(matches!(other.screen(), Screen::SignIn(_)));
}

#[tokio::test]
async fn another_person_on_the_same_device_sees_nothing_of_the_first() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("conditions".into())).await;
    trust.wait(31 * MINUTE);
    phone.go(Route::Plan).await;
    phone.happen(Event::Session(Session::Chosen("nell".into()))).await;
    assert!(matches!(phone.screen(), Screen::Device(_)), "{:?}", phone.screen());
    phone.happen(Event::Session(Session::DeviceTold(false))).await;
    phone.go(Route::Shelf("conditions".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(list.groups.is_empty(), "{list:?}");
}

const SECRET: &str = "Walk where nobody knows me";

/// Asha is on a device that is not hers, has begun a check-in, and has not sent a goal; her time is over.
async fn left_open(trust: &Trust) -> Phone<'_> {
    let mut phone = signed_in(trust, "asha", false).await;
    phone.go(Route::Plan).await;
    phone.net.borrow_mut().online = false;
    let goal = [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, SECRET.into()), Own::Given];
    for event in goal {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
    let begun = [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, SECRET.into())];
    for event in begun {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
    crate::begin(&mut phone).await;
    assert_eq!(phone.waiting(), 1);
    trust.wait(31 * MINUTE);
    phone.net.borrow_mut().online = true;
    // The gateway can't take it yet, and the session is over.
    phone.net.borrow_mut().faults = std::iter::repeat_n(Fault::Status(503), 3).collect();
    phone.go(Route::Shelf("letters".into())).await;
    phone.net.borrow_mut().faults.clear();
    phone.go(Route::Shelf("conditions".into())).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    phone
}

/// Nothing of the first one's, whether in the model, on the screens, or at the gateway under the second one's name.
#[tokio::test]
async fn in_one_page_a_second_person_sees_and_sends_nothing_of_the_first() {
    for (second, subject) in [("nell", None), ("rosa", Some("Patient/leon"))] {
        let trust = Trust::open();
        let mut phone = left_open(&trust).await;
        phone.happen(Event::Session(Session::Chosen(second.into()))).await;
        phone.happen(Event::Session(Session::DeviceTold(false))).await;
        if let Some(patient) = subject {
            phone.happen(Event::Session(Session::Switched(Subject::For(patient.into())))).await;
        }
        for route in
            [Route::Today, Route::Plan, Route::CheckIns, Route::Waiting, Route::Safety(String::new())]
        {
            phone.go(route).await;
            let (screen, model) = (format!("{:?}", phone.view()), format!("{:?}", phone.model));
            assert!(!screen.contains(SECRET) && !model.contains(SECRET), "{second}: {screen}");
        }
        phone.go(Route::Waiting).await;
        let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert!(view.rows.is_empty() && view.unreadable == 0, "{view:?}");
        phone.happen(Event::Notice(lapwing_core::notice::Event::SendAsked)).await;
        phone.wait(5 * MINUTE).await;
        for patient in ["Patient/nell", "Patient/leon", "Patient/rosa"] {
            let goals = trust.records().of_patient("Goal", patient).expect("the goals");
            assert!(!format!("{goals:?}").contains(SECRET), "{patient}");
        }
        // She comes back to the same page: it was kept for her, or has gone as hers.
        trust.wait(31 * MINUTE);
        phone.happen(Event::Session(Session::Retried)).await;
        phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
        phone.happen(Event::Session(Session::DeviceTold(false))).await;
        phone.wait(5 * MINUTE).await;
        let goals = trust.records().of_patient("Goal", "Patient/asha").expect("the goals");
        let hers = goals.iter().filter(|goal| goal["description"]["text"] == SECRET).count();
        assert_eq!((phone.waiting(), hers), (0, 1), "{second}");
    }
}

/// She signs out, and nothing of hers is in the page any more.
#[tokio::test]
async fn after_a_sign_out_on_a_device_that_is_not_mine_the_page_holds_nothing() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", false).await;
    phone.go(Route::Plan).await;
    phone.net.borrow_mut().online = false;
    for event in [Own::Begun(Part::Goal, String::new()), Own::Wrote(Field::Text, SECRET.into()), Own::Given] {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    assert_eq!(phone.waiting(), 1, "she is asked first");
    phone.happen(Event::Session(Session::SignOutConfirmed)).await;
    let in_page = phone.kept().keys().filter(|(device, _)| !device).count();
    assert_eq!((phone.waiting(), in_page), (0, 0));
    assert!(!format!("{:?}", phone.kept()).contains(SECRET));
    assert!(!format!("{:?}", phone.model).contains(SECRET));
}

/// What another tab holds in its memory alone goes with the sign-out: she is asked first.
#[tokio::test]
async fn a_sign_out_asks_about_what_another_tab_holds() {
    for own in [true, false] {
        let trust = Trust::open();
        let mut phone = signed_in(&trust, "asha", own).await;
        let mut beside = phone.tab();
        beside.reopen(Route::Today).await;
        if !own {
            beside.happen(Event::Session(Session::DeviceTold(false))).await;
        }
        let said = lapwing_core::feedback::Event::WhyWritten(SECRET.into());
        beside.go(Route::Feedback).await;
        beside.happen(Event::Feedback(said)).await;
        phone.happen(Event::Session(Session::SignOutAsked)).await;
        let asked = |phone: &mut Phone<'_>| phone.view().person.and_then(|person| person.leaving);
        let leaving = asked(&mut phone).expect("she is asked");
        assert_eq!((leaving.looking, leaving.unsent, leaving.only), (false, 0, vec![Only::Beside(1)]));
        phone.happen(Event::Session(Session::SignOutStayed)).await;
        // The other tab is closed, or holds nothing any more.
        beside.reopen(Route::Today).await;
        phone.happen(Event::Session(Session::SignOutAsked)).await;
        assert!(asked(&mut phone).is_none() && matches!(phone.screen(), Screen::SignIn(_)), "{own}");
    }
}

/// Two tabs of one browser have one session: what one page shows and sends is never another person's.
#[tokio::test]
async fn a_tab_of_somebody_else_shows_and_sends_nothing_as_who_signed_in_beside_it() {
    for hears in [true, false] {
        let trust = Trust::open();
        let mut hers = signed_in(&trust, "asha", true).await;
        crate::begin(&mut hers).await;
        hers.network(false).await;
        crate::answer(&mut hers).await;
        hers.storage.store.borrow_mut().lose_credential();
        let mut beside = hers.tab();
        trust.wait(31 * MINUTE);
        hers.net.borrow_mut().online = true;
        beside.reopen(Route::Today).await;
        beside.happen(Event::Session(Session::Chosen("rosa".into()))).await;
        beside.happen(Event::Session(Session::DeviceTold(false))).await;
        let before = hers.kept();
        match hears {
            true => hers.hear().await,
            false => hers.go(Route::Shelf("conditions".into())).await,
        }
        let Screen::SignIn(view) = hers.screen() else { panic!("{:?}", hers.screen()) };
        assert_eq!((view.why, &view.kept, view.looking), (Why::Other, &None, false));
        let said = format!("{view:?} {:?}", hers.model.record);
        assert!(!said.contains("Rosa") && !said.contains("Asha"), "{said}");
        hers.network(true).await;
        hers.go(Route::Plan).await;
        assert!(matches!(hers.screen(), Screen::SignIn(_)));
        assert_eq!(hers.kept(), before, "what is hers stays as it was");
        assert_eq!(hers.waiting(), 1, "nothing was sent as Rosa");
        // Rosa signs out beside it, and Asha goes on.
        beside.happen(Event::Session(Session::SignOutAsked)).await;
        hers.happen(Event::Session(Session::Retried)).await;
        hers.happen(Event::Session(Session::Chosen("asha".into()))).await;
        assert_eq!(hers.waiting(), 0, "she signed in, and it is sent");
    }
}

/// Asha's own device without a passphrase, with something that she could not send yet; her time is over.
async fn hers(trust: &Trust) -> Phone<'_> {
    let mut phone = signed_in(trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    assert_eq!(phone.waiting(), 1);
    trust.wait(31 * MINUTE);
    phone.reopen(Route::Today).await;
    phone
}

#[tokio::test]
async fn a_second_person_on_a_device_without_a_passphrase_takes_nothing_of_the_first() {
    let trust = Trust::open();
    let mut phone = hers(&trust).await;
    // She revoked nothing, and the gateway is not reached by her device: what she wrote stays.
    phone.storage.store.borrow_mut().lose_credential();
    phone.network(true).await;
    assert_eq!(phone.waiting(), 1);
    let before = phone.kept();
    phone.reopen(Route::Today).await;
    phone.happen(Event::Session(Session::Chosen("rosa".into()))).await;
    let Screen::Device(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.taken && view.name == "Rosa", "{view:?}");
    // Even a page that is drawn late can't say that it is hers.
    phone.happen(Event::Session(Session::DeviceTold(true))).await;
    assert!(!matches!(phone.screen(), Screen::Protect(_)), "no passphrase of hers over what is Asha's");
    phone.go(Route::Shelf("conditions".into())).await;
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.rows.is_empty(), "{view:?}");
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    assert_eq!(phone.waiting(), 1);
    let device = |kept: std::collections::BTreeMap<(bool, Key), _>| {
        kept.into_iter().filter(|((device, _), _)| *device).collect::<Vec<_>>()
    };
    assert_eq!(device(phone.kept()), device(before));
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    assert!(matches!(phone.screen(), Screen::Today(_) | Screen::Waiting(_)), "{:?}", phone.screen());
    assert_eq!(phone.waiting(), 0, "she signed in, and it is sent");
}

#[tokio::test]
async fn what_is_sealed_of_who_forgot_their_passphrase_is_nobodys_to_take() {
    let trust = Trust::open();
    let mut phone = crate::protected(&trust, "asha", "kettle moss nine").await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    phone.storage.store.borrow_mut().lose_credential();
    phone.reopen(Route::Today).await;
    phone.happen(Event::Vault(lapwing_core::vault::Event::ForgetConfirmed)).await;
    phone.network(true).await;
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    phone.storage.store.borrow_mut().lose_credential();
    phone.happen(Event::Session(Session::DeviceTold(false))).await;
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    assert_eq!(phone.waiting(), 1);
    phone.happen(Event::Session(Session::Chosen("rosa".into()))).await;
    phone.happen(Event::Session(Session::DeviceTold(true))).await;
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    assert_eq!(phone.waiting(), 1);
}

#[tokio::test]
async fn a_sign_out_right_after_the_start_asks_about_what_waits() {
    let trust = Trust::open();
    let mut phone = hers(&trust).await;
    phone.model.notice.waiting = lapwing_core::outbox::Waiting::default();
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    let Some(leaving) = phone.view().person.and_then(|person| person.leaving) else { panic!("not asked") };
    assert_eq!(leaving.unsent, 1);
    assert_eq!(phone.waiting(), 1);
}
