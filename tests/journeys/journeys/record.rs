//! Reading a record.

use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::record::{Body, Event as Record, Hold, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
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
    assert!(result.series[0].points.windows(2).all(|w| w[0].at <= w[1].at), "in order of time");
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

#[tokio::test]
async fn every_other_kind_has_its_shelf_with_entries_that_open() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Record).await;
    let Screen::Record(record) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let listed: Vec<Shelf> = record.rows.iter().map(|(shelf, _)| *shelf).collect();
    // What others noticed has a journey of its own.
    let others = || Shelf::MORE.into_iter().filter(|shelf| *shelf != Shelf::Noticed);
    assert!(others().all(|shelf| listed.contains(&shelf)), "{listed:?}");
    for shelf in others() {
        phone.go(Route::Shelf(shelf.slug().into())).await;
        let Screen::List(list) = phone.screen() else { panic!("{shelf:?}: {:?}", phone.screen()) };
        let rows: Vec<_> = list.groups.iter().flat_map(|group| &group.rows).cloned().collect();
        assert!(!rows.is_empty() && list.shown.unread == 0, "{shelf:?}: {list:?}");
        let key = rows[0].key.clone();
        phone.go(Route::Entry(key)).await;
        let Screen::Entry(entry) = phone.screen() else { panic!("{shelf:?}: {:?}", phone.screen()) };
        assert_eq!((entry.shown.presence, &entry.title), (Presence::Here, &rows[0].title), "{shelf:?}");
        assert!(!entry.sources.is_empty(), "{shelf:?}");
    }
    // What speaks of risk waits.
    phone.go(Route::Shelf("looked-out-for".into())).await;
    let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(list.groups[0].rows.iter().any(|row| row.hold == Some(Hold::Risk)), "{list:?}");
}

#[tokio::test]
async fn a_report_leads_to_its_results() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Entry(short_key("DiagnosticReport/asha-report-thyroid-2026-06"))).await;
    let Screen::Entry(entry) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let detail: Vec<_> = entry.leads.iter().filter_map(|lead| lead.detail.clone()).collect();
    assert!(!detail.is_empty(), "{entry:?}");
    phone.go(entry.leads[0].route.clone()).await;
    let Screen::Entry(result) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(result.title, entry.leads[0].title);
}

#[tokio::test]
async fn a_carer_gets_no_entry_that_no_section_opens() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "rosa", false).await;
    let caring = phone.view().person.expect("somebody").caring_for;
    assert!(!caring.is_empty());
    for (patient, _) in caring {
        phone.happen(Event::Session(Session::Switched(Subject::For(patient)))).await;
        for shelf in Shelf::MORE {
            phone.go(Route::Shelf(shelf.slug().into())).await;
            let Screen::List(list) = phone.screen() else { panic!("{shelf:?}: {:?}", phone.screen()) };
            let open = shelf == Shelf::Appointments;
            assert_eq!(list.shown.presence == Presence::NotShared, !open, "{shelf:?}: {list:?}");
        }
    }
}

#[tokio::test]
async fn the_record_is_searched_and_walked_through_without_a_network() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Timeline(String::new())).await;
    let Screen::Timeline(first, true) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let all: usize = first.years.iter().map(|year| year.count).sum();
    assert!(all > 100 && !first.rows.is_empty(), "{first:?}");
    phone.network(false).await;
    phone.reopen(Route::Search).await;
    for (words, expect) in [("thyroid", true), ("sertraline tablets", true), ("zzzz", false)] {
        phone.happen(Event::Record(Record::Searched(words.into()))).await;
        let Screen::Search(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert_eq!(view.total > 0, expect, "{words}: {view:?}");
    }
    phone.go(Route::Timeline("2025".into())).await;
    let Screen::Timeline(again, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(again.years.iter().map(|year| year.count).sum::<usize>(), all);
    assert!(again.months.iter().all(|month| month.label.contains("2025")), "{again:?}");
}

#[tokio::test]
async fn what_is_new_waits_until_the_person_looks_and_is_then_no_longer_new() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Today).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let (since, told) = today.news.expect("the demo record has results of this month");
    assert!(since.contains("October 2026") && told.contains("results"), "{since}: {told}");
    let waits = |phone: &mut Phone<'_>| {
        let Screen::Results(results) = phone.screen() else { panic!("{:?}", phone.screen()) };
        results
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .filter(|row| row.hold.is_some())
            .cloned()
            .collect::<Vec<_>>()
    };
    phone.go(Route::Shelf("results".into())).await;
    let waiting = waits(&mut phone);
    assert!(waiting.len() > 1);
    phone.go(Route::Result(waiting[0].key.clone())).await;
    phone.go(Route::Shelf("results".into())).await;
    assert_eq!(waits(&mut phone).len(), waiting.len() - 1, "what was opened waits no more");
    phone.go(Route::News).await;
    let Screen::News(news) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(news.groups.iter().any(|(_, rows)| !rows.is_empty()));
    phone.happen(Event::Record(Record::Seen)).await;
    // It is remembered on this device.
    phone.reopen(Route::Today).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(today.news, None);
    phone.go(Route::Shelf("results".into())).await;
    assert!(waits(&mut phone).is_empty());
}

#[tokio::test]
async fn what_the_person_wants_to_see_at_once_is_remembered() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let holds = |phone: &mut Phone<'_>| {
        let Screen::List(list) = phone.screen() else { panic!("{:?}", phone.screen()) };
        list.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.hold).collect::<Vec<_>>()
    };
    phone.go(Route::Shelf("looked-out-for".into())).await;
    // The review of safety; an alert on how to reach her does not.
    assert_eq!(holds(&mut phone), [Hold::Risk]);
    phone.happen(Event::Record(Record::Ready("risk".into()))).await;
    assert!(holds(&mut phone).is_empty());
    phone.reopen(Route::Shelf("looked-out-for".into())).await;
    assert!(holds(&mut phone).is_empty());
}
