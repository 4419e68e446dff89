//! Who does what, with a box where the reader does it; when the plan is looked at again; who agreed with it.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, About, Answer};
use lapwing_core::record::{ActionRow, PlanBlock, Tick};
use lapwing_core::words::plan as words;
use yew::Callback;

use super::{part, wrote};
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::card::card;
use crate::components::more::more;
use crate::components::notice::notice;
use crate::components::tag::tag;
use crate::components::tick::{self, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::screens::shown;

/// Who agreed, and who does what.
pub(super) fn answers(plan: &PlanBlock, send: &Callback<Event>) -> (Option<El>, Option<El>) {
    (agreed(plan, send), actions(plan, send))
}

/// What the reader does, to be ticked; then what others do.
fn actions(plan: &PlanBlock, send: &Callback<Event>) -> Option<El> {
    let (mut mine, mut others) = (vec![], vec![]);
    for (at, action) in plan.actions.iter().enumerate() {
        match &action.tick {
            Some(tick) => mine.push((["tick-", &plan.id, "-", &at.to_string()].concat(), action, tick)),
            None => others.push(action),
        }
    }
    let heading = if mine.is_empty() { words::ACTIONS } else { words::OTHERS };
    let parts = all()
        .some(
            (!mine.is_empty())
                .then(|| part(words::YOURS, &mine, |(id, action, tick)| ticked(id, action, tick, send))),
        )
        .some((!others.is_empty()).then(|| part(heading, &others, |one| action(one))));
    (!plan.actions.is_empty()).then(|| el("div", "stack").with(parts))
}

/// One action, to be read.
pub(super) fn action(action: &ActionRow) -> El {
    let who = action.who_when.as_deref().map(|who| text("p", "quiet-text", who));
    below(all().with(wrote("plan-text", &action.text)).some(who), action)
}

/// More about it, how it stands, and who said so.
fn below(top: El, action: &ActionRow) -> El {
    let (tone, icon) = if action.done { (Tone::Primary, Some(Icon::Check)) } else { (Tone::Blue, None) };
    let said = (!action.said.is_empty())
        .then(|| more(words::TICKS, each(el("div", "stack-tight"), &action.said, |_, line| p(line))));
    top.some(action.more.as_deref().map(|more| wrote("", more)))
        .some(action.state.map(|state| el("p", "").with(tag(tone, icon, state))))
        .some(said)
}

/// An action of one's own: with its box, where who reads does it.
pub(super) fn own(key: &str, one: &ActionRow, send: &Callback<Event>) -> El {
    match &one.tick {
        Some(row) => ticked(&["tick-", key].concat(), one, row, send),
        None => action(one),
    }
}

/// With its box: it is saved as soon as it is ticked.
fn ticked(id: &str, action: &ActionRow, row: &Tick, send: &Callback<Event>) -> El {
    let about = row.about.clone();
    let change = send.reform(move |done| {
        let answer = if done { Answer::Done } else { Answer::NotDone };
        Event::Plan(plan::Event::Answered(about.clone(), answer))
    });
    let asked = tick::Tick { id, words: &action.text, hint: action.who_when.as_deref(), on: action.done };
    let asked = tick(asked, change).put("dir", "auto");
    below(all().with(asked).some(row.trouble.map(shown::refused)), action)
}

/// When it is looked at again; a day that is over is marked.
pub(super) fn review(when: &str, past: bool) -> El {
    let said = p(&words::review(when, past));
    if past { notice(Tone::Amber, Icon::Clock, said) } else { said }
}

/// Who agreed, and what the reader can say of it.
fn agreed(plan: &PlanBlock, send: &Callback<Event>) -> Option<El> {
    let lines = each(all(), &plan.agreed, |_, line| p(line));
    let Some((about, agree, talk)) = &plan.asks else {
        return (!plan.agreed.is_empty()).then(|| el("div", "stack-tight").with(lines));
    };
    let say = |kind, words, answer| button(kind, None, words, &tell(send, about, answer));
    let buttons = wide_buttons()
        .some(agree.then(|| say(Kind::Primary, words::AGREE_YES, Answer::Agrees)))
        .some(talk.then(|| say(Kind::Quiet, words::AGREE_TALK, Answer::Talk)));
    let card = card(Tone::Plain)
        .with(text("h3", "", words::AGREE))
        .some(plan.agreed.is_empty().then(|| p(words::AGREED_NONE)))
        .with(lines);
    let card = if *agree || *talk {
        card.with(text("p", "quiet-text not-on-paper", words::AGREE_HINT)).with(buttons)
    } else {
        card
    };
    Some(card.some(plan.trouble.map(shown::refused)))
}

fn tell(send: &Callback<Event>, about: &About, answer: Answer) -> Callback<()> {
    let about = about.clone();
    send.reform(move |()| Event::Plan(plan::Event::Answered(about.clone(), answer)))
}
