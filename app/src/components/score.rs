//! A score on its scale: where it is, and where it was.

use lapwing_core::words::parts;

use super::plot::{Band, fixed, shade};
use crate::markup::{El, each, el, text};

/// The score, the score before, and the bands, the lowest first: their names are not shown here. The
/// score's sentence stands beside it; the shades carry no verdict.
pub fn score_scale((score, most): (u32, u32), before: Option<u32>, bands: &[Band]) -> El {
    let words = match before {
        Some(before) => parts::score_after(score, most, before),
        None => parts::score_of(score, most),
    };
    let line = el("svg", "scale-line").put("role", "img").put("aria-label", &words);
    // Where no bands were published there is one stretch.
    let whole = bands.is_empty().then(|| part(0, (0.0, f64::from(most)), most));
    let line = each(line, bands, |at, band| stretch(at, band, most))
        .some(whole)
        .some(before.map(|before| circle("scale-before", &percent(f64::from(before), most), "0.45em")));
    let ends = el("div", "scale-ends").put("aria-hidden", "true");
    let ends = ends.with(text("span", "", "0")).with(text("span", "", &most.to_string()));
    el("div", "scale")
        .with(line.with(here(score, &percent(f64::from(score), most))))
        .with(ends)
        .some(before.map(|_| key()))
}

fn here(score: u32, x: &str) -> El {
    let mark = el("rect", "scale-here")
        .put("x", "-1.2em")
        .put("y", "-1em")
        .put("width", "2.4em")
        .put("height", "2em")
        .put("rx", "1em");
    el("svg", "")
        .put("x", x)
        .put("y", "50%")
        .put("overflow", "visible")
        .put("width", "1")
        .put("height", "1")
        .with(mark)
        .with(text("text", "scale-number", &score.to_string()))
}

fn circle(class: &'static str, x: &str, r: &str) -> El {
    el("circle", class).put("cx", x).put("cy", "50%").put("r", r)
}

fn percent(score: f64, most: u32) -> String {
    fixed((score / f64::from(most) * 100.0).clamp(0.0, 100.0), 1) + "%"
}

fn stretch(at: usize, band: &Band, most: u32) -> El {
    let from = if band.from == 0 { 0.0 } else { f64::from(band.from) - 0.5 };
    let to = if band.to >= most { f64::from(most) } else { f64::from(band.to) + 0.5 };
    part(at, (from, to), most)
}

fn part(at: usize, (from, to): (f64, f64), most: u32) -> El {
    el("rect", "scale-part")
        .class(shade(at))
        .put("x", &percent(from, most))
        .put("width", &percent(to - from, most))
        .put("y", "28%")
        .put("height", "44%")
}

fn key() -> El {
    let one =
        |class, words| el("span", "").with(el("svg", "").with(circle(class, "50%", "0.4em"))).say(words);
    el("p", "scale-key")
        .put("aria-hidden", "true")
        .with(one("scale-here", parts::SCORE_NOW))
        .with(one("scale-before", parts::SCORE_BEFORE))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let bands: Vec<Band> = [(0, 4), (5, 9), (10, 14), (15, 19), (20, 27)]
        .into_iter()
        .map(|(from, to)| Band { from, to, name: String::new() })
        .collect();
    vec![
        ("score_after", score_scale((12, 27), Some(19), &bands).done()),
        ("score_first", score_scale((0, 27), None, &bands).done()),
        ("score_most", score_scale((27, 27), Some(27), &bands).done()),
    ]
}
