//! The list of check-ins: what the team asked for, and what can be started.

#[cfg(any(test, feature = "fixtures"))]
mod examples;

use lapwing_core::event::Event;
use lapwing_core::form::{self, Asked, CheckInsView, DueRow, LibraryRow};
use lapwing_core::route::Route;
use lapwing_core::words::{carers, form as words, schedule as plan, today};
use yew::prelude::*;

#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;

use super::shown;
use crate::components::button::{Kind, buttons, link_button, wide_buttons};
use crate::components::card::headed;
use crate::components::field::{Field, Holds, field};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// The screen.
pub fn screen(view: &CheckInsView, due: &[DueRow], send: &Callback<Event>) -> Html {
    page(words::CHECK_INS, Some(if view.alone { carers::WELL_HINT } else { words::LEAD }), None)
        .with(inside(view, due, send))
        .done()
}

fn inside(view: &CheckInsView, due: &[DueRow], send: &Callback<Event>) -> El {
    let Some(rows) = &view.rows else {
        return match view.trouble {
            Some(trouble) => shown::failed(trouble, send),
            None => skeleton(Shape::Cards(2)),
        };
    };
    let stack = || el("div", "stack");
    if view.not_shared {
        return shown::not_shared();
    }
    if !view.can_answer {
        let list = each(stack(), rows, |_, row| card(row, None, false, false));
        return all().with(notice(Tone::Blue, Icon::Info, p(words::NOT_FOR_OTHERS))).with(list);
    }
    let asked = |heading: &str| {
        each(stack().with(text("h2", "", heading)), due, |_, d| card(&d.row, Some(d), true, false))
    };
    let rest = || rows.iter().filter(|row| due.iter().all(|d| d.row.key != row.key));
    if view.about.is_some() || view.alone {
        let told =
            view.about.as_deref().map(|name| notice(Tone::Plum, Icon::Info, p(&words::about_them(name))));
        let heading = view.about.as_deref().map_or(carers::ASKED_YOU.into(), carers::asked_about);
        let hint = view.alone.then(|| p(carers::ASKED_YOU_HINT));
        let list = rest().fold(stack(), |list, row| list.with(card(row, None, true, false)));
        let due = (!due.is_empty()).then(|| asked(&heading).some(hint));
        return all().some(told).some(due).with(list);
    }
    let begun = due.iter().all(|d| !d.later && d.row.draft);
    let heading = if begun { words::DRAFT } else { words::DUE };
    let asked = each(stack().with(text("h2", "", heading)), due, |_, d| card(&d.row, Some(d), true, true));
    let rest: Vec<&LibraryRow> = rest().collect();
    let nothing = rest.is_empty() && view.sought.as_deref().unwrap_or_default().trim().is_empty();
    all()
        .some((!due.is_empty()).then_some(asked))
        .some((!view.others.is_empty()).then(|| asked_of_others(&view.others)))
        .some((!nothing).then(|| library(view, &rest, send)))
}

/// What the person can start themselves: who sees it, the search where it is long, the trust's own beside ours.
fn library(view: &CheckInsView, rest: &[&LibraryRow], send: &Callback<Event>) -> El {
    let sharing = link_button(Kind::Plain, None, words::CHANGE_SHARING, &Route::Sharing.path());
    let search = view.sought.as_deref().map(|sought| {
        let write = send.reform(|text| Event::Form(form::Event::Sought(text)));
        let asked = Field {
            id: "library",
            label: words::LOOK_FOR,
            hint: Some(words::LOOK_FOR_HINT),
            holds: Holds::Line,
            value: sought,
            ..Field::default()
        };
        el("div", "").put("role", "search").with(field(asked, &write))
    });
    let sought = view.sought.as_deref().is_some_and(|sought| !sought.trim().is_empty());
    let found = match rest.len() {
        _ if !sought => None,
        0 => Some(empty(Icon::Search, words::NOT_FOUND, words::NOT_FOUND_NEXT)),
        count => Some(text("p", "quiet-text", &words::found(count))),
    };
    let trusts = rest.iter().any(|row| row.trusts);
    let group = |heading: &str, of: bool| {
        let mut list = el("section", "stack");
        let mut some = false;
        if trusts {
            list = list.with(text("h2", "", heading));
        }
        for row in rest.iter().filter(|row| row.trusts == of) {
            list = list.with(card(row, None, true, true));
            some = true;
        }
        some.then_some(list)
    };
    // What stays and what changes with each letter stand apart, so that the field keeps the focus.
    let head = el("div", "stack-tight")
        .with(text("h2", "", words::START_YOURSELF))
        .with(p(&words::seen_by(view.seen_by.as_deref())))
        .with(buttons().with(sharing))
        .some(search);
    let list = el("div", "stack")
        .with(el("div", "").put("role", "status").some(found))
        .some(group(&words::of_trust(&view.trust), true))
        .some(group(words::OF_APP, false));
    el("section", "stack").with(head).with(list)
}

/// What the team asks somebody else to answer about the person.
fn asked_of_others(others: &[Asked]) -> El {
    let list = each(rows(Some(carers::ASKED_OTHERS)), others, |at, one| {
        let detail = carers::asked_other(&one.who, one.due.as_deref());
        let row = Row {
            key: &at.to_string(),
            title: &one.title,
            detail: Some(&detail),
            icon: Some(Icon::Person),
            tone: Tone::Plum,
            ..Row::default()
        };
        row.item()
    });
    el("section", "stack").with(text("h2", "", carers::ASKED_OTHERS)).with(list)
}

/// One check-in: what it is, how long it takes, the way in, and the way to what was answered before.
fn card(row: &LibraryRow, due: Option<&DueRow>, can_answer: bool, own: bool) -> El {
    let kind = if row.draft || due.is_some() { Kind::Primary } else { Kind::Quiet };
    let action = if row.draft { words::RESUME } else { words::START };
    let aside = match due.and_then(|d| d.due.as_deref()) {
        Some(_) if due.is_some_and(|d| d.overdue) => Some(tag(Tone::Amber, Some(Icon::Clock), plan::OVERDUE)),
        Some(when) => Some(tag(Tone::Amber, Some(Icon::Clock), &today::due(when))),
        None => row.draft.then(|| tag(Tone::Amber, Some(Icon::Pause), words::DRAFT)),
    };
    let tone = match due {
        Some(_) => Tone::Amber,
        None if row.others => Tone::Plum,
        None => Tone::Plain,
    };
    let link = |kind, words: &str, route: &Route| {
        link_button(kind, None, words, &route.path()).put("aria-label", &words::named(words, &row.title))
    };
    let length = today::length(row.questions, row.minutes);
    let buttons = wide_buttons()
        .some(can_answer.then(|| link(kind, action, &Route::Answer(row.key.clone()))))
        .some(own.then(|| link(Kind::Plain, plan::PLAN, &Route::Schedule(row.key.clone()))))
        .with(link(Kind::Plain, words::PAST, &Route::Past(row.key.clone())));
    let planned = due.and_then(|d| d.planned.clone());
    let planned = planned.or_else(|| row.plan.as_deref().map(plan::kept));
    headed(tone, &row.title, aside)
        .key(&row.key)
        .with(
            el("div", "")
                .with(p(&row.about))
                .some((!row.why.is_empty()).then(|| p(&row.why)))
                .with(text("p", "quiet-text", &length))
                .some(row.last.as_deref().map(|last| text("p", "quiet-text", last)))
                .some(planned.as_deref().map(|plan| text("p", "quiet-text", plan))),
        )
        .with(buttons)
}
