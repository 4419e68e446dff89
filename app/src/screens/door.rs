//! The only ways into the screens of parts that come when they are needed: the view has such a screen only when its part
//! is there (see `parts` of the core).

use lapwing_core::event::Event;
use lapwing_core::form::AnswerView;
use lapwing_core::plan::before::Difference;
use lapwing_core::view::{Beside, Screen, View};
use yew::prelude::*;

use crate::markup::El;

use super::{
    answer, beside, devices, entry, feedback, hidden, join, kept, letter, list, looks, news, past,
    past_answer, pressure, result, results, schedule, search, settings, share_with, sharing, takeaway, team,
    timeline, viewer, waiting,
};

/// A check-in under way.
#[inline(never)]
pub fn form(view: &AnswerView, send: &Callback<Event>) -> Html {
    answer::screen(view, send)
}

/// The record, looked into.
#[inline(never)]
pub fn record(screen: &Screen, send: &Callback<Event>) -> Html {
    match screen {
        Screen::Viewer(link) => viewer::screen(link, send),
        Screen::Timeline(timeline, own) => timeline::screen(timeline, *own, send),
        Screen::News(news) => news::screen(news, send),
        Screen::Search(search) => search::screen(search, send),
        Screen::Entry(entry) => entry::screen(entry, send),
        Screen::List(list) => list::screen(list, send),
        Screen::Hidden(found, count) => hidden::screen((found, *count), send),
        Screen::Results(results) => results::screen(results, send),
        Screen::Result(result) => result::screen(result, send),
        Screen::Takeaway(view) => takeaway::screen(view.as_ref(), send),
        Screen::Paper(view) => takeaway::paper::screen(view, send),
        Screen::Links(list) => super::links::screen(list, send),
        Screen::MakeLink(make, demo) => super::links::make(make, *demo, send),
        Screen::Card(card) => super::card::screen(card, send),
        Screen::Letter(letter, key) => letter::screen(letter, key, send),
        Screen::Team(list, trust) => team::screen(list, trust, send),
        _ => Html::default(),
    }
}

/// What stands under an entry.
#[inline(never)]
pub fn record_beside(under: &Beside, send: &Callback<Event>) -> Html {
    beside::beside(under, send)
}

/// Past answers, and when the person wants to be asked.
#[inline(never)]
pub fn form_past(screen: &Screen, send: &Callback<Event>) -> Html {
    match screen {
        Screen::Past(past) => past::screen(past, send),
        Screen::PastAnswer(answer) => past_answer::screen(answer, send),
        Screen::Schedule(plan) => schedule::screen(plan, send),
        _ => Html::default(),
    }
}

/// The care plan.
#[inline(never)]
pub fn plan(screen: &Screen, send: &Callback<Event>) -> Html {
    match screen {
        Screen::Plan(plan, own) => super::plan::screen(plan, *own, send),
        Screen::Keepsakes(view) => super::keepsakes::screen(view.as_ref(), send),
        _ => Html::default(),
    }
}

/// What a version of a paper changed.
#[inline(never)]
pub fn plan_changed(what: &[Difference]) -> El {
    super::plan::differences(what)
}

/// Sharing.
#[inline(never)]
pub fn sharing(screen: &Screen, send: &Callback<Event>) -> Html {
    match screen {
        Screen::Sharing(sharing) => sharing::screen(sharing, send),
        Screen::ShareWith(share_with, demo) => share_with::screen(share_with, *demo, send),
        Screen::Looks(looks) => looks::screen(looks, send),
        Screen::Pressure => pressure::screen(),
        Screen::Join(join) => join::screen(join, send),
        _ => Html::default(),
    }
}

/// Settings.
#[inline(never)]
pub fn settings(view: &View, send: &Callback<Event>) -> Html {
    match &view.screen {
        Screen::Settings(persisted, vault, waiting) => settings::screen(
            (*persisted, *vault),
            (view.person.as_ref(), waiting.as_ref().map_or(&[], |all| all.as_slice())),
            send,
        ),
        Screen::Kept(kept, room) => kept::screen(kept.as_ref(), *room, send),
        Screen::Devices(view) => devices::screen(view, send),
        Screen::Waiting(waiting) => waiting::screen(waiting, send),
        Screen::Feedback(feedback) => {
            feedback::screen(feedback, view.person.as_ref().is_some_and(|p| p.space), send)
        }
        _ => Html::default(),
    }
}
