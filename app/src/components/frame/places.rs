//! The five places: a bar at the bottom of a phone, a rail at the side of a tablet.

use lapwing_core::route::Route;
use lapwing_core::words::frame as words;

use crate::icons::Icon;
use crate::markup::{El, each, el};

/// The bar; the present place is marked.
pub(super) fn places(here: &Route) -> El {
    let here = here.place();
    let all = [
        (Route::Today, Icon::Today, words::TODAY),
        (Route::Record, Icon::Record, words::RECORD),
        (Route::CheckIns, Icon::CheckIns, words::CHECK_INS),
        (Route::Plan, Icon::Plan, words::PLAN),
        (Route::Team, Icon::Team, words::TEAM),
    ];
    let list = each(el("ul", "").put("role", "list"), &all, |_, (route, icon, name)| {
        let link = el("a", "place").put("href", &route.path());
        let link = link.maybe("aria-current", (here.as_ref() == Some(route)).then_some("page"));
        el("li", "").key(name).with(link.with(icon.draw()).say(name))
    });
    el("nav", "places").put("aria-label", words::PLACES).with(list)
}
