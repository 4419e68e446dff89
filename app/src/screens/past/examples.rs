//! Past answers as they come: many, few, treated, by several, old, none.

use lapwing_core::event::Event;
use lapwing_core::past::{Mark, PastView, PlotView, Point, Row};
use lapwing_core::record::{Freshness, Presence, Shown};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::{examples_bands, screen};

fn when(month: usize) -> String {
    let months = ["January", "March", "May", "July", "September", "October", "November"];
    format!("12 {} 2026", months[month])
}

fn at(month: usize) -> i64 {
    i64::try_from(month).unwrap_or(0) * 2_600_000_000
}

/// Month, total, waiting.
type Given = (usize, i64, bool);

fn row((month, value, waiting): &Given) -> Row {
    Row {
        at: at(*month),
        when: when(*month),
        answers: Some("r".into()),
        who: "You".into(),
        scores: vec![value.to_string()],
        band: examples_bands().iter().find(|b| (b.from..=b.to).contains(value)).map(|b| b.name.clone()),
        waiting: *waiting,
        ..Row::default()
    }
}

fn plot(title: Option<&str>, points: &[Given]) -> PlotView {
    PlotView {
        title: title.map(Into::into),
        range: (0, 27),
        bands: examples_bands(),
        lower: true,
        points: points.iter().rev().map(|p| Point { at: at(p.0), when: when(p.0), value: p.1 }).collect(),
        marks: vec![],
    }
}

fn view(presence: Presence, freshness: Freshness, points: &[Given]) -> PastView {
    PastView {
        shown: Shown { presence, freshness, unread: 0, cut: false, whose: None },
        title: "Mood check-in".into(),
        key: "k".into(),
        plots: vec![plot(None, points)],
        columns: vec!["Score".into()],
        bands: true,
        several: false,
        rows: points.iter().map(row).collect(),
        own: true,
    }
}

/// A medicine began between two check-ins, and the person wrote a note.
fn treated(points: &[Given]) -> PastView {
    let mut treated = view(Presence::Here, Freshness::Live, points);
    let mark =
        Mark { at: at(4) - 1_300_000_000, when: "27 August 2026".into(), what: "Sertraline started".into() };
    let (at, when, treatment) = (mark.at, mark.when.clone(), Some(mark.what.clone()));
    treated.rows.insert(2, Row { at, when, treatment, ..Row::default() });
    treated.plots[0].marks.push(mark);
    treated.rows[1].notes = vec!["My mother was ill.".into()];
    treated
}

fn several(points: &[Given]) -> PastView {
    let mut several = view(Presence::Here, Freshness::Live, &points[1..4]);
    several.several = true;
    several.plots = vec![plot(Some("You"), &points[1..4]), plot(Some("Grace, mother"), &points[2..5])];
    several.rows[2].who = "Grace, mother".into();
    several
}

pub(in super::super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let many = [
        (6, 12, true),
        (5, 16, false),
        (4, 15, false),
        (3, 19, false),
        (2, 18, false),
        (1, 21, false),
        (0, 19, false),
    ];
    let old = Freshness::AsOf("yesterday at 14:05".into(), Some(Trouble::Offline));
    vec![
        ("past_many", screen(&view(Presence::Here, Freshness::Live, &many), &send)),
        ("past_treated", screen(&treated(&many[1..4]), &send)),
        ("past_several", screen(&several(&many), &send)),
        ("past_offline", screen(&view(Presence::Here, old, &many[1..4]), &send)),
        ("past_one", screen(&view(Presence::Here, Freshness::Live, &many[6..]), &send)),
        ("past_empty", screen(&view(Presence::Empty, Freshness::Live, &[]), &send)),
        ("past_loading", screen(&view(Presence::Loading, Freshness::Live, &[]), &send)),
        ("past_not_shared", screen(&view(Presence::NotShared, Freshness::Live, &[]), &send)),
        ("past_trouble", screen(&view(Presence::Trouble(Trouble::Busy), Freshness::Live, &[]), &send)),
    ]
}
