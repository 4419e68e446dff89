//! The code that is asked for before sharing changes.

use lapwing_core::event::Event;
use lapwing_core::sharing;
use lapwing_core::words::{frame, sharing as words};
use yew::prelude::*;

use crate::components::button::{Kind, busy, button, step_buttons};
use crate::components::field::{Field, Holds, field};
use crate::components::notice::notice;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, el, p};
use crate::tell::tell;

/// How it stands with the code.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) struct Code {
    /// The last code was not right.
    pub wrong: bool,
    /// The code is being checked.
    pub busy: bool,
    /// Demo people are told theirs.
    pub demo: bool,
}

/// The field; what is typed stays here until it is given.
pub(in crate::screens) fn code(code: Code, send: &Callback<Event>) -> Html {
    let send = send.clone();
    local("code", "", move |kept| drawn(kept, code, &send))
}

fn drawn(kept: &Kept, code: Code, send: &Callback<Event>) -> El {
    let (typed, told) = (kept.now.trim().to_owned(), send.clone());
    let give = Callback::from(move |()| {
        if !code.busy {
            told.emit(Event::Sharing(sharing::Event::CodeGiven(typed.clone())));
        }
    });
    // The Enter key gives the code; the form itself goes nowhere.
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    let asked = Field {
        id: "code",
        label: words::CODE_LABEL,
        holds: Holds::Code,
        value: &kept.now,
        error: code.wrong.then_some(words::CODE_WRONG),
        ..Field::default()
    };
    let cancel = tell(send, || Event::Sharing(sharing::Event::Cancelled));
    let go = if code.busy { words::CODE_CHECKING } else { words::CODE_GO };
    let buttons = step_buttons().with(busy(Kind::Primary, None, go, code.busy, &give)).with(button(
        Kind::Plain,
        None,
        frame::CANCEL,
        &cancel,
    ));
    el("form", "stack")
        .submit(submit)
        .put("autocomplete", "off")
        .with(field(asked, &kept.set))
        .some(code.demo.then(|| notice(Tone::Blue, Icon::Info, p(words::CODE_DEMO))))
        .with(buttons)
}
