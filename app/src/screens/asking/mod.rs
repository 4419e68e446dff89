//! A form on the screen: one question at a time or a page at a time, the review, and all that can be done with it.

mod ask;
mod choices;
mod dates;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod files;
mod finish;
mod give;
mod helper;
mod helps;
mod languages;
mod lists;
mod numbers;
mod pages;
mod row;
mod search;
mod sliders;
mod stop;
mod table;
mod typed;

use lapwing_core::event::Event;
use lapwing_core::form::shown::{FormView, Mode, Pointer, Progress};
use lapwing_core::form::{self};
use lapwing_core::words::{asking, form as words};
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons, step_buttons};
use crate::components::dialog::{Question, confirm};
use crate::components::errors::summary;
use crate::components::heading::h1;
use crate::components::notice::{coming, notice};
use crate::components::progress::{line, progress};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;
#[cfg(any(test, feature = "fixtures"))]
pub use examples::fixtures;
pub use finish::finish;

/// More rows than these are laid out only when they come into sight.
const LONG: usize = 30;

/// A step of a form.
pub fn form(title: &str, view: &FormView, send: &Callback<Event>) -> El {
    let one = view.mode == Mode::OneByOne && row::heading(&view.rows).is_some();
    let on = tell(send, || Event::Form(form::Event::Continued));
    let back = tell(send, || Event::Form(form::Event::WentBack));
    let back = (view.at > 0).then(|| button(Kind::Plain, None, words::BACK, &back));
    let next = step_buttons()
        .with(button(Kind::Primary, None, words::CONTINUE, &on))
        .some(back)
        .html(stop::stop(view.on_device, send));
    let heading = (!one).then(|| h1("", &name(title, view)));
    let list = row::rows(el("div", "form-rows"), &view.rows, view.mode, send);
    let list = list.class(if view.rows.len() > LONG { "form-long" } else { "" });
    // The key gives each step elements of its own: no answer lingers from the one before.
    el("div", "page step")
        .key(&view.at.to_string())
        .with(el("div", "stack-tight").with(super::answer::head(title, send)).with(far(view)))
        .html(started(view, send))
        .some(languages::languages(view, send))
        .some(pages::pages(view, send))
        .some(wrong(&view.errors, send))
        .some(heading)
        .with(each(all(), &view.notes, |_, note| notice(Tone::Blue, Icon::Info, p(note))))
        .with(row::rows(all(), &view.header, Mode::Pages, send))
        .with(list)
        .with(row::rows(all(), &view.footer, Mode::Pages, send))
        .with(next)
        .some(if view.at == 0 {
            Some(helper::helper(view.helper.as_ref(), send))
        } else {
            helper::helped(view.helper.as_ref())
        })
        .some(view.can_change_mode.then(|| other_mode(view.mode, send)))
        .some(saved(view))
}

/// What a page is called.
fn name(title: &str, view: &FormView) -> String {
    match view.steps.get(view.at) {
        Some(step) => match &step.name {
            Some(name) => name.to_string(),
            None if view.steps.len() > 1 => asking::page(view.at + 1),
            None => title.to_owned(),
        },
        None => title.to_owned(),
    }
}

/// How far somebody is: in questions where one is asked at a time, in answers where there are more.
fn far(view: &FormView) -> El {
    let Progress { number, of, answered, questions } = view.progress;
    match view.mode {
        Mode::OneByOne => progress(number, of, None),
        Mode::Pages => line(&asking::answered(answered, questions), answered, questions),
    }
}

/// The answers of before are here, or why they are not; starting again asks first, because it deletes them.
fn started(view: &FormView, send: &Callback<Event>) -> Html {
    if let Some(lost) = &view.lost {
        return notice(Tone::Amber, Icon::Info, p(lost)).done();
    }
    if !view.resumed {
        return Html::default();
    }
    let restart = tell(send, || Event::Form(form::Event::Restarted));
    local("resumed", "", move |kept| resumed(kept, &restart))
}

fn resumed(kept: &Kept, restart: &Callback<()>) -> El {
    let again = button(Kind::Quiet, None, words::RESTART, &kept.to("asks"));
    let sure = (!kept.now.is_empty()).then(|| {
        let asked = Question {
            id: "restart",
            title: words::RESTART_SURE,
            hint: words::RESTART_HINT,
            yes: words::RESTART_YES,
        };
        confirm(asked, restart, &kept.to(""))
    });
    let inside = all().with(p(words::RESUMED)).with(buttons().with(again)).html(sure.unwrap_or_default());
    notice(Tone::Blue, Icon::Info, inside)
}

/// What must be put right, where the focus goes; each line leads to its question, on whatever page it is.
fn wrong(errors: &[Pointer], send: &Callback<Event>) -> Option<El> {
    (!errors.is_empty()).then(|| summary(errors, |pointer| led(pointer, send)))
}

/// A line that leads to its question.
fn led(pointer: &Pointer, send: &Callback<Event>) -> El {
    let key = pointer.key.clone();
    let look = send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Event::Form(form::Event::LookedFor(key.clone()))
    });
    text("a", "", &asking::wrong(&pointer.question, &pointer.words))
        .put("href", &["#", &*pointer.key.0].concat())
        .click(look)
}

fn other_mode(mode: Mode, send: &Callback<Event>) -> El {
    let (words, to): (&str, fn() -> Event) = match mode {
        Mode::OneByOne => (asking::ALL_ON_PAGE, || Event::Form(form::Event::ModeChosen(Mode::Pages))),
        Mode::Pages => (asking::ONE_BY_ONE, || Event::Form(form::Event::ModeChosen(Mode::OneByOne))),
    };
    buttons().with(button(Kind::Plain, None, words, &tell(send, to)).class("small-text"))
}

/// Whether the answers so far are kept: quiet when they are, plain when not.
fn saved(view: &FormView) -> Option<El> {
    Some(match view.kept? {
        Ok(()) => {
            let said = if view.on_device { words::KEPT } else { words::KEPT_PAGE };
            let icon = if view.on_device { Icon::Check } else { Icon::Info };
            el("p", "step-kept").with(icon.small()).with(text("span", "", said))
        }
        Err(_) => coming(Tone::Amber, Icon::Info, p(words::NOT_KEPT)),
    })
}
