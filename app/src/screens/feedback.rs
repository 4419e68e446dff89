//! The Friends and Family Test: the prescribed question, two texts, no name.

use lapwing_core::event::Event;
use lapwing_core::feedback::{self, MOST_TEXT, Overall, Stage, State};
use lapwing_core::words::{carers, feedback as words, form, frame};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, busy, button, buttons, step_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::errors::errors;
use crate::components::field::{Field, field};
use crate::components::heading::{Back, page};
use crate::components::notice::{coming, notice};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, p, text};
use crate::tell::tell;

/// The way on, for somebody who is not signed in too.
fn back(space: bool) -> Back<'static> {
    Back { href: "/", words: if space { carers::CARING } else { frame::TODAY } }
}

/// The name of the group of answers.
const OVERALL: &str = "overall";

/// The screen; `space` for a carer who has no record.
pub fn screen(view: &State, space: bool, send: &Callback<Event>) -> Html {
    match view.stage {
        Stage::Asking | Stage::Saving => asking(view, space, send).done(),
        Stage::Saved | Stage::Sent => done(view, space, send).done(),
    }
}

fn asking(view: &State, space: bool, send: &Callback<Event>) -> El {
    let saving = view.stage == Stage::Saving;
    let why = send.reform(|text| Event::Feedback(feedback::Event::WhyWritten(text)));
    let better = send.reform(|text| Event::Feedback(feedback::Event::BetterWritten(text)));
    let go = tell(send, || Event::Feedback(feedback::Event::Sent));
    let go =
        busy(Kind::Primary, Some(Icon::Send), if saving { form::SENDING } else { words::SEND }, saving, &go);
    let quiet = |words| text("p", "quiet-text small-text", words);
    let last = el("div", "stack-tight")
        .with(quiet(words::NOT_KEPT))
        .with(step_buttons().with(go))
        .with(quiet(words::NOT_URGENT));
    page(words::FEEDBACK, None, Some(back(space)))
        .key("asking")
        .with(notice(Tone::Plum, Icon::Lock, p(words::PROMISE)))
        .some(view.missing.then(|| errors(&[("overall-0", words::MISSING)])))
        .with(question(view, send))
        .with(field(texts("why", words::WHY, &view.why), &why))
        .with(field(texts("better", words::BETTER, &view.better), &better))
        .some(view.trouble.map(shown::refused))
        .with(last)
}

fn texts<'a>(id: &'a str, label: &'a str, value: &'a str) -> Field<'a> {
    let field = Field { id, label, value, optional: true, ..Field::default() };
    Field { hint: Some(words::NO_NAMES), most: Some(MOST_TEXT), ..field }
}

fn question(view: &State, send: &Callback<Event>) -> El {
    let asked = Asked {
        name: OVERALL,
        legend: words::QUESTION,
        error: view.missing.then_some(words::MISSING),
        chosen: view.overall.and_then(|o| Overall::ALL.iter().position(|a| *a == o)),
        ..Asked::default()
    };
    let send = send.clone();
    let choose = Callback::from(move |at: usize| {
        if let Some(overall) = Overall::ALL.get(at) {
            send.emit(Event::Feedback(feedback::Event::Chosen(*overall)));
        }
    });
    choices(asked, &Overall::ALL.map(|o| Choice::new(words::answer(o))), &choose)
}

fn done(view: &State, space: bool, send: &Callback<Event>) -> El {
    let (tone, icon, hint) = match (view.stage, view.on_device) {
        (Stage::Sent, _) => (Tone::Primary, Icon::Check, words::SENT_HINT),
        (_, true) => (Tone::Amber, Icon::Clock, words::SAVED_HINT),
        (_, false) => (Tone::Amber, Icon::Clock, words::SAVED_PAGE_HINT),
    };
    let again = tell(send, || Event::Feedback(feedback::Event::Again));
    page(words::SAVED, None, Some(back(space)))
        .key("done")
        .with(coming(tone, icon, p(hint)))
        .with(text("p", "quiet-text", words::NOT_URGENT))
        .with(buttons().with(button(Kind::Quiet, None, words::AGAIN, &again)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let state = |stage, overall, why: String| {
        let mut state = State::default();
        (state.stage, state.overall, state.why) = (stage, overall, why);
        state
    };
    let written = || state(Stage::Asking, Some(Overall::Good), "Everybody listened.".into());
    let with = |change: fn(&mut State), mut state: State| {
        change(&mut state);
        screen(&state, false, &send)
    };
    vec![
        ("feedback_asking", screen(&State::default(), false, &send)),
        ("feedback_written", screen(&written(), false, &send)),
        (
            "feedback_long",
            screen(&state(Stage::Asking, Some(Overall::DontKnow), "Wartezeit ".repeat(395)), false, &send),
        ),
        ("feedback_missing", with(|s| s.missing = true, state(Stage::Asking, None, String::new()))),
        ("feedback_trouble", with(|s| s.trouble = Some(Trouble::StorageFull), written())),
        ("feedback_saving", with(|s| s.stage = Stage::Saving, written())),
        ("feedback_saved", with(|s| s.on_device = true, state(Stage::Saved, None, String::new()))),
        ("feedback_saved_page", screen(&state(Stage::Saved, None, String::new()), false, &send)),
        ("feedback_sent", screen(&state(Stage::Sent, None, String::new()), false, &send)),
    ]
}
