//! Facts: names and what they are, as a definition list.

use crate::markup::{El, each, el, text};

/// Name and value pairs; a pair without a value is left out.
pub fn facts(pairs: &[(&str, Option<&str>)]) -> El {
    each(el("dl", "facts"), pairs, |_, (name, value)| match value {
        Some(value) => el("div", "").with(text("dt", "", name)).with(text("dd", "", value)),
        None => crate::markup::all(),
    })
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let some = facts(&[
        ("How much", Some("One tablet every morning")),
        ("Prescribed by", Some("Dr Chidi Okafor, Northside Community Mental Health Team")),
        ("Ends", None),
        ("Since", Some("12 March 2026")),
    ]);
    vec![("facts_some", some.done())]
}
