//! Under a passphrase.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Why};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{self, Doing, Event as Vault};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::{protected, secret};

const PASSPHRASE: &str = "kettle moss nine";

async fn unlock(phone: &mut Phone<'_>, passphrase: &str) {
    phone.happen(Event::Vault(Vault::Given(secret(passphrase)))).await;
}

#[tokio::test]
async fn what_was_written_is_delivered_while_it_is_locked_and_the_session_is_over() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    assert_eq!(phone.waiting(), 1);
    // The page is closed, and the session ends meanwhile.
    trust.wait(13 * 3_600_000);
    phone.reopen(Route::Today).await;
    let Screen::Unlock(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((view.name.as_str(), view.waiting), ("Asha", 1));
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0, "delivered by the deposit credential alone");
    assert!(!matches!(phone.screen(), Screen::Today(_)), "nothing is shown before the passphrase");
}

#[tokio::test]
async fn nothing_of_the_record_is_in_memory_once_it_is_locked() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    phone.go(Route::Shelf("medicines".into())).await;
    assert!(
        format!("{:?}", phone.model.record).contains("Medication"),
        "the control finds it while it is open"
    );
    phone.happen(Event::Vault(Vault::LockAsked)).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)));
    for kept in [
        format!("{:?}", phone.model.record),
        format!("{:?}", phone.model.form.open),
        format!("{:?}", phone.model.notice.waiting),
    ] {
        assert!(!kept.contains("Medication") && !kept.contains("resourceType"), "{kept}");
    }
    unlock(&mut phone, "not it").await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)));
    unlock(&mut phone, PASSPHRASE).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(list.shown.presence, lapwing_core::record::Presence::Here);
}

#[tokio::test]
async fn a_draft_outlives_a_lock_in_the_middle_of_it() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    let key = crate::begin(&mut phone).await;
    let before = phone.screen();
    phone.wait(6 * 60_000).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)), "it locks by itself");
    unlock(&mut phone, PASSPHRASE).await;
    assert_eq!(phone.view().route, Route::Answer(key));
    assert_eq!(std::mem::discriminant(&phone.screen()), std::mem::discriminant(&before));
}

#[tokio::test]
async fn a_forgotten_passphrase_takes_nothing_before_its_person_signed_in_and_loses_nothing_that_waits() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    phone.reopen(Route::Today).await;
    let before = personal(&phone);
    assert!(before > 0, "drafts and the record");
    phone.happen(Event::Vault(Vault::Began(Doing::Forgetting))).await;
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    // Without a signal nobody signs in, and there is a way back to the passphrase.
    let Screen::SignIn(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((view.why, view.trouble), (Why::StartAgain, Some(Trouble::Offline)));
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    assert_eq!((personal(&phone), phone.waiting()), (before, 1));
    phone.happen(Event::Session(Session::KeptOpened)).await;
    let Screen::Unlock(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(!view.forgetting);
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0, "sealed, so that nobody here can read it, and it goes all the same");
    // The session that lived on was no proof, and has ended.
    let Screen::SignIn(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.why == Why::StartAgain && !view.offers.is_empty(), "{view:?}");
    assert_eq!(personal(&phone), before);
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    assert!(matches!(phone.screen(), Screen::Device(_)), "{:?}", phone.screen());
    assert_eq!(personal(&phone), 0);
    phone.happen(Event::Session(Session::DeviceTold(true))).await;
    let Screen::Protect(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.form, vault::Form::First);
}

/// How many rows only the passphrase opens.
fn personal(phone: &Phone<'_>) -> usize {
    phone.kept().keys().filter(|(device, key)| *device && !key.0.starts_with('/')).count()
}

#[tokio::test]
async fn somebody_elses_sign_in_takes_nothing_of_who_forgot_their_passphrase() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    crate::begin(&mut phone).await;
    phone.reopen(Route::Today).await;
    let before = phone.kept();
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    phone.happen(Event::Session(Session::Chosen("rosa".into()))).await;
    let Screen::Device(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.taken && view.spared, "{view:?}");
    phone.happen(Event::Session(Session::DeviceTold(true))).await;
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    // What was chosen is forgotten with that: a sign-in later takes nothing either, nor does one after the page was closed.
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    phone.reopen(Route::Today).await;
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    assert_eq!(phone.kept().keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    unlock(&mut phone, PASSPHRASE).await;
    assert!(matches!(phone.screen(), Screen::Today(_)), "{:?}", phone.screen());
}

#[tokio::test]
async fn another_page_of_who_starts_again_begins_anew() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    phone.reopen(Route::Today).await;
    let mut other = phone.tab();
    other.reopen(Route::Today).await;
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    phone.happen(Event::Session(Session::Chosen("asha".into()))).await;
    assert!(matches!(phone.screen(), Screen::Device(_)), "{:?}", phone.screen());
    other.hear().await;
    assert!(matches!(other.screen(), Screen::Device(_)), "asked whose device it is: {:?}", other.screen());
    assert_eq!(personal(&phone), 0);
}

#[tokio::test]
async fn a_page_that_is_unlocked_by_another_has_forgotten_nothing() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    phone.reopen(Route::Today).await;
    let before = personal(&phone);
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    // As when another page hands over its keys.
    phone.happen(Event::Vault(Vault::Found(vault::Lock::Open))).await;
    assert!(!matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    assert!(personal(&phone) >= before);
}

#[tokio::test]
async fn somebody_else_on_a_locked_device_keeps_nothing_there() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    trust.wait(31 * 60_000);
    phone.reopen(Route::Today).await;
    phone.happen(Event::Session(Session::Chosen("rosa".into()))).await;
    let Screen::Device(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.taken);
    let before = phone.kept().len();
    phone.happen(Event::Session(Session::DeviceTold(true))).await;
    phone.go(Route::Shelf("medicines".into())).await;
    assert_eq!(phone.kept().keys().filter(|(device, _)| *device).count(), before);
}
