//! Buttons, and links that look like one.

use yew::Callback;

use crate::icons::Icon;
use crate::markup::{El, el};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one next step of a screen.
    Primary,
    /// Another step.
    Quiet,
    /// A step aside, as quiet as a link.
    Plain,
    /// Deletes or stops something.
    Danger,
    /// Help now.
    Help,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Plain => "button button-plain",
            Self::Danger => "button button-danger",
            Self::Help => "button button-help",
        }
    }
}

/// A real `<button>`.
pub fn button(kind: Kind, icon: Option<Icon>, words: &str, press: &Callback<()>) -> El {
    pressed(kind.class(), press).some(icon.map(Icon::draw)).say(words)
}

/// A `<button>` that looks in its own way.
pub fn pressed(class: &'static str, press: &Callback<()>) -> El {
    el("button", class).put("type", "button").press(press)
}

/// A button whose step may be under way: it stays in the tab order then, says so and does nothing.
pub fn busy(kind: Kind, icon: Option<Icon>, words: &str, busy: bool, press: &Callback<()>) -> El {
    let press = if busy { &Callback::noop() } else { press };
    button(kind, icon, words, press).maybe("aria-disabled", busy.then_some("true"))
}

/// A real `<a>` that looks like a button.
pub fn link_button(kind: Kind, icon: Option<Icon>, words: &str, href: &str) -> El {
    el("a", kind.class()).put("href", href).some(icon.map(Icon::draw)).say(words)
}

/// A link out of the app (a telephone, another page) that looks like a button.
pub fn outside(kind: Kind, icon: Option<Icon>, words: &str, href: &str) -> El {
    link_button(kind, icon, words, href).put("rel", "external")
}

/// Buttons beside each other.
pub fn buttons() -> El {
    el("div", "buttons")
}

/// Buttons that fill a narrow screen.
pub fn wide_buttons() -> El {
    el("div", "buttons buttons-wide")
}

/// The buttons of a step.
pub fn step_buttons() -> El {
    el("div", "step-buttons")
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let none = Callback::noop();
    let kinds = buttons()
        .with(button(Kind::Primary, None, "Send to my team", &none))
        .with(button(Kind::Quiet, None, "Save for later", &none))
        .with(button(Kind::Danger, None, "Stop sharing", &none))
        .with(button(Kind::Plain, None, "Back", &none));
    vec![
        ("button_kinds", kinds.done()),
        ("button_busy", busy(Kind::Primary, None, "Sending", true, &none).done()),
        ("button_link", outside(Kind::Help, Some(Icon::Phone), "Call 111", "tel:111").done()),
    ]
}
