//! How a plan came to be as it is: each change in words, the newest first.

use lapwing_core::event::Event;
use lapwing_core::plan;
use lapwing_core::plan::before::{Change, Changes, Difference};
use lapwing_core::record::PlanBlock;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::plan as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons};
use crate::components::more::more;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::screens::shown;
use crate::tell::tell_of;

/// Offers it, or shows it.
pub(super) fn changes(plan: &PlanBlock, send: &Callback<Event>) -> Option<El> {
    let changes = plan.changes.as_ref()?;
    Some(drawn((&plan.id, "h3", ""), changes, words::under, send))
}

/// The same, of a goal or an action of one's own.
pub(super) fn of_own((key, what): (&str, &str), changes: &Changes, send: &Callback<Event>) -> Option<El> {
    Some(drawn((key, "h4", what), changes, words::own_version, send))
}

fn drawn(
    (id, level, what): (&str, &'static str, &str),
    changes: &Changes,
    under: fn(&str) -> String,
    send: &Callback<Event>,
) -> El {
    let inside = match changes {
        Changes::Offered => {
            let ask = tell_of(send, id, |id| Event::Plan(plan::Event::BeforeWanted(id)));
            // Of several on a page, each says to whom hears it what it is about.
            let about = (!what.is_empty()).then(|| [words::CHANGES, ": ", what].concat());
            let ask = button(Kind::Plain, Some(Icon::Clock), words::CHANGES, &ask);
            let ask = ask.maybe("aria-label", about.as_deref());
            return buttons().class("not-on-paper").with(ask);
        }
        Changes::Looking => p(words::CHANGES_LOOKING).put("role", "status"),
        Changes::Failed(Trouble::Offline) => p(words::CHANGES_OFFLINE).put("role", "status"),
        Changes::Failed(found) => shown::failed(*found, send),
        Changes::Here(list) => told(list, under),
    };
    let head = text(level, "", words::CHANGES);
    el("div", "stack-tight not-on-paper").with(head).with(inside)
}

fn told(list: &[Change], under: fn(&str) -> String) -> El {
    let none = (list.iter().all(|one| one.what.is_empty())).then(|| p(words::CHANGES_NONE));
    let list = each(el("div", "stack-tight"), list, |at, one| {
        let title = match one.first {
            true => words::made(&one.when),
            false => words::changed(one.what.len(), &one.when),
        };
        if one.what.is_empty() && one.who.is_none() {
            return p(&title).number(at);
        }
        let who = one.who.as_deref().map(|who| text("p", "quiet-text small-text", &under(who)));
        let open = at == 0 && !one.first;
        more(&title, all().with(differences(&one.what)).some(who))
            .maybe("open", open.then_some("open"))
            .number(at)
    });
    all().some(none).with(list)
}

/// What was, what is now.
pub(crate) fn differences(list: &[Difference]) -> El {
    each(el("dl", "changes"), list, |at, one| {
        let line = |title: &str, said: &str| {
            all()
                .with(text("dt", "quiet-text small-text", title))
                .with(text("dd", "", said).put("dir", "auto"))
        };
        let head = text("dt", "small-head", &one.heading);
        let said = match (&one.was, &one.now) {
            (Some(was), Some(now)) => line(words::WAS, was).with(line(words::THEN, now)),
            (None, Some(now)) => line(words::ADDED, now),
            (Some(was), None) => line(words::TAKEN, was),
            (None, None) => all(),
        };
        el("div", "change").number(at).with(head).with(said)
    })
}
