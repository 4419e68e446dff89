//! Taking the record away: what each file is, whom it is good for, and what is missing from it.

#[cfg(any(test, feature = "fixtures"))]
mod examples;
pub mod paper;

use lapwing_core::event::Event;
use lapwing_core::record::{Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::takeaway::{self, File, TakeawayView};
use lapwing_core::words::{frame, takeaway as words};
use yew::prelude::*;

#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;

use super::shown;
use crate::components::button::{Kind, busy, buttons, link_button};
use crate::components::card::headed;
use crate::components::heading::{Back, page};
use crate::components::notice::{coming, notice, title};
use crate::components::progress;
use crate::components::state::{self, empty};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p};

/// The screen; `None` is somebody else's record.
pub fn screen(view: Option<&TakeawayView>, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Record.path(), words: frame::RECORD };
    let page = page(words::TITLE, view.map(|_| words::LEAD), Some(back));
    let Some(view) = view else {
        return page
            .with(state::trouble(Tone::Blue, Icon::Lock, words::NOT_YOURS, words::NOT_YOURS_NEXT))
            .done();
    };
    page.with(shown::over(&view.shown, send)).with(inside(view, send)).done()
}

fn inside(view: &TakeawayView, send: &Callback<Event>) -> El {
    match view.shown.presence {
        Presence::Here => {}
        Presence::Empty => return empty(Icon::Record, words::NOTHING, words::NOTHING_NEXT),
        _ => return shown::instead(&view.shown, Shelf::Others, send).unwrap_or_else(all),
    }
    let safe = all().with(title(words::SAFE)).with(p(words::SAFE_WHY)).with(p(words::HARD));
    let files = each(el("div", "stack"), &File::ALL, |_, file| card(*file, view, send));
    let open = link_button(Kind::Quiet, None, words::PAPER_OPEN, &Route::Takeaway(true).path());
    let paper = headed(Tone::Plain, words::PAPER, None).with(p(words::PAPER_HINT)).with(buttons().with(open));
    all()
        .with(p(&words::held(view.entries)))
        .with(notice(Tone::Amber, Icon::Info, safe))
        .with(files.with(paper))
        .with(missing(view))
}

/// One file, its progress while it is made, and what is in it then.
fn card(file: File, view: &TakeawayView, send: &Callback<Event>) -> El {
    let [name, about, save] = words::file(file);
    let making = view.making.filter(|(which, ..)| *which == file);
    let press = send.reform(move |()| Event::Takeaway(takeaway::Event::Wanted(file)));
    let button = busy(Kind::Primary, None, save, view.making.is_some(), &press);
    let line = making.map(|(_, at, of)| {
        el("div", "").put("role", "status").with(progress::line(&words::progress(at, of), at, of))
    });
    let made = view.made.filter(|made| made.file == file).map(|made| {
        let said = all().with(title(words::MADE)).with(p(&words::made(made))).with(p(words::MADE_NEXT));
        coming(Tone::Primary, Icon::Check, said).put("id", "made").put("tabindex", "-1")
    });
    let end = match view.unready.contains(&file) {
        true => notice(Tone::Blue, Icon::Info, p(words::UNREADY)),
        false => buttons().with(button),
    };
    headed(Tone::Plain, name, None).with(p(about)).some(line).some(made).with(end)
}

/// What no file holds, as far as that is known.
fn missing(view: &TakeawayView) -> El {
    let mut lines = Vec::new();
    if view.coming > 0 {
        lines.push(words::coming(view.coming));
    }
    if !view.failed.is_empty() {
        lines.push(words::failed(&view.failed));
    }
    if !view.cut.is_empty() {
        lines.push(words::cut(&view.cut));
    }
    if view.unsent > 0 {
        lines.push(words::unsent(view.unsent));
    }
    lines.push(words::NEVER.to_owned());
    each(headed(Tone::Plain, words::MISSING, None), &lines, |_, line| p(line))
}
