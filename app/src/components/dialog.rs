//! A dialog: the browser's own, which keeps the focus inside and what is behind it still.

use lapwing_core::words::frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::button::{Button, Kind};
use crate::icons::Icon;

/// Moves the focus to the element with this id, if there is one.
pub(super) fn focus(id: &str) {
    let found = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    give_focus(found.and_then(|e| e.dyn_into().ok()));
}

/// An element that can't take the focus leaves it where it was: nothing to tell the person.
fn give_focus(element: Option<HtmlElement>) {
    element.map(|e| e.focus().ok());
}

/// Of `Dialog`.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its id.
    pub id: AttrValue,
    /// Its `h2`, and its name.
    pub title: AttrValue,
    /// Escape, the close button, or a press beside it.
    pub on_close: Callback<()>,
    /// Without a close button of its own: it asks something.
    #[prop_or_default]
    pub asks: bool,
    /// What it shows.
    pub children: Html,
}

/// Shown while it is mounted. The focus returns to where it was when it goes.
#[function_component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_open(&node);
    let title_id = format!("{}-title", props.id);
    let oncancel = {
        let close = props.on_close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close.emit(());
        })
    };
    let onclick = {
        let (close, node) = (props.on_close.clone(), node.clone());
        Callback::from(move |event: MouseEvent| {
            // Only the backdrop is the dialog itself: its content fills it to the edge.
            if event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok()) == node.get() {
                close.emit(());
            }
        })
    };
    html! {
        <dialog class="sheet" id={props.id.clone()} aria-labelledby={title_id.clone()} ref={node} {oncancel} {onclick}>
            <div class="sheet-inside">
                <div class="sheet-head">
                    <h2 id={title_id} tabindex="-1" autofocus=true>{ props.title.clone() }</h2>
                    if !props.asks {
                        <div class="sheet-close">
                            <Button kind={Kind::Plain} icon={Icon::Close} on_press={props.on_close.clone()}>{ frame::CLOSE }</Button>
                        </div>
                    }
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

/// Opens the dialog as a modal one after the first paint; closes it, and gives the focus back, when it goes.
#[hook]
fn use_open(node: &NodeRef) {
    let node = node.clone();
    use_effect_with((), move |()| {
        let before = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only where it is open already, which is what is wanted.
            dialog.show_modal().ok();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
            give_focus(before.and_then(|e| e.dyn_into().ok()));
        }
    });
}

/// Of `Confirm`.
#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    /// Its id.
    pub id: AttrValue,
    /// The question.
    pub title: AttrValue,
    /// The words of the button that goes on: a verb and what.
    pub yes: AttrValue,
    /// Something is deleted or stopped.
    #[prop_or_default]
    pub danger: bool,
    /// Yes.
    pub on_yes: Callback<()>,
    /// No.
    pub on_no: Callback<()>,
    /// What would happen.
    pub children: Html,
}

/// Asks before something that can't be taken back.
#[function_component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} on_close={props.on_no.clone()} asks=true>
            <div class="stack-tight">{ props.children.clone() }</div>
            <div class="buttons buttons-wide">
                <Button kind={if props.danger { Kind::Danger } else { Kind::Primary }} on_press={props.on_yes.clone()}>{ props.yes.clone() }</Button>
                <Button on_press={props.on_no.clone()}>{ frame::CANCEL }</Button>
            </div>
        </Dialog>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![(
        "dialog_confirm",
        html! {
            <Confirm id="stop" title="Stop sharing with Grace?" yes="Stop sharing" danger=true on_yes={Callback::noop()} on_no={Callback::noop()}>
                <p>{ "Grace will no longer see your care plan. We don’t tell her." }</p>
            </Confirm>
        },
    )]
}
