//! The picture. Lengths are shares of the picture, text stands outside or keeps its own size.

use super::scale::{self, Scale, fixed};
use super::{Band, Plot, Usual, shade};
use crate::markup::{El, all, each, el, text};

/// With more points than these, a dot each would be a smear.
const MOST_DOTS: usize = 40;
/// Numbers of marks nearer than this, in thousandths of the width, would stand on each other.
const NUMBERS_APART: f64 = 60.0;

/// A length in thousandths, as a percentage.
fn part(thousandths: f64) -> String {
    fixed(thousandths / 10.0, 1) + "%"
}

/// Scales, bands, line, dots.
pub(super) fn draw(drawn: &Plot<'_>, scale: &Scale) -> El {
    let places = places(drawn, scale);
    let (title, summary) = (format!("{}-title", drawn.id), format!("{}-summary", drawn.id));
    let whole = el("svg", "")
        .put("viewBox", "0 0 1000 1000")
        .put("preserveAspectRatio", "none")
        .put("width", "100%")
        .put("height", "100%")
        .put("overflow", "visible");
    let area = el("svg", "plot-area")
        .put("role", "img")
        .put("aria-labelledby", &title)
        .put("aria-describedby", &summary)
        .with(text("title", "", drawn.title).put("id", &title))
        .with(text("desc", "", drawn.summary).put("id", &summary));
    let area = each(area, drawn.bands, |at, band| draw_band(at, band, scale))
        .some(drawn.usual.as_ref().map(|usual| draw_usual(usual, scale)));
    let area = each(area, &scale.ticks, |_, value| tick(*value, scale));
    let marks: Vec<f64> = drawn.marks.iter().map(|mark| across_time(drawn, mark.at)).collect();
    let area = each(area, &marks, |_, x| mark_line(*x));
    let area = each(area, &scale::together(&marks, NUMBERS_APART), |_, (from, to)| {
        mark_number((*from, *to), (marks[*from] + marks[*to]) / 2.0)
    });
    el("div", "plot-frame")
        .class(gutter(scale))
        .with(area.with(whole.with(lines(drawn, &places))).with(dots(&places)))
        .with(draw_dates(drawn))
}

/// Half a dot of room at both sides, so that the first and the last are whole.
#[expect(clippy::cast_precision_loss, reason = "milliseconds and dates are far below 2^53")]
fn across_time(drawn: &Plot<'_>, at: i64) -> f64 {
    let first = drawn.points.first().map_or(0, |p| p.at) as f64;
    let last = drawn.points.last().map_or(0, |p| p.at) as f64;
    20.0 + scale::share(first, last, at as f64) * 0.96
}

fn places(drawn: &Plot<'_>, scale: &Scale) -> Vec<(f64, f64)> {
    drawn.points.iter().map(|p| (across_time(drawn, p.at), scale.y(p.value))).collect()
}

fn mark_line(x: f64) -> El {
    let x = part(x);
    el("line", "plot-mark").put("x1", &x).put("x2", &x).put("y1", "0").put("y2", "100%")
}

/// The number of a mark, or those of the first and the last of marks that stand close together.
fn mark_number((from, to): (usize, usize), x: f64) -> El {
    let mut numbers = (from + 1).to_string();
    if to > from {
        numbers.push('–');
        numbers.push_str(&(to + 1).to_string());
    }
    let number = text("text", "plot-mark-number", &numbers).put("x", &part(x)).put("y", "-0.35em");
    number.put("aria-hidden", "true")
}

fn across(class: &'static str, y: &str) -> El {
    el("line", class).put("x1", "0").put("x2", "100%").put("y1", y).put("y2", y)
}

/// How many characters the ticks need beside the picture.
fn gutter(scale: &Scale) -> &'static str {
    const GUTTERS: [&str; 6] = [
        "plot-gutter-1",
        "plot-gutter-2",
        "plot-gutter-3",
        "plot-gutter-4",
        "plot-gutter-5",
        "plot-gutter-6",
    ];
    let most = scale.ticks.iter().map(|t| scale.words(*t).len()).max().unwrap_or(1);
    GUTTERS[most.clamp(1, 6) - 1]
}

fn tick(value: f64, scale: &Scale) -> El {
    let y = part(scale.y(value));
    let words = text("text", "plot-tick", &scale.words(value));
    let words = words.put("x", "-0.5em").put("y", &y).put("aria-hidden", "true");
    all().with(across("plot-grid", &y)).with(words)
}

fn stretch(class: &'static str, top: f64, bottom: f64) -> El {
    let height = part((bottom - top).max(0.0));
    el("rect", class).put("x", "0").put("width", "100%").put("y", &part(top)).put("height", &height)
}

/// A band ends half way to the next, so that no score stands between two.
fn draw_band(at: usize, band: &Band, scale: &Scale) -> El {
    let top = scale.y(f64::from(band.to) + 0.5);
    stretch(shade(at), top, scale.y(f64::from(band.from) - 0.5))
}

fn draw_usual(usual: &Usual, scale: &Scale) -> El {
    let top = usual.high.map_or(0.0, |high| scale.y(high));
    let bottom = usual.low.map_or(1000.0, |low| scale.y(low));
    let edge = |there: Option<f64>, y: f64| there.map(|_| across("plot-range-edge", &part(y)));
    all().with(stretch("plot-range", top, bottom)).some(edge(usual.high, top)).some(edge(usual.low, bottom))
}

/// The line, whole where measurements follow each other, dotted over a long gap.
fn lines(drawn: &Plot<'_>, places: &[(f64, f64)]) -> El {
    let times: Vec<i64> = drawn.points.iter().map(|p| p.at).collect();
    let (mut line, mut dotted) = (String::new(), String::new());
    let mut whole = false;
    for (pair, gap) in places.windows(2).zip(scale::gaps(&times)) {
        let path = if gap { &mut dotted } else { &mut line };
        if gap || !whole {
            step(path, 'M', pair[0]);
        }
        step(path, 'L', pair[1]);
        whole = !gap;
    }
    all().with(el("path", "plot-gap").put("d", &dotted)).with(el("path", "plot-line").put("d", &line))
}

fn step(path: &mut String, how: char, (x, y): (f64, f64)) {
    path.push(how);
    path.push_str(&fixed(x, 1));
    path.push(' ');
    path.push_str(&fixed(y, 1));
}

/// The last measurement is filled: it is the present one.
fn dots(places: &[(f64, f64)]) -> El {
    let shown = if places.len() > MOST_DOTS { places.len() - 1 } else { 0 };
    each(all(), &places[shown..], |at, (x, y)| {
        let last = shown + at + 1 == places.len();
        let (more, r) = if last { ("plot-last", "0.375em") } else { ("", "0.28em") };
        el("circle", "plot-dot").class(more).put("cx", &part(*x)).put("cy", &part(*y)).put("r", r)
    })
}

fn draw_dates(drawn: &Plot<'_>) -> El {
    let several = drawn.points.len() > 1;
    let end = |point: &super::Point| text("span", "", &point.when);
    el("div", "plot-x")
        .class(if several { "" } else { "plot-x-one" })
        .put("aria-hidden", "true")
        .some(drawn.points.first().map(end))
        .some(drawn.points.last().filter(|_| several).map(end))
}
