//! A photo or a song from its bytes: the address that stands for them goes with the screen, also when it is locked.

use std::rc::Rc;

use lapwing_core::keepsakes::Kind;
use yew::prelude::*;

use crate::markup::el;

/// Of `Held`.
#[derive(Properties, PartialEq)]
pub struct HeldProps {
    song: bool,
    content_type: AttrValue,
    data: Rc<str>,
    name: AttrValue,
}

/// Holds the address.
pub struct Held(Option<String>);

impl Component for Held {
    type Message = ();
    type Properties = HeldProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self(address(&ctx.props().content_type, &ctx.props().data))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let HeldProps { song, name, .. } = ctx.props();
        let address = self.0.as_deref().unwrap_or_default();
        let of = match song {
            true => el("audio", "keepsake").put("controls", "").put("aria-label", name),
            false => el("img", "keepsake").put("alt", name),
        };
        of.put("src", address).done()
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(address) = self.0.take() {
            give_back(&address);
        }
    }
}

/// The photo, or the song with its buttons.
pub fn held(kind: Kind, content_type: &str, data: &Rc<str>, name: &str) -> Html {
    let (song, data) = (kind == Kind::Song, Rc::clone(data));
    let (content_type, name) = (content_type.to_owned(), name.to_owned());
    html! { <Held {song} {content_type} {data} {name} /> }
}

#[cfg(target_arch = "wasm32")]
fn address(content_type: &str, data: &str) -> Option<String> {
    let blob = crate::effects::blob(content_type, data).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

#[cfg(target_arch = "wasm32")]
fn give_back(address: &str) {
    web_sys::Url::revoke_object_url(address).ok();
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unnecessary_wraps, reason = "as in a browser")]
fn address(_: &str, _: &str) -> Option<String> {
    Some("blob:".to_owned())
}

#[cfg(not(target_arch = "wasm32"))]
fn give_back(_: &str) {}
