//! A shelf of the record as groups of entries.

use lapwing_core::event::Event;
use lapwing_core::record::{EntryRow, ListView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, linked, shown};
use crate::components::heading::{Back, page};
use crate::components::rows::rows;
use crate::markup::{El, each};

/// The list of a shelf.
pub fn screen(view: &ListView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let draw: fn(&[EntryRow]) -> El = match view.shelf {
        Shelf::Letters => letters,
        Shelf::Conditions | Shelf::Medicines | Shelf::Allergies => plain,
        _ => leading,
    };
    let inside = shown::instead(&view.shown, view.shelf, send);
    page(words::shelf(view.shelf), None, Some(back))
        .with(shown::over(&view.shown, send))
        .with(inside.unwrap_or_else(|| entries::groups(&view.groups, draw, send)))
        .done()
}

fn plain(list: &[EntryRow]) -> El {
    entries::entries(list, entries::plain, true)
}

/// A letter's row leads to the letter.
fn letters(list: &[EntryRow]) -> El {
    each(rows(None), list, |_, entry| linked::row(entry, Shelf::Letters, &Route::Letter(entry.key.clone())))
}

/// The row of any other entry leads to its own page.
fn leading(list: &[EntryRow]) -> El {
    each(rows(None), list, |_, entry| linked::row(entry, Shelf::Others, &Route::Entry(entry.key.clone())))
}
