//! Buttons, and links that look like one.

use yew::prelude::*;

use crate::icons::Icon;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The one next step of a screen.
    Primary,
    /// Another step.
    #[default]
    Quiet,
    /// A step aside, as quiet as a link.
    Plain,
    /// Deletes or stops something.
    Danger,
    /// Help now.
    Help,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Plain => "button button-plain",
            Self::Danger => "button button-danger",
            Self::Help => "button button-help",
        }
    }
}

/// Of `Button`.
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// How much it asks for attention.
    #[prop_or_default]
    pub kind: Kind,
    /// Before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Its id, where something sends the focus to it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Under way: stays in the tab order, says so and does nothing.
    #[prop_or_default]
    pub busy: bool,
    /// Its name in full, where the words alone are not enough; it begins with the words.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Pressed.
    pub on_press: Callback<()>,
    /// The words.
    pub children: Html,
}

/// A real `<button>`.
#[function_component]
pub fn Button(props: &ButtonProps) -> Html {
    let (press, busy) = (props.on_press.clone(), props.busy);
    let onclick = Callback::from(move |_: MouseEvent| {
        if !busy {
            press.emit(());
        }
    });
    html! {
        <button type="button" class={props.kind.class()} id={props.id.clone()} {onclick}
            aria-disabled={busy.then_some("true")} aria-label={props.label.clone()}>
            { props.icon.map(Icon::draw) }{ props.children.clone() }
        </button>
    }
}

/// Of `LinkButton`.
#[derive(Properties, PartialEq)]
pub struct LinkButtonProps {
    /// How much it asks for attention.
    #[prop_or_default]
    pub kind: Kind,
    /// Before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Where it leads.
    pub href: AttrValue,
    /// Leads out of the app: a telephone, another page.
    #[prop_or_default]
    pub outside: bool,
    /// Its name in full, where the words alone are not enough; it begins with the words.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The words.
    pub children: Html,
}

/// A real `<a>` that looks like a button.
#[function_component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    html! {
        <a class={props.kind.class()} href={props.href.clone()} rel={props.outside.then_some("external")}
            aria-label={props.label.clone()}>
            { props.icon.map(Icon::draw) }{ props.children.clone() }
        </a>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let on_press = Callback::noop;
    vec![
        (
            "button_kinds",
            html! {
                <div class="buttons">
                    <Button kind={Kind::Primary} on_press={on_press()}>{ "Send to my team" }</Button>
                    <Button on_press={on_press()}>{ "Save for later" }</Button>
                    <Button kind={Kind::Danger} on_press={on_press()}>{ "Stop sharing" }</Button>
                    <Button kind={Kind::Plain} on_press={on_press()}>{ "Back" }</Button>
                </div>
            },
        ),
        (
            "button_busy",
            html! {
                <Button kind={Kind::Primary} busy=true on_press={on_press()}>{ "Sending" }</Button>
            },
        ),
        (
            "button_link",
            html! {
                <LinkButton kind={Kind::Help} icon={Icon::Phone} href="tel:111" outside=true>{ "Call 111" }</LinkButton>
            },
        ),
    ]
}
