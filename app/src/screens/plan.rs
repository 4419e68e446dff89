//! The care plan: goals, who does what, notes; sharing, where it is one's own.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, Paper};
use lapwing_core::record::{GoalRow, Need, PlanBlock, PlanView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{
    keepsakes, links, plan as words, plan_safety as safety_words, record as record_words,
};
use yew::prelude::*;

use super::{plan_safety, record, shown};
use crate::components::button::{Kind, button, buttons, link_button};
use crate::components::card::{card, headed};
use crate::components::heading::page;
use crate::components::more::more;
use crate::components::rows::rows;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// The screen; `own` where it is the person's own plan.
pub fn screen(view: &PlanView, own: bool, send: &Callback<Event>) -> Html {
    let shelf = if view.by_itself { Shelf::Papers } else { Shelf::Plan };
    let title = if own { words::PLAN } else { record_words::shelf(shelf) };
    let inside = shown::instead(&view.shown, shelf, send).unwrap_or_else(|| here(view, own, send));
    page(title, None, None)
        .class("page-wide plan-page")
        .some(view.paper.as_deref().map(|paper| text("p", "on-paper", paper)))
        .with(each(el("div", "on-paper"), &view.about, |_, step| {
            let lines =
                each(all(), &step.lines, |_, line| text("p", "plan-text", &line.text).put("dir", "auto"));
            el("section", "")
                .number(step.step)
                .with(text("h2", "", safety_words::name(step.step)))
                .with(lines)
        }))
        .some(own.then(|| own_words(view)))
        .with(inside)
        .some(view.own.as_deref().and_then(|view| own::own(view, send)))
        .some(own.then(harder))
        .some(own.then(share))
        .done()
}

fn here(view: &PlanView, own: bool, send: &Callback<Event>) -> El {
    let rate: Option<Rate> = own.then_some(rating::ask);
    let says = Says { send, rate, answers: answer::answers, changes: before::changes };
    let coordinator = view.coordinators.as_deref().map(coordinator);
    let says = (!view.by_itself).then_some(says);
    let block = |at: usize, plan: &PlanBlock| block(at, plan, says);
    let papers =
        each(all(), &view.papers, |at, (paper, steps)| plan_safety::theirs(*paper, steps, send).number(at));
    let now = each(all().with(shown::over(&view.shown, send)), &view.now, block);
    let past = (!view.past.is_empty()).then(|| {
        let old = |at: usize, plan: &PlanBlock| self::block(at, plan, None).some(before::changes(plan, send));
        more(words::PAST, each(el("div", "stack plans-past"), &view.past, old))
    });
    let steps = view
        .steps
        .then(|| rows(None).with(record::row(Shelf::Steps, record_words::shelf(Shelf::Steps), None, false)));
    all().some(steps).with(papers).with(now).some(coordinator).with(print(own, send)).some(past)
}

fn link(title: &str, hint: &str, icon: Icon, route: &Route) -> El {
    record::link(title, Some(hint), icon, Tone::Plain, route)
}

fn paper(paper: Paper, hint: Option<&str>) -> El {
    let words = safety_words::of(paper);
    link(words.title, hint.unwrap_or(words.hint), Icon::Person, &Route::Paper(paper, String::new()))
}

fn section(heading: &str, inside: El) -> El {
    el("section", "stack").with(text("h2", "", heading)).with(inside)
}

/// What the person wrote of themselves has screens of its own. The safety plan is the first thing to be found.
fn own_words(view: &PlanView) -> El {
    let safety = link(safety_words::TITLE, safety_words::HINT, Icon::Heart, &Route::Safety(String::new()));
    let about = rows(Some(words::ABOUT))
        .with(paper(Paper::About, view.unwritten.then_some(words::ABOUT_NONE)))
        .with(paper(Paper::Needs, None));
    el("div", "stack not-on-paper").with(rows(None).with(safety)).with(section(words::ABOUT, about))
}

/// What is to be done then has screens of its own too.
fn harder() -> El {
    let list = rows(Some(words::HARDER))
        .with(paper(Paper::Crisis, None))
        .with(paper(Paper::Early, None))
        .with(paper(Paper::Advance, None))
        .with(link(keepsakes::TITLE, keepsakes::HINT, Icon::Heart, &Route::Keepsakes))
        .with(link(links::CARD, links::CARD_HINT, Icon::Info, &Route::Card));
    section(words::HARDER, list).class("not-on-paper")
}

fn coordinator(named: &[(String, String)]) -> El {
    let list = each(el("ul", "plan-lines").put("role", "list"), named, |at, (name, role)| {
        el("li", "").number(at).with(wrote("plan-text", name)).with(wrote("quiet-text", role))
    });
    let inside = if named.is_empty() { p(words::COORDINATOR_NONE) } else { list };
    let team =
        link_button(Kind::Plain, Some(Icon::Team), record_words::shelf(Shelf::Team), &Route::Team.path());
    section(words::COORDINATOR, card(Tone::Plain).with(inside).with(buttons().with(team)))
}

/// The button that prints, and what that means.
fn print(own: bool, send: &Callback<Event>) -> El {
    let press = tell(send, || Event::Plan(plan::Event::Printed));
    let save = tell(send, || Event::Plan(plan::Event::FileTaken));
    let save = own.then(|| button(Kind::Quiet, None, words::SAVE_FILE, &save));
    el("div", "not-on-paper stack-tight")
        .with(buttons().with(button(Kind::Quiet, None, words::PRINT, &press)).some(save))
        .with(text("p", "quiet-text small-text", safety_words::PRINT_HINT))
        .some(own.then(|| text("p", "quiet-text small-text", words::SAVE_FILE_HINT)))
}

fn share() -> El {
    let choose = link_button(Kind::Quiet, Some(Icon::Share), words::SHARE_CHOOSE, &Route::Sharing.path());
    headed(Tone::Plum, words::SHARE, None)
        .class("not-on-paper")
        .with(p(words::SHARE_HINT))
        .with(buttons().with(choose))
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
    let whose = says.map(|says| if says.rate.is_some() { words::TEAMS } else { words::TEAMS_THEIRS });
    let head = head.some(whose.map(|whose| text("p", "quiet-text small-text", whose)));
    let head = head.some(plan.with.as_deref().map(|with| text("p", "quiet-text small-text", with)));
    // Of somebody's link, and of a plan that is over, only what it holds is shown.
    let open = says.is_some();
    let needs = match (plan.needs.is_empty(), open) {
        (true, false) => None,
        (true, true) => Some(none(words::NEEDS, words::NEEDS_NONE)),
        (false, _) => Some(part(words::NEEDS, &plan.needs, need)),
    };
    let goals = match (plan.goals.is_empty(), says) {
        (true, None) => None,
        (true, Some(says)) if says.rate.is_some() => Some(none(words::GOALS, words::GOALS_NONE)),
        (true, Some(_)) => Some(none(words::GOALS, words::GOALS_NONE_THEIRS)),
        (false, _) => Some(part(words::GOALS, &plan.goals, |one| goal(one, says))),
    };
    let (agreed, actions) = match says {
        Some(says) => (says.answers)(plan, says.send),
        None => {
            let plain = || part(words::ACTIONS, &plan.actions, answer::action);
            (None, (!plan.actions.is_empty()).then(plain))
        }
    };
    let actions = actions.or_else(|| open.then(|| none(words::ACTIONS, words::ACTIONS_NONE)));
    let pair = if goals.is_some() && actions.is_some() { "pair" } else { "" };
    let notes = (!plan.notes.is_empty()).then(|| {
        let head = el("div", "stack-tight").with(text("h3", "", words::NOTES));
        each(head, &plan.notes, |_, note| wrote("", note))
    });
    let review = plan.review.as_ref().map(|(when, past)| answer::review(when, *past));
    el("section", "plan")
        .number(at)
        .with(head)
        .some(needs)
        .with(el("div", "pair-even").class(pair).some(goals).some(actions))
        .some(notes)
        .some(review.or_else(|| open.then(|| text("p", "quiet-text", words::REVIEW_NONE))))
        .some(agreed)
        .some(plan.suggest.as_ref().map(|route| {
            let go = link_button(Kind::Quiet, Some(Icon::Letter), words::SUGGEST, &route.path());
            buttons().with(go)
        }))
        .some(says.and_then(|says| (says.changes)(plan, says.send)))
}

/// A heading of which the plan says nothing.
fn none(heading: &str, said: &str) -> El {
    card(Tone::Plain).class("plan-part").with(text("h3", "", heading)).with(text("p", "quiet-text", said))
}

/// A health problem, with the way to its entry; what waits to be seen says no more than that.
fn need(need: &Need) -> El {
    let said = if need.waits { record_words::WAITS } else { &need.words };
    match &need.route {
        Some(route) => el("p", "").with(text("a", "", said).put("href", &route.path()).put("dir", "auto")),
        None => wrote("", said),
    }
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
    let mut all = examples::fixtures();
    all.extend(examples_own::fixtures());
    all
}

pub(super) use before::differences;

mod answer;
mod before;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
#[cfg(any(test, feature = "fixtures"))]
mod examples_own;
mod own;
mod rating;
