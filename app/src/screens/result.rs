//! One result over time: the newest, the picture, the table, what a usual range is, from whom.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::fhir::date::Date;
use lapwing_core::record::{Point, Presence, ResultView, Series, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;
use yew::prelude::*;

use super::shown;
use crate::components::heading::{Back, PageHeading};
use crate::components::more::More;
use crate::components::plot::{self, Plot, Usual};
use crate::components::skeleton::{Shape, skeleton};

/// One result.
pub fn screen(view: &ResultView, send: &Callback<Event>) -> Html {
    let back = Back {
        href: Route::Shelf(Shelf::Results.slug().into()).path().into(),
        words: words::shelf(Shelf::Results).into(),
    };
    let title = match view.shown.presence {
        Presence::Here => view.label.clone(),
        Presence::Empty => words::NO_SUCH_RESULT.to_owned(),
        _ => words::RESULT.to_owned(),
    };
    html! {
        <div class="page">
            <PageHeading {title} {back} />
            { shown::over(&view.shown, Shelf::Results, send) }
            { body(view, send) }
        </div>
    }
}

fn body(view: &ResultView, send: &Callback<Event>) -> Html {
    match view.shown.presence {
        Presence::Loading => skeleton(Shape::Plot),
        Presence::Empty => Html::default(),
        _ => shown::instead(&view.shown, Shelf::Results, send).unwrap_or_else(|| here(view)),
    }
}

fn here(view: &ResultView) -> Html {
    let usual = view.usual.as_deref().map(words::usual);
    let drawn = view.series.iter().any(|line| line.points.len() > 1);
    html! {
        <>
            <section class="card">
                { for newest(&view.rows).map(latest) }
                if let Some(usual) = usual.as_ref().filter(|_| !drawn) { <p>{ usual.clone() }</p> }
                if drawn { { for view.series.iter().enumerate().map(|line| picture(view, line)) } }
            </section>
            <div class="folded">
                if view.rows.len() > 1 { <More summary={words::ALL_READINGS}>{ table(view) }</More> }
                if usual.is_some() { <More summary={words::USUAL_QUESTION}><p>{ words::USUAL_MEANS }</p></More> }
            </div>
            if let Some(source) = &view.source { <p class="quiet-text small-text">{ source.clone() }</p> }
        </>
    }
}

/// The newest that was not entered by mistake.
fn newest(rows: &[Point]) -> Option<&Point> {
    let mistake = |row: &&Point| row.note.as_deref().is_some_and(|note| note.starts_with(words::MISTAKE));
    rows.iter().find(|row| !mistake(row)).or(rows.first())
}

fn latest(row: &Point) -> Html {
    // A value of several parts ("Systolic: 128 mmHg, Diastolic: 82 mmHg") is told part by part.
    let parts: Option<Vec<(&str, &str)>> = row.value.split(", ").map(|part| part.split_once(": ")).collect();
    let parts = parts.filter(|parts| parts.len() > 1);
    html! {
        <div class="stack-tight">
            if let Some(parts) = parts { <dl class="figures">{ for parts.into_iter().map(figure) }</dl> }
            else { <p class={classes!("figure", (row.value.len() > 24).then_some("figure-words"))}>{ row.value.clone() }</p> }
            <p class="quiet-text">{ row.when.clone() }</p>
            if let Some(note) = &row.note { <p>{ note.clone() }</p> }
        </div>
    }
}

fn figure((name, value): (&str, &str)) -> Html {
    html! { <div><dt>{ name.to_owned() }</dt><dd class="figure">{ value.to_owned() }</dd></div> }
}

fn picture(view: &ResultView, (at, line): (usize, &Series)) -> Html {
    let unit = view.unit.clone().unwrap_or_default();
    let day = |at: i64| Date::from_millis(at, 0);
    let newest = line.points.last().map(|(at, value)| (with_unit(*value, &unit), day(*at).words()));
    let summary =
        newest.map(|(value, when)| words::plot_summary(line.points.len(), &value, &when)).unwrap_or_default();
    let points: Rc<[plot::Point]> = line.points.iter().map(|point| place(*point, &unit)).collect();
    let (low, high) = view.band;
    let usual = view.usual.as_deref().filter(|_| low.or(high).is_some());
    let usual = usual.map(|range| Usual { low, high, words: words::usual(range).into() });
    let several = view.series.len() > 1;
    html! {
        <div class={classes!("picture", several.then_some("picture-low"))} key={at}>
            if several { <h2>{ line.label.clone() }</h2> }
            <Plot id={format!("plot-{at}")} title={line.label.clone()} {summary} {unit} {points} {usual} tabled=true />
        </div>
    }
}

fn with_unit(value: f64, unit: &str) -> String {
    format!("{value} {unit}").trim_end().to_owned()
}

/// The axis says month and year: there is no room for two whole dates on a phone.
fn place((at, value): (i64, f64), unit: &str) -> plot::Point {
    let (year, month, _) = Date::from_millis(at, 0).first_day();
    plot::Point {
        // Milliseconds of any date in a record are exact in the 53 bits of an f64.
        #[expect(clippy::cast_precision_loss, reason = "dates are far below 2^53 ms")]
        at: at as f64,
        value,
        when: Date::YearMonth(year, month).words().into(),
        words: with_unit(value, unit).into(),
    }
}

fn table(view: &ResultView) -> Html {
    let noted = view.rows.iter().any(|row| row.note.is_some());
    let line = |(at, row): (usize, &Point)| {
        html! {
            <tr key={at}>
                <th scope="row">{ row.when.clone() }</th>
                <td class="table-number">{ row.value.clone() }</td>
                if noted { <td>{ row.note.clone().unwrap_or_default() }</td> }
            </tr>
        }
    };
    html! {
        <table class="table">
            <caption class="only-heard">{ view.label.clone() }</caption>
            <thead><tr>
                <th scope="col">{ lapwing_core::words::parts::WHEN }</th>
                <th scope="col">{ words::RESULT }</th>
                if noted { <th scope="col">{ words::NOTE }</th> }
            </tr></thead>
            <tbody>{ for view.rows.iter().enumerate().map(line) }</tbody>
        </table>
    }
}
