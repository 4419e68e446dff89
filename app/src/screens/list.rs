//! A shelf of the record as groups of entries.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::record::{EntryRow, ListView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, shown};
use crate::components::heading::{Back, PageHeading};
use crate::components::rows::{Row, Rows};
use crate::icons::Icon;

/// The list of a shelf.
pub fn screen(view: &ListView, send: &Callback<Event>) -> Html {
    let back = Back { href: Route::Record.path().into(), words: frame::RECORD.into() };
    let rows: &dyn Fn(&[EntryRow]) -> Html = match view.shelf {
        Shelf::Letters => &letters,
        _ => &|rows| entries::entries(rows, entries::plain),
    };
    html! {
        <div class="page">
            <PageHeading title={words::shelf(view.shelf)} {back} />
            { shown::over(&view.shown, view.shelf, send) }
            { shown::instead(&view.shown, view.shelf, send).unwrap_or_else(|| entries::groups(&view.groups, rows)) }
        </div>
    }
}

/// A letter's row leads to the letter.
fn letters(rows: &[EntryRow]) -> Html {
    let row = |row: &EntryRow| Row {
        detail: row.lines.first().map(|when| when.clone().into()),
        note: row.source.clone().map(Into::into),
        icon: Some(Icon::Letter),
        tag: row.badge.as_ref().map(entries::badge).unwrap_or_default(),
        ..Row::link(row.title.clone(), Route::Letter(row.key.clone()).path())
    };
    html! { <Rows rows={rows.iter().map(row).collect::<Rc<[Row]>>()} /> }
}
