//! The lines of a step, as they are read: with links that call and text.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, Line};
use lapwing_core::words::frame;
use yew::Callback;

use crate::components::button::{Kind, buttons, outside};
use crate::components::help::digits;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};
use crate::tell::tell;

/// The fewest digits that are a number to call.
const SHORTEST: usize = 3;

/// The list; with `send`, numbers can be called, and a call is told.
pub(super) fn read(lines: &[Line], send: Option<&Callback<Event>>) -> El {
    each(el("ul", "plan-lines").put("role", "list"), lines, |_, line| {
        el("li", "").key(&line.id).with(one(line, send))
    })
}

/// One line.
pub(super) fn one(line: &Line, send: Option<&Callback<Event>>) -> El {
    let number = digits(&line.phone);
    let said = el("div", "stack-tight").with(text("p", "plan-text", &line.text).put("dir", "auto"));
    match send {
        Some(send) if number.len() >= SHORTEST => said.with(reach(line, &number, send)),
        _ if !line.phone.is_empty() => said.with(text("p", "quiet-text", &line.phone)),
        _ => said,
    }
}

/// Call and text. On paper the number stands as words.
fn reach(line: &Line, number: &str, send: &Callback<Event>) -> El {
    let called = tell(send, || Event::Plan(plan::Event::Called));
    let link = |icon, does: String, href: String| {
        let name = [&does, ", ", &line.text].concat();
        outside(Kind::Quiet, Some(icon), &does, &href).put("aria-label", &name).press(&called)
    };
    el("div", "stack-tight")
        .with(
            buttons()
                .with(link(Icon::Phone, frame::call(&line.phone), ["tel:", number].concat()))
                .with(link(Icon::Text, frame::text("", &line.phone), ["sms:", number].concat())),
        )
        .with(text("p", "on-paper", &line.phone))
}
