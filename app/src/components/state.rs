//! A screen, or a part of it, that has nothing to show: empty, or in trouble.

use yew::prelude::*;

use super::tone::Tone;
use crate::icons::Icon;

/// Of `Empty`.
#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    /// What will stand here.
    #[prop_or(Icon::Record)]
    pub icon: Icon,
    /// What is so: "No letters yet".
    pub title: AttrValue,
    /// What will come.
    pub words: AttrValue,
    /// The next step.
    #[prop_or_default]
    pub children: Html,
}

/// Nothing here yet: what will come, and a next step.
#[function_component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="state">
            <span class="state-icon">{ props.icon.draw() }</span>
            <h2>{ props.title.clone() }</h2>
            <p>{ props.words.clone() }</p>
            { props.children.clone() }
        </div>
    }
}

/// Of `TroublePanel`.
#[derive(Properties, PartialEq)]
pub struct TroublePanelProps {
    /// Before the words.
    #[prop_or(Icon::Info)]
    pub icon: Icon,
    /// Amber where the person can do something, blue where it passes by itself.
    #[prop_or(Tone::Amber)]
    pub tone: Tone,
    /// What happened.
    pub title: AttrValue,
    /// What to do.
    pub words: AttrValue,
    /// What is not lost.
    #[prop_or_default]
    pub kept: Option<AttrValue>,
    /// Steps: try again, ask somebody.
    #[prop_or_default]
    pub children: Html,
}

/// Something went wrong: what happened, what to do, what is kept.
#[function_component]
pub fn TroublePanel(props: &TroublePanelProps) -> Html {
    html! {
        <div class={classes!("state", props.tone.of("state"))}>
            <span class="state-icon">{ props.icon.draw() }</span>
            <h2>{ props.title.clone() }</h2>
            <p>{ props.words.clone() }</p>
            if let Some(kept) = &props.kept { <p class="state-kept">{ Icon::Check.draw() }{ kept.clone() }</p> }
            { props.children.clone() }
        </div>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::button::{Button, Kind};
    let on_press = Callback::noop;
    vec![
        (
            "state_empty",
            html! {
                <Empty icon={Icon::Letter} title="No letters yet" words="When your team writes to you, the letter will be here. You can read it offline too.">
                    <Button on_press={on_press()}>{ "See my team" }</Button>
                </Empty>
            },
        ),
        (
            "state_trouble",
            html! {
                <TroublePanel title="We can’t reach your record just now" words="Please try again in a few minutes." kept="What you wrote is kept.">
                    <Button kind={Kind::Primary} on_press={on_press()}>{ "Try again" }</Button>
                </TroublePanel>
            },
        ),
        (
            "state_not_shared",
            html! {
                <TroublePanel icon={Icon::Lock} tone={Tone::Blue} title="There is nothing shared with you here." words="If you think there should be, you can ask the person you care for." />
            },
        ),
    ]
}
