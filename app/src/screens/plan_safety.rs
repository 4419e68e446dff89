//! The safety plan: read, written one step at a time, used in a hard time.

use lapwing_core::event::Event;
use lapwing_core::plan::{Page, Paper, SafetyView, Standing, StepView, Version};
use lapwing_core::route::Route;
use lapwing_core::words::{carers, frame, parts, plan_safety as words};
use yew::prelude::*;

use super::{door, shown, unknown};
use crate::components::button::{Kind, link_button, wide_buttons};
use crate::components::card::{card, headed};
use crate::components::heading::{Back, page};
use crate::components::more::more;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod lines;
mod now;
mod seen;
mod step;
mod whole;

/// One of its screens.
pub fn screen(view: &SafetyView, send: &Callback<Event>) -> Html {
    let name = view.open.as_ref().map_or("", |(name, _)| name);
    let title = words::title(view.paper, name);
    match &view.page {
        Page::Loading => page(&title, None, Some(up(view.paper))).with(skeleton(Shape::Cards(3))).done(),
        Page::Failed(found) => {
            page(&title, None, Some(up(view.paper))).with(shown::failed(*found, send)).done()
        }
        Page::Whole(whole) => whole::screen(whole, view, send),
        Page::Step(edit) => step::screen(edit, view, send),
        Page::Ladder => now::ladder(send),
        Page::Now(step) => now::step(step, (&view.known, send)),
        Page::Before(all) => before(all.as_ref(), view.paper, send),
        Page::Shared(shared) => seen::shared(shared, (&view.known, send)),
        Page::Unknown => unknown::screen(),
    }
}

/// A link to it where nothing else can be read.
pub(super) fn without_unlocking() -> El {
    let go = link_button(Kind::Quiet, Some(Icon::Heart), words::TITLE, &address(Paper::Safety, ""));
    card(Tone::Primary).with(p(words::HINT)).with(wide_buttons().with(go))
}

fn address(paper: Paper, part: &str) -> String {
    let part = part.to_owned();
    match paper {
        Paper::Safety => Route::Safety(part),
        _ => Route::Paper(paper, part),
    }
    .path()
}

/// Back to where it is found.
fn up(paper: Paper) -> Back<'static> {
    match paper {
        Paper::Cover => Back { href: "/caring", words: carers::CARING },
        _ => Back { href: "/plan", words: frame::PLAN },
    }
}

/// Back to the whole paper.
fn back(paper: Paper) -> Back<'static> {
    Back { href: words::of(paper).address, words: words::of(paper).title }
}

/// The part of an address for a step, by its place among all.
fn part_of(step: usize) -> String {
    (step + 1 - Paper::of(step).parts().start).to_string()
}

/// How it is kept, in one quiet line. Its place is there before it says anything: what comes must not move
/// what somebody is about to press.
fn standing(state: Standing, more: &[Option<String>]) -> El {
    let (icon, tone) = match state {
        Standing::Nothing => return el("div", "fresh standing").put("role", "status"),
        Standing::Sent => (Icon::Check, ""),
        Standing::Here(_) => (Icon::Send, ""),
        Standing::NotKept(_) | Standing::Refused => (Icon::Info, "amber"),
    };
    let line = p(words::state(state));
    let line = each(line, more, |_, words| match words {
        Some(words) => all().say(" ").say(words),
        None => all(),
    });
    el("div", "fresh standing").class(tone).put("role", "status").with(icon.small()).with(line)
}

fn before(
    all: Option<&Result<Vec<Version>, lapwing_core::trouble::Trouble>>,
    paper: Paper,
    send: &Callback<Event>,
) -> Html {
    let inside = match all {
        None => skeleton(Shape::Rows(3)),
        Some(Err(found)) => shown::failed(*found, send),
        Some(Ok(versions)) if versions.len() < 2 => p(words::BEFORE_NONE),
        Some(Ok(versions)) => each(el("div", "stack"), versions, |at, one| {
            let when =
                if at == 0 { format!("{} – {}", words::VERSION_NOW, one.when) } else { one.when.clone() };
            let none = one.steps.is_empty().then(|| p(words::VERSION_EMPTY));
            let whole = all_of(said(&one.steps, "h2"), none);
            let changed = (!one.what.is_empty()).then(|| door::plan_changed(&one.what));
            let whole = match &changed {
                Some(_) => more(words::VERSION_WHOLE, whole),
                None => whole,
            };
            more(&when, el("div", "stack").some(changed).with(whole)).number(at)
        }),
    };
    page(words::BEFORE, Some(words::BEFORE_LEAD), Some(back(paper))).with(inside).done()
}

/// What is said in each step, to be read.
pub(super) fn said(steps: &[StepView], heading: &'static str) -> El {
    each(el("div", "stack"), steps, |_, step| {
        el("div", "stack-tight")
            .with(text(heading, "small-head", words::name(step.step)))
            .with(lines::read(&step.lines, None))
    })
}

/// A paper that somebody shares by itself, as who cares for them reads it; its numbers can be called.
pub(super) fn theirs(paper: Paper, steps: &[StepView], send: &Callback<Event>) -> El {
    let none = steps.is_empty().then(|| text("p", "quiet-text", words::SHARED_NONE));
    let list = each(el("div", "safety-steps"), steps, |_, step| {
        let inside = lines::read(&step.lines, Some((&[], send)));
        headed(Tone::Plum, words::name(step.step), None).number(step.step).with(inside)
    });
    let head = text("h2", "", &words::in_their_words(paper));
    el("section", "stack").with(head).some(none).with(list)
}

fn all_of(said: El, none: Option<El>) -> El {
    all().with(said).some(none)
}

/// Words and an accessible name that tells what they are about.
fn about(does: &str, what: &str) -> String {
    if what.is_empty() { parts::OPTIONAL.to_owned() } else { words::about(does, what) }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    examples::fixtures()
}
