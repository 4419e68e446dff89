//! Under a passphrase.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
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
async fn a_forgotten_passphrase_loses_nothing_that_waits_and_asks_for_a_sign_in() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    phone.reopen(Route::Today).await;
    phone.happen(Event::Vault(Vault::Began(Doing::Forgetting))).await;
    phone.happen(Event::Vault(Vault::ForgetConfirmed)).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)), "{:?}", phone.screen());
    assert_eq!(phone.waiting(), 1);
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0, "sealed, so that nobody here can read it, and it goes all the same");
    phone.happen(Event::Session(lapwing_core::session::Event::Chosen("asha".into()))).await;
    assert!(matches!(phone.screen(), Screen::Device(_)), "{:?}", phone.screen());
    phone.happen(Event::Session(lapwing_core::session::Event::DeviceTold(true))).await;
    let Screen::Protect(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.form, vault::Form::First);
}

#[tokio::test]
async fn somebody_else_on_a_locked_device_keeps_nothing_there() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "asha", PASSPHRASE).await;
    trust.wait(31 * 60_000);
    phone.reopen(Route::Today).await;
    phone.happen(Event::Session(lapwing_core::session::Event::Chosen("rosa".into()))).await;
    let Screen::Device(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.taken);
    let before = phone.kept().len();
    phone.happen(Event::Session(lapwing_core::session::Event::DeviceTold(true))).await;
    phone.go(Route::Shelf("medicines".into())).await;
    assert_eq!(phone.kept().keys().filter(|(device, _)| *device).count(), before);
}
