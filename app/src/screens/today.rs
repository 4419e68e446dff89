//! Today: what is asked of the person, what comes next, and the ways on. Of somebody they care for:
//! only what is shared.

use lapwing_core::event::Event;
use lapwing_core::form::DueRow;
use lapwing_core::plan::Hint;
use lapwing_core::record::{NextAppointment, Shelf};
use lapwing_core::route::Route;
use lapwing_core::schedule;
use lapwing_core::view::{ReviewRow, TodayView};
use lapwing_core::words::{
    carers, frame, plan_safety as safety_words, record as record_words, record_find as find,
    schedule as plan, today as words,
};
use yew::prelude::*;

use super::{caring, record, shown};
use crate::components::button::{Kind, button, buttons, link_button, wide_buttons};
use crate::components::card::{card, headed};
use crate::components::heading::page;
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell_of;

/// Today.
pub fn screen(view: &TodayView, send: &Callback<Event>) -> Html {
    if view.own { mine(view, send) } else { theirs(view, send) }.done()
}

fn mine(view: &TodayView, send: &Callback<Event>) -> El {
    let cared = (!view.caring_for.is_empty()).then(|| {
        let more = link_button(Kind::Quiet, Some(Icon::Heart), carers::CARING_MORE, &Route::Caring.path());
        let list = caring::list(&view.caring_for, send);
        section(frame::CARING_FOR, all().with(list).with(buttons().with(more)))
    });
    page(&view.greeting, None, None)
        .with(asked(view, send))
        .some(view.next.as_ref().map(next))
        .some(view.news.as_ref().map(news))
        .some(tasks(&view.tasks, words::TO_DO))
        .some(reviews(&view.reviews))
        .with(ways_on(view.safety))
        .some(cared)
}

fn section(heading: &str, list: El) -> El {
    el("section", "stack").with(text("h2", "", heading)).with(list)
}

/// What waits for the person; that nothing does is said only when it is known.
fn asked(view: &TodayView, send: &Callback<Event>) -> El {
    if !view.due.is_empty() {
        return each(all(), &view.due, |_, row| due(row, send));
    }
    match view.trouble {
        Some(found) => shown::failed(found, send),
        None if view.loading => skeleton(Shape::Cards(2)),
        None if view.tasks.is_empty() => rest(view.next.is_none()),
        None => all(),
    }
}

/// Something that is due.
pub(super) fn due(due: &DueRow, send: &Callback<Event>) -> El {
    let row = &due.row;
    let go = if row.draft { words::RESUME } else { words::START };
    let line = |words: &str| el("p", "due").with(Icon::Clock.small()).say(words);
    let until = due.due.as_deref().map(|when| line(&words::due(when)));
    let late = due.overdue.then(|| tag(Tone::Amber, None, plan::OVERDUE));
    let start = link_button(Kind::Primary, None, go, &Route::Answer(row.key.clone()).path())
        .put("aria-label", &format!("{go}: {}", row.title));
    let later = due.later.then(|| {
        let press = tell_of(send, &row.key, |key| Event::Schedule(schedule::Event::Later(key)));
        button(Kind::Plain, None, plan::LATER, &press)
            .put("aria-label", &format!("{}: {}", plan::LATER, row.title))
    });
    headed(Tone::Amber, &row.title, late)
        .key(&row.key)
        .with(p(&words::length(row.questions, row.minutes)))
        .some(until)
        .some(due.planned.as_deref().map(line))
        .with(wide_buttons().with(start).some(later))
}

/// Nothing is asked: a quiet leaf. The record may be new too.
fn rest(new: bool) -> El {
    let start = || {
        let go = link_button(Kind::Quiet, Some(Icon::CheckIns), frame::CHECK_INS, &Route::CheckIns.path());
        all().with(p(words::NEW_HERE)).with(buttons().with(go))
    };
    let inside = el("div", "stack-tight")
        .with(text("p", "card-lead", words::NOTHING_TO_DO))
        .with(p(words::NOTHING_HINT))
        .some(new.then(start));
    let leaf = el("span", "rest-icon").with(Icon::Leaf.draw());
    card(Tone::Primary).class("rest").with(leaf).with(inside)
}

fn next(next: &NextAppointment) -> El {
    let line = |line: &str| text("p", "card-line", line);
    headed(Tone::Plain, words::NEXT, None)
        .with(text("p", "card-lead sentence", &next.when))
        .with(line(&next.title))
        .some(next.with.as_deref().map(line))
        .some(next.kind.as_deref().map(line))
}

/// What is new is counted, not told: the person chooses when to look.
fn news((since, told): &(String, String)) -> El {
    let go = link_button(Kind::Quiet, Some(Icon::Eye), record_words::WHEN_READY, &Route::News.path());
    headed(Tone::Plain, &find::new_since(since), None).with(p(told)).with(wide_buttons().with(go))
}

fn tasks(tasks: &[(String, Option<String>)], heading: &'static str) -> Option<El> {
    let list = each(rows(Some(heading)), tasks, |at, (title, until)| {
        let until = until.as_deref().map(words::due);
        let row = Row {
            key: &at.to_string(),
            title,
            detail: until.as_deref(),
            icon: Some(Icon::CheckIns),
            tone: Tone::Amber,
            ..Row::default()
        };
        row.item()
    });
    (!tasks.is_empty()).then(|| section(heading, list))
}

/// Plans to be looked at again, calmly: nothing of them is late.
fn reviews(all: &[ReviewRow]) -> Option<El> {
    let row = |_, row: &ReviewRow| {
        let icon = if row.route == Route::Plan { Icon::Plan } else { Icon::Heart };
        record::link(row.title, Some(&row.told), icon, Tone::Plain, &row.route)
    };
    let list = || each(rows(Some(words::REVIEWS)), all, row);
    (!all.is_empty()).then(|| section(words::REVIEWS, list()))
}

fn ways_on(safety: Hint) -> El {
    let hint = match safety {
        // The day to look at it again is told above.
        Hint::Plain | Hint::Review => safety_words::HINT,
        Hint::New => safety_words::HINT_NEW,
        Hint::Ask => safety_words::ASK,
    };

    let way = |name, hint, icon, route: &Route| record::link(name, Some(hint), icon, Tone::Plain, route);
    rows(Some(frame::PLACES))
        .with(way(safety_words::TITLE, hint, Icon::Heart, &Route::Safety(String::new())))
        .with(way(words::MY_PLAN, words::MY_PLAN_HINT, Icon::Plan, &Route::Plan))
        .with(way(words::MY_RECORD, words::MY_RECORD_HINT, Icon::Record, &Route::Record))
        .with(way(words::FEEDBACK, words::FEEDBACK_HINT, Icon::Feedback, &Route::Feedback))
}

fn theirs(view: &TodayView, send: &Callback<Event>) -> El {
    let shares = |shelf: Shelf| view.shared.as_ref().is_some_and(|shared| shelf.is_open_to(shared));
    let open = shared(&shares);
    let appointments = shares(Shelf::Appointments);
    let single = view.shared.as_ref().is_some_and(|shared| !shared.kinds.is_empty());
    if open.is_empty() && !appointments && !single {
        return page(&view.greeting, None, None).with(shown::not_shared());
    }
    let none = (appointments && view.next.is_none() && !view.loading)
        .then(|| text("p", "quiet-text", words::NO_APPOINTMENTS));
    let name = view.about.as_deref().unwrap_or_default();
    let asked = || section(&carers::asked_about(name), each(all(), &view.due, |_, row| due(row, send)));
    let add = view.notices.as_ref().map(|key| {
        let to = Route::Answer(key.clone());
        rows(None).with(record::link(carers::NOTICE, Some(carers::NOTICE_HINT), Icon::Eye, Tone::Plum, &to))
    });
    page(&view.greeting, Some(words::SHARED), None)
        .some((!view.due.is_empty()).then(asked))
        .some(add)
        .some((!open.is_empty()).then_some(open))
        .some(single.then(|| {
            rows(None).with(record::link(
                carers::SINGLE,
                Some(carers::SINGLE_HINT),
                Icon::Record,
                Tone::Plain,
                &Route::Record,
            ))
        }))
        .some(view.next.as_ref().map(next))
        .some(none)
        .some(tasks(&view.tasks, words::TO_DO_THEIRS))
        .with(text("p", "quiet-text small-text", lapwing_core::words::sharing::SEEN))
}

/// Links to what the sections open.
fn shared(shares: &dyn Fn(Shelf) -> bool) -> El {
    const ALL: [Shelf; 10] = [
        Shelf::Steps,
        Shelf::Papers,
        Shelf::Plan,
        Shelf::Team,
        Shelf::Conditions,
        Shelf::Allergies,
        Shelf::Medicines,
        Shelf::Results,
        Shelf::Scores,
        Shelf::Letters,
    ];
    let mut list = rows(Some(words::SHARED));
    for shelf in ALL.into_iter().filter(|shelf| shares(*shelf)) {
        let (title, detail) = match shelf {
            Shelf::Plan => (record_words::shelf(shelf), Some(words::MY_PLAN_HINT)),
            Shelf::Scores => (frame::CHECK_INS, None),
            Shelf::Papers => (record_words::shelf(shelf), Some(record_words::about(shelf))),
            _ => (record_words::shelf(shelf), None),
        };
        list = list.with(record::row(shelf, title, detail, false));
    }
    list
}
