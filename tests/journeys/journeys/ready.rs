//! What waits until the person is ready, what they say of one reading of many, and what two systems tell of.

use lapwing_core::ask::{Event as Ask, Kind};
use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::record::{Event as Record, Hold, ResultView};
use lapwing_core::route::Route;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::{Value, json};

use crate::ask::team_writes;
use crate::signed_in;

fn ferritin(id: &str, when: &str, value: u8) -> Value {
    json!({"resourceType": "Observation", "id": id, "status": "final", "subject": {"reference": "Patient/asha"},
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "99999-1", "display": "Test marker"}]},
        "performer": [{"display": "Northside Pathology"}], "effectiveDateTime": when,
        "valueQuantity": {"value": value, "unit": "ug/L"}})
}

fn page() -> Route {
    Route::Result(short_key("http://loinc.org|99999-1"))
}

fn result(phone: &mut Phone<'_>) -> ResultView {
    let Screen::Result(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view
}

#[tokio::test]
async fn a_reading_that_comes_while_the_result_is_open_waits_until_it_is_wanted() {
    let trust = Trust::open();
    team_writes(&trust, &[ferritin("f1", "2026-03-02T08:00:00Z", 40)]);
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::News).await;
    phone.happen(Event::Record(Record::Seen)).await;
    phone.wait(60_000).await;
    phone.go(page()).await;
    assert_eq!((result(&mut phone).rows.len(), result(&mut phone).waits), (1, None));
    // It is of an older day than what is known.
    team_writes(&trust, &[ferritin("f2", "2026-01-05T08:00:00Z", 4)]);
    phone.happen(Event::Record(Record::Retried)).await;
    phone.wait(1_000).await;
    let view = result(&mut phone);
    let waits = view.waits.expect("a new reading");
    assert_eq!((view.rows.len(), waits.hold, waits.keys.len()), (1, Hold::NewResult, 1));
    phone.go(Route::Timeline("2026-01".into())).await;
    let Screen::Timeline(line, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let row = line.rows.iter().find(|found| found.row.key == short_key("Observation/f2")).expect("its row");
    assert_eq!(row.row.hold, Some(Hold::NewResult), "the timeline does not tell it either");
    phone.happen(Event::Record(Record::SeenNow(waits.keys))).await;
    phone.go(page()).await;
    assert_eq!((result(&mut phone).rows.len(), result(&mut phone).waits), (2, None));
    phone.reopen(page()).await;
    assert_eq!(result(&mut phone).rows.len(), 2, "it is remembered");
}

#[tokio::test]
async fn a_correction_names_the_reading_that_is_wrong_and_stays_on_the_page() {
    let trust = Trust::open();
    let both = [ferritin("f1", "2025-03-02T08:00:00Z", 40), ferritin("f2", "2025-06-02T08:00:00Z", 50)];
    team_writes(&trust, &both);
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(page()).await;
    let ask =
        |phone: &mut Phone<'_>| phone.view().beside.and_then(|beside| beside.ask).expect("it can be asked");
    assert_eq!(ask(&mut phone).of.as_deref(), Some("2 June 2025"), "the page itself is about the newest");
    let own_page = result(&mut phone).rows[1].route.clone().expect("its own page");
    phone.go(own_page).await;
    let older = ask(&mut phone).about;
    assert_eq!(older, "Observation/f1");
    phone.happen(Event::Ask(Ask::Begun(older, Kind::Correction))).await;
    phone.happen(Event::Ask(Ask::Written("That was not me.".into()))).await;
    phone.happen(Event::Ask(Ask::Given)).await;
    phone.wait(1_000).await;
    phone.reopen(page()).await;
    let told = ask(&mut phone);
    assert_eq!((told.about.as_str(), told.asked.len()), ("Observation/f2", 1));
    let asked = &told.asked[0];
    assert_eq!((asked.about.as_str(), asked.of.as_deref()), ("Observation/f1", Some("2 March 2025")));
}

#[tokio::test]
async fn what_two_systems_tell_of_is_one_row_with_both_and_is_hidden_whole() {
    let trust = Trust::open();
    let from = |id: &str, who: &str, onset: &str| {
        json!({"resourceType": "Condition", "id": id, "subject": {"reference": "Patient/asha"}, "onsetDateTime": onset,
            "code": {"text": "Hay fever"}, "recorder": {"display": who}, "meta": {"source": format!("https://{id}.example")}})
    };
    let all = [
        from("gp", "Beech Road Surgery", "2019-05-02"),
        from("ward", "Northside", "2019-05-02"),
        from("other", "Elsewhere", "2020-05-02"),
    ];
    team_writes(&trust, &all);
    let mut phone = signed_in(&trust, "asha", true).await;
    let rows = |phone: &mut Phone<'_>| {
        let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
        let all = list.groups.into_iter().flat_map(|group| group.rows);
        all.filter(|row| row.title == "Hay fever").collect::<Vec<_>>()
    };
    let list = Route::Shelf("conditions".into());
    phone.go(list.clone()).await;
    let told = rows(&mut phone);
    assert_eq!(told.len(), 2, "what differs in a day is two: {told:?}");
    let both = told.iter().find(|row| !row.also.is_empty()).expect("one of two");
    let said = both.source.as_deref().unwrap_or_default();
    assert!(said.contains("Beech Road Surgery") && said.contains("Northside"), "{said}");
    phone.go(Route::Entry(both.key.clone())).await;
    let hide = phone.view().beside.and_then(|beside| beside.hide).expect("it can be hidden");
    assert_eq!(hide.keys.len(), 2);
    phone.happen(Event::Record(Record::Hidden(hide.keys, true))).await;
    phone.go(list).await;
    assert_eq!(rows(&mut phone).len(), 1);
}
