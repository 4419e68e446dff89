//! All answers, before anything is sent.

use lapwing_core::event::Event;
use lapwing_core::form::{self, ReviewView};
use lapwing_core::words::{form as words, trouble};
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::heading::PageHeading;
use crate::components::help::help_now;
use crate::components::notice::Notice;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen.
pub(super) fn screen(title: &str, view: &ReviewView, send: &Callback<Event>) -> Html {
    let step = |event: form::Event| send.reform(move |()| Event::Form(event.clone()));
    let go = match (view.sending, view.trouble) {
        (true, _) => words::SENDING,
        (false, Some(_)) => words::SEND_FROM_PAGE,
        (false, None) => words::SEND,
    };
    html! {
        <div class="page step" key="review">
            { super::head(title, send) }
            <PageHeading title={words::REVIEW} lead={words::REVIEW_LEAD} />
            if view.help { { help_now(words::NOT_ALONE, super::help(send)) } }
            <ol class="answers" role="list">
                { for view.rows.iter().enumerate().map(|(at, (question, answer))| row(at, question, answer.as_deref(), send)) }
            </ol>
            if let Some(why) = view.trouble {
                <div id="trouble" tabindex="-1">
                    <Notice tone={Tone::Amber} title={trouble::said(why).title}><p>{ trouble::said(why).next }</p></Notice>
                </div>
            }
            <div class="step-buttons">
                <Button kind={Kind::Primary} icon={Icon::Send} busy={view.sending} on_press={step(form::Event::Sent)}>{ go }</Button>
                <Button kind={Kind::Plain} on_press={step(form::Event::WentBack)}>{ words::BACK }</Button>
            </div>
        </div>
    }
}

fn row(at: usize, question: &str, answer: Option<&str>, send: &Callback<Event>) -> Html {
    let change = send.reform(move |()| Event::Form(form::Event::Reopened(at)));
    html! {
        <li key={at} class="answer">
            <div>
                <p class="answer-question">{ question.to_owned() }</p>
                <p class={classes!("answer-given", answer.is_none().then_some("answer-none"))}>{ answer.unwrap_or(words::NO_ANSWER).to_owned() }</p>
            </div>
            <Button kind={Kind::Plain} label={words::named(words::CHANGE, question)} on_press={change}>{ words::CHANGE }</Button>
        </li>
    }
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
