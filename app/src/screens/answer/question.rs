//! One question.

#[cfg(any(test, feature = "fixtures"))]
mod examples;

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::form::{self, Answer, Field as Asked, QuestionView};
use lapwing_core::words::form as words;
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::choices::{Choice, Choices};
use crate::components::dialog::Confirm;
use crate::components::errors::ErrorSummary;
use crate::components::field::{Field, Holds};
use crate::components::heading::HEADING;
use crate::components::help::help_now;
use crate::components::notice::Notice;
use crate::components::progress::progress;
use crate::components::tone::Tone;
use crate::icons::Icon;
#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::examples;

/// The name of the group of answers, and the id of a field for words.
const ANSWER: &str = "answer";

/// The screen. The key gives each question elements of its own: no answer lingers from the one before.
pub(super) fn screen(title: &str, view: &QuestionView, send: &Callback<Event>) -> Html {
    let step = |event: form::Event| send.reform(move |()| Event::Form(event.clone()));
    html! {
        <div class="page step" key={view.question.link_id.clone()}>
            <div class="stack-tight">
                { super::head(title, send) }
                { progress(view.number, view.of, None) }
            </div>
            if view.resumed { <Resumed restart={step(form::Event::Restarted)} /> }
            if view.missing { <ErrorSummary errors={missing(view)} /> }
            { asked(view, send) }
            <div class="step-buttons">
                <Button kind={Kind::Primary} on_press={step(form::Event::Continued)}>{ words::CONTINUE }</Button>
                if view.number > 1 {
                    <Button kind={Kind::Plain} on_press={step(form::Event::WentBack)}>{ words::BACK }</Button>
                }
            </div>
            { kept(view) }
        </div>
    }
}

/// Of `Resumed`.
#[derive(Properties, PartialEq)]
struct ResumedProps {
    /// Deletes the answers so far.
    restart: Callback<()>,
}

/// The answers of before are here; starting again asks first, because it deletes them.
#[function_component]
fn Resumed(props: &ResumedProps) -> Html {
    let asks = use_state(|| false);
    let set = |to: bool| {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(to))
    };
    html! {
        <Notice>
            <p>{ words::RESUMED }</p>
            <div class="buttons"><Button on_press={set(true)}>{ words::RESTART }</Button></div>
            if *asks {
                <Confirm id="restart" title={words::RESTART_SURE} yes={words::RESTART_YES} danger=true
                    on_yes={props.restart.clone()} on_no={set(false)}>
                    <p>{ words::RESTART_HINT }</p>
                </Confirm>
            }
        </Notice>
    }
}

fn missing(view: &QuestionView) -> Rc<[(AttrValue, AttrValue)]> {
    let field = match view.question.field {
        Asked::Choice(_) | Asked::YesNo => format!("{ANSWER}-0"),
        _ => ANSWER.into(),
    };
    Rc::from([(field.into(), words::ANSWER_MISSING.into())])
}

/// The question with its answers.
fn asked(view: &QuestionView, send: &Callback<Event>) -> Html {
    let question = &view.question;
    let link_id = question.link_id.clone();
    let tell = send
        .reform(move |answer: Option<Answer>| Event::Form(form::Event::Answered(link_id.clone(), answer)));
    let labels: Vec<&str> = match &question.field {
        Asked::Choice(choices) => choices.iter().map(|c| c.label.as_str()).collect(),
        Asked::YesNo => vec![words::YES, words::NO],
        _ => return written(view, tell),
    };
    let yes_no = question.field == Asked::YesNo;
    let chosen = view.answer.as_ref().and_then(|answer| match answer {
        Answer::Choice(n) => Some(n.to_string().into()),
        Answer::YesNo(yes) => Some(AttrValue::from(if *yes { "0" } else { "1" })),
        _ => None,
    });
    let on_choose = tell.reform(move |value: AttrValue| {
        let place = value.parse().ok()?;
        Some(if yes_no { Answer::YesNo(place == 0) } else { Answer::Choice(place) })
    });
    let under = if view.help { help_now(words::NOT_ALONE, super::help(send)) } else { Html::default() };
    let choices = labels.iter().enumerate().map(|(n, label)| Choice::new(n.to_string(), (*label).to_owned()));
    html! {
        <Choices name={ANSWER} lead={question.lead.clone().map(AttrValue::from)} legend={question.text.clone()} legend_heads=true
            choices={choices.collect::<Rc<[Choice]>>()} {chosen} {under} {on_choose} />
    }
}

/// A question that is answered in words or with a number.
fn written(view: &QuestionView, tell: Callback<Option<Answer>>) -> Html {
    let question = &view.question;
    let whole = question.field == Asked::Whole;
    let value = match &view.answer {
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Whole(number)) => number.to_string(),
        _ => String::new(),
    };
    let on_write = Callback::from(move |text: String| match (text.trim(), whole) {
        ("", _) => tell.emit(None),
        (number, true) => {
            if let Ok(number) = number.parse() {
                tell.emit(Some(Answer::Whole(number)));
            }
        }
        _ => tell.emit(Some(Answer::Text(text))),
    });
    let holds = if question.field == Asked::Text { Holds::Lines } else { Holds::Line };
    html! {
        <div class="stack">
            <div>
                if let Some(lead) = &question.lead { <p class="field-lead">{ lead.clone() }</p> }
                <h1 class="field-legend" id={HEADING} tabindex="-1">{ question.text.clone() }</h1>
            </div>
            <Field id={ANSWER} label={words::YOUR_ANSWER} optional={!question.required} {holds} {value} {on_write} />
        </div>
    }
}

/// Whether the answers so far are kept: quiet when they are, plain when not.
fn kept(view: &QuestionView) -> Html {
    match view.kept {
        None => Html::default(),
        Some(Ok(())) => {
            let said = if view.on_device { words::KEPT } else { words::KEPT_PAGE };
            let icon = if view.on_device { Icon::Check } else { Icon::Info };
            html! { <p class="step-kept">{ icon.small() }<span>{ said }</span></p> }
        }
        Some(Err(_)) => html! {
            <Notice tone={Tone::Amber} comes=true><p>{ words::NOT_KEPT }</p></Notice>
        },
    }
}
