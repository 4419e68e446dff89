//! The five places: a bar at the bottom of a phone, a rail at the side of a tablet. Who has no record has others.

use lapwing_core::route::Route;
use lapwing_core::words::{carers, frame as words};

use crate::icons::Icon;
use crate::markup::{El, each, el};

/// The place that an address belongs to.
fn place(route: &Route, space: bool) -> Option<Route> {
    if space { Some(route.place_in_space()) } else { route.place() }
}

/// How a place is marked and called.
fn named(place: &Route) -> (Icon, &'static str) {
    match place {
        Route::Record => (Icon::Record, words::RECORD),
        Route::CheckIns => (Icon::CheckIns, words::CHECK_INS),
        Route::Plan | Route::Paper(..) => (Icon::Plan, words::PLAN),
        Route::Team => (Icon::Team, words::TEAM),
        Route::Caring => (Icon::Heart, carers::CARING),
        Route::Feedback => (Icon::Feedback, words::FEEDBACK),
        Route::Settings => (Icon::Settings, words::SETTINGS),
        _ => (Icon::Today, words::TODAY),
    }
}

/// What the top bar calls where the person is.
pub fn called(here: &Route, space: bool) -> &'static str {
    place(here, space).map_or(words::YOU, |place| named(&place).1)
}

/// The bar; the present place is marked.
pub(super) fn places(here: &Route, space: bool) -> El {
    let here = place(here, space);
    let list = each(el("ul", "").put("role", "list"), &Route::places(space), |_, route| {
        let (icon, name) = named(route);
        let link = el("a", "place").put("href", &route.path());
        let link = link.maybe("aria-current", (here.as_ref() == Some(route)).then_some("page"));
        el("li", "").key(name).with(link.with(icon.draw()).say(name))
    });
    el("nav", "places").put("aria-label", words::PLACES).with(list)
}
