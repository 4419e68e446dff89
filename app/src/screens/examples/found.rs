//! The record over time, and the search in it.

use lapwing_core::record::{
    EntryRow, Found, Hold, NewsView, Presence, SearchView, Shelf, Span, TimelineView,
};
use lapwing_core::route::Route;
use yew::Html;

use super::super::{news, search, timeline};
use super::{nowhere, shown};
use crate::components::Fixtures;

fn found(title: &str, hold: Option<Hold>) -> Found {
    let row = EntryRow {
        key: "k3_9".into(),
        title: title.into(),
        lines: vec!["Treatment or procedure".into(), "16 June 2026".into()],
        source: Some("From Amara Diallo".into()),
        hold,
        ..EntryRow::default()
    };
    let (start, rest) = title.split_at(5);
    let title = vec![(start.to_owned(), true), (rest.to_owned(), false)];
    let sentence = [("The left arm was ", false), ("sore", true), (".", false)];
    let sentence = sentence.map(|(piece, hit)| (piece.to_owned(), hit)).to_vec();
    let day = Some("16 June 2026".to_owned());
    Found { shelf: Shelf::Procedures, row, route: Route::Entry("k3_9".into()), title, sentence, day }
}

fn searched(text: &str, rows: Vec<Found>, total: usize) -> Html {
    let shelves = if rows.is_empty() {
        vec![]
    } else {
        vec![(Shelf::Procedures, total, true), (Shelf::Letters, 3, false)]
    };
    search::screen(
        &SearchView { shown: shown(Presence::Here), text: text.into(), shelves, rows, total },
        &nowhere(),
    )
}

fn span(slug: &str, label: &str, count: usize, open: bool) -> Span {
    Span { slug: slug.into(), label: label.into(), count, open }
}

fn over_time(presence: Presence) -> Html {
    let view = TimelineView {
        shown: shown(presence),
        years: vec![
            span("2026", "2026", 3, true),
            span("2025", "2025", 9, false),
            span("undated", "Without a date", 1, false),
        ],
        months: vec![span("2026-06", "June 2026", 2, true), span("2026-03", "March 2026", 1, false)],
        rows: vec![found("Blood test", None), found("Review of safety", Some(Hold::Risk))],
        total: 9,
    };
    timeline::screen(&view, true, &nowhere())
}

fn news(presence: Presence) -> Html {
    let view = NewsView {
        shown: shown(presence),
        since: "23 October 2026".into(),
        told: None,
        groups: vec![
            ("Results", vec![found("Blood test", None)]),
            ("Letters and notes", vec![found("Clinic letter", None)]),
        ],
    };
    news::screen(&view, &nowhere())
}

pub(super) fn fixtures() -> Fixtures {
    vec![
        ("search_begun", searched("", vec![], 0)),
        (
            "search_found",
            searched("blood", vec![found("Blood test", None), found("Blood and risk", Some(Hold::Risk))], 55),
        ),
        ("search_nothing", searched("kidney", vec![], 0)),
        ("news_some", news(Presence::Here)),
        ("news_none", news(Presence::Empty)),
        ("timeline_month", over_time(Presence::Here)),
        ("timeline_loading", over_time(Presence::Loading)),
        ("timeline_empty", over_time(Presence::Empty)),
    ]
}
