//! The top bar.

use lapwing_core::words::frame as words;

use super::super::button::pressed;
use super::Frame;
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// Title, help, leave, person.
pub(super) fn bar(frame: &Frame) -> El {
    let person = frame.signed_in.then(|| {
        pressed("bar-key", &frame.on_person)
            .put("aria-haspopup", "dialog")
            .put("aria-label", words::YOU_MORE)
            .with(Icon::Person.draw())
            .say(words::YOU)
    });
    let leave = pressed("bar-key", &frame.on_leave).put("title", words::LEAVE_MORE);
    let help = pressed("bar-help", &frame.on_help).put("aria-haspopup", "dialog");
    el("div", "bar")
        .with(text("p", "bar-title", &frame.title))
        .with(help.say(words::HELP_NOW))
        .with(el("div", "bar-keys").with(leave.with(Icon::Leave.draw()).say(words::LEAVE)).some(person))
}
