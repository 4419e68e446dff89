//! The record: its shelves.

use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as words};
use yew::Html;

use super::shown;
use crate::components::heading::page;
use crate::components::rows::{Press, Row, rows};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el};

/// The list of shelves that are open to who looks.
pub fn screen(shelves: &[Shelf], own: bool) -> Html {
    let title = if own { words::RECORD } else { frame::RECORD };
    if shelves.is_empty() {
        return page(title, None, None).with(shown::not_shared()).done();
    }
    let lead = if own { words::RECORD_LEAD } else { words::RECORD_LEAD_THEIRS };
    let list = each(rows(Some(title)), shelves, |_, shelf| {
        row(*shelf, words::shelf(*shelf), own.then(|| words::about(*shelf)), own)
    });
    page(title, Some(lead), None).with(el("div", "shelves").with(list)).done()
}

/// A link to a shelf; what it is about is said to the person themselves.
pub(super) fn row(shelf: Shelf, title: &str, detail: Option<&str>, own: bool) -> El {
    let route = match shelf {
        Shelf::Team => Route::Team,
        Shelf::Plan => Route::Plan,
        Shelf::Scores | Shelf::Answers => Route::CheckIns,
        _ => Route::Shelf(shelf.slug().into()),
    };
    let tone = if own { Tone::Plain } else { Tone::Plum };
    link(title, detail, icon(shelf), tone, &route)
}

/// A row that leads to a place of the app.
pub(super) fn link(title: &str, detail: Option<&str>, icon: Icon, tone: Tone, route: &Route) -> El {
    let href = route.path();
    let row = Row { key: &href, title, detail, press: Press::Link(&href), ..Row::default() };
    Row { icon: Some(icon), tone, ..row }.item()
}

/// What a shelf is drawn as.
pub(super) fn icon(shelf: Shelf) -> Icon {
    match shelf {
        Shelf::Conditions => Icon::Heart,
        Shelf::Medicines => Icon::Pill,
        Shelf::Allergies => Icon::Leaf,
        Shelf::Results => Icon::Flask,
        Shelf::Letters => Icon::Letter,
        Shelf::Team => Icon::Team,
        Shelf::Plan => Icon::Plan,
        Shelf::Scores | Shelf::Answers => Icon::Chart,
        Shelf::Tasks => Icon::CheckIns,
        Shelf::Appointments => Icon::Calendar,
    }
}
