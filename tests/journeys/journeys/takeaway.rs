//! A person takes their record away.

use lapwing_core::event::Event;
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::takeaway::{Event as Takeaway, File};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::Value;

use crate::signed_in;

/// The file, once it is made.
pub(crate) async fn saved(phone: &mut Phone<'_>, file: File) -> (String, String) {
    let before = phone.saved.len();
    phone.happen(Event::Takeaway(Takeaway::Wanted(file))).await;
    for _ in 0..100 {
        phone.wait(60).await;
        if phone.saved.len() > before {
            return phone.saved.pop().expect("a file");
        }
    }
    panic!("no file: {:?}", phone.screen());
}

pub(crate) fn kinds<'v>(bundle: &'v Value, kind: &str) -> Vec<&'v Value> {
    let entries = bundle["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]);
    entries.filter(|one| one["resourceType"] == kind).collect()
}

#[tokio::test]
async fn everything_that_the_gateway_gave_is_in_the_file_offline_too() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Takeaway(false)).await;
    let Screen::Takeaway(Some(view)) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.failed.is_empty() && view.coming == 0 && view.cut.is_empty(), "{view:?}");
    phone.network(false).await;
    phone.reopen(Route::Takeaway(false)).await;
    phone.wait(100).await;
    let (name, text) = saved(&mut phone, File::Everything).await;
    assert!(name.starts_with("my-record-") && name.ends_with(".json"), "{name}");
    let bundle: Value = serde_json::from_str(&text).expect("JSON");
    for (kind, least) in [
        ("Patient", 1),
        ("Condition", 9),
        ("AllergyIntolerance", 4),
        ("MedicationRequest", 12),
        ("Observation", 145),
        ("DocumentReference", 7),
        ("Immunization", 5),
        ("Task", 2),
        ("CarePlan", 1),
        ("Goal", 4),
        ("Appointment", 8),
    ] {
        assert!(kinds(&bundle, kind).len() >= least, "{kind}: {}", kinds(&bundle, kind).len());
    }
    assert_eq!(kinds(&bundle, "Patient").len(), 1);
    let Screen::Takeaway(Some(view)) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(view.made.map(|made| made.written), Some(view.entries));
    let (_, summary) = saved(&mut phone, File::Summary).await;
    let summary: Value = serde_json::from_str(&summary).expect("JSON");
    assert_eq!(kinds(&summary, "Patient")[0]["id"], "asha");
    assert_eq!(kinds(&summary, "Composition")[0]["section"].as_array().map(Vec::len), Some(10));
    let (name, table) = saved(&mut phone, File::Results).await;
    assert!(name.ends_with(".csv") && table.lines().count() > 100, "{}", table.lines().count());
    let (_, scores) = saved(&mut phone, File::Scores).await;
    assert!(scores.contains("PHQ-9"), "{scores}");
    phone.go(Route::Takeaway(true)).await;
    let Screen::Paper(paper) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(paper.number.is_some_and(|number| number.starts_with("999 ")));
    let part = |shelf| paper.parts.iter().find(|part| part.shelf == shelf).expect("a part");
    assert!(!part(Shelf::Medicines).groups.is_empty() && !part(Shelf::Results).results.is_empty());
}

#[tokio::test]
async fn nobody_takes_away_what_is_not_their_own() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "grace", true).await;
    phone.happen(Event::Session(Session::Switched(Subject::For("Patient/sam".into())))).await;
    phone.go(Route::Takeaway(false)).await;
    assert!(matches!(phone.screen(), Screen::Takeaway(None)), "{:?}", phone.screen());
    phone.happen(Event::Takeaway(Takeaway::Wanted(File::Everything))).await;
    phone.wait(100).await;
    assert!(phone.saved.is_empty());
    phone.go(Route::Takeaway(true)).await;
    assert!(matches!(phone.screen(), Screen::Takeaway(None)));
}

#[tokio::test]
async fn a_file_under_way_goes_with_who_wanted_it() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Takeaway(false)).await;
    phone.happen(Event::Takeaway(Takeaway::Wanted(File::Everything))).await;
    phone.happen(Event::Session(Session::SignOutAsked)).await;
    phone.wait(100).await;
    assert!(phone.saved.is_empty() && phone.model.takeaway == lapwing_core::takeaway::State::default());
}
