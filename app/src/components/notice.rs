//! A notice: something to know, here and now.

use yew::prelude::*;

use super::tone::Tone;
use crate::icons::Icon;

/// Of `Notice`.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What its colour means.
    #[prop_or(Tone::Blue)]
    pub tone: Tone,
    /// Before the words.
    #[prop_or(Icon::Info)]
    pub icon: Icon,
    /// Its first line.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// It appears while the person is here: slides in, and is read out.
    #[prop_or_default]
    pub comes: bool,
    /// What it says.
    #[prop_or_default]
    pub children: Html,
}

/// A notice.
#[function_component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <div class={classes!("notice", props.tone.of("notice"), props.comes.then_some("notice-comes"))}
            role={props.comes.then_some("status")}>
            { props.icon.draw() }
            <div class="notice-text">
                if let Some(title) = &props.title { <p class="notice-title">{ title.clone() }</p> }
                { props.children.clone() }
            </div>
        </div>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        (
            "notice_blue",
            html! {
                <Notice icon={Icon::Offline} title="You are offline."><p>{ "You see what was here at 14:05." }</p></Notice>
            },
        ),
        (
            "notice_amber",
            html! {
                <Notice tone={Tone::Amber} icon={Icon::Clock} title="Your team has not been told yet.">
                    <p>{ "This will be sent when you are online. It is saved on this device." }</p>
                </Notice>
            },
        ),
        (
            "notice_plum",
            html! {
                <Notice tone={Tone::Plum} icon={Icon::Share}><p>{ "Grace can see your care plan until 1 June 2027." }</p></Notice>
            },
        ),
        (
            "notice_done",
            html! {
                <Notice tone={Tone::Primary} icon={Icon::Check} comes=true title="Thank you. Your team has it."><p>{ "It is read Monday to Friday, 9am to 5pm." }</p></Notice>
            },
        ),
    ]
}
