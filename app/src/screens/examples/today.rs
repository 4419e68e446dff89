//! Today, one's own and somebody's, and the list of shelves.

use lapwing_core::form::{DueRow, LibraryRow};
use lapwing_core::plan::Paper;
use lapwing_core::record::{NextAppointment, Shelf};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::view::{CaringRow, RecordView, ReviewRow, TodayView};

use super::super::{record, today};
use super::nowhere;
use crate::components::Fixtures;

fn due(title: &str, draft: bool, due: Option<&str>) -> DueRow {
    let row = LibraryRow {
        key: "k3_9".into(),
        title: title.into(),
        about: "How your mood has been".into(),
        why: String::new(),
        questions: 9,
        minutes: 3,
        draft,
        plan: None,
        last: None,
        trusts: false,
        others: false,
    };
    DueRow { row, due: due.map(Into::into), planned: None, overdue: false, later: due.is_some() }
}

/// One that the team asked for.
pub(in crate::screens) fn mood() -> DueRow {
    DueRow { later: false, ..due("Mood check-in", false, Some("29 November 2026")) }
}

fn quiet() -> TodayView {
    TodayView {
        safety: lapwing_core::plan::Hint::Plain,
        greeting: "Good evening, Nell".into(),
        due: vec![],
        about: None,
        tasks: vec![],
        news: None,
        next: None,
        reviews: vec![],
        loading: false,
        trouble: None,
        own: true,
        shared: None,
        notices: None,
        caring_for: vec![],
    }
}

fn next() -> NextAppointment {
    NextAppointment {
        when: "Thursday 26 November at 14:30".into(),
        title: "Talking therapy".into(),
        with: Some("Dr Priya Nair".into()),
        kind: Some("By video".into()),
    }
}

/// The day of each is near, or has come.
fn reviews() -> Vec<ReviewRow> {
    use lapwing_core::words::{plan, plan_safety, today as words};
    let row = |title, told, route| ReviewRow { title, told, route };
    vec![
        row(words::MY_PLAN, plan::review("13 January 2027", false), Route::Plan),
        row(plan_safety::TITLE, plan_safety::HINT_REVIEW.into(), Route::Safety(String::new())),
        row(
            "My crisis plan",
            words::review_soon("2 December 2026"),
            Route::Paper(Paper::Crisis, String::new()),
        ),
    ]
}

fn full() -> TodayView {
    TodayView {
        reviews: reviews(),
        greeting: "Good morning, Asha".into(),
        due: vec![
            DueRow { overdue: true, ..due("Mood check-in", false, Some("20 November 2026")) },
            DueRow {
                planned: Some("You planned this for today at 09:00".into()),
                later: true,
                ..due("Worry check-in", true, None)
            },
        ],
        news: Some(("23 October 2026".into(), "2 results, 1 letter or note".into())),
        tasks: vec![
            ("Bring my sleep diary to the next session".into(), Some("26 November 2026".into())),
            ("Write to the supply teaching agency".into(), None),
        ],
        next: Some(next()),
        caring_for: vec![CaringRow {
            patient: "Patient/leon".into(),
            name: "Leon Campbell".into(),
            sees: vec!["Care plan"],
            note: Some("You are their partner".into()),
            news: Some((2, "You last looked yesterday at 14:05. New or changed since: Care plan 2.".into())),
            asked: 0,
        }],
        ..quiet()
    }
}

fn theirs(sections: &[&str]) -> TodayView {
    TodayView {
        greeting: "Good morning".into(),
        own: false,
        shared: Some(lapwing_core::session::CaredFor {
            sections: sections.iter().map(|s| (*s).to_owned()).collect(),
            ..Default::default()
        }),
        ..quiet()
    }
}

pub(super) fn fixtures() -> Fixtures {
    let today = |view: TodayView| today::screen(&view, &nowhere());
    let record = |shelves: &[(Shelf, Option<usize>)], own| {
        record::screen(&RecordView {
            rows: shelves.to_vec(),
            own,
            looking: false,
            hidden: usize::from(own),
            cut: None,
        })
    };
    vec![
        ("today_full", today(full())),
        ("today_quiet", today(quiet())),
        ("today_loading", today(TodayView { loading: true, ..quiet() })),
        ("today_trouble", today(TodayView { trouble: Some(Trouble::Offline), ..quiet() })),
        (
            "today_theirs",
            today(TodayView { next: Some(next()), ..theirs(&["plan", "medicines", "appointments"]) }),
        ),
        (
            "today_theirs_asked",
            today(TodayView {
                due: vec![mood()],
                about: Some("Leon Campbell".into()),
                ..theirs(&["check-ins"])
            }),
        ),
        ("today_theirs_adds", today(TodayView { notices: Some("k".into()), ..theirs(&["check-ins"]) })),
        ("today_theirs_plan", today(theirs(&["plan"]))),
        ("today_theirs_visits", today(theirs(&["appointments"]))),
        ("today_theirs_nothing", today(theirs(&[]))),
        ("record_own", record(&Shelf::RECORD.map(|shelf| (shelf, Some(3))), true)),
        ("record_theirs", record(&[(Shelf::Medicines, None), (Shelf::Team, None)], false)),
        ("record_nothing", record(&[], false)),
    ]
}
