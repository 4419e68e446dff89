//! The list of check-ins: what the team asked for, and what can be started.

use lapwing_core::event::Event;
use lapwing_core::form::{CheckInsView, DueRow, LibraryRow};
use lapwing_core::route::Route;
use lapwing_core::words::{carers, form as words, schedule as plan, today};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, link_button, wide_buttons};
use crate::components::card::headed;
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::skeleton::{Shape, skeleton};
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
    if let Some(name) = &view.about {
        let list = each(stack(), rows, |_, row| card(row, None, true, false));
        return all().with(notice(Tone::Plum, Icon::Info, p(&words::about_them(name)))).with(list);
    }
    if view.alone {
        return each(stack(), rows, |_, row| card(row, None, true, false));
    }
    let begun = due.iter().all(|d| !d.later && d.row.draft);
    let heading = if begun { words::DRAFT } else { words::DUE };
    let asked = each(stack().with(text("h2", "", heading)), due, |_, d| card(&d.row, Some(d), true, true));
    let mut others = stack().with(text("h2", "", words::START_YOURSELF));
    let mut some = false;
    for row in rows.iter().filter(|row| due.iter().all(|d| d.row.key != row.key)) {
        others = others.with(card(row, None, true, true));
        some = true;
    }
    all().some((!due.is_empty()).then_some(asked)).some(some.then_some(others))
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
    let tone = if due.is_some() { Tone::Amber } else { Tone::Plain };
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
                .some(planned.as_deref().map(|plan| text("p", "quiet-text", plan))),
        )
        .with(buttons)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let row = |key: &str, title: &str, (questions, minutes): (u64, u64), draft| LibraryRow {
        key: key.into(),
        title: title.into(),
        about: "How you have felt over the last 2 weeks".into(),
        why: "It helps you and your team see how it changes.".into(),
        questions,
        minutes,
        draft,
        plan: None,
    };
    let (mood, worry) = (row("a", "Mood check-in", (9, 3), false), row("b", "Worry check-in", (7, 2), false));
    let long = row(
        "c",
        "Verlaufsfragebogen zur Erfassung der gesundheitsbezogenen Lebensqualität im Alltag",
        (36, 12),
        true,
    );
    let of = |rows: Option<Vec<LibraryRow>>, can_answer| CheckInsView {
        rows,
        trouble: None,
        can_answer,
        not_shared: false,
        about: None,
        alone: false,
    };
    let both = Some(vec![mood.clone(), worry.clone()]);
    let due_row = |row, due, overdue| DueRow { row, due, planned: None, overdue, later: !overdue };
    let due = [due_row(mood.clone(), Some("29 November 2026".into()), false)];
    let late = [DueRow { later: true, ..due_row(mood.clone(), Some("19 November 2026".into()), true) }];
    let asked = "You planned this for today at 09:00".to_string();
    let planned = [DueRow { planned: Some(asked), ..due_row(mood.clone(), None, false) }];
    let begun =
        [DueRow { later: false, ..due_row(LibraryRow { draft: true, ..worry.clone() }, None, false) }];
    let every = LibraryRow { plan: Some("Every day at 09:00".into()), ..worry };
    let failed = CheckInsView { trouble: Some(Trouble::Offline), ..of(None, true) };
    vec![
        ("check_ins_due", screen(&of(both.clone(), true), &due, &send)),
        ("check_ins_begun", screen(&of(both.clone(), true), &begun, &send)),
        ("check_ins_late", screen(&of(both.clone(), true), &late, &send)),
        ("check_ins_planned", screen(&of(Some(vec![mood, every]), true), &planned, &send)),
        ("check_ins_none_due", screen(&of(both.clone(), true), &[], &send)),
        ("check_ins_long", screen(&of(Some(vec![long]), true), &[], &send)),
        (
            "check_ins_about",
            screen(&CheckInsView { about: Some("Sam".into()), ..of(both.clone(), true) }, &[], &send),
        ),
        ("check_ins_alone", screen(&CheckInsView { alone: true, ..of(both.clone(), true) }, &[], &send)),
        ("check_ins_carer", screen(&of(both, false), &[], &send)),
        (
            "check_ins_not_shared",
            screen(&CheckInsView { not_shared: true, ..of(Some(vec![]), false) }, &[], &send),
        ),
        ("check_ins_loading", screen(&of(None, true), &[], &send)),
        ("check_ins_trouble", screen(&failed, &[], &send)),
    ]
}
