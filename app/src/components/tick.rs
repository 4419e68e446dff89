//! A yes or no: a box to tick, or a switch that acts at once.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Of `Tick`.
#[derive(Properties, PartialEq)]
pub struct TickProps {
    /// Its id.
    pub id: AttrValue,
    /// What it says yes to.
    pub words: AttrValue,
    /// More about it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Yes.
    pub on: bool,
    /// It acts at once: a switch.
    #[prop_or_default]
    pub switch: bool,
    /// It was changed to this.
    pub on_change: Callback<bool>,
}

/// A row with a box or a switch; the whole row can be pressed.
#[function_component]
pub fn Tick(props: &TickProps) -> Html {
    let tell = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        tell.emit(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let hint_id = format!("{}-hint", props.id);
    let input = html! {
        <input type="checkbox" class={if props.switch { "switch" } else { "tick-box" }} id={props.id.clone()} checked={props.on} {onchange}
            role={props.switch.then_some("switch")} aria-describedby={props.hint.is_some().then(|| hint_id.clone())} autocomplete="off" />
    };
    let words = html! {
        <span class="tick-text">
            <span>{ props.words.clone() }</span>
            if let Some(hint) = &props.hint { <span class="tick-hint" id={hint_id}>{ hint.clone() }</span> }
        </span>
    };
    html! {
        <label class="tick">
            if props.switch { { words }{ input } } else { { input }{ words } }
        </label>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let on_change = Callback::<bool>::noop();
    vec![
        (
            "tick_box",
            html! {
                <div>
                    <Tick id="plan" words="My care plan" hint="What you and your team agreed" on=true on_change={on_change.clone()} />
                    <Tick id="results" words="My results" on=false on_change={on_change.clone()} />
                </div>
            },
        ),
        (
            "tick_switch",
            html! {
                <div>
                    <Tick id="own" words="Keep my record on this device" switch=true on=true on_change={on_change.clone()} />
                    <Tick id="large" words="Large text" switch=true on=false {on_change} />
                </div>
            },
        ),
    ]
}
