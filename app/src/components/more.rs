//! More, when the person asks for it.

use crate::icons::Icon;
use crate::markup::{El, el};

/// A `<details>` with its summary.
pub fn more(summary: &str, inside: El) -> El {
    el("details", "more")
        .with(el("summary", "").with(Icon::Chevron.small()).say(summary))
        .with(el("div", "more-inside").with(inside))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use crate::markup::p;
    let long = "It is not a diagnosis. Your team looks at it together with you.";
    vec![
        ("more_closed", more("What this means", p("It is not a diagnosis.")).done()),
        ("more_open", more("What this means", p(long)).put("open", "open").done()),
    ]
}
