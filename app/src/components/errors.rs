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
    summary(errors, |(id, words)| jump("", id, words)).put("role", "alert")
}

/// The list, each line drawn by `line`.
pub fn summary<T>(errors: &[T], line: impl Fn(&T) -> El) -> El {
    summary_of(parts::PUT_RIGHT, errors, line)
}

/// The same under another heading.
pub fn summary_of<T>(heading: &str, errors: &[T], line: impl Fn(&T) -> El) -> El {
    let list =
        each(el("ul", "").put("role", "list"), errors, |at, error| el("li", "").number(at).with(line(error)));
    let summary = el("div", "errors").put("id", ERRORS).put("tabindex", "-1");
    summary.with(text("h2", "", heading)).with(list)
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
