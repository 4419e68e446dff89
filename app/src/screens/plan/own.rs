//! Goals and steps of one's own: written here, changed, taken back; and the choice where two people changed the same.

use lapwing_core::event::Event;
use lapwing_core::plan;
use lapwing_core::plan::own::{
    ClashView, Differs, DraftView, Event as Own, Field as Place, OwnRow, OwnView, Part,
};
use lapwing_core::words::plan as words;
use yew::Callback;

use super::{answer, before, rating, wrote};
use crate::components::button::{Kind, button, buttons, wide_buttons};
use crate::components::card::card;
use crate::components::field::{Field, Holds, field};
use crate::components::notice::{notice, title};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::screens::shown;
use crate::tell::{tell, tell_of};

/// The whole of it; nothing where there is nothing to see and nothing to add.
pub(super) fn own(view: &OwnView, send: &Callback<Event>) -> Option<El> {
    if !view.adds && view.goals.is_empty() && view.actions.is_empty() {
        return None;
    }
    let (head, hint) = match view.own {
        true => (words::OWN, words::OWN_HINT),
        false => (words::OWN_THEIRS, words::OWN_HINT_THEIRS),
    };
    let hint = view.adds.then(|| text("p", "quiet-text not-on-paper", hint));
    let draft = view.draft.as_ref().map(|draft| form(draft, send));
    let add = (view.adds && draft.is_none()).then(|| add(view, send));
    let nothing = view.goals.is_empty() && view.actions.is_empty() && draft.is_none();
    let (goals, actions) = (
        rows(words::OWN_GOALS, &view.goals, view, send),
        rows(words::OWN_ACTIONS, &view.actions, view, send),
    );
    let pair = if goals.is_some() && actions.is_some() { "pair" } else { "" };
    let clashes = each(all(), &view.clashes, |_, one| clash(one, send));
    let section = el("section", "stack plan own-part")
        .with(text("h2", "", head))
        .some(hint)
        .some(view.trouble.map(shown::refused))
        .with(clashes)
        .some(draft)
        .some(nothing.then(|| p(words::OWN_NONE)))
        .with(el("div", "pair-even").class(pair).some(goals).some(actions))
        .some(add);
    Some(section)
}

fn add(view: &OwnView, send: &Callback<Event>) -> El {
    let goal = tell(send, || Event::Plan(plan::Event::Own(Own::Begun(Part::Goal, String::new()))));
    let action = view.plan.as_deref().map(|plan| {
        let begin = tell_of(send, plan, |plan| Event::Plan(plan::Event::Own(Own::Begun(Part::Action, plan))));
        button(Kind::Quiet, Some(Icon::Check), words::OWN_ACTION, &begin)
    });
    buttons()
        .class("not-on-paper")
        .with(button(Kind::Quiet, Some(Icon::Heart), words::OWN_GOAL, &goal))
        .some(action)
}

fn rows(head: &str, list: &[OwnRow], view: &OwnView, send: &Callback<Event>) -> Option<El> {
    if list.is_empty() {
        return None;
    }
    let lines = el("ul", "plan-lines").put("role", "list");
    let lines = each(lines, list, |_, one| el("li", "").key(&one.key).with(row(one, view, send)));
    Some(card(Tone::Plain).class("plan-part").with(text("h3", "", head)).with(lines))
}

fn row(one: &OwnRow, view: &OwnView, send: &Callback<Event>) -> El {
    let quiet = |said: &str| text("p", "quiet-text small-text", said);
    let gone = one.gone.then(|| el("p", "").with(tag(Tone::Blue, None, words::OWN_GONE)));
    let said = match (&one.action, one.gone) {
        (Some(action), false) => answer::own(&one.key, action, send),
        _ => wrote("plan-text", &one.text),
    };
    let rated = one
        .goal
        .as_ref()
        .filter(|_| !one.gone)
        .map(|goal| all().with(rating::over_time(goal)).some(view.own.then(|| rating::ask(goal, send))));
    let due = one.due.as_deref().filter(|_| one.action.is_none() || one.gone);
    all()
        .with(said)
        .some((!one.more.is_empty()).then(|| wrote("", &one.more)))
        .some(due.map(quiet))
        .some(gone)
        .some(rated)
        .some(one.begun.as_deref().map(|who| quiet(&words::own_begun(who))))
        .with(quiet(&words::own_by(&one.by)))
        .some(one.can.then(|| press(one, send)))
        .some(one.changes.as_ref().and_then(|changes| before::of_own((&one.key, &one.text), changes, send)))
}

/// What can be done with it; each button says to whom hears it what it is about.
fn press(one: &OwnRow, send: &Callback<Event>) -> El {
    let about = |words: &str, press: &Callback<()>| {
        button(Kind::Plain, None, words, press).put("aria-label", &[words, ": ", &one.text].concat())
    };
    let change = tell_of(send, &one.key, |key| Event::Plan(plan::Event::Own(Own::Changed(key))));
    let take = match one.gone {
        true => tell_of(send, &one.key, |key| Event::Plan(plan::Event::Own(Own::Taken(key, false)))),
        false => tell_of(send, &one.key, |key| Event::Plan(plan::Event::Own(Own::Taken(key, true)))),
    };
    let words = if one.gone { words::OWN_AGAIN } else { words::OWN_TAKE };
    buttons()
        .class("not-on-paper")
        .some((!one.gone).then(|| about(words::OWN_CHANGE, &change)))
        .with(about(words, &take))
}

fn form(draft: &DraftView, send: &Callback<Event>) -> El {
    let head = match (draft.part, draft.new) {
        (Part::Goal, true) => words::OWN_GOAL_NEW,
        (Part::Goal, false) => words::OWN_GOAL_EDIT,
        (Part::Action, true) => words::OWN_ACTION_NEW,
        (Part::Action, false) => words::OWN_ACTION_EDIT,
    };
    let (what, hint, more, more_hint) = match draft.part {
        Part::Goal => (words::OWN_GOAL_TEXT, words::OWN_GOAL_TEXT_HINT, words::OWN_GOAL_MORE, None),
        Part::Action => (
            words::OWN_ACTION_TEXT,
            words::OWN_ACTION_TEXT_HINT,
            words::OWN_ACTION_MORE,
            Some(words::OWN_ACTION_MORE_HINT),
        ),
    };
    let write = |part: Place| send.reform(move |said| Event::Plan(plan::Event::Own(Own::Wrote(part, said))));
    let asked = Field {
        id: "own-text",
        label: what,
        hint: Some(hint),
        error: draft.wrong.then_some(words::OWN_WRONG),
        most: Some(draft.most),
        value: &draft.fields.text,
        ..Field::default()
    };
    let holds = if draft.part == Part::Goal { Holds::Lines } else { Holds::Line };
    let why = Field {
        id: "own-more",
        label: more,
        hint: more_hint,
        optional: true,
        holds,
        value: &draft.fields.more,
        ..Field::default()
    };
    let day = Field {
        id: "own-due",
        label: words::OWN_DUE,
        optional: true,
        holds: Holds::Day,
        value: &draft.fields.due,
        ..Field::default()
    };
    let give = tell(send, || Event::Plan(plan::Event::Own(Own::Given)));
    let drop = tell(send, || Event::Plan(plan::Event::Own(Own::Dropped)));
    card(Tone::Primary)
        .class("not-on-paper")
        .key("form")
        .with(text("h3", "", head))
        .with(field(asked, &write(Place::Text)))
        .with(field(why, &write(Place::More)))
        .with(field(day, &write(Place::Due)))
        .with(wide_buttons().with(button(Kind::Primary, None, words::OWN_SAVE, &give)).with(button(
            Kind::Plain,
            None,
            words::OWN_CANCEL,
            &drop,
        )))
}

/// Both versions beside each other, field by field where they differ; the person chooses.
fn clash(one: &ClashView, send: &Callback<Event>) -> El {
    let side = |head: &str| card(Tone::Plain).with(text("h3", "", head));
    let fields = |pick: fn(&Differs) -> &str| {
        each(el("dl", "facts"), &one.differs, |_, field| {
            let said = text("dd", "plan-text", pick(field)).put("dir", "auto");
            el("div", "").with(text("dt", "", field.name)).with(said)
        })
    };
    let mine = tell_of(send, &one.entry, |entry| Event::Plan(plan::Event::Own(Own::Chosen(entry, true))));
    let other = tell_of(send, &one.entry, |entry| Event::Plan(plan::Event::Own(Own::Chosen(entry, false))));
    let own = side(words::OWN_MINE);
    let inside = match &one.theirs {
        Some((_, by)) => {
            let other = side(words::OWN_OTHER).with(fields(|field| &field.theirs)).with(text(
                "p",
                "quiet-text small-text",
                &words::own_by(by),
            ));
            all()
                .with(title(words::OWN_CLASH))
                .with(p(words::OWN_CLASH_HINT))
                .some(one.what.as_deref().map(|what| wrote("plan-text", what)))
                .with(el("div", "pair-even pair").with(own.with(fields(|field| &field.mine))).with(other))
        }
        None => all().with(p(words::OWN_TAKEN_UP)).with(own.with(wrote("plan-text", &one.mine))),
    };
    let does = match &one.theirs {
        Some(_) => wide_buttons()
            .with(button(Kind::Primary, None, words::OWN_KEEP_MINE, &mine))
            .with(button(Kind::Quiet, None, words::OWN_KEEP_OTHER, &other)),
        None => buttons().with(button(Kind::Quiet, None, words::OWN_DROP, &other)),
    };
    notice(Tone::Blue, Icon::Info, inside.with(does)).class("not-on-paper").key(&one.entry)
}
