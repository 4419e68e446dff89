//! The lines of a step, as they are read: with links that call and text.

use lapwing_core::event::Event;
use lapwing_core::notice::Contact;
use lapwing_core::plan::{self, Line, Reach};
use lapwing_core::words::frame;
use yew::Callback;

use crate::components::button::{Kind, buttons, outside};
use crate::icons::Icon;
use crate::markup::{El, each, el, text};
use crate::tell::tell;

/// Whom the device knows to turn to, and where a call is told.
pub(super) type Ways<'a> = (&'a [Contact], &'a Callback<Event>);

/// The list; with `ways`, numbers can be called.
pub(super) fn read(lines: &[Line], ways: Option<Ways<'_>>) -> El {
    each(el("ul", "plan-lines").put("role", "list"), lines, |_, line| {
        el("li", "").key(&line.id).with(one(line, ways))
    })
}

/// One line.
pub(super) fn one(line: &Line, ways: Option<Ways<'_>>) -> El {
    let said = el("div", "stack-tight").with(text("p", "plan-text", &line.text).put("dir", "auto"));
    let found = ways.and_then(|(known, send)| Some((plan::reach(line, known)?, send)));
    match found {
        Some((found, send)) => said.with(reach(line, &found, send)),
        None if !line.phone.is_empty() => said.with(text("p", "quiet-text", &line.phone)),
        None => said,
    }
}

/// Call and text. On paper the number stands as words.
fn reach(line: &Line, found: &Reach, send: &Callback<Event>) -> El {
    let called = tell(send, || Event::Plan(plan::Event::Called));
    let link = |icon, does: String, href: String| {
        let name = [&does, ", ", &line.text].concat();
        outside(Kind::Quiet, Some(icon), &does, &href).put("aria-label", &name).press(&called)
    };
    let call =
        found.call.then(|| link(Icon::Phone, frame::call(&line.phone), ["tel:", &found.number].concat()));
    let text_to = found.text.as_deref().map(|word| {
        let body = if word.is_empty() { "" } else { "?body=" };
        let href = ["sms:", &found.number, body, word].concat();
        link(Icon::Text, frame::text(word, &line.phone), href)
    });
    el("div", "stack-tight").with(buttons().some(call).some(text_to)).with(text("p", "on-paper", &line.phone))
}
