//! A card: one thing, with its heading and its next step.

use super::tone::Tone;
use crate::markup::{El, el, text};

/// A card without a heading.
pub fn card(tone: Tone) -> El {
    el("section", "card").class(&tone.of("card"))
}

/// A card with its `h2`; what stands at the end of the heading is a tag.
pub fn headed(tone: Tone, heading: &str, aside: Option<El>) -> El {
    card(tone).with(el("div", "card-head").with(text("h2", "", heading)).some(aside))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::button::{Kind, link_button, wide_buttons};
    use super::tag::tag;
    use crate::icons::Icon;
    use crate::markup::p;
    let due = tag(Tone::Amber, Some(Icon::Clock), "Due today");
    let start = link_button(Kind::Primary, None, "Start", "/check-ins/x");
    vec![
        (
            "card_to_do",
            headed(Tone::Amber, "Mood check-in", Some(due))
                .with(p("9 questions, about 3 minutes"))
                .with(wide_buttons().with(start))
                .done(),
        ),
        (
            "card_plain",
            headed(Tone::Plain, "Next appointment", None)
                .with(text("p", "card-lead", "Thursday 26 November, 14:30"))
                .with(text("p", "quiet-text", "Dr Okafor, by video"))
                .done(),
        ),
        ("card_without_heading", card(Tone::Plum).with(p("You wrote this.")).done()),
    ]
}
