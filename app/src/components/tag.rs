//! A tag: one word on the state of something.

use super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el};

/// A word in its colour, with an icon where the colour carries meaning.
pub fn tag(tone: Tone, icon: Option<Icon>, words: &str) -> El {
    el("span", "tag").class(&tone.of("tag")).some(icon.map(Icon::small)).say(words)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let tags = el("div", "buttons")
        .with(tag(Tone::Blue, None, "New"))
        .with(tag(Tone::Amber, Some(Icon::Clock), "Waiting to be sent"))
        .with(tag(Tone::Plum, Some(Icon::Share), "Shared"))
        .with(tag(Tone::Primary, Some(Icon::Check), "Done"));
    vec![("tag_tones", tags.done())]
}
