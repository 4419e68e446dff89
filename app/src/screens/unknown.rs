//! An address that leads nowhere.

use lapwing_core::route::Route;
use lapwing_core::words::{frame, parts};
use yew::prelude::*;

use crate::components::button::{Kind, LinkButton};
use crate::components::heading::PageHeading;

/// What is so, and the way on.
pub fn screen() -> Html {
    html! {
        <div class="page">
            <PageHeading title={parts::NO_SUCH_PAGE} lead={parts::NO_SUCH_PAGE_NEXT} />
            <div class="buttons"><LinkButton kind={Kind::Primary} href={Route::Today.path()}>{ frame::TODAY }</LinkButton></div>
        </div>
    }
}
