//! The care plan: goals, who does what, notes; sharing, where it is one's own.

use lapwing_core::event::Event;
use lapwing_core::plan::Paper;
use lapwing_core::record::{GoalRow, PlanBlock, PlanView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{
    keepsakes, links, plan as words, plan_safety as safety_words, record as record_words,
};
use yew::prelude::*;

use super::{record, shown};
use crate::components::button::{Kind, buttons, link_button};
use crate::components::card::{card, headed};
use crate::components::heading::page;
use crate::components::more::more;
use crate::components::rows::rows;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// The screen; `own` where it is the person's own plan.
pub fn screen(view: &PlanView, own: bool, send: &Callback<Event>) -> Html {
    let title = if own { words::PLAN } else { record_words::shelf(Shelf::Plan) };
    let inside = shown::instead(&view.shown, Shelf::Plan, send).unwrap_or_else(|| here(view, own, send));
    page(title, None, None).class("page-wide").some(own.then(own_words)).with(inside).done()
}

fn here(view: &PlanView, own: bool, send: &Callback<Event>) -> El {
    let rate: Option<Rate> = own.then_some(rating::ask);
    let says = Says { send, rate, answers: answer::answers, changes: before::changes };
    let block = |at: usize, plan: &PlanBlock| block(at, plan, Some(says));
    let now = each(all().with(shown::over(&view.shown, send)), &view.now, block);
    let past = (!view.past.is_empty()).then(|| {
        let old = |at: usize, plan: &PlanBlock| self::block(at, plan, None).some(before::changes(plan, send));
        more(words::PAST, each(el("div", "stack plans-past"), &view.past, old))
    });
    let steps = view
        .steps
        .then(|| rows(None).with(record::row(Shelf::Steps, record_words::shelf(Shelf::Steps), None, false)));
    all().some(steps).with(now).some(own.then(share)).some(past)
}

/// What the person wrote of themselves has screens of its own.
fn own_words() -> El {
    let link = |title, hint, icon, route: &Route| record::link(title, Some(hint), icon, Tone::Plain, route);
    let first = link(safety_words::TITLE, safety_words::HINT, Icon::Heart, &Route::Safety(String::new()));
    let papers = Paper::OTHERS.iter().filter(|paper| **paper != Paper::Cover).copied();
    let papers = papers.fold(rows(None).with(first), |list, paper| {
        let words = safety_words::of(paper);
        list.with(link(words.title, words.hint, Icon::Person, &Route::Paper(paper, String::new())))
    });
    papers.with(link(keepsakes::TITLE, keepsakes::HINT, Icon::Heart, &Route::Keepsakes)).with(link(
        links::CARD,
        links::CARD_HINT,
        Icon::Info,
        &Route::Card,
    ))
}

fn share() -> El {
    let choose = link_button(Kind::Quiet, Some(Icon::Share), words::SHARE_CHOOSE, &Route::Sharing.path());
    headed(Tone::Plum, words::SHARE, None).with(p(words::SHARE_HINT)).with(buttons().with(choose))
}

/// What somebody wrote, in whatever script.
fn wrote(class: &str, words: &str) -> El {
    text("p", class, words).put("dir", "auto")
}

/// Asks for a number.
type Rate = fn(&GoalRow, &Callback<Event>) -> El;
/// Who agreed, and the actions, with what the reader can say of them.
type Answers = fn(&PlanBlock, &Callback<Event>) -> (Option<El>, Option<El>);

/// How it changed.
type Changes = fn(&PlanBlock, &Callback<Event>) -> Option<El>;

/// What can be said of a plan: by pointers, as who looks at somebody's link says nothing and need not wait for it.
#[derive(Clone, Copy)]
pub(super) struct Says<'a> {
    send: &'a Callback<Event>,
    rate: Option<Rate>,
    answers: Answers,
    changes: Changes,
}

/// One plan: what it is about, then goals and actions side by side where there is room.
pub(super) fn block(at: usize, plan: &PlanBlock, says: Option<Says>) -> El {
    let head = el("div", "stack-tight").with(text("h2", "", &plan.title));
    let source = match (plan.period.as_deref().map(words::period), &plan.source) {
        (Some(period), Some(source)) => format!("{period}. {source}"),
        (period, source) => period.or(source.clone()).unwrap_or_default(),
    };
    let head = each(head, &plan.description, |_, words| wrote("", words)).with(text(
        "p",
        "quiet-text small-text",
        &source,
    ));
    let head = head.some(plan.with.as_deref().map(|with| text("p", "quiet-text small-text", with)));
    let review = plan.review.as_ref().map(|(when, past)| answer::review(when, *past));
    let goals = (!plan.goals.is_empty()).then(|| part(words::GOALS, &plan.goals, |one| goal(one, says)));
    let (agreed, actions) = match says {
        Some(says) => (says.answers)(plan, says.send),
        None => {
            let plain = || part(words::ACTIONS, &plan.actions, answer::action);
            (None, (!plan.actions.is_empty()).then(plain))
        }
    };
    let pair = if goals.is_some() && actions.is_some() { "pair" } else { "" };
    let notes = (!plan.notes.is_empty()).then(|| {
        let head = el("div", "stack-tight").with(text("h3", "", words::NOTES));
        each(head, &plan.notes, |_, note| wrote("", note))
    });
    el("section", "plan")
        .number(at)
        .with(head)
        .some(review)
        .some(agreed)
        .with(el("div", "pair-even").class(pair).some(goals).some(actions))
        .some(notes)
        .some(says.and_then(|says| (says.changes)(plan, says.send)))
}

fn part<T>(heading: &str, items: &[T], draw: impl Fn(&T) -> El) -> El {
    let list = el("ul", "plan-lines").put("role", "list");
    let list = each(list, items, |at, item| el("li", "").number(at).with(draw(item)));
    card(Tone::Plain).class("plan-part").with(text("h3", "", heading)).with(list)
}

fn goal(goal: &GoalRow, says: Option<Says>) -> El {
    let lines = each(all().with(wrote("plan-text", &goal.text)), &goal.targets, |_, target| p(target));
    let state = goal.state.as_deref().map(|state| el("p", "").with(tag(Tone::Blue, None, state)));
    each(lines, &goal.notes, |_, note| wrote("quiet-text", note))
        .some(state)
        .with(rating::over_time(goal))
        .some(says.filter(|_| !goal.id.is_empty()).and_then(|says| Some((says.rate?)(goal, says.send))))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    examples::fixtures()
}

pub(super) use before::differences;

mod answer;
mod before;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod rating;
