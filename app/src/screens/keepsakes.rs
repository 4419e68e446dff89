//! Photos and songs on this device.

use lapwing_core::event::Event;
use lapwing_core::keepsakes::{self, Item, KeepsakesView, Kind, Problem};
use lapwing_core::route::Route;
use lapwing_core::words::{keepsakes as words, plan_safety};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::held::held;
use crate::components::button::{self, button, buttons};
use crate::components::card::card;
use crate::components::heading::{Back, page};
use crate::components::notice::{self, notice};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::{empty, trouble};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

mod held;
mod pick;

/// The screen; `None` on a device that is not the person's own.
pub fn screen(view: Option<&KeepsakesView>, send: &Callback<Event>) -> Html {
    let path = Route::Safety(String::new()).path();
    let top = page(words::TITLE, Some(words::LEAD), Some(Back { href: &path, words: plan_safety::TITLE }));
    match view {
        None => top.with(trouble(Tone::Blue, Icon::Device, words::NOT_HERE, words::NOT_HERE_WHY)),
        Some(view) => here(top, view, send),
    }
    .done()
}

fn here(top: El, view: &KeepsakesView, send: &Callback<Event>) -> El {
    let wrong = view.problem.map(problem);
    let Some(items) = &view.items else {
        return match wrong {
            Some(wrong) => top.with(wrong),
            None => top.with(skeleton(Shape::Cards(2))),
        };
    };
    let none = items.is_empty() && !view.adding;
    top.with(notice(Tone::Plum, Icon::Lock, p(words::WHERE)))
        .some(none.then(|| empty(Icon::Heart, words::NONE, words::NONE_NEXT)))
        .with(each(el("div", "stack"), items, |_, one| item(one, send)))
        .some(view.adding.then(|| el("p", "fresh").put("role", "status").say(words::ADDING)))
        .some(wrong)
        .with(if view.room { add(send) } else { p(words::NO_ROOM) })
}

fn problem(problem: Problem) -> El {
    let (title, next) = words::problem(problem);
    let inside = all().with(notice::title(title)).with(p(next));
    el("div", "").put("id", "trouble").put("tabindex", "-1").with(notice(Tone::Amber, Icon::Info, inside))
}

/// What can be added.
fn add(send: &Callback<Event>) -> El {
    let one = |kind: Kind, label: &str, hint: &str, accept: &str| {
        let id = if kind == Kind::Photo { "add-photo" } else { "add-song" };
        let hint_id = [id, "-hint"].concat();
        let field = el("input", "input file")
            .put("type", "file")
            .put("id", id)
            .put("accept", accept)
            .put("aria-describedby", &hint_id)
            .change(pick::picked(kind, send));
        el("div", "field")
            .with(text("label", "field-label", label).put("for", id))
            .with(text("p", "field-hint", hint).put("id", &hint_id))
            .with(field)
    };
    all().with(one(Kind::Photo, words::ADD_PHOTO, words::PHOTO_HINT, "image/*")).with(one(
        Kind::Song,
        words::ADD_SONG,
        words::SONG_HINT,
        "audio/*",
    ))
}

fn item(item: &Item, send: &Callback<Event>) -> El {
    let one = &item.keepsake;
    let name = if one.words.is_empty() { words::kind(one.kind) } else { &one.words };
    let shown = match (&item.data, one.kind) {
        (Some(Ok(data)), kind) => all().html(held(kind, &one.content_type, data, name)),
        (Some(Err(found)), _) => problem(Problem::Storage(*found)).put("id", &["trouble-", &one.id].concat()),
        (None, Kind::Photo) => text("p", "quiet-text", words::OPENING),
        (None, Kind::Song) => {
            let id = one.id.clone();
            let listen = send.reform(move |()| Event::Keepsakes(keepsakes::Event::Wanted(id.clone())));
            let listen = button(button::Kind::Quiet, None, words::LISTEN, &listen);
            buttons().with(listen.put("aria-label", &[words::LISTEN, ": ", name].concat()))
        }
    };
    card(Tone::Plain).key(&one.id).with(shown).with(described(item, send)).with(removing(item, name, send))
}

/// What it is, in the person's own words: saved as it is written.
fn described(item: &Item, send: &Callback<Event>) -> El {
    let id = ["words-", &item.keepsake.id].concat();
    let hint_id = [&id, "-hint"].concat();
    let of = item.keepsake.id.clone();
    let write = send.reform(move |event: InputEvent| {
        let said = event.target_unchecked_into::<HtmlInputElement>().value();
        Event::Keepsakes(keepsakes::Event::Described(of.clone(), said))
    });
    el("div", "field")
        .with(text("label", "field-label", words::WORDS).put("for", &id))
        .with(text("p", "field-hint", words::WORDS_HINT).put("id", &hint_id))
        .with(
            el("input", "input")
                .put("type", "text")
                .put("id", &id)
                .put("dir", "auto")
                .put("maxlength", "120")
                .put("aria-describedby", &hint_id)
                .put("autocomplete", "off")
                .value(&item.keepsake.words)
                .input(write),
        )
}

fn removing(item: &Item, name: &str, send: &Callback<Event>) -> El {
    let id = item.keepsake.id.clone();
    if !item.removing {
        let mark = ["remove-", &id].concat();
        let ask = send.reform(move |()| Event::Keepsakes(keepsakes::Event::Removing(Some(id.clone()))));
        let ask = button(button::Kind::Plain, None, words::REMOVE, &ask).put("id", &mark);
        return buttons().with(ask.put("aria-label", &[words::REMOVE, ": ", name].concat()));
    }
    let mark = ["sure-", &id].concat();
    let yes = send.reform(move |()| Event::Keepsakes(keepsakes::Event::Removed(id.clone())));
    let no = tell(send, || Event::Keepsakes(keepsakes::Event::Removing(None)));
    el("div", "stack-tight").with(p(words::SURE).put("id", &mark).put("tabindex", "-1")).with(
        buttons().with(button(button::Kind::Quiet, None, words::SURE_YES, &yes)).with(button(
            button::Kind::Plain,
            None,
            words::SURE_NO,
            &no,
        )),
    )
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use keepsakes::Keepsake;
    use lapwing_core::trouble::Trouble;
    let send = Callback::noop();
    let item = |id: &str, kind, words: &str, data: Option<Result<std::rc::Rc<str>, Trouble>>| Item {
        keepsake: Keepsake { id: id.into(), kind, content_type: "image/jpeg".into(), words: words.into() },
        data,
        removing: false,
    };
    let two = || {
        vec![
            item("a", Kind::Photo, "The lock at dusk", Some(Ok("eA==".into()))),
            item("b", Kind::Song, "", None),
        ]
    };
    let of = |items: Option<Vec<Item>>| KeepsakesView { items, room: true, ..KeepsakesView::default() };
    let asked = || two().into_iter().map(|one| Item { removing: true, ..one }).collect();
    let long = || {
        let words = "Der Kanal am Abend mit allen Booten ".repeat(3);
        vec![
            item("a", Kind::Photo, &words, Some(Err(Trouble::StorageUnreadable))),
            item("b", Kind::Photo, "", None),
            item("c", Kind::Song, &words, Some(Ok("eA==".into()))),
        ]
    };
    let full = || KeepsakesView { room: false, ..of(Some(two())) };
    let failed = |items| KeepsakesView { problem: Some(Problem::TooLarge), adding: false, ..of(items) };
    let unread = KeepsakesView { problem: Some(Problem::Storage(Trouble::StorageUnreadable)), ..of(None) };
    vec![
        ("keepsakes_not_here", screen(None, &send)),
        ("keepsakes_loading", screen(Some(&of(None)), &send)),
        ("keepsakes_none", screen(Some(&of(Some(vec![]))), &send)),
        ("keepsakes", screen(Some(&of(Some(two()))), &send)),
        ("keepsakes_adding", screen(Some(&KeepsakesView { adding: true, ..of(Some(two())) }), &send)),
        ("keepsakes_removing", screen(Some(&of(Some(asked()))), &send)),
        ("keepsakes_long", screen(Some(&of(Some(long()))), &send)),
        ("keepsakes_full", screen(Some(&full()), &send)),
        ("keepsakes_too_large", screen(Some(&failed(Some(two()))), &send)),
        ("keepsakes_unreadable", screen(Some(&unread), &send)),
    ]
}
