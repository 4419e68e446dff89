//! The Friends and Family Test: the prescribed question, two texts, no name.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::feedback::{self, MOST_TEXT, Overall, Stage, State};
use lapwing_core::words::{feedback as words, trouble};
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::choices::{Choice, Choices};
use crate::components::errors::ErrorSummary;
use crate::components::field::Field;
use crate::components::heading::PageHeading;
use crate::components::notice::Notice;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The name of the group of answers.
const OVERALL: &str = "overall";

/// The screen.
pub fn screen(view: &State, send: &Callback<Event>) -> Html {
    match view.stage {
        Stage::Asking | Stage::Saving => asking(view, send),
        Stage::Saved | Stage::Sent => done(view, send),
    }
}

fn asking(view: &State, send: &Callback<Event>) -> Html {
    let saving = view.stage == Stage::Saving;
    let tell = send.reform(Event::Feedback);
    html! {
        <div class="page" key="asking">
            <PageHeading title={words::FEEDBACK} />
            <Notice tone={Tone::Plum} icon={Icon::Lock}><p>{ words::PROMISE }</p></Notice>
            if view.missing {
                <ErrorSummary errors={Rc::from([(AttrValue::from(format!("{OVERALL}-0")), AttrValue::from(words::MISSING))])} />
            }
            { question(view, &tell) }
            <Field id="why" label={words::WHY} hint={words::NO_NAMES} optional=true most={MOST_TEXT} value={view.why.clone()}
                on_write={tell.reform(feedback::Event::WhyWritten)} />
            <Field id="better" label={words::BETTER} hint={words::NO_NAMES} optional=true most={MOST_TEXT} value={view.better.clone()}
                on_write={tell.reform(feedback::Event::BetterWritten)} />
            if let Some(why) = view.trouble {
                <div id="trouble" tabindex="-1">
                    <Notice tone={Tone::Amber} title={trouble::said(why).title}><p>{ trouble::said(why).next }</p></Notice>
                </div>
            }
            <div class="stack-tight">
                <div class="step-buttons">
                    <Button kind={Kind::Primary} icon={Icon::Send} busy={saving} on_press={tell.reform(|()| feedback::Event::Sent)}>
                        { if saving { lapwing_core::words::form::SENDING } else { words::SEND } }
                    </Button>
                </div>
                <p class="quiet-text small-text">{ words::NOT_URGENT }</p>
            </div>
        </div>
    }
}

fn question(view: &State, tell: &Callback<feedback::Event>) -> Html {
    let choices =
        Overall::ALL.iter().enumerate().map(|(at, o)| Choice::new(at.to_string(), words::answer(*o)));
    let chosen = view.overall.and_then(|o| Overall::ALL.iter().position(|a| *a == o));
    let tell = tell.clone();
    let on_choose = Callback::from(move |value: AttrValue| {
        if let Some(overall) = value.parse().ok().and_then(|at: usize| Overall::ALL.get(at)) {
            tell.emit(feedback::Event::Chosen(*overall));
        }
    });
    html! {
        <Choices name={OVERALL} legend={words::QUESTION} choices={choices.collect::<Rc<[Choice]>>()}
            error={view.missing.then_some(AttrValue::from(words::MISSING))}
            chosen={chosen.map(|at| AttrValue::from(at.to_string()))} {on_choose} />
    }
}

fn done(view: &State, send: &Callback<Event>) -> Html {
    let (tone, icon, hint) = match (view.stage, view.on_device) {
        (Stage::Sent, _) => (Tone::Primary, Icon::Check, words::SENT_HINT),
        (_, true) => (Tone::Amber, Icon::Clock, words::SAVED_HINT),
        (_, false) => (Tone::Amber, Icon::Clock, words::SAVED_PAGE_HINT),
    };
    let again = send.reform(|()| Event::Feedback(feedback::Event::Again));
    html! {
        <div class="page" key="done">
            <PageHeading title={words::SAVED} />
            <Notice {tone} {icon} comes=true><p>{ hint }</p></Notice>
            <p class="quiet-text">{ words::NOT_URGENT }</p>
            <div class="buttons"><Button on_press={again}>{ words::AGAIN }</Button></div>
        </div>
    }
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
        screen(&state, &send)
    };
    vec![
        ("feedback_asking", screen(&State::default(), &send)),
        ("feedback_written", screen(&written(), &send)),
        (
            "feedback_long",
            screen(&state(Stage::Asking, Some(Overall::DontKnow), "Wartezeit ".repeat(395)), &send),
        ),
        ("feedback_missing", with(|s| s.missing = true, state(Stage::Asking, None, String::new()))),
        ("feedback_trouble", with(|s| s.trouble = Some(Trouble::StorageFull), written())),
        ("feedback_saving", with(|s| s.stage = Stage::Saving, written())),
        ("feedback_saved", with(|s| s.on_device = true, state(Stage::Saved, None, String::new()))),
        ("feedback_saved_page", screen(&state(Stage::Saved, None, String::new()), &send)),
        ("feedback_sent", screen(&state(Stage::Sent, None, String::new()), &send)),
    ]
}
