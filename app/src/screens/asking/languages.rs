//! The languages in which a form can be read, where it begins.

use lapwing_core::event::Event;
use lapwing_core::form;
use lapwing_core::form::shown::FormView;
use lapwing_core::words::asking as words;
use yew::Callback;

use crate::components::button::{Kind, button, buttons};
use crate::icons::Icon;
use crate::markup::{El, each, el, text};

/// A button for each; nothing where there is one only, and behind the first step.
pub fn languages(view: &FormView, send: &Callback<Event>) -> Option<El> {
    if view.at > 0 || view.languages.is_empty() {
        return None;
    }
    let list = each(buttons(), &view.languages, |_, language| {
        let tag = language.tag.clone();
        let choose = send.reform(move |()| Event::Form(form::Event::LanguageChosen(tag.as_ref().to_owned())));
        let on = if language.chosen { "true" } else { "false" };
        let icon = language.chosen.then_some(Icon::Check);
        button(Kind::Quiet, icon, &language.name, &choose)
            .key(&language.tag)
            .put("aria-pressed", on)
            .maybe("lang", (!language.tag.is_empty()).then_some(&*language.tag))
            .put("dir", "auto")
    });
    let named = text("p", "field-hint", words::LANGUAGE).put("id", "languages");
    Some(
        el("div", "stack-tight")
            .put("role", "group")
            .put("aria-labelledby", "languages")
            .with(named)
            .with(list),
    )
}
