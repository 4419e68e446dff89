//! The top bar.

use lapwing_core::words::frame as words;
use yew::prelude::*;

use super::FrameProps;
use crate::icons::Icon;

fn told(callback: &Callback<()>) -> Callback<MouseEvent> {
    let callback = callback.clone();
    Callback::from(move |_| callback.emit(()))
}

/// Title, help, leave, person.
pub(super) fn bar(props: &FrameProps) -> Html {
    html! {
        <div class="bar">
            <p class="bar-title">{ props.title.clone() }</p>
            <button type="button" class="bar-help" aria-haspopup="dialog" onclick={told(&props.on_help)}>{ words::HELP_NOW }</button>
            <div class="bar-keys">
                <button type="button" class="bar-key" title={words::LEAVE_MORE} onclick={told(&props.on_leave)}>
                    { Icon::Leave.draw() }{ words::LEAVE }
                </button>
                if props.signed_in {
                    <button type="button" class="bar-key" aria-haspopup="dialog" aria-label={words::YOU_MORE} onclick={told(&props.on_person)}>
                        { Icon::Person.draw() }{ words::YOU }
                    </button>
                }
            </div>
        </div>
    }
}
