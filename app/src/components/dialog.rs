//! A dialog: the browser's own, which keeps the focus inside and what is behind it still.

use lapwing_core::words::frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::button::{Kind, button, wide_buttons};
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// Moves the focus to the element with this id, if there is one.
pub(super) fn focus(id: &str) {
    give_focus(web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id)));
}

/// An element that can't take the focus leaves it where it was: nothing to tell the person.
fn give_focus(element: Option<Element>) {
    element.and_then(|e| e.dyn_into::<HtmlElement>().ok()).map(|e| e.focus().ok());
}

/// Of `Dialog`.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its id.
    id: AttrValue,
    /// Its `h2`, and its name.
    title: AttrValue,
    /// Escape, the close button, or a press beside it.
    close: Callback<()>,
    /// Without a close button of its own: it asks something.
    asks: bool,
    /// What it shows.
    inside: Html,
}

/// Shown while it is mounted. The focus returns to where it was when it goes.
pub struct Dialog {
    node: NodeRef,
    before: Option<Element>,
}

impl Component for Dialog {
    type Message = ();
    type Properties = DialogProps;

    fn create(_: &Context<Self>) -> Self {
        Self { node: NodeRef::default(), before: None }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        drawn(ctx.props(), &self.node).done()
    }

    /// Opens it as a modal one after the first paint.
    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        self.before = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
        if let Some(dialog) = self.node.cast::<HtmlDialogElement>() {
            // Fails only where it is open already, which is what is wanted.
            dialog.show_modal().ok();
        }
    }

    /// Closes it, and gives the focus back.
    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(dialog) = self.node.cast::<HtmlDialogElement>() {
            dialog.close();
        }
        give_focus(self.before.take());
    }
}

fn drawn(props: &DialogProps, node: &NodeRef) -> El {
    let title_id = format!("{}-title", props.id);
    let cancel = props.close.reform(|event: Event| event.prevent_default());
    let (close, own) = (props.close.clone(), node.clone());
    let click = Callback::from(move |event: MouseEvent| {
        // Only the backdrop is the dialog itself: its content fills it to the edge.
        if event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok()) == own.get() {
            close.emit(());
        }
    });
    let close = (!props.asks).then(|| {
        let close = button(Kind::Plain, Some(Icon::Close), frame::CLOSE, &props.close);
        el("div", "sheet-close").with(close)
    });
    let title =
        text("h2", "", &props.title).put("id", &title_id).put("tabindex", "-1").put("autofocus", "autofocus");
    let inside = el("div", "sheet-inside")
        .with(el("div", "sheet-head").with(title).some(close))
        .html(props.inside.clone());
    el("dialog", "sheet")
        .put("id", &props.id)
        .put("aria-labelledby", &title_id)
        .node(node)
        .cancel(cancel)
        .click(click)
        .with(inside)
}

fn shown(id: &'static str, title: &str, asks: bool, close: &Callback<()>, inside: El) -> Html {
    html! {
        <Dialog {id} title={title.to_owned()} {asks} close={close.clone()} inside={inside.done()} />
    }
}

/// A dialog with a button that closes it.
pub fn dialog(id: &'static str, title: &str, close: &Callback<()>, inside: El) -> Html {
    shown(id, title, false, close, inside)
}

/// What is asked before something that can't be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Its id.
    pub id: &'static str,
    /// The question.
    pub title: &'a str,
    /// What would happen.
    pub hint: &'a str,
    /// The words of the button that goes on: a verb and what.
    pub yes: &'a str,
}

/// Asks before something is deleted or stopped.
pub fn confirm(asked: Question<'_>, yes: &Callback<()>, no: &Callback<()>) -> Html {
    let buttons = wide_buttons().with(button(Kind::Danger, None, asked.yes, yes)).with(button(
        Kind::Quiet,
        None,
        frame::CANCEL,
        no,
    ));
    let hint = el("div", "stack-tight").with(crate::markup::p(asked.hint));
    shown(asked.id, asked.title, true, no, crate::markup::all().with(hint).with(buttons))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let asked = Question {
        id: "stop",
        title: "Stop sharing with Grace?",
        hint: "Grace will no longer see your care plan. We don’t tell her.",
        yes: "Stop sharing",
    };
    vec![("dialog_confirm", confirm(asked, &Callback::noop(), &Callback::noop()))]
}
