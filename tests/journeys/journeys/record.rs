//! Reading a record.

use lapwing_core::now::short_key;
use lapwing_core::record::{Body, Presence};
use lapwing_core::route::Route;
use lapwing_core::view::Screen;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

#[tokio::test]
async fn every_shelf_of_a_rich_record_has_entries() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    for shelf in ["conditions", "medicines", "allergies", "letters"] {
        phone.go(Route::Shelf(shelf.into())).await;
        let Screen::List(list) = phone.screen() else { panic!("{shelf}: {:?}", phone.screen()) };
        assert_eq!(list.shown.presence, Presence::Here, "{shelf}");
        assert!(list.groups.iter().any(|g| !g.rows.is_empty()), "{shelf}");
    }
    phone.go(Route::Team).await;
    let Screen::Team(team, trust_data) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(team.groups.iter().flat_map(|g| &g.rows).any(|r| r.title.contains("Funmi")), "{team:?}");
    assert!(!trust_data.reads.is_empty());
}

#[tokio::test]
async fn results_have_a_trend_and_unreadable_entries_are_counted() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("results".into())).await;
    let Screen::Results(results) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(results.shown.unread >= 1, "the demo record has a broken reading");
    let row = results
        .groups
        .iter()
        .flat_map(|g| &g.rows)
        .find(|r| r.label.contains("TSH") || r.label.contains("Thyroid"));
    let row = row.unwrap_or_else(|| panic!("{:?}", results.groups)).clone();
    assert!(row.count >= 3);
    phone.go(Route::Result(row.key)).await;
    let Screen::Result(result) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(result.rows.len(), row.count);
    assert!(result.series[0].points.windows(2).all(|w| w[0].0 <= w[1].0), "in order of time");
    assert!(result.band.0.is_some() || result.band.1.is_some(), "a usual range");
}

#[tokio::test]
async fn a_letter_opens() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Shelf("letters".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let keys: Vec<String> = list.groups.iter().flat_map(|g| &g.rows).map(|r| r.key.clone()).collect();
    let mut bodies = vec![];
    for key in keys {
        phone.go(Route::Letter(key)).await;
        let Screen::Letter(letter, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert!(!letter.title.is_empty());
        bodies.push(letter.body);
    }
    assert!(bodies.iter().any(|b| matches!(b, Body::Text(p) if !p.is_empty())));
    assert!(bodies.iter().any(|b| matches!(b, Body::Rich(p, _) if !p.is_empty())));
}

#[tokio::test]
async fn an_empty_record_is_empty_and_not_an_error() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    for shelf in ["conditions", "medicines", "allergies", "letters"] {
        phone.go(Route::Shelf(shelf.into())).await;
        let Screen::List(list) = phone.screen() else { panic!("{shelf}: {:?}", phone.screen()) };
        assert_eq!(list.shown.presence, Presence::Empty, "{shelf}");
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_shows_no_entry() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Result(short_key("no such thing"))).await;
    let Screen::Result(result) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(result.rows.is_empty());
    assert_eq!(result.shown.presence, Presence::Empty);
}
