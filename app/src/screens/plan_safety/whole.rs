//! The whole plan: read it, print it, choose where it differs, and who can read it.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, AskView, CRISIS, Paper, SafetyView, StepView, WholeView};
use lapwing_core::route::Route;
use lapwing_core::words::{keepsakes, plan as plan_words, plan_safety as words};
use yew::prelude::*;

use super::{about, address, lines, now, part_of, seen, standing, up};
use crate::components::button::{Kind, button, buttons, link_button, wide_buttons};
use crate::components::card::{card, headed};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::state::empty;
use crate::components::tick::{Tick, switch};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// The screen; without unlocking it can be read and used, not changed.
pub(super) fn screen(whole: &WholeView, view: &SafetyView, send: &Callback<Event>) -> Html {
    match &view.open {
        Some((name, checked)) => open(whole, view, (name, checked), send),
        None => own(whole, view, send),
    }
    .class("page-wide safety")
    .done()
}

fn own(whole: &WholeView, view: &SafetyView, send: &Callback<Event>) -> El {
    let top = page(&words::title(view.paper, ""), Some(words::of(view.paper).lead), Some(up(view.paper)))
        .some(asks(&whole.asks, send));
    if whole.empty {
        let [title, what, how] = words::of(view.paper).empty;
        let icon = if view.paper == Paper::Safety { Icon::Heart } else { Icon::Person };
        let begin = link_button(Kind::Primary, None, words::BEGIN, &address(view.paper, "1"));
        let first = empty(icon, title, what).with(p(how)).with(begin);
        return top
            .with(first)
            .with(text("p", "quiet-text", words::of(view.paper).who))
            .some(readable(whole, send));
    }
    let due = whole.review.as_ref().filter(|(_, due)| *due).map(|(day, _)| {
        notice(Tone::Amber, Icon::Calendar, p(&words::review_due(day))).class("not-on-paper")
    });
    top.some(due)
        .some((view.paper == Paper::Safety).then(how_now))
        .some((view.paper == Paper::Crisis).then(|| now::help(send).class("not-on-paper")))
        .with(steps(whole, view, send))
        .some((view.paper == Paper::Safety).then(reasons))
        .with(standing(view.state, &[whole.changed.as_deref().map(words::changed)]))
        .some(whole.checked.as_deref().map(checked))
        .some(whole.day.as_deref().map(|day| text("p", "on-paper", &words::changed(day))))
        .with(text("p", "quiet-text not-on-paper", words::of(view.paper).who))
        .with(more_of(whole, view.paper, send))
        .some(
            (view.paper == Paper::Crisis)
                .then(|| seen::who(CRISIS, view.seers.as_deref(), send).class("not-on-paper")),
        )
        .some(readable(whole, send))
}

/// When it was last compared with the record: no news that is read out each time.
fn checked(when: &str) -> El {
    el("p", "fresh not-on-paper").with(Icon::Clock.small()).say(&words::checked(when))
}

fn open(whole: &WholeView, view: &SafetyView, (name, checked): (&str, &str), send: &Callback<Event>) -> El {
    let back = link_button(Kind::Plain, Some(Icon::Lock), words::OPEN_BACK, "/");
    page(&words::title_of(name), Some(words::LEAD), None)
        .with(how_now())
        .with(steps(whole, view, send))
        .with(el("p", "fresh").with(Icon::Clock.small()).say(&words::checked(checked)))
        .with(text("p", "quiet-text", words::OPEN_READ))
        .with(buttons().with(back))
}

fn how_now() -> El {
    let go = link_button(Kind::Primary, Some(Icon::Heart), words::HOW_NOW, &address(Paper::Safety, "now"));
    wide_buttons().class("not-on-paper").with(go)
}

/// Reasons that are no words; and what others can do.
fn reasons() -> El {
    let go = link_button(Kind::Quiet, Some(Icon::Heart), keepsakes::TITLE, &Route::Keepsakes.path());
    let crisis = words::of(Paper::Crisis).title;
    let crisis = link_button(Kind::Quiet, Some(Icon::Person), crisis, &address(Paper::Crisis, ""));
    wide_buttons().class("not-on-paper").with(go).with(crisis)
}

/// The steps; they can be changed, but for a plan that is read without unlocking.
fn steps(whole: &WholeView, view: &SafetyView, send: &Callback<Event>) -> El {
    each(el("div", "safety-steps"), &whole.steps, |_, one| step(one, view, send))
}

fn step(step: &StepView, view: &SafetyView, send: &Callback<Event>) -> El {
    let (none, own) = (step.lines.is_empty(), view.open.is_none());
    if none && !own {
        return all();
    }
    let name = words::name(step.step);
    let does = if none { words::FILL } else { words::EDIT };
    let change = link_button(Kind::Plain, None, does, &address(Paper::of(step.step), &part_of(step.step)))
        .put("aria-label", &about(does, name));
    let inside = match none {
        true => text("p", "quiet-text", words::NONE),
        false => lines::read(&step.lines, Some((&view.known, send))),
    };
    headed(Tone::Plain, name, None)
        .class(if none { "not-on-paper" } else { "" })
        .number(step.step)
        .with(inside)
        .some(own.then(|| seen::by(step.step, view.seers.as_deref())).flatten())
        .some(own.then(|| buttons().class("small-buttons").with(change)))
}

/// The day to look at it again, earlier versions, paper.
fn more_of(whole: &WholeView, paper: Paper, send: &Callback<Event>) -> El {
    let said = whole.review.as_ref().map(|(day, _)| p(&words::review(day)));
    let months = each(buttons(), &words::MONTHS, |_, (said, months)| {
        let months = *months;
        let choose = send.reform(move |()| Event::Plan(plan::Event::Review(months)));
        button(Kind::Quiet, None, said, &choose)
    });
    let print = tell(send, || Event::Plan(plan::Event::Printed));
    let save = tell(send, || Event::Plan(plan::Event::FileTaken));
    let before = whole
        .versions
        .then(|| link_button(Kind::Plain, Some(Icon::Clock), words::BEFORE, &address(paper, "before")));
    let review = headed(Tone::Plain, words::REVIEW, None)
        .class("not-on-paper")
        .with(p(words::REVIEW_WHY))
        .some(said)
        .with(months);
    let paper = el("div", "stack-tight not-on-paper")
        .with(
            buttons()
                .with(button(Kind::Quiet, None, words::PRINT, &print))
                .with(button(Kind::Quiet, None, plan_words::SAVE_FILE, &save))
                .some(before),
        )
        .with(text("p", "quiet-text small-text", words::PRINT_HINT))
        .with(text("p", "quiet-text small-text", plan_words::SAVE_FILE_HINT));
    all().with(review).with(paper)
}

/// The switch that lets it be read without unlocking; what it means stands with it.
fn readable(whole: &WholeView, send: &Callback<Event>) -> Option<El> {
    let on = whole.open?;
    let change = send.reform(|on| Event::Plan(plan::Event::OpenChosen(on)));
    let said = match on {
        true => whole.open_kept.then_some(words::OPEN_KEPT),
        false => whole.open_gone.then_some(words::OPEN_GONE),
    };
    let said = said.map(|said| p(said).put("role", "status"));
    let asked = Tick { id: "open-plan", words: words::OPEN, hint: Some(words::OPEN_HINT), on };
    Some(
        headed(Tone::Plain, words::OPEN_TITLE, None)
            .class("not-on-paper")
            .with(switch(asked, change))
            .some(said),
    )
}

/// What was changed in two places: both in words, side by side.
fn asks(asks: &[AskView], send: &Callback<Event>) -> Option<El> {
    if asks.is_empty() {
        return None;
    }
    let list = each(el("div", "stack"), asks, |_, one| ask(one, send));
    Some(headed(Tone::Amber, words::ASK, None).class("not-on-paper").with(p(words::ASK_LEAD)).with(list))
}

fn ask(ask: &AskView, send: &Callback<Event>) -> El {
    let side = |title: &str, said: &str| {
        let said = if said.is_empty() { words::ASK_GONE } else { said };
        card(Tone::Plain)
            .with(text("h4", "quiet-text", title))
            .with(text("p", "plan-text", said).put("dir", "auto"))
    };
    let at = ask.at;
    let take = |words: &str, choice: Option<bool>| {
        let choose = send.reform(move |()| Event::Plan(plan::Event::Chosen(at, choice)));
        let what = if choice == Some(false) { &ask.theirs } else { &ask.mine };
        let what = if what.is_empty() { words::ASK_GONE } else { what.as_str() };
        button(Kind::Quiet, None, words, &choose).put("aria-label", &about(words, what))
    };
    let sides = el("div", "pair-even pair")
        .with(side(words::ASK_MINE, &ask.mine))
        .with(side(words::ASK_THEIRS, &ask.theirs));
    el("section", "stack-tight")
        .number(at)
        .with(text("h3", "", ask.step.map_or(words::REVIEW, words::name)))
        .with(sides)
        .with(
            wide_buttons()
                .with(take(words::TAKE_MINE, Some(true)))
                .with(take(words::TAKE_THEIRS, Some(false)))
                .some(ask.both.then(|| take(words::TAKE_BOTH, None))),
        )
}
