//! Screens as they come: full, empty, offline, in trouble, with long names and long lists.

mod entries;
mod found;
mod readings;
mod signing_in;
mod today;

use lapwing_core::event::Event;
use lapwing_core::record::{Freshness, Presence, Shown};
use yew::Callback;

pub(super) use today::mood;

use crate::components::Fixtures;

/// Named examples of signing in, Today and the record.
#[must_use]
pub(super) fn fixtures() -> Fixtures {
    [signing_in::fixtures, today::fixtures, entries::fixtures, found::fixtures, readings::fixtures]
        .into_iter()
        .flat_map(|all| all())
        .collect()
}

fn nowhere() -> Callback<Event> {
    Callback::noop()
}

fn shown(presence: Presence) -> Shown {
    Shown { presence, freshness: Freshness::Live, unread: 0, cut: None, hidden: 0, whose: None }
}
