//! Past answers to one check-in: the plot, and the same as a table.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::form::{Band, PastView, Point};
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, parts};
use yew::prelude::*;

use super::shown;
use crate::components::button::LinkButton;
use crate::components::card::Card;
use crate::components::heading::{Back, PageHeading};
use crate::components::plot::{self, Plot};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen.
pub fn screen(view: &PastView, send: &Callback<Event>) -> Html {
    let back = Back { href: Route::CheckIns.path().into(), words: words::CHECK_INS.into() };
    let inside = shown::instead(&view.shown, Shelf::Scores, send).unwrap_or_else(|| here(view, send));
    html! {
        <div class="page page-wide">
            <PageHeading title={words::past(&view.title)} {back} />
            { inside }
        </div>
    }
}

fn here(view: &PastView, send: &Callback<Event>) -> Html {
    html! {
        <>
            { shown::over(&view.shown, Shelf::Scores, send) }
            <div class="pair pair-even">
                <Card>
                    <p>{ words::PLOT_LEAD }</p>
                    { drawn(view) }
                </Card>
                <div class="stack">
                    { table(view) }
                    <p class="quiet-text small-text">{ words::RANGES }</p>
                </div>
            </div>
            <div class="buttons"><LinkButton href={Route::CheckIns.path()}>{ words::SEE_ALL }</LinkButton></div>
        </>
    }
}

fn drawn(view: &PastView) -> Html {
    #[allow(clippy::cast_precision_loss, reason = "milliseconds and totals are far below 2^52")]
    let point = |p: &Point| plot::Point {
        at: p.at as f64,
        value: p.value as f64,
        when: p.when.clone().into(),
        words: p.value.to_string().into(),
    };
    let ends = view.points.last().zip(view.points.first());
    let summary = ends.map_or_else(String::new, |(first, newest)| {
        let of = |p: &'_ Point| (p.value, p.when.clone());
        let (first, newest) = (of(first), of(newest));
        words::plot_summary(view.points.len(), (first.0, &first.1), (newest.0, &newest.1))
    });
    html! {
        <Plot id="scores" title={words::past(&view.title)} {summary} unit={words::out_of(view.range.1)} tabled=true
            points={view.points.iter().rev().map(point).collect::<Rc<[plot::Point]>>()} bands={bands(&view.bands)} />
    }
}

fn table(view: &PastView) -> Html {
    let line = |(at, point): (usize, &Point)| {
        html! {
            <tr key={at}>
                <th scope="row">
                    { point.when.clone() }
                    if point.waiting { <div>{ tag(Tone::Amber, Some(Icon::Clock), words::WAITING) }</div> }
                </th>
                <td class="table-number">{ point.value }</td>
                <td>{ point.band.clone().unwrap_or_default() }</td>
            </tr>
        }
    };
    html! {
        <table class="table">
            <caption>{ words::ALL_SCORES }</caption>
            <thead><tr>
                <th scope="col">{ parts::WHEN }</th>
                <th scope="col">{ words::SCORE }</th>
                <th scope="col">{ words::BAND }</th>
            </tr></thead>
            <tbody>{ for view.points.iter().enumerate().map(line) }</tbody>
        </table>
    }
}

/// The bands as a plot and a scale want them.
pub(super) fn bands(bands: &[Band]) -> Rc<[plot::Band]> {
    let band =
        |b: &Band| plot::Band { from: positive(b.from), to: positive(b.to), name: b.name.clone().into() };
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
    all.map(|(from, to, name)| Band { from, to, name: name.into() }).to_vec()
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
        shown: Shown { presence, freshness, unread: 0, cut: false },
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
