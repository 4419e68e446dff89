//! Results and measurements: the newest of each, each leading to how it went over time.

use lapwing_core::event::Event;
use lapwing_core::record::{ResultsGroup, ResultsView, SeriesRow, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, shown};
use crate::components::heading::{Back, PageHeading};
use crate::icons::Icon;

/// The results screen.
pub fn screen(view: &ResultsView, send: &Callback<Event>) -> Html {
    let back = Back { href: Route::Record.path().into(), words: frame::RECORD.into() };
    let own = || view.groups.iter().map(group).collect();
    html! {
        <div class="page">
            <PageHeading title={words::shelf(Shelf::Results)} {back} />
            { shown::over(&view.shown, Shelf::Results, send) }
            { shown::instead(&view.shown, Shelf::Results, send).unwrap_or_else(own) }
        </div>
    }
}

fn group(group: &ResultsGroup) -> Html {
    let row = |row: &SeriesRow| html! { <li key={row.key.clone()}>{ link(row) }</li> };
    html! {
        <section class="stack" key={group.heading.clone()}>
            <h2>{ group.heading.clone() }</h2>
            <ul class="rows" role="list">{ for group.rows.iter().map(row) }</ul>
        </section>
    }
}

fn link(row: &SeriesRow) -> Html {
    let count = (row.count > 1).then(|| words::readings(row.count));
    let when: Vec<String> = row.when.iter().cloned().chain(count).collect();
    html! {
        <a class="row" href={Route::Result(row.key.clone()).path()}>
            <span class="result">
                <span class="row-text">
                    <span class="row-title">{ row.label.clone() }</span>
                    if !when.is_empty() { <span class="row-note">{ when.join(" · ") }</span> }
                </span>
                <span class="result-text">
                    <span class="result-value">{ row.value.clone() }</span>
                    { for row.badge.iter().map(entries::badge) }
                    if let Some(usual) = &row.usual { <span class="row-note">{ words::usual(usual) }</span> }
                </span>
            </span>
            <span class="row-end">{ Icon::Chevron.small() }</span>
        </a>
    }
}
