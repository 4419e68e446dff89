//! Plots as they come: few points, many, none, with and without a range.

use yew::Html;

use super::{Band, Plot, Point, Usual, plot};

fn points(values: &[(i64, f64)]) -> Vec<Point> {
    values.iter().map(|(at, value)| Point { at: *at, value: *value, when: format!("day {at}") }).collect()
}

fn results(values: &[(i64, f64)], usual: Option<Usual>) -> Html {
    drawn(Plot { unit: "mmol/L", points: &points(values), usual, ..Plot::default() })
}

fn drawn(changed: Plot<'_>) -> Html {
    plot(&Plot {
        id: "p",
        title: "Cholesterol over time",
        summary: "From 5.9 in March 2024 to 5.2 in March 2026.",
        ..changed
    })
    .done()
}

/// Scores a week apart.
fn scores(values: &[u32], bands: &[Band]) -> Html {
    let values: Vec<(i64, f64)> =
        (0..).map(|week| week * 7).zip(values.iter().map(|v| f64::from(*v))).collect();
    drawn(Plot { unit: "Score out of 27", points: &points(&values), bands, ..Plot::default() })
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
    let below = Usual { low: None, high: Some(5.0), words: "Usual range: below 5.0".into() };
    let between = || Some(Usual { low: Some(3.5), high: Some(5.3), words: "Usual range: 3.5 to 5.3".into() });
    let many: Vec<(i64, f64)> = (0..200)
        .map(|day| {
            let at = f64::from(day);
            (i64::from(day), 5.0 + (at / 9.0).sin() + (at * 1.7).cos() * 0.3)
        })
        .collect();
    vec![
        ("plot_results", results(&[(0, 5.9), (180, 5.6), (365, 5.7), (540, 5.4), (730, 5.2)], Some(below))),
        ("plot_gap", results(&[(0, 4.1), (30, 4.4), (61, 4.2), (700, 5.6), (731, 5.1)], between())),
        ("plot_one", results(&[(0, 4.2)], between())),
        ("plot_none", results(&[], None)),
        ("plot_many", results(&many, None)),
        ("plot_scores", scores(&[19, 21, 17, 16, 18, 12], &bands())),
    ]
}
