//! One result over time: the newest, the picture, the table, what a usual range is, from whom.

use lapwing_core::event::Event;
use lapwing_core::record::{Dot, Leads, Point, Presence, ResultView, Series, Shelf, Waits};
use lapwing_core::route::Route;
use lapwing_core::seek::cut;
use lapwing_core::words::{parts, record as words};
use yew::prelude::*;

use super::past::head;
use super::shown;
use crate::components::card::card;
use crate::components::heading::{Back, page};
use crate::components::more::more;
use crate::components::notice::notice;
use crate::components::plot::{self, Plot, Usual, plot};
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// One result.
pub fn screen(view: &ResultView, send: &Callback<Event>) -> Html {
    let back = Back {
        href: &Route::Shelf(Shelf::Results.slug().into()).path(),
        words: words::shelf(Shelf::Results),
    };
    let title = match view.shown.presence {
        Presence::Here => &view.label,
        Presence::Empty => words::NO_SUCH_RESULT,
        _ => words::RESULT,
    };
    page(title, None, Some(back)).with(shown::over(&view.shown, send)).with(body(view, send)).done()
}

fn body(view: &ResultView, send: &Callback<Event>) -> El {
    match view.shown.presence {
        Presence::Loading => skeleton(Shape::Plot),
        Presence::Empty => all(),
        _ => shown::instead(&view.shown, Shelf::Results, send).unwrap_or_else(|| {
            let waits = view.waits.as_ref().map(|waits| waiting(waits, send));
            let here = (!view.rows.is_empty()).then(|| here(view));
            let seen = el("div", "stack").put("id", "seen").put("tabindex", "-1");
            all().some(waits).with(seen.some(here))
        }),
    }
}

/// Readings that are left out, why, and how they are seen.
fn waiting(waits: &Waits, send: &Callback<Event>) -> El {
    let inside =
        all().with(p(&words::readings_wait(waits.keys.len()))).with(p(words::why_it_waits(waits.hold)));
    notice(Tone::Plum, Icon::Eye, inside.with(shown::ready(&waits.keys, waits.hold, send)))
}

fn here(view: &ResultView) -> El {
    let usual = view.usual.as_deref().map(words::usual);
    let drawn = view.series.iter().any(|line| line.points.len() > 1);
    let first = card(Tone::Plain).some(newest(&view.rows).map(latest));
    let first = match drawn {
        true => each(first, &view.series, |at, line| picture(view, at, line)),
        false => first.some(usual.as_deref().map(p)),
    };
    let undrawn = (drawn && view.undrawn > 0).then(|| p(&words::undrawn(view.undrawn)));
    let first = first.some(undrawn);
    let means = usual.map(|_| more(words::USUAL_QUESTION, p(words::USUAL_MEANS)));
    let readings = (view.rows.len() > 1).then(|| more(words::ALL_READINGS, table(view)));
    all()
        .with(first)
        .some(members(&view.members))
        .with(el("div", "folded").some(readings).some(means))
        .some(view.source.as_deref().map(|source| text("p", "quiet-text small-text", source)))
}

/// The results that belong to the newest, each with its own page.
fn members(members: &[Leads]) -> Option<El> {
    let list = each(rows(None), members, |_, one| {
        let href = one.route.path();
        Row { detail: one.detail.as_deref(), ..Row::link(&one.title, &href) }.item()
    });
    (!members.is_empty()).then(|| el("section", "stack").with(text("h2", "", words::MEMBERS)).with(list))
}

/// The newest that was not entered by mistake.
fn newest(rows: &[Point]) -> Option<&Point> {
    rows.iter().find(|row| !row.mistake).or(rows.first())
}

fn latest(row: &Point) -> El {
    // A value of several parts ("Systolic: 128 mmHg, Diastolic: 82 mmHg") is told part by part.
    let parts = named_parts(&row.value);
    let long = if row.value.len() > 24 { "figure-words" } else { "" };
    let value = match parts.filter(|parts| parts.len() > 1) {
        Some(parts) => each(el("dl", "figures"), &parts, |_, (name, value)| {
            el("div", "").with(text("dt", "", name)).with(text("dd", "figure", value))
        }),
        None => text("p", "figure", &row.value).class(long),
    };
    el("div", "stack-tight")
        .with(value)
        .with(text("p", "quiet-text", &row.when))
        .some(row.note.as_deref().map(p))
        .some(
            row.route.as_ref().map(|route| {
                el("p", "").with(text("a", "", words::ABOUT_READING).put("href", &route.path()))
            }),
        )
}

/// Names and values; `None` where a part has no name.
fn named_parts(value: &str) -> Option<Vec<(&str, &str)>> {
    let (mut found, mut rest) = (vec![], Some(value));
    while let Some(here) = rest {
        let (part, behind) = match cut(here, ", ") {
            Some((part, behind)) => (part, Some(behind)),
            None => (here, None),
        };
        found.push(cut(part, ": ")?);
        rest = behind;
    }
    Some(found)
}

fn picture(view: &ResultView, at: usize, line: &Series) -> El {
    let unit = view.unit.as_deref().unwrap_or_default();
    let count = line.points.len();
    // The newest may be none that can be drawn, such as "less than 5".
    let summary = match (newest(&view.rows), line.points.last()) {
        (Some(row), _) if view.series.len() == 1 => words::plot_summary(count, &row.value, &row.when),
        (row, Some(last)) => {
            // Readings of several parts are drawn together: the newest row is that of the last point, where it is drawn.
            let value = [&plot::plain(last.value), " ", unit].concat();
            words::plot_summary(
                count,
                value.trim_end(),
                row.filter(|_| view.undrawn == 0).map_or(&last.day, |row| &row.when),
            )
        }
        _ => String::new(),
    };
    let points: Vec<plot::Point> = line.points.iter().map(place).collect();
    let (low, high) = view.band;
    let usual = view.usual.as_deref().filter(|_| low.or(high).is_some());
    let several = view.series.len() > 1;
    let drawn = plot(&Plot {
        id: &format!("plot-{at}"),
        title: &line.label,
        summary: &summary,
        unit,
        points: &points,
        usual: usual.map(|range| Usual { low, high, words: words::usual(range) }),
        bands: &[],
        marks: &[],
    });
    el("div", "picture")
        .class(if several { "picture-low" } else { "" })
        .number(at)
        .some(several.then(|| text("h2", "", &line.label)))
        .with(drawn)
}

/// The axis says month and year: there is no room for two whole dates on a phone.
fn place(dot: &Dot) -> plot::Point {
    plot::Point { at: dot.at, value: dot.value, when: dot.month.clone() }
}

/// When it was: it opens the reading itself, with how it was done, by whom, and what else is known of it.
fn when(row: &Point) -> El {
    match &row.route {
        Some(route) => text("a", "", &row.when).put("href", &route.path()),
        None => text("span", "", &row.when),
    }
}

fn table(view: &ResultView) -> El {
    let noted = view.rows.iter().any(|row| row.note.is_some() || row.sources.is_some());
    let body = each(el("tbody", ""), &view.rows, |at, row| {
        let note =
            noted.then(|| el("td", "").some(row.note.as_deref().map(p)).some(row.sources.as_deref().map(p)));
        el("tr", "")
            .number(at)
            .with(el("th", "").put("scope", "row").with(when(row)))
            .with(text("td", "table-number", &row.value))
            .some(note)
    });
    let columns = [parts::WHEN, words::RESULT, words::NOTE];
    el("table", "table")
        .with(text("caption", "only-heard", &view.label))
        .with(head(&columns[..if noted { 3 } else { 2 }]))
        .with(body)
}
