//! What the person hid on this device: each can be shown again, or all of it.

use lapwing_core::event::Event;
use lapwing_core::record::{self as area, Found, Hideable, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, record_hide as words};
use yew::prelude::*;

use super::linked;
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::heading::{Back, page};
use crate::components::rows::rows;
use crate::components::state;
use crate::icons::Icon;
use crate::markup::{El, each, el, p, text};

/// The page of what is hidden.
pub fn screen((view, hidden): (&[Found], usize), send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let lead = (hidden > 0).then_some(words::LEAD);
    let page = page(words::PAGE, lead, Some(back));
    if hidden == 0 {
        // Where the focus goes when all was shown again.
        let nothing = state::empty(Icon::Eye, words::NOTHING, words::NOTHING_NEXT);
        return page.with(nothing.put("id", "hidden").put("tabindex", "-1")).done();
    }
    let list = each(rows(None), view, |_, found| linked::row(&found.row, found.shelf, &found.route));
    let all = press(words::SHOW_ALL, (vec![], false), send);
    // Before they are here, and without a network perhaps never: how many they are is known.
    let rows = if view.is_empty() { p(&words::count(hidden)) } else { list };
    page.with(rows).with(wide_buttons().with(all)).done()
}

fn press(name: &str, (keys, on): (Vec<String>, bool), send: &Callback<Event>) -> El {
    let press = send.reform(move |()| Event::Record(area::Event::Hidden(keys.clone(), on)));
    button(Kind::Quiet, Some(Icon::Eye), name, &press)
}

/// Under an entry: hides it, or shows it again.
pub(super) fn here(view: &Hideable, send: &Callback<Event>) -> El {
    let head = text("h2", "", words::TITLE).put("id", "hidden").put("tabindex", "-1");
    let (name, said) = match view.hidden {
        true => (words::SHOW, words::IS_HIDDEN),
        false => (words::HIDE, words::HIDE_HINT),
    };
    let press = press(name, (view.keys.clone(), !view.hidden), send);
    el("section", "stack").with(head).with(p(said)).with(wide_buttons().with(press))
}

/// How many are hidden, and the way to them.
pub(super) fn count(hidden: usize) -> Option<El> {
    let way = || text("a", "", words::SEE).put("href", &Route::Shelf(Shelf::HIDDEN.into()).path());
    (hidden > 0).then(|| text("p", "quiet-text small-text", &words::count(hidden)).say(" ").with(way()))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::record::EntryRow;
    let send = Callback::<Event>::noop();
    let found = |title: &str| Found {
        shelf: Shelf::Conditions,
        row: EntryRow {
            key: title.into(),
            title: title.into(),
            lines: vec!["3 March 2025".into()],
            source: Some("From Dr Okafor".into()),
            ..EntryRow::default()
        },
        route: Route::Entry(title.into()),
        title: vec![(title.into(), false)],
        sentence: vec![],
        day: None,
    };
    vec![
        ("hidden", screen((&[found("Panic attacks"), found("Sprained ankle")], 2), &send)),
        ("hidden_not_here", screen((&[], 2), &send)),
        ("hidden_nothing", screen((&[], 0), &send)),
    ]
}
