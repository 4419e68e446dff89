//! "How am I now": words that lead to a step, and the step by itself. No score, and nothing of it is kept.

use lapwing_core::event::Event;
use lapwing_core::notice;
use lapwing_core::plan::{Paper, StepView};
use lapwing_core::words::plan_safety as words;
use yew::prelude::*;

use super::lines::{self, Ways};
use super::{address, back, part_of};
use crate::components::button::{Kind, link_button, wide_buttons};
use crate::components::card::card;
use crate::components::heading::page;
use crate::components::help::help_now;
use crate::components::rows::{Row, rows};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, p};
use crate::tell::tell;

/// From this step on help stands first.
const HELP_FIRST: usize = 5;

pub(super) fn help(send: &Callback<Event>) -> El {
    help_now(words::NOT_ALONE, &tell(send, || Event::Notice(notice::Event::Help(true))))
}

/// The ladder.
pub(super) fn ladder(send: &Callback<Event>) -> Html {
    let list = each(rows(Some(words::HOW_NOW)), &words::RUNGS, |_, (said, step)| {
        let href = address(Paper::Safety, &["now-", &part_of(*step)].concat());
        let last = *step == HELP_FIRST;
        let (icon, tone) = if last { (Icon::Help, Tone::Help) } else { (Icon::Chevron, Tone::Plain) };
        let row = Row::link(said, &href);
        if last { Row { icon: Some(icon), tone, ..row }.item() } else { row.item() }
    });
    page(words::HOW_NOW, Some(words::HOW_LEAD), Some(back(Paper::Safety))).with(list).with(help(send)).done()
}

/// One step, to be used now, and what comes after it.
pub(super) fn step(step: &StepView, (known, send): Ways<'_>) -> Html {
    let lines = match step.lines.is_empty() {
        true => p(words::NONE_NOW),
        false => lines::read(&step.lines, Some((known, send))),
    };
    // After the services come safer surroundings; reasons and hopes end it.
    let next = (step.step + 1 < Paper::Safety.parts().end).then(|| {
        let href = address(Paper::Safety, &["now-", &part_of(step.step + 1)].concat());
        let go = link_button(Kind::Primary, None, &words::go_on(step.step + 1), &href);
        card(Tone::Primary).with(p(words::NOT_ENOUGH)).with(wide_buttons().with(go))
    });
    let first = (step.step == HELP_FIRST).then(|| help(send));
    let last = (step.step != HELP_FIRST).then(|| help(send));
    page(words::name(step.step), None, Some(back(Paper::Safety)))
        .key(&part_of(step.step))
        .some(first)
        .with(card(Tone::Plain).with(lines))
        .some(next)
        .some(last)
        .done()
}
