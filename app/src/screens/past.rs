//! Past answers to one check-in: the plot, and the same as a table.

#[cfg(any(test, feature = "fixtures"))]
mod examples;

use lapwing_core::event::Event;
use lapwing_core::form::Band;
use lapwing_core::past::{Mark, PastView, PlotView, Point, Row};
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, parts, past as past_words};
use yew::prelude::*;

#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;

use super::past_answer::print;
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
    let plots = each(el("div", "pair pair-even"), &view.plots, |at, plot| {
        card(Tone::Plain).with(drawn(view, at, plot))
    });
    let ranges = view.bands.then(|| text("p", "quiet-text small-text", words::RANGES));
    let treated = view.plots.iter().any(|plot| !plot.marks.is_empty());
    let treated = treated.then(|| text("p", "quiet-text small-text", past_words::TREATMENT_HINT));
    let table = el("div", "stack").with(el("div", "table-wide").with(table(view))).some(ranges).some(treated);
    let all_of_them = link_button(Kind::Quiet, None, words::SEE_ALL, &Route::CheckIns.path());
    // One plot has its table beside it; several stand beside each other.
    let picture = if view.plots.len() == 1 { plots.with(table) } else { all().with(plots).with(table) };
    all()
        .with(shown::over(&view.shown, send))
        .with(picture)
        .with(print(send))
        .with(buttons().with(all_of_them))
}

fn drawn(view: &PastView, at: usize, of: &PlotView) -> El {
    #[expect(clippy::cast_precision_loss, reason = "totals are far below 2^53")]
    let point = |p: &Point| plot::Point { at: p.at, value: p.value as f64, when: p.when.clone() };
    let points: Vec<plot::Point> = of.points.iter().map(point).collect();
    let summary = match (of.points.first(), of.points.last()) {
        (Some(first), Some(newest)) => {
            let ends = [first, newest].map(|p| (p.value, p.when.as_str()));
            words::plot_summary(points.len(), ends[0], ends[1])
        }
        _ => String::new(),
    };
    let mark = |m: &Mark| plot::Mark { at: m.at, words: past_words::answered(&m.what, &m.when) };
    let marks: Vec<plot::Mark> = of.marks.iter().map(mark).collect();
    let lead = if of.lower { words::PLOT_LEAD } else { past_words::PLOT_LEAD_HIGHER };
    let picture = plot(&Plot {
        id: &format!("scores-{at}"),
        title: &words::past(of.title.as_deref().unwrap_or(&view.title)),
        summary: &summary,
        unit: &words::out_of(of.range.1),
        points: &points,
        bands: &bands(&of.bands),
        marks: &marks,
        usual: None,
    });
    all().some(of.title.as_deref().map(|title| text("h2", "", title))).with(p(lead)).with(picture)
}

fn table(view: &PastView) -> El {
    let noted = view.rows.iter().any(|row| !row.notes.is_empty());
    let mut columns = vec![parts::WHEN];
    columns.extend(view.several.then_some(past_words::WHO));
    columns.extend(view.columns.iter().map(String::as_str));
    columns.extend(view.bands.then_some(words::BAND));
    columns.extend(noted.then_some(past_words::NOTES));
    let body = each(el("tbody", ""), &view.rows, |at, row| match &row.treatment {
        Some(what) => {
            let what = text("td", "", what).put("colspan", &(columns.len() - 1).to_string());
            el("tr", "table-mark").number(at).with(text("th", "", &row.when).put("scope", "row")).with(what)
        }
        None => answered(view, row, noted).number(at),
    });
    el("table", "table").with(text("caption", "", words::ALL_SCORES)).with(head(&columns)).with(body)
}

fn answered(view: &PastView, row: &Row, noted: bool) -> El {
    let waits = || el("div", "").with(tag(Tone::Amber, Some(Icon::Clock), words::WAITING));
    let when = match &row.answers {
        Some(at) => {
            let href = Route::PastAnswer(view.key.clone(), at.clone()).path();
            let name = words::named(past_words::OPEN, &row.when);
            el("th", "").with(text("a", "", &row.when).put("href", &href).put("aria-label", &name))
        }
        None => text("th", "", &row.when),
    };
    let line = el("tr", "")
        .with(when.put("scope", "row").some(row.waiting.then(waits)))
        .some(view.several.then(|| text("td", "", &row.who)));
    let line = each(line, &row.scores, |_, score| text("td", "table-number", score));
    line.some(view.bands.then(|| text("td", "", row.band.as_deref().unwrap_or_default())))
        .some(noted.then(|| each(el("td", ""), &row.notes, |_, note| p(note).put("dir", "auto"))))
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
