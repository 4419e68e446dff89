//! Past answers to one check-in: the plot, and the same as a table.

use lapwing_core::event::Event;
use lapwing_core::form::{Band, PastView, Point};
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, parts};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, buttons, link_button};
use crate::components::card::card;
use crate::components::heading::{Back, page};
use crate::components::plot::{self, Plot, plot};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// The screen.
pub fn screen(view: &PastView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::CheckIns.path(), words: words::CHECK_INS };
    let inside = shown::instead(&view.shown, Shelf::Scores, send).unwrap_or_else(|| here(view, send));
    page(&words::past(&view.title), None, Some(back)).class("page-wide").with(inside).done()
}

fn here(view: &PastView, send: &Callback<Event>) -> El {
    let picture = card(Tone::Plain).with(p(words::PLOT_LEAD)).with(drawn(view));
    let ranges = text("p", "quiet-text small-text", words::RANGES);
    let table = el("div", "stack").with(table(view)).with(ranges);
    let all_of_them = link_button(Kind::Quiet, None, words::SEE_ALL, &Route::CheckIns.path());
    all()
        .with(shown::over(&view.shown, send))
        .with(el("div", "pair pair-even").with(picture).with(table))
        .with(buttons().with(all_of_them))
}

fn drawn(view: &PastView) -> El {
    #[expect(clippy::cast_precision_loss, reason = "totals are far below 2^53")]
    let point = |p: &Point| plot::Point { at: p.at, value: p.value as f64, when: p.when.clone() };
    let points: Vec<plot::Point> = view.points.iter().rev().map(point).collect();
    let summary = match (view.points.last(), view.points.first()) {
        (Some(first), Some(newest)) => {
            let ends = [first, newest].map(|p| (p.value, p.when.as_str()));
            words::plot_summary(points.len(), ends[0], ends[1])
        }
        _ => String::new(),
    };
    plot(&Plot {
        id: "scores",
        title: &words::past(&view.title),
        summary: &summary,
        unit: &words::out_of(view.range.1),
        points: &points,
        bands: &bands(&view.bands),
        usual: None,
    })
}

fn table(view: &PastView) -> El {
    let body = each(el("tbody", ""), &view.points, |at, point| {
        let waits = || el("div", "").with(tag(Tone::Amber, Some(Icon::Clock), words::WAITING));
        el("tr", "")
            .number(at)
            .with(text("th", "", &point.when).put("scope", "row").some(point.waiting.then(waits)))
            .with(text("td", "table-number", &point.value.to_string()))
            .with(text("td", "", point.band.as_deref().unwrap_or_default()))
    });
    el("table", "table")
        .with(text("caption", "", words::ALL_SCORES))
        .with(head(&[parts::WHEN, words::SCORE, words::BAND]))
        .with(body)
}

/// The head of a table.
pub(super) fn head(columns: &[&str]) -> El {
    let row = each(el("tr", ""), columns, |_, words| text("th", "", words).put("scope", "col"));
    el("thead", "").with(row)
}

/// The bands as a plot and a scale want them.
pub(super) fn bands(bands: &[Band]) -> Vec<plot::Band> {
    let band = |b: &Band| plot::Band { from: positive(b.from), to: positive(b.to), name: b.name.clone() };
    bands.iter().map(band).collect()
}

/// A total is never below zero in what was published.
pub(super) fn positive(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// The published bands of the PHQ-9 (Kroenke 2001).
#[cfg(any(test, feature = "fixtures"))]
pub(super) fn examples_bands() -> Vec<Band> {
    let all = [
        (0, 4, "Minimal"),
        (5, 9, "Mild"),
        (10, 14, "Moderate"),
        (15, 19, "Moderately severe"),
        (20, 27, "Severe"),
    ];
    all.map(|(from, to, name)| Band { from, to, name: name.into(), say: None }).to_vec()
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::record::{Freshness, Presence, Shown};
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let bands = examples_bands();
    let point = |(month, value, waiting): (i64, i64, bool)| Point {
        at: month * 2_600_000_000,
        when: format!(
            "12 {} 2026",
            ["January", "March", "May", "July", "September", "October", "November"]
                [usize::try_from(month).unwrap_or(0)]
        ),
        value,
        band: bands.iter().find(|b| (b.from..=b.to).contains(&value)).map(|b| b.name.clone()),
        waiting,
    };
    let view = |presence, freshness, points: &[(i64, i64, bool)]| PastView {
        shown: Shown { presence, freshness, unread: 0, cut: false, whose: None },
        title: "Mood check-in".into(),
        key: "k".into(),
        points: points.iter().map(|p| point(*p)).collect(),
        range: (0, 27),
        bands: bands.clone(),
    };
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
        ("past_offline", screen(&view(Presence::Here, old, &many[1..4]), &send)),
        ("past_one", screen(&view(Presence::Here, Freshness::Live, &many[6..]), &send)),
        ("past_empty", screen(&view(Presence::Empty, Freshness::Live, &[]), &send)),
        ("past_loading", screen(&view(Presence::Loading, Freshness::Live, &[]), &send)),
        ("past_not_shared", screen(&view(Presence::NotShared, Freshness::Live, &[]), &send)),
        ("past_trouble", screen(&view(Presence::Trouble(Trouble::Busy), Freshness::Live, &[]), &send)),
    ]
}
