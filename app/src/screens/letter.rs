//! One letter: read here where its form allows, else taken out of the app, with what that means.

use lapwing_core::event::Event;
use lapwing_core::record::{self, Apart, Body, File, LetterView, PDF, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{frame, pdf as pdf_words, record as words, record_entry as entry_words};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::card::card;
use crate::components::heading::{Back, page};
use crate::components::notice::notice;
use crate::components::rich::rich;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::pages::pages;
use crate::scan::scan;
use crate::tell::tell_of;

/// The letter with this key.
pub fn screen(view: &LetterView, key: &str, send: &Callback<Event>) -> Html {
    let letters = Route::Shelf(Shelf::Letters.slug().into());
    let of = view.of.as_ref().map(Route::path);
    let back = match view.given {
        _ if of.is_some() => Back { href: of.as_deref().unwrap_or_default(), words: entry_words::FILE_OF },
        true => Back { href: &Route::CheckIns.path(), words: frame::CHECK_INS },
        false => Back { href: &letters.path(), words: words::shelf(Shelf::Letters) },
    };
    let title = match view.shown.presence {
        Presence::Here if view.hold.is_some() => words::WAITS,
        Presence::Here => &view.title,
        Presence::Empty => words::NO_SUCH_LETTER,
        _ => words::LETTER,
    };
    page(title, view.source.as_deref().filter(|_| view.hold.is_none()), Some(back))
        .with(shown::over(&view.shown, send))
        .with(inside(view, key, send))
        .done()
}

fn inside(view: &LetterView, key: &str, send: &Callback<Event>) -> El {
    match view.shown.presence {
        Presence::Loading => skeleton(Shape::Text),
        Presence::Empty => all(),
        _ => shown::instead(&view.shown, Shelf::Letters, send).unwrap_or_else(|| match view.hold {
            Some(hold) => {
                all().with(p(words::why_it_waits(hold))).with(shown::ready(&[key.into()], hold, send))
            }
            None => el("div", "stack").put("id", "seen").put("tabindex", "-1").with(here(view, key, send)),
        }),
    }
}

fn here(view: &LetterView, key: &str, send: &Callback<Event>) -> El {
    let letter = || el("article", "card letter").put("dir", "auto");
    let body = match &view.body {
        Body::Text(paragraphs) => each(letter(), paragraphs, |_, text| p(text)),
        Body::Rich(pieces, left_out) => letter()
            .with(rich(el("div", "rich"), pieces))
            .some(left_out.then(|| text("p", "quiet-text small-text", words::LEFT_OUT))),
        Body::Nothing if view.file.is_some() => all(),
        Body::Nothing if view.apart.is_some() => apart(view.apart, view.given, send),
        Body::Nothing => notice(Tone::Blue, Icon::Info, p(words::EMPTY_LETTER)),
    };
    let pages = view.file.as_ref().map(|found| pdf(found, view.body == Body::Nothing));
    all()
        .with(body)
        .some(pages)
        .some(view.file.as_ref().map(|found| file(found, key, send)))
        .some(super::entry::files(&view.files))
}

/// Why what it says is not here.
fn apart(why: Option<Apart>, given: bool, send: &Callback<Event>) -> El {
    match why {
        Some(Apart::Coming) if given => text("p", "quiet-text", words::FILE_COMING).put("role", "status"),
        Some(Apart::Trouble(Trouble::Offline)) if given => {
            notice(Tone::Blue, Icon::Offline, p(words::FILE_AWAY))
        }
        Some(Apart::Trouble(Trouble::NotShared)) if given => {
            notice(Tone::Blue, Icon::Info, p(words::FILE_GONE))
        }
        Some(Apart::Coming) => text("p", "quiet-text", words::LETTER_COMING).put("role", "status"),
        Some(Apart::Trouble(Trouble::Offline)) => notice(Tone::Blue, Icon::Offline, p(words::LETTER_AWAY)),
        Some(Apart::Trouble(Trouble::NotShared)) => notice(Tone::Blue, Icon::Info, p(words::LETTER_GONE)),
        Some(Apart::Trouble(found)) => shown::failed(found, send),
        _ => notice(Tone::Blue, Icon::Info, p(words::LETTER_ELSEWHERE)),
    }
}

/// The letter as it was made; one that is called a PDF and is none is not opened.
fn pdf(file: &File, at_once: bool) -> El {
    if let Some(media) = file.picture {
        return scan(&file.data, media);
    }
    match (file.pdf, file.media.as_str()) {
        (true, _) => all().html(pages(&file.data, at_once)),
        (false, PDF) => notice(Tone::Amber, Icon::Info, p(pdf_words::NOT_ONE)),
        _ => all(),
    }
}

fn file(file: &File, key: &str, send: &Callback<Event>) -> El {
    let take = tell_of(send, key, |key| Event::Record(record::Event::FileTaken(key)));
    let about = card(Tone::Plain)
        .with(p(&words::letter_file(&file.media, file.size)))
        .with(notice(Tone::Amber, Icon::Lock, p(words::TAKE_FILE_HINT)))
        .with(wide_buttons().with(button(Kind::Quiet, None, words::TAKE_FILE, &take)));
    el("div", "not-on-paper").with(about)
}
