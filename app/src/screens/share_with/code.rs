//! The code that is asked for before sharing changes.

use lapwing_core::sharing::Event;
use lapwing_core::words::{frame, sharing as words};
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::field::{Field, Holds};
use crate::components::notice::Notice;

/// Of `Code`.
#[derive(Properties, PartialEq)]
pub(super) struct CodeProps {
    /// The last code was not right.
    pub wrong: bool,
    /// The code is being checked.
    pub busy: bool,
    /// Demo people are told theirs.
    pub demo: bool,
    /// Tells the area.
    pub tell: Callback<Event>,
}

/// The field; what is typed stays here until it is given.
#[function_component]
pub(super) fn Code(props: &CodeProps) -> Html {
    let typed = use_state(String::new);
    let give = {
        let (typed, tell, busy) = (typed.clone(), props.tell.clone(), props.busy);
        Callback::from(move |()| {
            if !busy {
                tell.emit(Event::CodeGiven(typed.trim().to_owned()));
            }
        })
    };
    // The Enter key gives the code; the form itself goes nowhere.
    let onsubmit = give.reform(|event: SubmitEvent| event.prevent_default());
    let on_write = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    html! {
        <form class="stack" {onsubmit} autocomplete="off">
            <Field id="code" label={words::CODE_LABEL} holds={Holds::Code} value={(*typed).clone()} {on_write}
                error={props.wrong.then_some(AttrValue::from(words::CODE_WRONG))} />
            if props.demo { <Notice><p>{ words::CODE_DEMO }</p></Notice> }
            <div class="step-buttons">
                <Button kind={Kind::Primary} busy={props.busy} on_press={give}>{ if props.busy { words::CODE_CHECKING } else { words::CODE_GO } }</Button>
                <Button kind={Kind::Plain} on_press={props.tell.reform(|()| Event::Cancelled)}>{ frame::CANCEL }</Button>
            </div>
        </form>
    }
}
