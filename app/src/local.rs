//! What one part of a screen remembers for itself while it is shown: an open question, a half-written code.

use yew::prelude::*;

use crate::markup::El;

/// What is remembered, and how to change it.
pub struct Kept {
    /// Now.
    pub now: String,
    /// Changes it.
    pub set: Callback<String>,
}

impl Kept {
    /// Changes it to this.
    #[must_use]
    pub fn to(&self, next: &'static str) -> Callback<()> {
        self.set.reform(move |()| next.to_owned())
    }
}

/// Of `Local`.
#[derive(Properties, PartialEq)]
pub struct LocalProps {
    start: AttrValue,
    draw: Callback<Kept, Html>,
}

/// The one component for all that is remembered.
pub struct Local(String);

impl Component for Local {
    type Message = String;
    type Properties = LocalProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self(ctx.props().start.to_string())
    }

    fn update(&mut self, _: &Context<Self>, next: String) -> bool {
        self.0 = next;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let set = ctx.link().callback(|next| next);
        ctx.props().draw.emit(Kept { now: self.0.clone(), set })
    }
}

/// A part that remembers; `key` tells it from other parts in the same place.
pub fn local(key: &'static str, start: &str, draw: impl Fn(&Kept) -> El + 'static) -> Html {
    let draw = Callback::from(move |kept: Kept| draw(&kept).done());
    html! { <Local {key} start={start.to_owned()} {draw} /> }
}
