//! One entry of any kind: what, when, in which state, all that it says, who it is from, and what goes with it.

use lapwing_core::event::Event;
use lapwing_core::glossary::Meaning;
use lapwing_core::record::{EntryRow, EntryView, FileRow, Hold, Leads, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{frame, glossary, record as words, record_entry as entry_words};
use yew::prelude::*;

use super::{entries, record, shown};
use crate::components::button::{Kind, buttons, link_button};
use crate::components::card::card;
use crate::components::facts::facts;
use crate::components::heading::{Back, page};
use crate::components::more::more;
use crate::components::notice::notice;
use crate::components::rich::rich;
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// The entry.
pub fn screen(view: &EntryView, send: &Callback<Event>) -> Html {
    let here = view.shown.presence == Presence::Here;
    let (href, name) = match here {
        true => (record::route(view.shelf).path(), words::shelf(view.shelf)),
        false => (Route::Record.path(), frame::RECORD),
    };
    let title = match view.shown.presence {
        Presence::Here if view.hold.is_some_and(|hold| hold != Hold::NewResult) => words::WAITS,
        Presence::Here => &view.title,
        Presence::Empty => words::NO_SUCH_ENTRY,
        _ => words::ENTRY,
    };
    let lead = (here && view.kind != view.title).then_some(view.kind.as_str());
    page(title, lead.filter(|_| view.hold.is_none()), Some(Back { href: &href, words: name }))
        .with(shown::over(&view.shown, send))
        .with(inside(view, send))
        .done()
}

fn inside(view: &EntryView, send: &Callback<Event>) -> El {
    match view.shown.presence {
        Presence::Loading => skeleton(Shape::Text),
        Presence::Empty => all(),
        Presence::Here => match view.hold {
            Some(hold) => all()
                .with(p(words::why_it_waits(hold)))
                .with(more(words::WHEN_READY, all().with(text("h2", "", &view.title)).with(story(view))))
                .with(shown::always(hold, send)),
            None => story(view),
        },
        _ => shown::instead(&view.shown, Shelf::Others, send).unwrap_or_else(all),
    }
}

/// All that it says.
pub(super) fn story(view: &EntryView) -> El {
    let when = view.when.as_deref().map(|when| text("p", "card-lead", when));
    let pairs: Vec<(&str, Option<&str>)> =
        view.facts.iter().map(|fact| (fact.label.as_str(), Some(fact.words.as_str()))).collect();
    let any = when.is_some() || view.badge.is_some() || !pairs.is_empty();
    let head = card(Tone::Plain)
        .some(when)
        .some(view.badge.as_ref().map(|badge| el("p", "").with(entries::badge(badge))))
        .some((!pairs.is_empty()).then(|| facts(&pairs).put("dir", "auto")));
    let sources =
        each(el("section", "stack-tight").with(text("h2", "", words::SOURCES)), &view.sources, |_, line| {
            text("p", "quiet-text small-text", line)
        });
    el("div", "stack")
        .some(any.then_some(head))
        .with(written(view))
        .some(files(&view.files))
        .some(view.rights.as_deref().map(rights))
        .some(over_time(&view.over_time))
        .some(leads(entry_words::CAME_OF_IT, &view.came))
        .some(leads(words::LEADS, &view.leads))
        .some((!view.sources.is_empty()).then_some(sources))
}

/// What the entry says in marked words.
fn written(view: &EntryView) -> El {
    each(all(), &view.text, |at, (heading, pieces)| {
        el("article", "card letter")
            .number(at)
            .put("dir", "auto")
            .some(heading.as_deref().map(|heading| text("h2", "", heading)))
            .with(rich(el("div", "rich"), pieces))
    })
}

/// What the record does not say, what the trust says, and who can say more.
fn rights(said: &[Meaning]) -> El {
    let team = link_button(Kind::Quiet, None, entry_words::RIGHTS_TEAM, &Route::Team.path());
    let none = said.is_empty().then(|| p(entry_words::RIGHTS_NONE));
    let inside = all().with(p(entry_words::RIGHTS)).some(none).with(buttons().with(team));
    let heading = (!said.is_empty()).then(|| text("h2", "", entry_words::RIGHTS_TITLE));
    let told = each(el("section", "stack").some(heading), said, |_, one| {
        let checked = match &one.reviewed_by {
            Some(who) => glossary::checked(who),
            None => glossary::UNCHECKED.to_owned(),
        };
        el("div", "stack-tight")
            .with(text("h3", "", &one.title))
            .with(p(&one.text))
            .with(text("p", "quiet-text small-text", &glossary::source(&one.source)))
            .with(text("p", "quiet-text small-text", &checked))
    });
    all().with(notice(Tone::Blue, Icon::Info, inside)).some((!said.is_empty()).then_some(told))
}

fn over_time(rows: &[EntryRow]) -> Option<El> {
    let head = text("h2", "", entry_words::MEDICINE_OVER_TIME);
    (!rows.is_empty())
        .then(|| el("section", "stack").with(head).with(entries::entries(rows, entries::plain, true)))
}

fn leads(heading: &str, leads: &[Leads]) -> Option<El> {
    let list = each(rows(None), leads, |_, lead| {
        let href = lead.route.path();
        let row =
            Row { detail: lead.detail.as_deref(), note: Some(&lead.label), ..Row::link(&lead.title, &href) };
        row.item()
    });
    (!leads.is_empty()).then(|| el("section", "stack").with(text("h2", "", heading)).with(list))
}

/// The files of an entry, each with what it is.
pub(super) fn files(files: &[FileRow]) -> Option<El> {
    let list = each(rows(None), files, |_, file| {
        Row { detail: Some(&file.detail), ..Row::link(&file.title, &file.route.path()) }.item()
    });
    (!files.is_empty()).then(|| el("section", "stack").with(text("h2", "", entry_words::FILES)).with(list))
}
