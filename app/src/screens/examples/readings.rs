//! Results, and one of them over time.

use lapwing_core::record::{
    Badge, Dot, Hold, Point, Presence, ResultView, ResultsGroup, ResultsView, Series, SeriesRow, Tone, Waits,
};
use lapwing_core::route::Route;
use lapwing_core::words::record::MISTAKE;
use lapwing_core::words::time;
use yew::Html;

use super::super::{result, results};
use super::{nowhere, shown};
use crate::components::Fixtures;

const DAY: i64 = 86_400_000;

fn row(label: &str, value: &str, usual: Option<&str>, count: usize) -> SeriesRow {
    SeriesRow {
        own: false,
        key: format!("k{}", label.len()),
        label: label.into(),
        value: value.into(),
        when: Some("18 November 2026".into()),
        usual: usual.map(Into::into),
        badge: usual.map(|_| Badge { words: "Normal".into(), tone: Tone::Plain }),
        count,
        hold: (label == "Weight").then_some(Hold::NewResult),
    }
}

fn list(presence: Presence, groups: Vec<ResultsGroup>) -> Html {
    results::screen(&ResultsView { shown: shown(presence), groups }, &nowhere())
}

fn groups() -> Vec<ResultsGroup> {
    let group = |heading: &str, rows| ResultsGroup { heading: heading.into(), rows };
    vec![
        group(
            "Blood and other tests",
            vec![
                row("Potassium", "4.2 mmol/L", Some("3.5 to 5.3 mmol/L"), 8),
                row("Vitamin B12", "No value: The sample was too small to test", None, 1),
            ],
        ),
        group(
            "Measurements",
            vec![row("Blood pressure", "Systolic: 119 mmHg, Diastolic: 77 mmHg", None, 10)],
        ),
    ]
}

fn point(when: &str, value: &str, note: Option<&str>) -> Point {
    Point {
        when: when.into(),
        value: value.into(),
        note: note.map(Into::into),
        route: Some(Route::Entry("abcd".into())),
        mistake: note == Some(MISTAKE),
        sources: None,
    }
}

fn series(label: &str, values: &[f64]) -> Series {
    let first = 1_700_000_000_000;
    let dot = |at: i64, value: f64| Dot { at, value, month: time::month(at), day: time::day(at) };
    let points = (0..).zip(values).map(|(n, value)| dot(first + n * 90 * DAY, *value)).collect();
    Series { label: label.into(), points }
}

fn potassium() -> ResultView {
    ResultView {
        shown: shown(Presence::Here),
        label: "Potassium".into(),
        series: vec![series("Potassium", &[4.1, 4.4, 4.2])],
        rows: vec![
            point("19 November 2026", "9.9 mmol/L", Some("Entered by mistake")),
            point("18 November 2026", "4.2 mmol/L", None),
            point("16 June 2026", "4.4 mmol/L", None),
            point("12 March 2026", "4.1 mmol/L", Some("Corrected")),
        ],
        usual: Some("3.5 to 5.3 mmol/L".into()),
        band: (Some(3.5), Some(5.3)),
        unit: Some("mmol/L".into()),
        undrawn: 1,
        source: Some("From Northside Pathology, 19 November 2026".into()),
        members: vec![],
        waits: None,
    }
}

fn pressure() -> ResultView {
    ResultView {
        label: "Blood pressure".into(),
        series: vec![series("Systolic", &[118.0, 124.0, 119.0]), series("Diastolic", &[76.0, 80.0, 77.0])],
        rows: vec![
            point("10 November 2026", "Systolic: 119 mmHg, Diastolic: 77 mmHg", None),
            point("14 October 2026", "Systolic: 124 mmHg, Diastolic: 80 mmHg", None),
        ],
        usual: None,
        band: (None, None),
        unit: Some("mmHg".into()),
        undrawn: 0,
        ..potassium()
    }
}

fn single() -> ResultView {
    ResultView {
        label: "Vitamin B12".into(),
        series: vec![],
        rows: vec![point(
            "18 November 2026",
            "No value: The sample was too small to test",
            Some("Please book a new blood test."),
        )],
        band: (None, None),
        ..potassium()
    }
}

pub(super) fn fixtures() -> Fixtures {
    let one = |view: ResultView| result::screen(&view, &nowhere());
    let bare = |presence| {
        one(ResultView {
            shown: shown(presence),
            label: String::new(),
            series: vec![],
            rows: vec![],
            ..single()
        })
    };
    let waits =
        |hold, keys: &[&str]| Some(Waits { hold, keys: keys.iter().map(|key| (*key).to_owned()).collect() });
    vec![
        ("result_new", one(ResultView { waits: waits(Hold::NewResult, &["k"]), ..potassium() })),
        (
            "result_waits",
            one(ResultView {
                rows: vec![],
                series: vec![],
                waits: waits(Hold::Marked, &["k", "l"]),
                ..single()
            }),
        ),
        ("results_some", list(Presence::Here, groups())),
        ("results_empty", list(Presence::Empty, vec![])),
        ("results_loading", list(Presence::Loading, vec![])),
        ("result_potassium", one(potassium())),
        ("result_pressure", one(pressure())),
        ("result_single", one(single())),
        ("result_loading", bare(Presence::Loading)),
        ("result_unknown", bare(Presence::Empty)),
        ("result_not_shared", bare(Presence::NotShared)),
    ]
}
