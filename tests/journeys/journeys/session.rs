//! Signing in, coming back, signing out.

use lapwing_core::effect::Key;
use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Why};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
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
