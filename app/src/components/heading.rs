//! The head of a screen: the way back, the `h1`, one sentence.

use crate::icons::Icon;
use crate::markup::{El, el, text};

/// Where the shell moves the focus when the screen changes.
pub const HEADING: &str = "heading";

/// A link back: where to, and its words.
#[derive(Debug, Clone, Copy)]
pub struct Back<'a> {
    /// The address.
    pub href: &'a str,
    /// The place's name.
    pub words: &'a str,
}

/// The head of a screen: its `h1`, one sentence under it, the way back to the screen above.
pub fn heading(title: &str, lead: Option<&str>, back: Option<Back<'_>>) -> El {
    el("div", "heading")
        .some(back.map(|back| el("a", "back").put("href", back.href).with(Icon::Back.draw()).say(back.words)))
        .with(h1("", title))
        .some(lead.map(|lead| text("p", "heading-lead", lead)))
}

/// The heading of a screen, which takes the focus.
pub fn h1(class: &'static str, words: &str) -> El {
    title(class).say(words)
}

/// The same, for words with marks.
pub fn title(class: &'static str) -> El {
    el("h1", class).put("id", HEADING).put("tabindex", "-1")
}

/// A screen with its head.
pub fn page(title: &str, lead: Option<&str>, back: Option<Back<'_>>) -> El {
    el("div", "page").with(heading(title, lead, back))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let back = Back { href: "/record/results", words: "Results" };
    let lead = "A kind of fat in your blood. Your body needs some of it.";
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsuntersuchung und weitere Ergebnisse";
    vec![
        ("heading_plain", heading("Good morning, Asha", None, None).done()),
        ("heading_back", heading("Cholesterol", Some(lead), Some(back)).done()),
        ("heading_long", heading(long, None, None).done()),
    ]
}
