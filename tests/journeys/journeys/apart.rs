//! What stands apart from the entry that it belongs to: the name of a medicine, the files of a report.

use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::record::{Body, Event as Record};
use lapwing_core::route::Route;
use lapwing_core::takeaway::File;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::{Value, json};

use crate::ask::team_writes;
use crate::signed_in;
use crate::takeaway::{kinds, saved};

const NAME: &str = "Lurasidone 37 mg tablets";

fn described(kind: &str, id: &str, status: &str) -> Value {
    json!({"resourceType": kind, "id": id, "status": status, "intent": "order",
        "subject": {"reference": "Patient/asha"}, "authoredOn": "2026-10-05", "whenHandedOver": "2026-10-06",
        "medicationReference": {"reference": "Medication/lurasidone"}})
}

/// Each place that tells of the prescription says what it is called.
async fn is_named(phone: &mut Phone<'_>) {
    phone.go(Route::Shelf("medicines".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let named = list.groups.iter().flat_map(|group| &group.rows).filter(|row| row.title == NAME).count();
    assert_eq!(named, 2, "{list:?}");
    phone.go(Route::Entry(short_key("MedicationRequest/by-reference"))).await;
    let Screen::Entry(entry) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(entry.title, NAME);
    phone.go(Route::Timeline("2026-10".into())).await;
    let Screen::Timeline(line, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(line.rows.iter().filter(|found| found.row.title == NAME).count(), 2, "{line:?}");
    phone.go(Route::Search).await;
    phone.happen(Event::Record(Record::Searched("lurasidone".into()))).await;
    let Screen::Search(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((view.total, view.rows[0].row.title.as_str()), (2, NAME));
}

#[tokio::test]
async fn a_medicine_that_is_described_in_an_entry_of_its_own_has_its_name_everywhere() {
    let trust = Trust::open();
    team_writes(
        &trust,
        &[
            json!({"resourceType": "Medication", "id": "lurasidone", "code": {"text": NAME}}),
            described("MedicationRequest", "by-reference", "active"),
            described("MedicationDispense", "by-reference", "completed"),
        ],
    );
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Takeaway(false)).await;
    is_named(&mut phone).await;
    phone.network(false).await;
    phone.reopen(Route::Takeaway(false)).await;
    phone.wait(100).await;
    is_named(&mut phone).await;
    phone.go(Route::Takeaway(false)).await;
    let (_, text) = saved(&mut phone, File::Everything).await;
    let all: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(kinds(&all, "Medication").len(), 1);
    let is_it = |one: &&&Value| one["id"] == "by-reference";
    let requests = kinds(&all, "MedicationRequest");
    let came = requests.iter().find(is_it).expect("the prescription");
    assert_eq!(came["medicationReference"], json!({"reference": "Medication/lurasidone"}), "as it came");
    let (_, text) = saved(&mut phone, File::Summary).await;
    let summary: Value = serde_json::from_str(&text).expect("JSON");
    assert!(kinds(&summary, "Medication").iter().any(|one| one["code"]["text"] == NAME));
    let text = &kinds(&summary, "Composition")[0]["section"][2]["text"]["div"];
    assert!(text.as_str().is_some_and(|text| text.contains(NAME)), "{text}");
}

#[tokio::test]
async fn the_files_of_a_report_open_as_letters_do_offline_too_and_go_into_the_file_of_everything() {
    let trust = Trust::open();
    team_writes(
        &trust,
        &[
            json!({"resourceType": "Binary", "id": "scan-words", "contentType": "text/plain", "data": "QWxsIGlzIHdlbGw="}),
            json!({"resourceType": "DiagnosticReport", "id": "scan", "status": "final", "effectiveDateTime": "2026-03-05",
                "code": {"text": "Ultrasound"}, "subject": {"reference": "Patient/asha"},
                "presentedForm": [{"contentType": "text/plain", "title": "In words", "url": "Binary/scan-words"}]}),
        ],
    );
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::News).await;
    phone.happen(Event::Record(Record::Seen)).await;
    phone.go(Route::Entry(short_key("DiagnosticReport/scan"))).await;
    let Screen::Entry(entry) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(entry.files.len(), 1, "{entry:?}");
    let file = entry.files[0].route.clone();
    phone.wait(1_000).await;
    phone.go(Route::Takeaway(false)).await;
    for online in [true, false] {
        phone.network(online).await;
        phone.reopen(file.clone()).await;
        phone.wait(100).await;
        let Screen::Letter(letter, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert_eq!(letter.body, Body::Text(vec!["All is well".into()]), "{online}: {letter:?}");
        assert_eq!(letter.of, Some(Route::Entry(short_key("DiagnosticReport/scan"))));
    }
    phone.go(Route::Takeaway(false)).await;
    let (_, text) = saved(&mut phone, File::Everything).await;
    let all: Value = serde_json::from_str(&text).expect("JSON");
    assert!(kinds(&all, "Binary").iter().any(|one| one["id"] == "scan-words"));
}
