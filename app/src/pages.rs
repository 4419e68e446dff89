//! The pages of a letter that is a PDF. What draws them stands outside the WebAssembly (public/pdf.js), and comes with
//! the first one.

use std::rc::Rc;

use lapwing_core::base64::decode_file;
use lapwing_core::words::pdf as words;
use lapwing_web::pdf::{self, Shown};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons};
use crate::components::notice::{self, notice};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, el, p};

/// Of `Pages`.
#[derive(Properties, PartialEq)]
pub struct PagesProps {
    data: Rc<str>,
    at_once: bool,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Closed,
    Coming,
    Shown,
    Away,
}

/// What happens to it.
pub enum Message {
    /// The person wants to see it.
    Wanted,
    /// What shows it came and shows it, or not.
    Came(Option<Shown>),
}

/// Holds the letter that is shown.
pub struct Pages {
    stage: Stage,
    host: NodeRef,
    shown: Option<Shown>,
}

impl Component for Pages {
    type Message = Message;
    type Properties = PagesProps;

    fn create(ctx: &Context<Self>) -> Self {
        let stage = if ctx.props().at_once { Stage::Coming } else { Stage::Closed };
        Self { stage, host: NodeRef::default(), shown: None }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Wanted => {
                self.stage = Stage::Coming;
                self.bring(ctx);
            }
            Message::Came(shown) => {
                self.stage = if shown.is_some() { Stage::Shown } else { Stage::Away };
                self.shown = shown;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let wanted = ctx.link().callback(|()| Message::Wanted);
        let now = match self.stage {
            Stage::Closed => buttons().with(button(Kind::Primary, None, words::READ, &wanted)),
            Stage::Coming => el("p", "fresh").put("role", "status").say(words::COMING),
            Stage::Shown => all(),
            Stage::Away => away(&wanted),
        };
        let host = el("div", "pdf").node(&self.host);
        el("div", "stack").with(el("div", "").with(now)).with(host).done()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && self.stage == Stage::Coming {
            self.bring(ctx);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(shown) = self.shown.take() {
            shown.close();
        }
    }
}

fn away(again: &Callback<()>) -> El {
    let inside = all().with(notice::title(words::NOT_COME)).with(p(words::NOT_COME_NEXT));
    all().with(notice(Tone::Blue, Icon::Offline, inside).put("role", "status")).with(buttons().with(button(
        Kind::Quiet,
        None,
        words::AGAIN,
        again,
    )))
}

impl Pages {
    fn bring(&self, ctx: &Context<Self>) {
        let (link, host) = (ctx.link().clone(), self.host.clone());
        let bytes = decode_file(&ctx.props().data).unwrap_or_default();
        spawn_local(async move {
            let Some(host) = host.get() else { return };
            let shown = pdf::show(&host, &bytes, &words::PAGES).await.ok();
            // Who went away meanwhile has nothing to show it in.
            match shown {
                Some(shown) if !host.is_connected() => shown.close(),
                shown => link.send_message(Message::Came(shown)),
            }
        });
    }
}

/// The pages; of a letter that says the same in plain words they are shown when they are asked for.
pub fn pages(data: &Rc<str>, at_once: bool) -> Html {
    let data = Rc::clone(data);
    html! { <Pages {data} {at_once} /> }
}
