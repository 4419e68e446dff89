//! A list that opens: the browser's own, which every device shows in its best way.

use lapwing_core::words::{asking as words, form};
use yew::Callback;

use super::ask::Ask;
use super::choices::besides;
use super::give::{OTHER, Part};
use super::typed;
use crate::components::help::help_now;
use crate::markup::{El, all, el, text};

/// The list, the own answer, and help where the answer asks for it.
pub fn drop_down(ask: &Ask<'_>, help: &Callback<()>) -> El {
    let asked = ask.asked;
    let own = asked.other.as_ref().is_some_and(|other| other.chosen);
    let chosen = asked.chosen.first().copied();
    let mut list = el("select", "input select")
        .put("id", &ask.numbered(0))
        .put("aria-label", ask.row.text.text())
        .put("autocomplete", "off")
        .maybe("aria-describedby", (!ask.described.is_empty()).then_some(&ask.described))
        .maybe("aria-invalid", asked.error.as_ref().map(|_| "true"))
        .maybe("aria-required", asked.required.then_some("true"))
        .flag("disabled", ask.off())
        .change(ask.giver.heard(Part::List))
        .with(option("", words::CHOOSE_ONE, chosen.is_none() && !own));
    for (at, choice) in asked.options.iter().enumerate() {
        let item = option(&at.to_string(), &choice.said(), chosen == Some(at));
        list = list.with(item.flag("disabled", asked.is_off(at)));
    }
    if let Some(other) = &asked.other {
        list = list.with(option(OTHER, &other.label, own));
    }
    let under = asked.help_now.then(|| help_now(form::NOT_ALONE, help));
    all().with(list).some(typed::other(ask)).some(under).with(besides(ask))
}

/// A choice of the list.
pub fn option(value: &str, words: &str, on: bool) -> El {
    text("option", "", words).put("value", value).set("selected", on)
}
