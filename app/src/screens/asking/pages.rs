//! The pages of a form, for who wants to go to another one.

use lapwing_core::event::Event;
use lapwing_core::form;
use lapwing_core::form::shown::{FormView, Mode};
use lapwing_core::words::asking as words;
use yew::Callback;

use crate::components::button::pressed;
use crate::components::more::more;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};

/// The list, folded; nothing where there is one page only.
pub fn pages(view: &FormView, send: &Callback<Event>) -> Option<El> {
    if view.mode == Mode::OneByOne || view.steps.len() < 2 {
        return None;
    }
    let list = each(el("ol", "pages").put("role", "list"), &view.steps, |at, step| {
        let press = send.reform(move |()| Event::Form(form::Event::WentTo(at)));
        let unnamed = words::page(at + 1);
        let name = step.name.as_deref().unwrap_or(&unnamed);
        let state = match (step.wrong, step.done) {
            (true, _) => Some(tag(Tone::Amber, Some(Icon::Info), words::LOOK_AGAIN)),
            (_, true) => Some(tag(Tone::Primary, Some(Icon::Check), words::DONE)),
            _ => None,
        };
        let here = (at == view.at).then_some("step");
        let line =
            pressed("page-line", &press).maybe("aria-current", here).with(text("span", "", name)).some(state);
        el("li", "").number(at).with(line)
    });
    Some(more(
        &words::pages(view.at + 1, view.steps.len()),
        el("nav", "").put("aria-label", words::PAGES).with(list),
    ))
}
