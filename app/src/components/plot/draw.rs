//! The picture. Lengths are shares of the picture, text stands outside or keeps its own size.

use yew::prelude::*;

use super::scale::{self, Scale};
use super::{Band, PlotProps, Usual};

/// With more points than these, a dot each would be a smear.
const MOST_DOTS: usize = 40;

/// A length in thousandths, as a percentage.
fn part(thousandths: f64) -> String {
    format!("{:.1}%", thousandths / 10.0)
}

/// Scales, bands, line, dots.
pub(super) fn draw(props: &PlotProps, scale: &Scale) -> Html {
    let places = places(props, scale);
    let (title, summary) = (format!("{}-title", props.id), format!("{}-summary", props.id));
    html! {
        <div class={format!("plot-frame plot-gutter-{}", gutter(scale))}>
            <svg class="plot-area" role="img" aria-labelledby={title.clone()} aria-describedby={summary.clone()}>
                <title id={title}>{ props.title.clone() }</title>
                <desc id={summary}>{ props.summary.clone() }</desc>
                { for props.bands.iter().enumerate().map(|(at, band)| draw_band(at, band, scale)) }
                { for props.usual.iter().map(|usual| draw_usual(usual, scale)) }
                { for scale.ticks.iter().map(|t| tick(*t, scale)) }
                <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">
                    { lines(props, &places) }
                </svg>
                { dots(&places) }
            </svg>
            { draw_dates(props) }
        </div>
    }
}

fn places(props: &PlotProps, scale: &Scale) -> Vec<(f64, f64)> {
    let first = props.points.first().map_or(0.0, |p| p.at);
    let last = props.points.last().map_or(0.0, |p| p.at);
    // Half a dot of room at both sides, so that the first and the last are whole.
    let x = |at| 20.0 + scale::share(first, last, at) * 0.96;
    props.points.iter().map(|p| (x(p.at), scale.y(p.value))).collect()
}

fn across(class: &'static str, y: f64) -> Html {
    html! { <line {class} x1="0" x2="100%" y1={part(y)} y2={part(y)} /> }
}

/// How many characters the ticks need beside the picture.
fn gutter(scale: &Scale) -> usize {
    scale.ticks.iter().map(|t| scale.words(*t).len()).max().unwrap_or(1).clamp(1, 6)
}

fn tick(value: f64, scale: &Scale) -> Html {
    let y = scale.y(value);
    html! { <>{ across("plot-grid", y) }<text class="plot-tick" x="-0.5em" y={part(y)} aria-hidden="true">{ scale.words(value) }</text></> }
}

/// A band ends half way to the next, so that no score stands between two.
fn draw_band(at: usize, band: &Band, scale: &Scale) -> Html {
    let top = scale.y(f64::from(band.to) + 0.5);
    let bottom = scale.y(f64::from(band.from) - 0.5);
    html! {
        <rect class={format!("band-{}", (at + 1).min(5))} x="0" width="100%" y={part(top)} height={part(bottom - top)} />
    }
}

fn draw_usual(usual: &Usual, scale: &Scale) -> Html {
    let top = usual.high.map_or(0.0, |high| scale.y(high));
    let bottom = usual.low.map_or(1000.0, |low| scale.y(low));
    html! {
        <>
            <rect class="plot-range" x="0" width="100%" y={part(top)} height={part((bottom - top).max(0.0))} />
            { for usual.high.map(|_| across("plot-range-edge", top)) }
            { for usual.low.map(|_| across("plot-range-edge", bottom)) }
        </>
    }
}

/// The line, whole where measurements follow each other, dotted over a long gap.
fn lines(props: &PlotProps, places: &[(f64, f64)]) -> Html {
    let times: Vec<f64> = props.points.iter().map(|p| p.at).collect();
    let (mut line, mut dotted) = (String::new(), String::new());
    let mut whole = false;
    for (pair, gap) in places.windows(2).zip(scale::gaps(&times)) {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        if gap {
            dotted += &format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}");
        } else if whole {
            line += &format!("L{x2:.1} {y2:.1}");
        } else {
            line += &format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}");
        }
        whole = !gap;
    }
    html! { <><path class="plot-gap" d={dotted} /><path class="plot-line" d={line} /></> }
}

/// The last measurement is filled: it is the present one.
fn dots(places: &[(f64, f64)]) -> Html {
    let shown = if places.len() > MOST_DOTS { places.len() - 1 } else { 0 };
    let dot = |(at, (x, y)): (usize, &(f64, f64))| {
        let last = at + 1 == places.len();
        html! { <circle class={classes!("plot-dot", last.then_some("plot-last"))} cx={part(*x)} cy={part(*y)} r={if last { "0.375em" } else { "0.28em" }} /> }
    };
    places.iter().enumerate().skip(shown).map(dot).collect()
}

fn draw_dates(props: &PlotProps) -> Html {
    let ends: Vec<&AttrValue> = match &*props.points {
        [] => vec![],
        [one] => vec![&one.when],
        [first, .., last] => vec![&first.when, &last.when],
    };
    let class = classes!("plot-x", (ends.len() == 1).then_some("plot-x-one"));
    html! {
        <div {class} aria-hidden="true">{ for ends.into_iter().map(|end| html! { <span>{ end.clone() }</span> }) }</div>
    }
}
