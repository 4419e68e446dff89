//! One entry is shared by itself: with whoever is chosen, and with nobody else; it is seen where it stands, and taken back.

use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::record::Presence;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Named, Stage};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::carers::{invited, joined};
use crate::signed_in;

const ASTHMA: &str = "Condition/asha-asthma";
const REPORT: &str = "DiagnosticReport/asha-report-thyroid-2026-06";

pub(crate) async fn share(phone: &mut Phone<'_>, event: Sharing) {
    phone.happen(Event::Sharing(event)).await;
}

/// Saves what is chosen; the code where the sign-in is older than 5 minutes.
pub(crate) async fn saved(phone: &mut Phone<'_>) {
    share(phone, Sharing::Confirmed).await;
    if let Screen::ShareWith(view, _) = phone.screen()
        && matches!(view.stage, Stage::NeedsCode { .. })
    {
        share(phone, Sharing::CodeGiven("2468".into())).await;
    }
    let Screen::ShareWith(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.stage, Stage::Saved);
}

/// At the entry "Share this one" is pressed, then whom it is for; the choices are open.
pub(crate) async fn chosen(phone: &mut Phone<'_>, entry: &str) -> Vec<Named> {
    phone.go(Route::Entry(short_key(entry))).await;
    let beside = phone.view().beside.expect("something stands under the entry");
    let one = beside.share.expect("it can be shared by itself").one;
    assert_eq!(one.reference, entry);
    share(phone, Sharing::OneWanted(one.clone())).await;
    let Screen::Sharing(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.one, Some(one.title));
    let people = view.people.expect("the people");
    let nell = people.iter().find(|person| person.name == "Nell Hughes").expect("Nell");
    phone.go(Route::ShareWith(nell.key.clone())).await;
    let Screen::ShareWith(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.entries
}

/// What stands on this shelf for who looks.
async fn on(phone: &mut Phone<'_>, shelf: &str) -> (Presence, usize) {
    phone.go(Route::Shelf(shelf.into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{shelf}: {:?}", phone.screen()) };
    (list.shown.presence, list.groups.iter().map(|group| group.rows.len()).sum())
}

#[tokio::test]
async fn one_entry_is_shown_where_it_stands_previewed_and_taken_back() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    let code = invited(&mut asha, &["plan"]).await;
    joined(&mut nell, &code).await;
    assert_eq!(on(&mut nell, "conditions").await.0, Presence::NotShared);
    for (entry, many) in [(ASTHMA, 1), (REPORT, 2)] {
        let entries = chosen(&mut asha, entry).await;
        assert!(entries.len() == many && entries.iter().all(|one| one.on), "{entries:?}");
        trust.wait(6 * 60_000);
        saved(&mut asha).await;
    }
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(view.one, None, "it was chosen, and is no more");
    let people = view.people.unwrap();
    let seen = people.iter().find(|person| person.name == "Nell Hughes").unwrap();
    assert_eq!(seen.sees, ["Care plan", "Single entries"]);
    let to_nell = Route::ShareWith(seen.key.clone());

    nell.reopen(Route::Caring).await;
    nell.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
    assert_eq!(on(&mut nell, "conditions").await, (Presence::Here, 1));
    assert_eq!(on(&mut nell, "reports").await, (Presence::Here, 1));
    assert_eq!(on(&mut nell, "allergies").await.0, Presence::NotShared);
    nell.go(Route::Entry(short_key(ASTHMA))).await;
    let Screen::Entry(entry) = nell.screen() else { panic!("{:?}", nell.screen()) };
    assert_eq!(entry.shown.presence, Presence::Here);
    assert!(
        nell.view().beside.is_none_or(|beside| beside.share.is_none()),
        "what is another's is not theirs to share"
    );

    asha.go(to_nell.clone()).await;
    share(&mut asha, Sharing::Previewed).await;
    assert_eq!(on(&mut asha, "conditions").await, (Presence::Here, 1));
    assert_eq!(on(&mut asha, "reports").await, (Presence::Here, 1));
    asha.happen(Event::Session(Session::Switched(Subject::Me))).await;

    asha.go(to_nell).await;
    share(&mut asha, Sharing::EntryChosen(ASTHMA.into(), false)).await;
    saved(&mut asha).await;
    nell.go(Route::Today).await;
    nell.go(Route::Entry(short_key(ASTHMA))).await;
    assert_ne!(on(&mut nell, "conditions").await.0, Presence::Here, "at the next request");
    assert_eq!(on(&mut nell, "reports").await, (Presence::Here, 1), "what else is shared goes on");
}

#[tokio::test]
async fn what_was_chosen_at_an_entry_is_forgotten_elsewhere() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    let code = invited(&mut asha, &["plan"]).await;
    joined(&mut nell, &code).await;
    assert_eq!(chosen(&mut asha, ASTHMA).await.len(), 1);
    share(&mut asha, Sharing::Cancelled).await;
    asha.go(Route::Today).await;
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(view.one, None);
    let people = view.people.unwrap();
    asha.go(Route::ShareWith(people.iter().find(|p| p.name == "Nell Hughes").unwrap().key.clone())).await;
    let Screen::ShareWith(view, _) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(view.entries, []);
}
