//! All answers, before anything is sent.

use lapwing_core::event::Event;
use lapwing_core::form::{self, ReviewView};
use lapwing_core::words::form as words;
use yew::prelude::*;

use crate::components::button::{Kind, busy, button, step_buttons};
use crate::components::heading::heading;
use crate::components::help::help_now;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};
use crate::screens::shown;
use crate::tell::tell;

/// The screen.
pub(super) fn screen(title: &str, view: &ReviewView, send: &Callback<Event>) -> El {
    let go = match (view.sending, view.trouble) {
        (true, _) => words::SENDING,
        (false, Some(_)) => words::SEND_FROM_PAGE,
        (false, None) => words::SEND,
    };
    let sent = tell(send, || Event::Form(form::Event::Sent));
    let back = tell(send, || Event::Form(form::Event::WentBack));
    let help = view.help.then(|| help_now(words::NOT_ALONE, &super::help(send)));
    let buttons = step_buttons()
        .with(busy(Kind::Primary, Some(Icon::Send), go, view.sending, &sent))
        .with(button(Kind::Plain, None, words::BACK, &back));
    let list = el("ol", "answers").put("role", "list");
    el("div", "page step")
        .key("review")
        .with(super::head(title, send))
        .with(heading(words::REVIEW, Some(words::REVIEW_LEAD), None))
        .some(help)
        .with(each(list, &view.rows, |at, (question, answer)| row(at, question, answer.as_deref(), send)))
        .some(view.trouble.map(shown::refused))
        .with(buttons)
}

fn row(at: usize, question: &str, answer: Option<&str>, send: &Callback<Event>) -> El {
    let change = send.reform(move |()| Event::Form(form::Event::Reopened(at)));
    let change = button(Kind::Plain, None, words::CHANGE, &change)
        .put("aria-label", &words::named(words::CHANGE, question));
    let given = text("p", "answer-given", answer.unwrap_or(words::NO_ANSWER)).class(if answer.is_none() {
        "answer-none"
    } else {
        ""
    });
    let words = el("div", "").with(text("p", "answer-question", question)).with(given);
    el("li", "answer").number(at).with(words).with(change)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn examples() -> Vec<(&'static str, ReviewView)> {
    use lapwing_core::trouble::Trouble;
    let row = |question: &str, answer: Option<&str>| (question.to_owned(), answer.map(String::from));
    let view = ReviewView {
        rows: vec![
            row("Little interest or pleasure in doing things", Some("More than half the days")),
            row("Feeling down, depressed, or hopeless", Some("Several days")),
            row("Trouble falling or staying asleep, or sleeping too much", Some("Nearly every day")),
            row("Is there anything else that your team should know?", None),
            row(
                "Thoughts that you would be better off dead, or of hurting yourself in some way",
                Some("Not at all"),
            ),
        ],
        help: false,
        sending: false,
        trouble: None,
    };
    vec![
        ("review", view.clone()),
        ("review_help", ReviewView { help: true, ..view.clone() }),
        ("review_sending", ReviewView { sending: true, ..view.clone() }),
        ("review_trouble", ReviewView { trouble: Some(Trouble::StorageFull), ..view }),
    ]
}
