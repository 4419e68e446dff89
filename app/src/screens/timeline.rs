//! Everything in the order of time: the years, the months of one, the entries of one month.

use lapwing_core::event::Event;
use lapwing_core::record::{self as area, Shelf, Span, TimelineView};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record_find as words};
use yew::prelude::*;

use super::{linked, shown};
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::heading::{Back, page};
use crate::components::rows::{Row, rows};
use crate::markup::{El, all, each, el, text};
use crate::tell::tell_of;

/// The timeline.
pub fn screen(view: &TimelineView, own: bool, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let lead = if own { words::OVER_TIME_LEAD } else { words::OVER_TIME_LEAD_THEIRS };
    let inside = shown::instead(&view.shown, Shelf::Entries, send);
    page(words::OVER_TIME, Some(lead), Some(back))
        .with(shown::over(&view.shown, send))
        .with(inside.unwrap_or_else(|| here(view, send)))
        .done()
}

fn here(view: &TimelineView, send: &Callback<Event>) -> El {
    let years = each(el("ul", "years").put("role", "list"), &view.years, |_, year| {
        let link = el("a", "year").put("href", &Route::Timeline(year.slug.clone()).path()).say(&year.label);
        el("li", "").key(&year.slug).with(if year.open { link.put("aria-current", "true") } else { link })
    });
    all().with(el("div", "").put("role", "group").put("aria-label", words::YEARS).with(years)).with(each(
        el("div", "stack"),
        &view.months,
        |_, month| span(view, month, send),
    ))
}

/// An open month with its entries; another as a row that opens it.
fn span(view: &TimelineView, month: &Span, send: &Callback<Event>) -> El {
    let count = words::entries(month.count);
    if !month.open {
        let href = Route::Timeline(month.slug.clone()).path();
        let row = Row { note: Some(&count), ..Row::link(&month.label, &href) };
        return rows(None).key(&month.slug).with(row.item());
    }
    let list = each(rows(None).put("id", "rows-0"), &view.rows, |_, found| linked::dated(found));
    el("section", "stack")
        .key(&month.slug)
        .with(text("h2", "", &month.label))
        .with(list)
        .some((view.rows.len() < view.total).then(|| more("rows-0", send)))
}

/// Shows more of the long list with this id.
pub(super) fn more(list: &str, send: &Callback<Event>) -> El {
    let press = tell_of(send, list, |list| Event::Record(area::Event::More(list)));
    wide_buttons().with(button(Kind::Quiet, None, words::MORE, &press))
}
