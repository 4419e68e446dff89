//! Signing out while something would be lost: the person is told what, and chooses.

use lapwing_core::event::Event;
use lapwing_core::session::{self, Copies, LeavingView};
use lapwing_core::words::session as words;
use yew::prelude::*;

use crate::components::button::{Kind, busy, button, wide_buttons};
use crate::components::heading::page;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// What would be lost, with a way to keep it.
pub fn screen(view: &LeavingView, send: &Callback<Event>) -> Html {
    let stay = tell(send, || Event::Session(session::Event::SignOutStayed));
    let delete = tell(send, || Event::Session(session::Event::SignOutConfirmed));
    let buttons = wide_buttons().with(button(Kind::Primary, None, words::STAY, &stay)).with(button(
        Kind::Danger,
        None,
        words::DELETE_AND_LEAVE,
        &delete,
    ));
    let told = if view.looking {
        p(words::LEAVING_LOOKING).put("role", "status")
    } else {
        lost(view).some(view.copies.as_ref().map(|saved| copies(saved, send)))
    };
    page(words::LEAVING, Some(words::LEAVING_LEAD), None).with(told).with(buttons).done()
}

fn lost(view: &LeavingView) -> El {
    let unsent = (view.unsent > 0).then(|| text("li", "", &words::leaving_unsent(view.unsent)));
    let list = each(el("ul", "").some(unsent), &view.only, |at, only| {
        text("li", "", &words::leaving_only(*only)).number(at)
    });
    all().with(el("div", "rich").with(text("h2", "", words::LEAVING_GOES)).with(list))
}

fn copies(copies: &Copies, send: &Callback<Event>) -> El {
    let save = tell(send, || Event::Session(session::Event::CopiesWanted));
    let saving = matches!(copies, Copies::Saving(..));
    let said = match copies {
        Copies::None | Copies::Saving(..) => words::LEAVING_COPIES_HINT.to_owned(),
        Copies::Saved(count) => words::leaving_saved(*count),
        Copies::Failed => words::LEAVING_NOT_SAVED.to_owned(),
    };
    el("div", "stack-tight")
        .with(wide_buttons().with(busy(Kind::Quiet, None, words::LEAVING_COPIES, saving, &save)))
        .with(p(&said).put("id", "copies").put("tabindex", "-1").put("role", "status"))
}
