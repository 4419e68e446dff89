//! Help now: the panel with whom to call or text, and the line that opens it.

use std::rc::Rc;

use lapwing_core::words::frame;
use yew::prelude::*;

use super::button::{Button, Kind, LinkButton};
use super::dialog::Dialog;
use super::notice::Notice;
use super::tone::Tone;
use crate::icons::Icon;

/// Somebody who helps now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Who it is.
    pub name: AttrValue,
    /// When to choose it.
    pub say: AttrValue,
    /// What to know before.
    pub note: Option<AttrValue>,
    /// When somebody is there.
    pub hours: AttrValue,
    /// The number to call, as it is read.
    pub call: Option<AttrValue>,
    /// The number to text.
    pub text: Option<AttrValue>,
    /// The word to text.
    pub word: AttrValue,
}

/// Of `HelpPanel`.
#[derive(Properties, PartialEq)]
pub struct HelpPanelProps {
    /// Whom to turn to, the most urgent first.
    pub contacts: Rc<[Contact]>,
    /// The panel goes.
    pub on_close: Callback<()>,
}

/// The panel; the same contacts stand on the plain page behind its last link.
#[function_component]
pub fn HelpPanel(props: &HelpPanelProps) -> Html {
    html! {
        <Dialog id="help" title={frame::HELP_NOW} on_close={props.on_close.clone()}>
            <p>{ frame::HELP_LEAD }</p>
            <ul class="stack-tight contacts" role="list">
                { for props.contacts.iter().enumerate().map(|(at, contact)| html! { <li key={at}>{ one(contact) }</li> }) }
            </ul>
            <div class="buttons"><LinkButton kind={Kind::Plain} outside=true href="/help.html">{ frame::HELP_PAGE }</LinkButton></div>
        </Dialog>
    }
}

fn one(contact: &Contact) -> Html {
    html! {
        <div class="contact">
            <div class="contact-text">
                <h3>{ contact.name.clone() }</h3>
                <p class="contact-say">{ contact.say.clone() }</p>
                if let Some(note) = &contact.note { <p class="small-text quiet-text">{ note.clone() }</p> }
                <p class="small-text quiet-text">{ contact.hours.clone() }</p>
            </div>
            <div class="stack-tight">{ reach(contact) }</div>
        </div>
    }
}

/// The links that call or text.
fn reach(contact: &Contact) -> Html {
    let digits =
        |number: &AttrValue| number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    html! {
        <>
            if let Some(number) = &contact.call {
                <LinkButton kind={Kind::Help} icon={Icon::Phone} outside=true href={format!("tel:{}", digits(number))}>
                    { frame::call(number) }
                </LinkButton>
            }
            if let Some(number) = &contact.text {
                <LinkButton kind={Kind::Help} icon={Icon::Text} outside=true href={format!("sms:{}?body={}", digits(number), contact.word)}>
                    { frame::text(&contact.word, number) }
                </LinkButton>
            }
        </>
    }
}

/// A kind sentence with the button that opens the panel: directly under an answer, first on a screen.
pub fn help_now(words: impl Into<AttrValue>, on_help: Callback<()>) -> Html {
    html! {
        <Notice tone={Tone::Help} icon={Icon::Help} comes=true title={words.into()}>
            <div class="buttons"><Button kind={Kind::Help} on_press={on_help}>{ frame::HELP_NOW }</Button></div>
        </Notice>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let some = |text: &'static str| Some(AttrValue::from(text));
    let contacts: Rc<[Contact]> = Rc::from([
        Contact {
            name: "Emergency services".into(),
            say: "Someone’s life is at risk, or you do not feel you can stay safe.".into(),
            note: some("Or go to your nearest A&E."),
            hours: "Any hour, every day".into(),
            call: some("999"),
            ..Contact::default()
        },
        Contact {
            name: "NHS 111".into(),
            say: "You need help with your mental health now, and it is not an emergency.".into(),
            note: some("Choose option 2 for mental health."),
            hours: "Any hour, every day, any age".into(),
            call: some("111"),
            ..Contact::default()
        },
        Contact {
            name: "Samaritans".into(),
            say: "You want to talk to someone, about anything.".into(),
            note: some("The call is free."),
            hours: "Any hour, every day".into(),
            call: some("116 123"),
            ..Contact::default()
        },
        Contact {
            name: "Shout".into(),
            say: "You would rather text than talk.".into(),
            hours: "Any hour, every day".into(),
            text: some("85258"),
            word: "SHOUT".into(),
            ..Contact::default()
        },
    ]);
    vec![
        ("help_panel", html! { <HelpPanel {contacts} on_close={Callback::noop()} /> }),
        ("help_now", help_now("You don’t have to face this alone.", Callback::noop())),
    ]
}
