//! A step being written: what is in it, a field, words to begin from.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, Line, Paper, SafetyView, StepEdit};
use lapwing_core::words::{frame, plan_safety as words};
use yew::prelude::*;

use super::{about, back, lines, seen, standing};
use crate::components::button::{Kind, button, buttons, pressed, step_buttons};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::page;
use crate::components::notice::coming;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el, p, text};
use crate::tell::{tell, tell_of};

/// The step.
pub(super) fn screen(edit: &StepEdit, view: &SafetyView, send: &Callback<Event>) -> Html {
    let step = edit.step.step;
    let lead = [words::place(step), ". ".to_owned(), words::prompt(step).to_owned()].concat();
    page(words::name(step), Some(&lead), Some(back(Paper::of(step))))
        .key(&step.to_string())
        .with(held(edit, send))
        .with(form(edit, send).key("form"))
        .with(examples(edit, send))
        .with(on(step, send))
        .with(standing(view.state, &[]))
        .some((Paper::of(step) == Paper::Safety).then(|| seen::who(step, view.seers.as_deref(), send)))
        .done()
}

fn held(edit: &StepEdit, send: &Callback<Event>) -> El {
    let all = &edit.step.lines;
    if all.is_empty() {
        return text("p", "quiet-text", words::NONE).key("none");
    }
    let list = each(el("ul", "plan-lines").put("role", "list"), all, |at, line| {
        let ends = (at > 0, at + 1 < all.len());
        el("li", "").key(&line.id).with(lines::one(line, None)).with(does(line, ends, send))
    });
    el("section", "card plan-part").key("held").with(text("h2", "small-head", words::IN_STEP)).with(list)
}

/// What can be done with a line; each button's name says with which.
fn does(line: &Line, (up, down): (bool, bool), send: &Callback<Event>) -> El {
    let one = |words: &str, fact: fn(String) -> Event| {
        button(Kind::Plain, None, words, &tell_of(send, &line.id, fact))
            .put("aria-label", &about(words, &line.text))
    };
    buttons()
        .class("small-buttons")
        .with(one(words::CHANGE, |id| Event::Plan(plan::Event::Changed(id))))
        .with(one(words::REMOVE, |id| Event::Plan(plan::Event::Removed(id))))
        .some(up.then(|| one(words::UP, |id| Event::Plan(plan::Event::Shifted(id, true)))))
        .some(down.then(|| one(words::DOWN, |id| Event::Plan(plan::Event::Shifted(id, false)))))
}

fn undo(taken: &str, send: &Callback<Event>) -> El {
    let back = button(Kind::Quiet, None, words::UNDO, &tell(send, || Event::Plan(plan::Event::Undone)));
    let inside = el("div", "stack-tight")
        .with(p(&words::taken_out(taken)))
        .with(buttons().with(back.put("id", "undo")));
    coming(Tone::Blue, Icon::Info, inside)
}

fn form(edit: &StepEdit, send: &Callback<Event>) -> El {
    let step = edit.step.step;
    let changing = !edit.draft.id.is_empty();
    let write = send.reform(move |text| Event::Plan(plan::Event::Wrote(step, text)));
    let number = send.reform(move |text| Event::Plan(plan::Event::Numbered(step, text)));
    let give = send.reform(move |event: SubmitEvent| {
        event.prevent_default();
        Event::Plan(plan::Event::Given(step))
    });
    let words_field = Field {
        id: "line",
        label: if changing { words::CHANGING } else { words::NEW },
        holds: if Paper::of(step) == Paper::Safety { Holds::Line } else { Holds::Lines },
        error: edit.wrong.then_some(words::WRONG),
        value: &edit.draft.text,
        ..Field::default()
    };
    let phone = Field {
        id: "phone",
        label: words::PHONE,
        optional: true,
        hint: Some(words::PHONE_HINT),
        holds: Holds::Line,
        value: &edit.draft.phone,
        ..Field::default()
    };
    let phone = words::has_number(step).then(|| field(phone, &number));
    let stop = changing
        .then(|| button(Kind::Plain, None, frame::CANCEL, &tell(send, || Event::Plan(plan::Event::Dropped))));
    let add = pressed_submit(if changing { words::KEEP } else { words::ADD });
    el("form", "stack")
        .submit(give)
        .some(edit.undo.as_deref().map(|taken| undo(taken, send)))
        .with(field(words_field, &write))
        .some(phone)
        .with(buttons().with(add).some(stop))
}

/// The Enter key gives it too.
fn pressed_submit(words: &str) -> El {
    pressed("button button-quiet", &Callback::noop()).put("type", "submit").with(Icon::Plus.draw()).say(words)
}

fn examples(edit: &StepEdit, send: &Callback<Event>) -> El {
    let step = edit.step.step;
    let list = each(el("ul", "chips").put("role", "list"), &edit.examples, |_, (said, number)| {
        let (said_there, number) = (said.clone(), number.clone());
        let begin =
            send.reform(move |()| Event::Plan(plan::Event::Began(step, said_there.clone(), number.clone())));
        el("li", "").key(said).with(button(Kind::Quiet, None, said, &begin))
    });
    el("section", "stack-tight").with(text("h2", "small-head", words::EXAMPLES)).with(list)
}

fn on(step: usize, send: &Callback<Event>) -> El {
    let to = |next: Option<usize>| send.reform(move |()| Event::Plan(plan::Event::Done(next)));
    let next = step + 1;
    let further = (next < Paper::of(step).parts().end)
        .then(|| button(Kind::Primary, None, words::NEXT, &to(Some(next))));
    let kind = if further.is_some() { Kind::Plain } else { Kind::Primary };
    step_buttons().some(further).with(button(kind, None, words::DONE, &to(None)))
}
