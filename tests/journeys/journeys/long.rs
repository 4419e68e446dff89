//! A record longer than what is fetched at once, and letters whose content stands apart.

use std::fs;

use lapwing_core::event::Event;
use lapwing_core::live::Event as Live;
use lapwing_core::now::short_key;
use lapwing_core::record::{Apart, Body, Cut, Event as Record, LetterView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::takeaway::{Event as Takeaway, File};
use lapwing_core::trouble::Trouble;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::{Value, json};

use crate::ask::team_writes;
use crate::signed_in;

/// A gateway with these beside the demo records.
fn with(more: Vec<Value>) -> Trust {
    let trust = Trust::open();
    let file = trust.folder().join("more.json");
    let entries: Vec<Value> = more.into_iter().map(|resource| json!({"resource": resource})).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries});
    fs::write(&file, bundle.to_string()).expect("a file");
    trust.import(&[file]);
    trust
}

/// So many readings of one test, a day apart, all older than what the demo record holds.
fn readings(count: usize) -> Vec<Value> {
    let one = |at: usize| {
        let (year, month, day) = (2018 - at / 336, 12 - at / 28 % 12, 28 - at % 28);
        json!({
            "resourceType": "Observation", "id": format!("long-{at}"), "status": "final",
            "subject": {"reference": "Patient/asha"}, "effectiveDateTime": format!("{year}-{month:02}-{day:02}"),
            "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
            "code": {"text": if at + 1 == count { "Ceruloplasmin" } else { "Sodium" }},
            "valueQuantity": {"value": 140, "unit": "mmol/L"},
        })
    };
    (0..count).map(one).collect()
}

fn cut(phone: &mut Phone<'_>) -> Option<Cut> {
    match phone.screen() {
        Screen::Results(view) => view.shown.cut,
        Screen::Search(view) => view.shown.cut,
        Screen::Takeaway(Some(view)) => view.shown.cut,
        other => panic!("{other:?}"),
    }
}

async fn found(phone: &mut Phone<'_>, text: &str) -> usize {
    phone.happen(Event::Record(Record::Searched(text.into()))).await;
    match phone.screen() {
        Screen::Search(view) => view.total,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn who_goes_back_in_time_comes_to_the_end_of_a_long_record() {
    let trust = with(readings(2_600));
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Search).await;
    let told = cut(&mut phone).expect("it is said how far the search looks");
    assert!(told.can && told.of > told.here && told.since.is_some(), "{told:?}");
    assert_eq!(found(&mut phone, "ceruloplasmin").await, 0);
    for _ in 0..2 {
        assert!(cut(&mut phone).is_some());
        phone.happen(Event::Record(Record::Older)).await;
    }
    assert_eq!((cut(&mut phone), found(&mut phone, "ceruloplasmin").await), (None, 1));
    // The same is in the files, and on this device without a network.
    phone.go(Route::Takeaway(false)).await;
    assert_eq!(cut(&mut phone), None);
    let before = phone.saved.len();
    phone.happen(Event::Takeaway(Takeaway::Wanted(File::Results))).await;
    for _ in 0..100 {
        phone.wait(60).await;
    }
    let (_, table) = phone.saved.get(before).expect("a file").clone();
    assert!(table.contains("Ceruloplasmin"));
    phone.network(false).await;
    phone.reopen(Route::Shelf("results".into())).await;
    let told = cut(&mut phone).expect("the newest alone were read");
    assert!((200..1_300).contains(&told.here), "{told:?}");
    while cut(&mut phone).is_some_and(|told| told.can && told.trouble.is_none()) {
        phone.happen(Event::Record(Record::Older)).await;
    }
    assert_eq!(cut(&mut phone), None);
}

#[tokio::test]
async fn what_the_team_corrects_of_long_ago_is_right_on_the_screen_and_offline() {
    let trust = with(readings(2_600));
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Search).await;
    phone.happen(Event::Record(Record::Older)).await;
    let here = cut(&mut phone).expect("there is more").here;
    trust.wait(120_000);
    let mut all = readings(900);
    let mut corrected = all.remove(700);
    corrected["code"]["text"] = json!("Zinc");
    let mut late = all.remove(600);
    (late["id"], late["code"]["text"]) = (json!("late"), json!("Copper"));
    team_writes(&trust, &[corrected, late]);
    assert_eq!((found(&mut phone, "zinc").await, found(&mut phone, "copper").await), (0, 0));
    let told = json!({"patient": "Patient/asha", "kinds": ["Observation"]}).to_string();
    phone.happen(Event::Live(Live::Told(told))).await;
    assert_eq!((found(&mut phone, "zinc").await, found(&mut phone, "copper").await), (1, 1));
    assert_eq!(cut(&mut phone).map(|told| told.here), Some(here + 1), "nothing else moved");
    phone.wait(6_000).await;
    phone.network(false).await;
    phone.reopen(Route::Search).await;
    phone.happen(Event::Record(Record::Older)).await;
    assert_eq!((found(&mut phone, "zinc").await, found(&mut phone, "copper").await), (1, 1));
}

#[tokio::test]
async fn what_is_not_kept_says_so_and_the_whole_record_is_kept_by_itself() {
    let trust = with(readings(2_400));
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("results".into())).await;
    phone.network(false).await;
    phone.happen(Event::Record(Record::Older)).await;
    assert_eq!(cut(&mut phone).and_then(|told| told.trouble), Some(Trouble::Offline));
    phone.network(true).await;
    // Some seconds later it was all fetched, without being on the screen.
    phone.reopen(Route::Today).await;
    phone.wait(6_000).await;
    phone.network(false).await;
    phone.reopen(Route::Shelf("results".into())).await;
    while cut(&mut phone).is_some_and(|told| told.can && told.trouble.is_none()) {
        phone.happen(Event::Record(Record::Older)).await;
    }
    assert_eq!(cut(&mut phone), None);
    phone.go(Route::Kept).await;
    let Screen::Kept(Some(kept), _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let results = kept.rows.iter().find(|row| row.shelf == Shelf::Results).expect("results");
    assert!(results.entries > 2_400 && results.total == 0, "{results:?}");
    phone.happen(Event::Record(Record::KeptRemoved)).await;
    phone.reopen(Route::Shelf("results".into())).await;
    let Screen::Results(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(view.groups.is_empty(), "nothing of it is left");
}

fn letter(id: &str, url: &str) -> Value {
    json!({
        "resourceType": "DocumentReference", "id": id, "status": "current", "date": "2026-11-01T09:00:00Z",
        "subject": {"reference": "Patient/asha"}, "description": "Clinic letter",
        "content": [{"attachment": {"contentType": "application/pdf", "url": url}}],
    })
}

/// Four letters: with a PDF at this gateway, with words, with something that is no PDF, and at another place.
fn apart() -> Trust {
    let file = |id: &str, media: &str, data: &str| json!({"resourceType": "Binary", "id": id, "contentType": media, "data": data});
    let mut all = vec![
        letter("apart-pdf", "Binary/apart-pdf"),
        letter("apart-odd", "/fhir/Binary/apart-odd"),
        letter("apart-elsewhere", "https://elsewhere.example/fhir/Binary/apart-pdf"),
        letter("apart-gone", "Binary/apart-gone"),
        file("apart-pdf", "application/pdf", "JVBERi0xLjQK"),
        file("apart-odd", "application/pdf", "PHNjcmlwdD4="),
        file("apart-words", "text/plain", "RGVhciBBc2hh"),
    ];
    let mut words = letter("apart-words", "Binary/apart-words");
    words["content"][0]["attachment"]["contentType"] = json!("text/plain");
    all.push(words);
    with(all)
}

async fn open(phone: &mut Phone<'_>, id: &str) -> LetterView {
    phone.go(Route::Letter(short_key(id))).await;
    match phone.screen() {
        Screen::Letter(view, _) => view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_letter_whose_content_stands_apart_is_read_and_kept() {
    let trust = apart();
    let mut phone = signed_in(&trust, "asha", true).await;
    let view = open(&mut phone, "apart-pdf").await;
    assert!(view.file.as_ref().is_some_and(|file| file.pdf), "{view:?}");
    assert_eq!(view.apart, None);
    phone.happen(Event::Record(Record::FileTaken(short_key("apart-pdf")))).await;
    let view = open(&mut phone, "apart-odd").await;
    assert!(view.file.is_some_and(|file| !file.pdf), "its bytes say what it is");
    assert_eq!(open(&mut phone, "apart-words").await.body, Body::Text(vec!["Dear Asha".into()]));
    let elsewhere = open(&mut phone, "apart-elsewhere").await;
    assert_eq!(
        (elsewhere.body, elsewhere.file, elsewhere.apart),
        (Body::Nothing, None, Some(Apart::Elsewhere))
    );
    let gone = open(&mut phone, "apart-gone").await;
    assert!(matches!(gone.apart, Some(Apart::Trouble(_))), "{gone:?}");
    // Each was kept with the letters.
    phone.network(false).await;
    phone.reopen(Route::Today).await;
    assert!(open(&mut phone, "apart-pdf").await.file.is_some());
    assert_eq!(open(&mut phone, "apart-gone").await.apart, Some(Apart::Trouble(Trouble::Offline)));
    phone.go(Route::Kept).await;
    phone.happen(Event::Record(Record::KeptRemoved)).await;
    assert!(!phone.kept().keys().any(|(_, key)| key.0.contains("/file/")));
}
