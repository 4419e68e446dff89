//! Who looked, in plain words.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{self, Coming, LookRow, LooksView};
use lapwing_core::words::{record, sharing as words, trouble};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, busy, buttons};
use crate::components::heading::{Back, page};
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};
use crate::tell::tell;

/// The screen.
pub fn screen(view: &LooksView, send: &Callback<Event>) -> Html {
    let inside = match (&view.looks, view.trouble) {
        (Some(looks), _) if looks.is_empty() => {
            empty(Icon::Eye, words::LOOKS_NOBODY, words::LOOKS_NOBODY_NEXT)
        }
        (Some(looks), _) => each(rows(Some(words::LOOKS)), looks, row),
        (None, Some(why)) => shown::failed(why, send),
        (None, None) => skeleton(Shape::Rows(3)),
    };
    let back = Back { href: &Route::Sharing.path(), words: words::SHARING };
    let more = (view.more && view.looks.is_some()).then(|| older(view.older, send));
    page(words::LOOKS, Some(words::LOOKS_LEAD), Some(back)).with(inside).some(more).done()
}

/// The way to those before.
fn older(coming: Coming, send: &Callback<Event>) -> El {
    let told = match coming {
        Coming::No => None,
        Coming::Yes => Some(record::OLDER_COMING),
        Coming::Failed(found) => Some(trouble::said(found).title),
    };
    let press = tell(send, || Event::Sharing(sharing::Event::OlderLooks));
    let status = |said| text("p", "quiet-text small-text", said).put("role", "status");
    el("div", "stack")
        .with(text("p", "quiet-text", words::LOOKS_MORE))
        .some(told.map(status))
        .with(buttons().with(busy(Kind::Quiet, None, record::OLDER, coming == Coming::Yes, &press)))
}

fn row(at: usize, look: &LookRow) -> El {
    let nobody = if look.shared { words::SOMEBODY } else { words::SOMEBODY_ELSE };
    let title = words::looked(look.who.as_deref().unwrap_or(nobody), &look.what);
    let keeps = (look.keeps > 0).then(|| words::may_keep(look.keeps));
    let row = Row {
        key: &at.to_string(),
        title: &title,
        detail: keeps.as_deref(),
        note: Some(&look.when),
        icon: Some(Icon::Eye),
        tone: Tone::Plum,
        ..Row::default()
    };
    row.item()
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let look = |who: Option<&str>, what: &[&'static str], when: &str| LookRow {
        who: who.map(Into::into),
        shared: true,
        what: what.to_vec(),
        when: when.into(),
        keeps: if who.is_some() { 24 } else { 0 },
    };
    let looks = vec![
        look(Some("Rosa Delgado"), &["Care plan", "Appointments"], "today at 14:05"),
        look(None, &["Letters"], "12 March 2026"),
    ];
    let of = |looks, more| screen(&LooksView { looks, more, older: Coming::No, trouble: None }, &send);
    let before =
        |older| screen(&LooksView { looks: Some(looks.clone()), more: true, older, trouble: None }, &send);
    vec![
        ("looks_some", of(Some(looks.clone()), false)),
        ("looks_more", before(Coming::No)),
        ("looks_more_coming", before(Coming::Yes)),
        ("looks_more_failed", before(Coming::Failed(lapwing_core::trouble::Trouble::Offline))),
        ("looks_nobody", of(Some(vec![]), false)),
        ("looks_loading", of(None, false)),
    ]
}
