//! One question.

#[cfg(any(test, feature = "fixtures"))]
mod examples;

use lapwing_core::event::Event;
use lapwing_core::form::{self, Answer, Field as Asks, QuestionView};
use lapwing_core::words::form as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons, step_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::dialog::{Question, confirm};
use crate::components::errors::errors;
use crate::components::field::{Field, Holds, field};
use crate::components::heading::h1;
use crate::components::help::help_now;
use crate::components::notice::{coming, notice};
use crate::components::progress::progress;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, el, p, text};
use crate::tell::tell;
#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::examples;

/// The name of the group of answers, and the id of a field for words.
const ANSWER: &str = "answer";

/// The screen. The key gives each question elements of its own: no answer lingers from the one before.
pub(super) fn screen(title: &str, view: &QuestionView, send: &Callback<Event>) -> El {
    let head =
        el("div", "stack-tight").with(super::head(title, send)).with(progress(view.number, view.of, None));
    let on = tell(send, || Event::Form(form::Event::Continued));
    let back = tell(send, || Event::Form(form::Event::WentBack));
    let back = (view.number > 1).then(|| button(Kind::Plain, None, words::BACK, &back));
    let resumed = view.resumed.then(|| {
        let restart = tell(send, || Event::Form(form::Event::Restarted));
        local("resumed", "", move |kept| resumed(kept, &restart))
    });
    el("div", "page step")
        .key(&view.question.link_id)
        .with(head)
        .html(resumed.unwrap_or_default())
        .some(view.missing.then(|| missing(view)))
        .with(asked(view, send))
        .with(step_buttons().with(button(Kind::Primary, None, words::CONTINUE, &on)).some(back))
        .some(saved(view))
}

/// The answers of before are here; starting again asks first, because it deletes them.
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

fn missing(view: &QuestionView) -> El {
    let field = match view.question.field {
        Asks::Choice(_) | Asks::YesNo => "answer-0",
        _ => ANSWER,
    };
    errors(&[(field, words::ANSWER_MISSING)])
}

/// The question with its answers.
fn asked(view: &QuestionView, send: &Callback<Event>) -> El {
    let question = &view.question;
    let link_id = question.link_id.clone();
    let tell = send
        .reform(move |answer: Option<Answer>| Event::Form(form::Event::Answered(link_id.clone(), answer)));
    let labels: Vec<Choice<'_>> = match &question.field {
        Asks::Choice(choices) => choices.iter().map(|c| Choice::new(&c.label)).collect(),
        Asks::YesNo => vec![Choice::new(words::YES), Choice::new(words::NO)],
        _ => return written(view, tell),
    };
    let yes_no = question.field == Asks::YesNo;
    let asked = Asked {
        name: ANSWER,
        lead: question.lead.as_deref(),
        legend: &question.text,
        heads: true,
        chosen: match &view.answer {
            Some(Answer::Choice(at)) => Some(*at),
            Some(Answer::YesNo(yes)) => Some(usize::from(!yes)),
            _ => None,
        },
        under: view.help.then(|| help_now(words::NOT_ALONE, &super::help(send))),
        ..Asked::default()
    };
    let choose =
        tell.reform(move |at: usize| Some(if yes_no { Answer::YesNo(at == 0) } else { Answer::Choice(at) }));
    choices(asked, &labels, &choose)
}

/// A question that is answered in words or with a number.
fn written(view: &QuestionView, tell: Callback<Option<Answer>>) -> El {
    let question = &view.question;
    let whole = question.field == Asks::Whole;
    let value = match &view.answer {
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Whole(number)) => number.to_string(),
        _ => String::new(),
    };
    let write = Callback::from(move |text: String| match (text.trim(), whole) {
        ("", _) => tell.emit(None),
        (number, true) => {
            if let Ok(number) = number.parse() {
                tell.emit(Some(Answer::Whole(number)));
            }
        }
        _ => tell.emit(Some(Answer::Text(text))),
    });
    let asked = Field {
        id: ANSWER,
        label: words::YOUR_ANSWER,
        optional: !question.required,
        holds: if question.field == Asks::Text { Holds::Lines } else { Holds::Line },
        value: &value,
        ..Field::default()
    };
    let lead = question.lead.as_deref().map(|lead| text("p", "field-lead", lead));
    let head = el("div", "").some(lead).with(h1("field-legend", &question.text));
    el("div", "stack").with(head).with(field(asked, &write))
}

/// Whether the answers so far are kept: quiet when they are, plain when not.
fn saved(view: &QuestionView) -> Option<El> {
    Some(match view.kept? {
        Ok(()) => {
            let said = if view.on_device { words::KEPT } else { words::KEPT_PAGE };
            let icon = if view.on_device { Icon::Check } else { Icon::Info };
            el("p", "step-kept").with(icon.small()).with(text("span", "", said))
        }
        Err(_) => coming(Tone::Amber, Icon::Info, p(words::NOT_KEPT)),
    })
}
