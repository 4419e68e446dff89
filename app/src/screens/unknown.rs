//! An address that leads nowhere.

use lapwing_core::route::Route;
use lapwing_core::words::{frame, parts};
use yew::Html;

use crate::components::button::{Kind, buttons, link_button};
use crate::components::heading::page;

/// What is so, and the way on.
pub fn screen() -> Html {
    let today = link_button(Kind::Primary, None, frame::TODAY, &Route::Today.path());
    page(parts::NO_SUCH_PAGE, Some(parts::NO_SUCH_PAGE_NEXT), None).with(buttons().with(today)).done()
}
