//! The five places: a bar at the bottom of a phone, a rail at the side of a tablet.

use lapwing_core::route::Route;
use lapwing_core::words::frame as words;
use yew::prelude::*;

use crate::icons::Icon;

/// The bar; the present place is marked.
pub(super) fn places(here: &Route) -> Html {
    let here = here.place();
    let all = [
        (Route::Today, Icon::Today, words::TODAY),
        (Route::Record, Icon::Record, words::RECORD),
        (Route::CheckIns, Icon::CheckIns, words::CHECK_INS),
        (Route::Plan, Icon::Plan, words::PLAN),
        (Route::Team, Icon::Team, words::TEAM),
    ];
    let one = |(route, icon, name): (Route, Icon, &'static str)| {
        let current = (here.as_ref() == Some(&route)).then_some("page");
        html! { <li key={name}><a class="place" href={route.path()} aria-current={current}>{ icon.draw() }{ name }</a></li> }
    };
    html! { <nav class="places" aria-label={words::PLACES}><ul role="list">{ for all.into_iter().map(one) }</ul></nav> }
}
