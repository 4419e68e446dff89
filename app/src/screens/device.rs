//! "Is this your own device?": asked once after signing in, before anything is kept.

use lapwing_core::event::Event;
use lapwing_core::session::{self, DeviceView};
use lapwing_core::words::{session as words, vault};
use yew::prelude::*;

use crate::components::button::{Kind, button, wide_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, el, p};
use crate::tell::tell;

const NO: &str = "no";
const YES: &str = "yes";

/// The question. "No" is chosen at first: who presses on without reading leaves nothing behind.
pub fn screen(view: &DeviceView, send: &Callback<Event>) -> Html {
    if view.taken {
        return taken(view.spared, send).done();
    }
    let send = send.clone();
    local("device", NO, move |kept| asked(kept, &send))
}

/// The device is somebody else's already: nothing to choose.
fn taken(spared: bool, send: &Callback<Event>) -> El {
    let on = tell(send, || Event::Session(session::Event::DeviceTold(false)));
    page(words::DEVICE, None, None)
        .some(spared.then(|| notice(Tone::Blue, Icon::Info, p(vault::SPARED))))
        .with(notice(Tone::Blue, Icon::Lock, p(vault::TAKEN)))
        .with(wide_buttons().with(button(Kind::Primary, None, words::CONTINUE, &on)))
}

fn asked(kept: &Kept, send: &Callback<Event>) -> El {
    let own = kept.now == YES;
    let choice = |value, words, hint| Choice { value, words, hint: Some(hint) };
    let all = [
        choice(NO, words::DEVICE_NO, words::DEVICE_NO_HINT),
        choice(YES, words::DEVICE_YES, words::DEVICE_YES_HINT),
    ];
    let question = Asked {
        name: "device",
        legend: words::DEVICE,
        heads: true,
        hint: Some(words::DEVICE_WHY),
        chosen: Some(usize::from(own)),
        ..Asked::default()
    };
    let choose = kept.set.reform(|at| if at == 1 { YES } else { NO }.to_owned());
    let told = match own {
        true => tell(send, || Event::Session(session::Event::DeviceTold(true))),
        false => tell(send, || Event::Session(session::Event::DeviceTold(false))),
    };
    el("div", "page")
        .with(choices(question, &all, &choose))
        .with(notice(Tone::Blue, Icon::Lock, p(words::DEVICE_TRUTH)))
        .with(wide_buttons().with(button(Kind::Primary, None, words::CONTINUE, &told)))
}
