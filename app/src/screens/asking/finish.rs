//! All answers, before anything is sent.

use lapwing_core::event::Event;
use lapwing_core::form;
use lapwing_core::form::shown::{FinishView, Pointer, ReviewRow};
use lapwing_core::notice;
use lapwing_core::words::{asking, carers, form as words};
use yew::prelude::*;

use super::ask::say;
use super::{helper, led};
use crate::components::button::{Kind, busy, button, step_buttons};
use crate::components::errors::summary_of;
use crate::components::heading::heading;
use crate::components::help::help_now;
use crate::components::more::more;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};
use crate::screens::shown;
use crate::tell::tell;

/// The review.
pub fn finish(title: &str, view: &FinishView, send: &Callback<Event>) -> El {
    let go = match (view.sending, view.trouble) {
        (true, _) => words::SENDING,
        (false, Some(_)) => words::SEND_FROM_PAGE,
        (false, None) if view.alone => carers::SAVE,
        (false, None) if view.others => words::SEND_ABOUT,
        (false, None) => words::SEND,
    };
    let sent = tell(send, || Event::Form(form::Event::Sent));
    let back = tell(send, || Event::Form(form::Event::WentBack));
    let help = tell(send, || Event::Notice(notice::Event::Help(true)));
    let left =
        (!view.left.is_empty()).then(|| summary_of(asking::LEFT, &view.left, |pointer| led(pointer, send)));
    let open = (!view.open.is_empty()).then(|| open(&view.open, send));
    let list = each(el("ol", "answers").put("role", "list"), &view.rows, |at, row| line(at, row, send));
    let buttons = step_buttons()
        .with(busy(Kind::Primary, Some(Icon::Send), go, view.sending, &sent))
        .with(button(Kind::Plain, None, words::BACK, &back));
    el("div", "page step")
        .key("review")
        .with(crate::screens::answer::head(title, send))
        .with(heading(words::REVIEW, Some(words::REVIEW_LEAD), None))
        .some(view.help.then(|| help_now(words::NOT_ALONE, &help)))
        .some(left)
        .with(list)
        .some(open)
        .with(helper::helper(view.helper.as_ref(), send))
        .some(view.trouble.map(shown::refused))
        .with(buttons)
}

/// What may stay open, and can be answered still.
fn open(open: &[Pointer], send: &Callback<Event>) -> El {
    let list = el("ul", "links").put("role", "list");
    let list = each(list, open, |_, pointer| {
        let key = pointer.key.clone();
        let look = send.reform(move |()| Event::Form(form::Event::LookedFor(key.clone())));
        el("li", "").key(&pointer.key.0).with(button(Kind::Plain, None, &pointer.question, &look))
    });
    more(&asking::left_open(open.len()), list)
}

fn line(at: usize, row: &ReviewRow, send: &Callback<Event>) -> El {
    let Some(key) = &row.key else {
        return el("li", "answer-group").number(at).with(say(el("h2", ""), &row.question));
    };
    let given = if row.not_said {
        text("p", "answer-given answer-none", asking::DID_NOT_SAY)
    } else if row.answers.is_empty() {
        text("p", "answer-given answer-none", words::NO_ANSWER)
    } else {
        text("p", "answer-given", &row.answers.join(", ")).put("dir", "auto")
    };
    let calculated = row.calculated.then(|| text("p", "quiet-text small-text", asking::CALCULATED));
    let change = row.can_change.then(|| {
        let key = key.clone();
        let change = send.reform(move |()| Event::Form(form::Event::LookedFor(key.clone())));
        let named = words::named(words::CHANGE, row.question.text());
        button(Kind::Plain, None, words::CHANGE, &change).put("aria-label", &named)
    });
    let words =
        el("div", "").with(say(el("p", "answer-question"), &row.question)).with(given).some(calculated);
    el("li", "answer").key(&key.0).with(words).some(change)
}
