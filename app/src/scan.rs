//! A letter that is a picture, such as a scan: shown in the page, by an address that goes with it.

use std::rc::Rc;

use lapwing_core::words::record as words;
use yew::prelude::*;

use crate::markup::{El, all, el, text};

/// Of `Scan`.
#[derive(Properties, PartialEq)]
pub struct ScanProps {
    data: Rc<str>,
    media: &'static str,
}

/// Holds the address of the picture.
pub struct Scan {
    address: Option<String>,
    broken: bool,
}

impl Component for Scan {
    type Message = ();
    type Properties = ScanProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self { address: address(ctx.props()), broken: false }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Self::Properties) -> bool {
        Component::destroy(self, ctx);
        *self = Component::create(ctx);
        true
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        self.broken = true;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(address) = self.address.as_deref().filter(|_| !self.broken) else {
            return text("p", "quiet-text", words::SCAN_BROKEN).done();
        };
        let failed = ctx.link().callback(|_: Event| ());
        let (class, src, alt) = ("media", address.to_owned(), words::SCAN);
        let picture = html! { <img {class} {src} {alt} onerror={failed} /> };
        shown().html(picture).with(text("p", "quiet-text small-text", words::SCAN_HINT)).done()
    }

    fn destroy(&mut self, _: &Context<Self>) {
        #[cfg(target_arch = "wasm32")]
        if let Some(address) = self.address.take() {
            drop(web_sys::Url::revoke_object_url(&address));
        }
    }
}

fn shown() -> El {
    el("div", "stack")
}

#[cfg(target_arch = "wasm32")]
fn address(props: &ScanProps) -> Option<String> {
    let blob = crate::effects::blob(props.media, &props.data).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

/// Where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
fn address(_: &ScanProps) -> Option<String> {
    Some("blob:".to_owned())
}

/// The picture.
pub fn scan(data: &Rc<str>, media: &'static str) -> El {
    let data = Rc::clone(data);
    all().html(html! { <Scan {data} {media} /> })
}
