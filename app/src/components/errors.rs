//! The list of what needs putting right, above a form.

use lapwing_core::words::parts;
use yew::prelude::*;

use crate::markup::{El, all, each, el, text};

/// Where the shell moves the focus when a form could not go on.
pub const ERRORS: &str = "error-summary";

/// The id of each field, and what needs putting right there; nothing where there are no errors.
pub fn errors(errors: &[(&str, &str)]) -> El {
    if errors.is_empty() {
        return all();
    }
    let list = el("ul", "").put("role", "list");
    el("div", "errors")
        .put("id", ERRORS)
        .put("tabindex", "-1")
        .put("role", "alert")
        .with(text("h2", "", parts::PUT_RIGHT))
        .with(each(list, errors, |_, (id, words)| el("li", "").key(id).with(jump("", id, words))))
}

/// The link moves the focus itself: a fragment in the address would be a new place in the history.
pub(super) fn jump(class: &'static str, id: &str, words: &str) -> El {
    let target = id.to_owned();
    let click = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        super::dialog::focus(&target);
    });
    text("a", class, words).put("href", &format!("#{id}")).click(click)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("errors_one", errors(&[("code", "Enter the code that you were given.")]).done()),
        ("errors_none", errors(&[]).done()),
    ]
}
