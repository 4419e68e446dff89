//! "Stop now": nobody has to go on. What was answered is kept, and help is one press away.

use lapwing_core::event::Event;
use lapwing_core::notice;
use lapwing_core::route::Route;
use lapwing_core::words::asking as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, link_button, wide_buttons};
use crate::components::dialog::dialog;
use crate::components::help::help_button;
use crate::local::{Kept, local};
use crate::markup::{El, all, el, p};
use crate::tell::tell;

/// The button, and what it opens.
pub fn stop(on_device: bool, send: &Callback<Event>) -> Html {
    let help = tell(send, || Event::Notice(notice::Event::Help(true)));
    local("stop", "", move |kept| asked(kept, on_device, &help))
}

fn asked(kept: &Kept, on_device: bool, help: &Callback<()>) -> El {
    let open = (!kept.now.is_empty()).then(|| opened(kept, on_device, help));
    all().with(button(Kind::Plain, None, words::STOP, &kept.to("asks"))).html(open.unwrap_or_default())
}

fn opened(kept: &Kept, on_device: bool, help: &Callback<()>) -> Html {
    let close = kept.to("");
    let (own, help) = (close.clone(), help.clone());
    let help = Callback::from(move |()| {
        own.emit(());
        help.emit(());
    });
    let buttons = wide_buttons()
        .with(link_button(Kind::Primary, None, words::STOP_GO, &Route::Today.path()))
        .with(button(Kind::Quiet, None, words::STOP_STAY, &close));
    let care = el("div", "stack-tight").with(p(words::STOP_CARE)).with(help_button(&help));
    let inside = all()
        .with(p(if on_device { words::STOP_KEPT } else { words::STOP_KEPT_PAGE }))
        .with(care)
        .with(buttons);
    dialog("stop", words::STOP_TITLE, &close, inside)
}
