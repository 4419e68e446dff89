//! A screen, or a part of it, that has nothing to show: empty, or in trouble.

use super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, p, text};

/// Nothing here yet: what is so ("No letters yet"), and what will come. The next step is added to it.
pub fn empty(icon: Icon, title: &str, words: &str) -> El {
    trouble(Tone::Plain, icon, title, words)
}

/// Something went wrong: what happened, what to do. Amber where the person can do something, blue where
/// it passes by itself. What is kept, and the next steps, are added to it.
pub fn trouble(tone: Tone, icon: Icon, title: &str, words: &str) -> El {
    el("div", "state")
        .class(&tone.of("state"))
        .with(el("span", "state-icon").with(icon.draw()))
        .with(text("h2", "", title))
        .with(p(words))
}

/// What is not lost.
pub fn kept(words: &str) -> El {
    el("p", "state-kept").with(Icon::Check.draw()).say(words)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::button::{Kind, button};
    use yew::Callback;
    let none = Callback::noop();
    vec![
        (
            "state_empty",
            empty(
                Icon::Letter,
                "No letters yet",
                "When your team writes to you, the letter will be here. You can read it offline too.",
            )
            .with(button(Kind::Quiet, None, "See my team", &none))
            .done(),
        ),
        (
            "state_trouble",
            trouble(
                Tone::Amber,
                Icon::Info,
                "We can’t reach your record just now",
                "Please try again in a few minutes.",
            )
            .with(kept("What you wrote is kept."))
            .with(button(Kind::Primary, None, "Try again", &none))
            .done(),
        ),
        (
            "state_not_shared",
            trouble(
                Tone::Blue,
                Icon::Lock,
                "There is nothing shared with you here.",
                "If you think there should be, you can ask the person you care for.",
            )
            .done(),
        ),
    ]
}
