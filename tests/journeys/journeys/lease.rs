//! What a carer keeps of somebody on their own device: for as long as was allowed, and no longer; what the patient sees of it.

use lapwing_core::event::Event;
use lapwing_core::record::{Event as Record, Presence};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Stage};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

const HOUR: i64 = 3_600_000;

/// Leon shares his plan with Rosa, for copies of so many hours.
pub(crate) async fn agrees(leon: &mut Phone<'_>, hours: u8) {
    open_rosa(leon).await;
    leon.happen(Event::Sharing(Sharing::KeepsChosen(hours))).await;
    leon.happen(Event::Sharing(Sharing::Confirmed)).await;
    saved(leon).await;
}

async fn open_rosa(leon: &mut Phone<'_>) {
    leon.go(Route::Sharing).await;
    let Screen::Sharing(view) = leon.screen() else { panic!("{:?}", leon.screen()) };
    let key = view.people.expect("the people")[0].key.clone();
    leon.go(Route::ShareWith(key)).await;
}

async fn saved(leon: &mut Phone<'_>) {
    let stage = |leon: &mut Phone<'_>| match leon.screen() {
        Screen::ShareWith(view, _) => view.stage,
        other => panic!("{other:?}"),
    };
    if matches!(stage(leon), Stage::NeedsCode { .. }) {
        leon.happen(Event::Sharing(Sharing::CodeGiven("2468".into()))).await;
    }
    assert_eq!(stage(leon), Stage::Saved);
}

/// Rosa opens Leon's plan.
async fn reads(rosa: &mut Phone<'_>) -> Presence {
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    rosa.go(Route::Plan).await;
    presence(rosa)
}

fn presence(rosa: &mut Phone<'_>) -> Presence {
    match rosa.screen() {
        Screen::Plan(plan, _) => plan.shown.presence,
        other => panic!("{other:?}"),
    }
}

fn keeps(rosa: &Phone<'_>) -> bool {
    rosa.kept().keys().any(|(_, key)| key.0.contains("Patient/leon"))
}

#[tokio::test]
async fn a_copy_is_read_offline_until_the_hour_and_then_it_is_gone() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    agrees(&mut leon, 24).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    assert_eq!(reads(&mut rosa).await, Presence::Here);
    assert!(keeps(&rosa));
    rosa.go(Route::Kept).await;
    let Screen::Kept(Some(kept), _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert!(
        !kept.own && !kept.loading && kept.copies.is_some_and(|copies| copies[0].name == "Leon Campbell")
    );
    rosa.network(false).await;
    trust.wait(23 * HOUR);
    rosa.reopen(Route::Today).await;
    assert_eq!(reads(&mut rosa).await, Presence::Here, "offline, from the copy");
    // Leon withdraws while her app is offline: nothing can tell it, and the hour comes.
    let mut leon = signed_in(&trust, "leon", false).await;
    open_rosa(&mut leon).await;
    leon.happen(Event::Sharing(Sharing::Withdrawn)).await;
    saved(&mut leon).await;
    assert!(keeps(&rosa));
    rosa.wait(HOUR).await;
    assert!(!keeps(&rosa), "gone from the device");
    assert_ne!(presence(&mut rosa), Presence::Here, "and from the screen");
    rosa.reopen(Route::Today).await;
    assert_ne!(reads(&mut rosa).await, Presence::Here);
}

#[tokio::test]
async fn what_is_withdrawn_goes_at_once_where_there_is_a_network() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    agrees(&mut leon, 72).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    reads(&mut rosa).await;
    assert!(keeps(&rosa));
    open_rosa(&mut leon).await;
    leon.happen(Event::Sharing(Sharing::Withdrawn)).await;
    saved(&mut leon).await;
    rosa.go(Route::Plan).await;
    assert_eq!((presence(&mut rosa), keeps(&rosa)), (Presence::NotShared, false));
}

#[tokio::test]
async fn what_was_withdrawn_while_the_app_was_offline_goes_with_its_first_word_from_the_gateway() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    agrees(&mut leon, 72).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    reads(&mut rosa).await;
    rosa.network(false).await;
    open_rosa(&mut leon).await;
    leon.happen(Event::Sharing(Sharing::Withdrawn)).await;
    saved(&mut leon).await;
    rosa.go(Route::Plan).await;
    assert_eq!((presence(&mut rosa), keeps(&rosa)), (Presence::Here, true), "nothing can tell it yet");
    rosa.network(true).await;
    let Screen::Plan(plan, _) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert_eq!((plan.shown.presence, plan.now.len(), keeps(&rosa)), (Presence::NotShared, 0, false));
}

#[tokio::test]
async fn without_a_word_about_copies_none_is_kept() {
    let trust = Trust::open();
    let mut rosa = signed_in(&trust, "rosa", true).await;
    assert_eq!(reads(&mut rosa).await, Presence::Here, "an agreement from before");
    assert!(!keeps(&rosa));
}

#[tokio::test]
async fn the_carer_removes_copies_and_on_a_device_of_somebody_else_there_are_none() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    agrees(&mut leon, 8).await;
    let mut rosa = signed_in(&trust, "rosa", true).await;
    reads(&mut rosa).await;
    rosa.happen(Event::Record(Record::CopiesRemoved)).await;
    assert!(!keeps(&rosa));
    let mut library = signed_in(&trust, "rosa", false).await;
    assert_eq!(reads(&mut library).await, Presence::Here);
    assert!(library.kept().keys().all(|(on_device, key)| !on_device || !key.0.contains("leon")));
    // Leon sees that copies could be kept.
    leon.go(Route::Looks).await;
    let Screen::Looks(looks) = leon.screen() else { panic!("{:?}", leon.screen()) };
    assert_eq!(looks.looks.expect("the looks")[0].keeps, 8);
}
