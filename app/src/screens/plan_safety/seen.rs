//! Who sees a step beside its writer: said and changed on it; and the steps as somebody sees them.

use lapwing_core::event::Event;
use lapwing_core::plan::{CODES, CRISIS, SHARED, Seer, SharedView};
use lapwing_core::record::{Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{links as link_words, plan_safety as words, sharing as sharing_words};
use lapwing_core::{notice, sharing};
use yew::prelude::*;

use super::lines::{self, Ways};
use crate::components::button::{Kind, button, buttons, link_button};
use crate::components::card::headed;
use crate::components::heading::page;
use crate::components::help::help_now;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el, p, text};
use crate::screens::shown;
use crate::tell::tell;

/// In one line, where somebody does.
pub(super) fn by(step: usize, seers: Option<&[Seer]>) -> Option<El> {
    let names: Vec<&str> = names(step, seers?);
    let line = el("p", "fresh").with(Icon::Eye.small()).say(&words::seen_by(&names));
    (!names.is_empty()).then(|| line.class("not-on-paper"))
}

fn names(step: usize, seers: &[Seer]) -> Vec<&str> {
    seers.iter().filter(|one| one.steps.contains(&step)).map(|one| one.name.as_str()).collect()
}

/// Who does, and a button for each person; the crisis plan is shared as a whole, and stands here by its first part.
pub(super) fn who(step: usize, seers: Option<&[Seer]>, send: &Callback<Event>) -> El {
    let card = headed(Tone::Plum, words::WHO_SEES, None);
    if step >= SHARED && step != CRISIS {
        return card.with(p(words::NEVER_SHARED));
    }
    let card = match seers {
        None => card.with(p(words::WHO_SEES_OFFLINE)),
        Some([]) => card.with(p(words::SEEN_BY_NOBODY)).with(p(words::WHO_SEES_NOBODY)),
        Some(seers) => {
            let list = each(buttons().class("buttons-wide"), seers, |_, one| choice(step, one, send));
            card.with(p(&words::seen_by(&names(step, seers))))
                .with(text("p", "quiet-text", words::WHO_SEES_HINT))
                .with(list)
        }
    };
    let links = link_button(Kind::Plain, None, link_words::LINKS, &Route::Links.path());
    card.with(p(words::LINK_SHOWS)).with(buttons().with(links))
}

fn choice(step: usize, one: &Seer, send: &Callback<Event>) -> El {
    let sees = one.steps.contains(&step);
    let does = if sees { words::hide_from(&one.name) } else { words::show_to(&one.name) };
    let (key, code) = (one.key.clone(), CODES.get(step).copied().unwrap_or_default());
    let press = send.reform(move |()| Event::Sharing(sharing::Event::Proposed(key.clone(), code, !sees)));
    button(Kind::Quiet, Some(Icon::Share), &does, &press).key(&one.key)
}

/// The steps that somebody shares, read-only, with what one can do and help.
pub(super) fn shared(view: &SharedView, (known, send): Ways<'_>) -> Html {
    let here = view.shown.presence == Presence::Here;
    let lead = words::shared_lead(&view.whose);
    let head =
        page(&words::title_of(&view.whose), here.then_some(lead.as_str()), None).class("page-wide safety");
    if let Some(instead) = shown::instead(&view.shown, Shelf::Steps, send) {
        return head.with(instead).done();
    }
    let help = help_now(words::NOT_ALONE_EITHER, &tell(send, || Event::Notice(notice::Event::Help(true))));
    let truths = each(el("div", "stack-tight"), &words::SHARED_TRUTHS, |_, one| p(one));
    head.with(shown::over(&view.shown, send))
        .with(each(el("div", "safety-steps"), &view.steps, |_, one| {
            let inside = match one.lines.is_empty() {
                true => text("p", "quiet-text", words::SHARED_NONE),
                false => lines::read(&one.lines, Some((known, send))),
            };
            headed(Tone::Plum, words::theirs(one.step), None).number(one.step).with(inside)
        }))
        .with(headed(Tone::Plain, words::SHARED_DO, None).with(truths).with(help))
        .with(text("p", "quiet-text small-text", sharing_words::SEEN))
        .done()
}
