//! Results and measurements: the newest of each, each leading to how it went over time.

use lapwing_core::event::Event;
use lapwing_core::record::{Hold, ResultsView, SeriesRow, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, shown};
use crate::components::heading::{Back, page};
use crate::components::notice::notice;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// The results screen.
pub fn screen(view: &ResultsView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let inside = shown::instead(&view.shown, Shelf::Results, send);
    page(words::shelf(Shelf::Results), None, Some(back))
        .with(shown::over(&view.shown, send))
        .some(view.groups.iter().flat_map(|group| &group.rows).any(is_new).then(|| waiting(send)))
        .with(inside.unwrap_or_else(|| own(view)))
        .done()
}

fn is_new(row: &SeriesRow) -> bool {
    row.hold == Some(Hold::NewResult)
}

/// New results wait; who does not want that says so here.
fn waiting(send: &Callback<Event>) -> El {
    notice(
        Tone::Plum,
        Icon::Eye,
        all().with(p(words::RESULTS_WAIT)).with(shown::always(Hold::NewResult, send)),
    )
}

fn own(view: &ResultsView) -> El {
    each(all(), &view.groups, |_, group| {
        let list = el("ul", "rows").put("role", "list");
        let list = each(list, &group.rows, |_, row| el("li", "").key(&row.key).with(link(row)));
        el("section", "stack").key(&group.heading).with(text("h2", "", &group.heading)).with(list)
    })
}

fn link(row: &SeriesRow) -> El {
    let mut when = row.when.clone().unwrap_or_default();
    if row.count > 1 {
        if !when.is_empty() {
            when.push_str(" · ");
        }
        when.push_str(&words::readings(row.count));
    }
    let note = |words: &str| text("span", "row-note", words);
    let left = el("span", "row-text")
        .with(text("span", "row-title", &row.label))
        .some((!when.is_empty()).then(|| note(&when)))
        .some(row.own.then(|| tag(Tone::Plum, Some(Icon::Person), words::YOURS)));
    let waits = row.hold.is_some();
    let ready = || tag(Tone::Plum, Some(Icon::Eye), words::WHEN_READY);
    let open = || {
        el("span", "result-text")
            .with(text("span", "result-value", &row.value))
            .some(row.badge.as_ref().map(entries::badge))
            .some(row.usual.as_deref().map(|usual| note(&words::usual(usual))))
    };
    el("a", "row")
        .put("href", &Route::Result(row.key.clone()).path())
        .with(el("span", "result").with(left).with(if waits { ready() } else { open() }))
        .with(el("span", "row-end").with(Icon::Chevron.small()))
}
