//! What is new in the record, opened when the person chose to look.

use lapwing_core::event::Event;
use lapwing_core::record::{self as area, NewsView, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record_find as words};
use yew::prelude::*;

use super::{linked, shown};
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::heading::{Back, page};
use crate::components::rows::rows;
use crate::components::state;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// What is new.
pub fn screen(view: &NewsView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Today.path(), words: frame::TODAY };
    let here = view.shown.presence == Presence::Here;
    let inside = match view.shown.presence {
        Presence::Here => list(view, send),
        Presence::Empty => state::empty(Icon::Record, words::NOTHING_NEW, &words::new_since(&view.since)),
        _ => shown::instead(&view.shown, Shelf::News, send).unwrap_or_else(all),
    };
    page(words::NEW, here.then_some(words::NEW_LEAD), Some(back))
        .with(shown::over(&view.shown, send))
        .with(inside)
        .done()
}

fn list(view: &NewsView, send: &Callback<Event>) -> El {
    let groups = each(el("div", "stack"), &view.groups, |_, (heading, found)| {
        let list = each(rows(None), found, |_, found| linked::row(&found.row, found.shelf, &found.route));
        el("section", "stack").key(heading).with(text("h2", "", heading)).with(list)
    });
    let press = tell(send, || Event::Record(area::Event::Seen));
    all()
        .with(text("p", "quiet-text", &words::new_since(&view.since)))
        .with(groups)
        .with(wide_buttons().with(button(Kind::Quiet, Some(Icon::Check), words::SEEN, &press)))
        .with(p(words::SEEN_HINT).class("quiet-text small-text"))
}
