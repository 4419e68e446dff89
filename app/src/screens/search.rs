//! Words looked for in all entries: the field, the kinds in which something was found, what was found.

use lapwing_core::event::Event;
use lapwing_core::record::{self as area, Found, Presence, SearchView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record as record_words, record_find as words};
use yew::prelude::*;

use super::{linked, shown, timeline};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::{Back, page};
use crate::components::rows::rows;
use crate::components::state;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, text};
use crate::tell::tell_of;

/// The search.
pub fn screen(view: &SearchView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let write = send.reform(|text| Event::Record(area::Event::Searched(text)));
    let asked = Field {
        id: "search",
        label: words::LOOK_FOR,
        hint: Some(words::LOOK_FOR_HINT),
        holds: Holds::Line,
        value: &view.text,
        ..Field::default()
    };
    page(words::SEARCH, None, Some(back))
        .with(shown::over(&view.shown, send))
        .with(el("div", "").put("role", "search").with(field(asked, &write)))
        .some(view.shown.cut.is_some().then(|| text("p", "quiet-text small-text", words::SEARCHED)))
        .with(below(view, send))
        .done()
}

fn below(view: &SearchView, send: &Callback<Event>) -> El {
    if view.shown.presence != Presence::Here {
        return shown::instead(&view.shown, Shelf::Entries, send).unwrap_or_else(all);
    }
    if view.text.trim().is_empty() {
        return all();
    }
    let said = if view.total == 0 { words::NOTHING.to_owned() } else { words::found(view.total) };
    let told = text("p", "quiet-text", &said).put("role", "status");
    if view.total == 0 && view.shelves.is_empty() {
        return state::empty(Icon::Search, words::NOTHING, words::NOTHING_NEXT).put("role", "status");
    }
    let list = each(rows(None).put("id", "rows-0"), &view.rows, |_, found| linked::found(found));
    all()
        .with(told)
        .some((view.shelves.len() > 1 || view.shelves.iter().any(|(.., on)| *on)).then(|| kinds(view, send)))
        .with(list)
        .some((view.rows.len() < view.total).then(|| timeline::more("rows-0", send)))
}

/// One kind alone, or all again.
fn kinds(view: &SearchView, send: &Callback<Event>) -> El {
    let list = el("div", "kinds").put("role", "group").put("aria-label", words::KINDS);
    each(list, &view.shelves, |_, (shelf, count, on)| {
        let press = tell_of(send, shelf.slug(), |slug| Event::Record(area::Event::Narrowed(slug)));
        let words = [record_words::shelf(*shelf), " ", &count.to_string()].concat();
        let pressed = if *on { "true" } else { "false" };
        el("button", "kind")
            .key(shelf.slug())
            .put("type", "button")
            .put("aria-pressed", pressed)
            .press(&press)
            .say(&words)
    })
}

/// The title with what was looked for marked.
pub(super) fn title(found: &Found) -> El {
    pieces(el("span", "row-title"), &found.title)
}

/// Words in pieces, what was looked for marked.
pub(super) fn pieces(around: El, pieces: &[(String, bool)]) -> El {
    each(around, pieces, |at, (piece, hit)| match hit {
        true => text("mark", "", piece).number(at),
        false => text("span", "", piece).number(at),
    })
}
