//! "Is this your own device?": asked once after signing in, before anything is kept.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::session::{self, DeviceView};
use lapwing_core::words::session as words;
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::choices::{Choice, Choices};
use crate::components::notice::Notice;
use crate::icons::Icon;

const NO: &str = "no";
const YES: &str = "yes";

/// The question.
pub fn screen(_view: &DeviceView, send: &Callback<Event>) -> Html {
    html! { <Asked send={send.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    send: Callback<Event>,
}

/// "No" is chosen at first: who presses on without reading leaves nothing behind.
#[function_component]
fn Asked(props: &AskedProps) -> Html {
    let chosen = use_state(|| AttrValue::from(NO));
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |value| chosen.set(value))
    };
    let own = *chosen == YES;
    let tell = props.send.reform(move |()| Event::Session(session::Event::DeviceTold(own)));
    html! {
        <div class="page">
            <Choices name="device" legend={words::DEVICE} legend_heads=true hint={words::DEVICE_WHY}
                choices={choices()} chosen={(*chosen).clone()} {on_choose} />
            <Notice icon={Icon::Lock}><p>{ words::DEVICE_TRUTH }</p></Notice>
            <div class="buttons buttons-wide">
                <Button kind={Kind::Primary} on_press={tell}>{ words::CONTINUE }</Button>
            </div>
        </div>
    }
}

fn choices() -> Rc<[Choice]> {
    let choice = |value: &'static str, name: &'static str, hint: &'static str| Choice {
        hint: Some(hint.into()),
        ..Choice::new(value, name)
    };
    Rc::from([
        choice(NO, words::DEVICE_NO, words::DEVICE_NO_HINT),
        choice(YES, words::DEVICE_YES, words::DEVICE_YES_HINT),
    ])
}
