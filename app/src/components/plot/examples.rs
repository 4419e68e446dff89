//! Plots as they come: few points, many, none, with and without a range.

use std::rc::Rc;

use yew::prelude::*;

use super::{Band, Plot, PlotProps, Point, Usual};

fn points(values: &[(f64, f64)], unit: &str) -> Rc<[Point]> {
    values
        .iter()
        .map(|(at, value)| Point {
            at: *at,
            value: *value,
            when: format!("day {at}").into(),
            words: format!("{value:.1} {unit}").into(),
        })
        .collect()
}

fn results(values: &[(f64, f64)], usual: Option<Usual>) -> PlotProps {
    PlotProps {
        id: "p".into(),
        title: "Cholesterol over time".into(),
        summary: "From 5.9 in March 2024 to 5.2 in March 2026.".into(),
        unit: "mmol/L".into(),
        points: points(values, "mmol/L"),
        usual,
        bands: Rc::from([]),
        tabled: false,
    }
}

/// Scores a week apart.
pub(super) fn scores(values: &[u32], bands: &[Band]) -> PlotProps {
    let values: Vec<(f64, f64)> =
        (0..).map(|week| f64::from(week) * 7.0).zip(values.iter().map(|v| f64::from(*v))).collect();
    PlotProps {
        unit: "Score out of 27".into(),
        bands: bands.iter().cloned().collect(),
        ..results(&values, None)
    }
}

fn bands() -> Vec<Band> {
    [
        (0, 4, "Minimal"),
        (5, 9, "Mild"),
        (10, 14, "Moderate"),
        (15, 19, "Moderately severe"),
        (20, 27, "Severe"),
    ]
    .into_iter()
    .map(|(from, to, name)| Band { from, to, name: name.into() })
    .collect()
}

pub(in super::super) fn fixtures() -> super::super::Fixtures {
    let below = || Some(Usual { low: None, high: Some(5.0), words: "Usual range: below 5.0".into() });
    let between = || Some(Usual { low: Some(3.5), high: Some(5.3), words: "Usual range: 3.5 to 5.3".into() });
    let many: Vec<(f64, f64)> =
        (0..200).map(f64::from).map(|day| (day, 5.0 + (day / 9.0).sin() + (day * 1.7).cos() * 0.3)).collect();
    let plot = |props: PlotProps| html! { <Plot ..props /> };
    vec![
        (
            "plot_results",
            plot(results(&[(0.0, 5.9), (180.0, 5.6), (365.0, 5.7), (540.0, 5.4), (730.0, 5.2)], below())),
        ),
        (
            "plot_gap",
            plot(results(&[(0.0, 4.1), (30.0, 4.4), (61.0, 4.2), (700.0, 5.6), (731.0, 5.1)], between())),
        ),
        ("plot_one", plot(results(&[(0.0, 4.2)], between()))),
        ("plot_none", plot(results(&[], None))),
        ("plot_many", plot(results(&many, None))),
        ("plot_scores", plot(scores(&[19, 21, 17, 16, 18, 12], &bands()))),
    ]
}
