//! A shelf of the record as groups of entries.

use lapwing_core::event::Event;
use lapwing_core::record::{EntryRow, ListView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, shown};
use crate::components::heading::{Back, page};
use crate::components::rows::{Press, Row, rows};
use crate::icons::Icon;
use crate::markup::{El, each};

/// The list of a shelf.
pub fn screen(view: &ListView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let draw = if view.shelf == Shelf::Letters { letters } else { plain };
    let inside = shown::instead(&view.shown, view.shelf, send);
    page(words::shelf(view.shelf), None, Some(back))
        .with(shown::over(&view.shown, send))
        .with(inside.unwrap_or_else(|| entries::groups(&view.groups, draw)))
        .done()
}

fn plain(list: &[EntryRow]) -> El {
    entries::entries(list, entries::plain)
}

/// A letter's row leads to the letter.
fn letters(list: &[EntryRow]) -> El {
    each(rows(None), list, |_, entry| {
        let href = Route::Letter(entry.key.clone()).path();
        let row = Row {
            key: &href,
            title: &entry.title,
            detail: entry.lines.first().map(String::as_str),
            note: entry.source.as_deref(),
            icon: Some(Icon::Letter),
            tag: entry.badge.as_ref().map(entries::badge),
            press: Press::Link(&href),
            ..Row::default()
        };
        row.item()
    })
}
