//! A yes or no: a box to tick, or a switch that acts at once.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{El, el, text};

/// A yes or no.
#[derive(Debug, Clone, Copy)]
pub struct Tick<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it says yes to.
    pub words: &'a str,
    /// More about it.
    pub hint: Option<&'a str>,
    /// Yes.
    pub on: bool,
}

/// A row with a box; the whole row can be pressed.
pub fn tick(asked: Tick<'_>, change: Callback<bool>) -> El {
    let (input, words) = parts(asked, "tick-box", change);
    el("label", "tick").with(input).with(words)
}

/// A row with a switch, which acts at once.
pub fn switch(asked: Tick<'_>, change: Callback<bool>) -> El {
    let (input, words) = parts(asked, "switch", change);
    el("label", "tick").with(words).with(input)
}

fn parts(asked: Tick<'_>, class: &'static str, change: Callback<bool>) -> (El, El) {
    let change = change.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    let hint_id = format!("{}-hint", asked.id);
    let input = el("input", class)
        .put("type", "checkbox")
        .put("id", asked.id)
        .checked(asked.on)
        .change(change)
        .maybe("role", (class == "switch").then_some("switch"))
        .maybe("aria-describedby", asked.hint.map(|_| hint_id.as_str()))
        .put("autocomplete", "off");
    let hint = asked.hint.map(|hint| text("span", "tick-hint", hint).put("id", &hint_id));
    (input, el("span", "tick-text").with(text("span", "", asked.words)).some(hint))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let none = Callback::<bool>::noop;
    let asked = |id, words, hint, on| Tick { id, words, hint, on };
    let boxes = el("div", "")
        .with(tick(asked("plan", "My care plan", Some("What you and your team agreed"), true), none()))
        .with(tick(asked("results", "My results", None, false), none()));
    let switches = el("div", "")
        .with(switch(asked("own", "Keep my record on this device", None, true), none()))
        .with(switch(asked("large", "Large text", None, false), none()));
    vec![("tick_box", boxes.done()), ("tick_switch", switches.done())]
}
