//! Past answers to one check-in: the plot, and the same as a table.

#[cfg(any(test, feature = "fixtures"))]
mod examples;

use lapwing_core::event::Event;
use lapwing_core::form::{Band, Total};
use lapwing_core::now::short_key;
use lapwing_core::order;
use lapwing_core::past::{Mark, PastView, Taken};
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
    let who = view.who();
    let mut plots = el("div", "pair pair-even");
    let mut drawn = 0;
    for name in &who {
        for (column, total) in view.totals.iter().enumerate() {
            let several = (who.len() > 1).then_some(*name);
            let title = [total.name.as_deref(), several].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let of = Of { at: drawn, total, title: &title, points: points(view, name, column) };
            if !of.points.is_empty() {
                let marks = marks(view, name, &of.points);
                plots = plots.with(card(Tone::Plain).with(draw(view, &of, &marks)));
                drawn += 1;
            }
        }
    }
    let named = view.totals.iter().any(|total| !total.bands.is_empty());
    let table = el("div", "stack")
        .with(el("div", "table-wide").with(table(view, who.len() > 1)))
        .some(named.then(|| text("p", "quiet-text small-text", words::RANGES)))
        .some(
            (!view.marks.is_empty()).then(|| text("p", "quiet-text small-text", past_words::TREATMENT_HINT)),
        );
    let all_of_them = link_button(Kind::Quiet, None, words::SEE_ALL, &Route::CheckIns.path());
    // One plot has its table beside it; several stand beside each other.
    let picture = if drawn == 1 { plots.with(table) } else { all().with(plots).with(table) };
    all()
        .with(shown::over(&view.shown, send))
        .with(picture)
        .with(print(send))
        .with(buttons().with(all_of_them))
}

/// One plot: a total of one who answered.
struct Of<'a> {
    at: usize,
    total: &'a Total,
    title: &'a str,
    points: Vec<plot::Point>,
}

/// The totals of one who answered, the oldest first.
fn points(view: &PastView, name: &str, column: usize) -> Vec<plot::Point> {
    let mut points = Vec::new();
    for one in view.taken.iter().rev().filter(|one| one.who.as_deref() == Some(name)) {
        if let Some(Some(score)) = one.scores.get(column) {
            #[expect(clippy::cast_precision_loss, reason = "totals are far below 2^53")]
            let value = score.value as f64;
            points.push(plot::Point { at: one.at, value, when: one.when.clone() });
        }
    }
    points
}

/// What changed and what was noted between the first and the last point, the oldest first.
fn marks(view: &PastView, name: &str, points: &[plot::Point]) -> Vec<plot::Mark> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return vec![] };
    let mut marks = Vec::new();
    for mark in &view.marks {
        if (first.at..=last.at).contains(&mark.at) {
            marks.push(plot::Mark { at: mark.at, words: past_words::answered(&mark.what, &mark.when) });
        }
    }
    for one in view.taken.iter().filter(|one| one.who.as_deref() == Some(name)) {
        for note in &one.notes {
            marks.push(plot::Mark { at: one.at, words: past_words::noted(&one.when, &note.text) });
        }
    }
    order::by(&mut marks, |mark| mark.at);
    marks
}

fn draw(view: &PastView, of: &Of<'_>, marks: &[plot::Mark]) -> El {
    let title = (!of.title.is_empty()).then_some(of.title);
    let summary = match (of.points.first(), of.points.last()) {
        #[expect(clippy::cast_possible_truncation, reason = "they were whole numbers")]
        (Some(first), Some(newest)) => {
            let ends = [first, newest].map(|p| (p.value as i64, p.when.as_str()));
            words::plot_summary(of.points.len(), ends[0], ends[1])
        }
        _ => String::new(),
    };
    let lead = if of.total.lower { words::PLOT_LEAD } else { past_words::PLOT_LEAD_HIGHER };
    let picture = plot(&Plot {
        id: &["scores-", &of.at.to_string()].concat(),
        title: &words::past(title.unwrap_or(&view.title)),
        summary: &summary,
        unit: &words::out_of(of.total.max),
        points: &of.points,
        bands: &bands(&of.total.bands),
        marks,
        usual: None,
    });
    all().some(title.map(|title| text("h2", "", title))).with(p(lead)).with(picture)
}

fn table(view: &PastView, several: bool) -> El {
    let noted = view.taken.iter().any(|one| !one.notes.is_empty());
    let mut columns = vec![parts::WHEN];
    columns.extend(several.then_some(past_words::WHO));
    let ranges: Vec<String> = view.totals.iter().map(range).collect();
    for (total, range) in view.totals.iter().zip(&ranges) {
        columns.push(total.name.as_deref().unwrap_or(past_words::SCORE));
        columns.extend((!total.bands.is_empty()).then_some(range.as_str()));
    }
    columns.extend(noted.then_some(past_words::NOTES));
    let mut body = el("tbody", "");
    let mut marks = view.marks.iter().peekable();
    for one in &view.taken {
        while let Some(mark) = marks.next_if(|mark| mark.at > one.at) {
            body = body.with(changed(mark, columns.len() - 1));
        }
        body = body.with(answered(view, one, (several, noted)));
    }
    for mark in marks {
        body = body.with(changed(mark, columns.len() - 1));
    }
    el("table", "table").with(text("caption", "", words::ALL_SCORES)).with(head(&columns)).with(body)
}

/// Heads the ranges of a total: with its name, where it has one.
fn range(total: &Total) -> String {
    total.name.as_deref().map_or_else(|| words::BAND.to_owned(), |name| words::named(name, words::BAND))
}

fn changed(mark: &Mark, columns: usize) -> El {
    let what = text("td", "", &mark.what).put("colspan", &columns.to_string());
    el("tr", "table-mark").with(text("th", "", &mark.when).put("scope", "row")).with(what)
}

fn answered(view: &PastView, one: &Taken, (several, noted): (bool, bool)) -> El {
    let when = match &one.response {
        Some(id) => {
            let href = Route::PastAnswer(view.key.clone(), short_key(id)).path();
            let name = words::named(past_words::OPEN, &one.when);
            el("th", "").with(text("a", "", &one.when).put("href", &href).put("aria-label", &name))
        }
        None => text("th", "", &one.when),
    };
    let waits = one.waiting.then(|| el("div", "").with(tag(Tone::Amber, Some(Icon::Clock), words::WAITING)));
    let mut line = el("tr", "").with(when.put("scope", "row").some(waits));
    if several {
        line = line.with(text("td", "", one.who.as_deref().unwrap_or_default()));
    }
    for (score, total) in one.scores.iter().zip(&view.totals) {
        line = line.with(text("td", "table-number", &score.map(past_words::number).unwrap_or_default()));
        if !total.bands.is_empty() {
            let band = score.and_then(|score| total.band(score.value));
            line = line.with(text("td", "", band.map_or("", |band| &band.name)));
        }
    }
    if noted {
        line = line.with(each(el("td", ""), &one.notes, |_, note| p(&note.text).put("dir", "auto")));
    }
    line
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
