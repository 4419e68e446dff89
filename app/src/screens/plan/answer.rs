//! Who does what, with a box where the reader does it; when the plan is looked at again; who agreed with it.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, About, Answer};
use lapwing_core::record::{ActionRow, PlanBlock, Tick};
use lapwing_core::words::plan as words;
use yew::Callback;

use super::{part, wrote};
use crate::components::button::{Kind, button, wide_buttons};
use crate::components::card::headed;
use crate::components::more::more;
use crate::components::notice::notice;
use crate::components::tag::tag;
use crate::components::tick::{self, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::screens::shown;

/// What the reader does, then what others do.
pub(super) fn actions(plan: &PlanBlock, send: Option<&Callback<Event>>) -> Option<El> {
    let of = |mine: bool| -> Vec<&ActionRow> {
        plan.actions.iter().filter(|action| action.tick.is_some() == mine).collect()
    };
    let (mine, others) = (of(true), of(false));
    let heading = if mine.is_empty() { words::ACTIONS } else { words::OTHERS };
    let parts = all()
        .some((!mine.is_empty()).then(|| part(words::YOURS, &mine, |one| action(one, send))))
        .some((!others.is_empty()).then(|| part(heading, &others, |one| action(one, send))));
    (!plan.actions.is_empty()).then(|| el("div", "stack").with(parts))
}

fn action(action: &ActionRow, send: Option<&Callback<Event>>) -> El {
    let (tone, icon) = if action.done { (Tone::Primary, Some(Icon::Check)) } else { (Tone::Blue, None) };
    let said = (!action.said.is_empty())
        .then(|| more(words::TICKS, each(el("div", "stack-tight"), &action.said, |_, line| p(line))));
    all()
        .with(wrote("plan-text", &action.text))
        .some(action.more.as_deref().map(|more| wrote("", more)))
        .some(action.who_when.as_deref().map(|who| text("p", "quiet-text", who)))
        .some(action.state.map(|state| el("p", "").with(tag(tone, icon, state))))
        .some(action.tick.as_ref().zip(send).map(|(tick, send)| ticked(tick, action.done, send)))
        .some(said)
}

/// The box: it is saved as soon as it is ticked.
fn ticked(row: &Tick, on: bool, send: &Callback<Event>) -> El {
    let about = row.about.clone();
    let change = send.reform(move |done| {
        let answer = if done { Answer::Done } else { Answer::NotDone };
        Event::Plan(plan::Event::Answered(about.clone(), answer))
    });
    let id = row.about.key();
    let asked = tick::Tick { id: &id, words: words::TICK, hint: None, on };
    all().with(tick(asked, change)).some(row.trouble.map(shown::refused))
}

/// When it is looked at again; a day that is over is marked.
pub(super) fn review(when: &str, past: bool) -> El {
    let said = p(&words::review(when, past));
    if past { notice(Tone::Amber, Icon::Clock, said) } else { said }
}

/// Who agreed, and what the reader can say of it.
pub(super) fn agreed(plan: &PlanBlock, send: Option<&Callback<Event>>) -> Option<El> {
    let lines = each(all(), &plan.agreed, |_, line| p(line));
    let Some(((about, agree, talk), send)) = plan.asks.as_ref().zip(send) else {
        return (!plan.agreed.is_empty()).then(|| el("div", "stack-tight").with(lines));
    };
    let say = |kind, words, answer| button(kind, None, words, &tell(send, about, answer));
    let buttons = wide_buttons()
        .some(agree.then(|| say(Kind::Primary, words::AGREE_YES, Answer::Agrees)))
        .some(talk.then(|| say(Kind::Quiet, words::AGREE_TALK, Answer::Talk)));
    let card = headed(Tone::Plain, words::AGREE, None)
        .some(plan.agreed.is_empty().then(|| p(words::AGREED_NONE)))
        .with(lines);
    let card = if *agree || *talk {
        card.with(text("p", "quiet-text", words::AGREE_HINT)).with(buttons)
    } else {
        card
    };
    Some(card.some(plan.trouble.map(shown::refused)))
}

fn tell(send: &Callback<Event>, about: &About, answer: Answer) -> Callback<()> {
    let about = about.clone();
    send.reform(move |()| Event::Plan(plan::Event::Answered(about.clone(), answer)))
}
