//! When somebody pushes to share: what is true, and what helps.

use lapwing_core::route::Route;
use lapwing_core::words::sharing as words;
use yew::prelude::*;

use crate::components::heading::{Back, page};
use crate::markup::{each, el, p};

/// The screen.
pub fn screen() -> Html {
    let back = Back { href: &Route::Sharing.path(), words: words::SHARING };
    let truths = each(el("div", "stack"), &words::PRESSURE_TRUTHS, |_, truth| p(truth));
    page(words::PRESSURE, None, Some(back)).with(truths).done()
}
