//! The record: its shelves.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::record::{Presence, Shelf, Shown};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;
use yew::prelude::*;

use super::shown;
use crate::components::heading::PageHeading;
use crate::components::rows::{Row, Rows};
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The list of shelves that are open to who looks.
pub fn screen(shelves: &[Shelf], own: bool, send: &Callback<Event>) -> Html {
    let lead = if own { words::RECORD_LEAD } else { words::RECORD_LEAD_THEIRS };
    let title = if own { words::RECORD } else { lapwing_core::words::frame::RECORD };
    html! {
        <div class="page">
            if shelves.is_empty() {
                <PageHeading {title} />
                { nothing_shared(send) }
            } else {
                <PageHeading {title} {lead} />
                <div class="shelves"><Rows rows={rows(shelves, own)} label={title} /></div>
            }
        </div>
    }
}

/// Nothing of the record is open to who looks.
pub(super) fn nothing_shared(send: &Callback<Event>) -> Html {
    let shown = Shown {
        presence: Presence::NotShared,
        freshness: lapwing_core::record::Freshness::Live,
        unread: 0,
        cut: false,
    };
    shown::instead(&shown, Shelf::Plan, send).unwrap_or_default()
}

fn rows(shelves: &[Shelf], own: bool) -> Rc<[Row]> {
    shelves.iter().map(|shelf| row(*shelf, own)).collect()
}

/// A link to a shelf; what it is about is said to the person themselves.
pub(super) fn row(shelf: Shelf, own: bool) -> Row {
    let route = match shelf {
        Shelf::Team => Route::Team,
        Shelf::Plan => Route::Plan,
        Shelf::Scores => Route::CheckIns,
        _ => Route::Shelf(shelf.slug().into()),
    };
    Row {
        detail: own.then(|| words::about(shelf).into()),
        icon: Some(icon(shelf)),
        tone: if own { Tone::Plain } else { Tone::Plum },
        ..Row::link(words::shelf(shelf), route.path())
    }
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
        Shelf::Scores => Icon::Chart,
        Shelf::Tasks => Icon::CheckIns,
        Shelf::Appointments => Icon::Calendar,
    }
}
