//! One file a screen: views in, events out.

use lapwing_core::event::Event;
use lapwing_core::view::{Screen, View};
use yew::prelude::*;

use crate::markup::{all, el};

mod answer;
pub mod asking;
mod beside;
mod card;
mod caring;
mod check_ins;
mod coming;
mod device;
mod devices;
mod door;
mod entries;
mod entry;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod feedback;
mod hidden;
mod join;
mod keepsakes;
mod kept;
mod leaving;
mod letter;
mod linked;
mod links;
mod list;
mod looks;
mod news;
mod past;
mod past_answer;
mod plan;
mod plan_safety;
mod pressure;
mod protect;
mod record;
mod result;
mod results;
mod schedule;
mod search;
mod settings;
mod share_with;
mod sharing;
mod shown;
mod sign_in;
mod takeaway;
mod team;
mod timeline;
mod today;
mod typed;
mod unknown;
mod unlock;
mod viewer;
mod waiting;

/// The mounted screen; a sign-out that waits for an answer comes before it.
pub fn screen(view: &View, send: &Callback<Event>) -> Html {
    if let Some(leaving) = view.person.as_ref().and_then(|p| p.leaving.as_ref()) {
        return leaving::screen(leaving, send);
    }
    let under = view.beside.as_ref().map(|under| door::record_beside(under, send));
    match under {
        Some(under) => all().html(mounted(view, send)).html(under).done(),
        None => mounted(view, send),
    }
}

fn mounted(view: &View, send: &Callback<Event>) -> Html {
    match &view.screen {
        Screen::Starting => Html::default(),
        Screen::SignIn(sign_in) => with_plan(view, sign_in::screen(sign_in, send)),
        Screen::Device(device) => device::screen(device, send),
        Screen::Unlock(unlock) => with_plan(view, unlock::screen(unlock, send)),
        Screen::Protect(view) => protect::screen(*view, send),
        Screen::Today(today) => today::screen(today, send),
        Screen::Record(record) => record::screen(record),
        Screen::CheckIns(check_ins, due) => check_ins::screen(check_ins, due, send),
        Screen::Answer(answer) => door::form(answer, send),
        Screen::Safety(safety) => plan_safety::screen(safety, send),
        Screen::Caring(caring) => caring::screen(caring, send),
        Screen::Plan(..) | Screen::Keepsakes(_) => door::plan(&view.screen, send),
        Screen::Coming(why) => coming::screen(*why, view.frame.plan, send),
        Screen::Unknown => unknown::screen(),
        Screen::Viewer(_)
        | Screen::Timeline(..)
        | Screen::News(_)
        | Screen::Search(_)
        | Screen::Entry(_)
        | Screen::List(_)
        | Screen::Hidden(..)
        | Screen::Results(_)
        | Screen::Result(_)
        | Screen::Letter(..)
        | Screen::Takeaway(_)
        | Screen::Paper(_)
        | Screen::Links(_)
        | Screen::MakeLink(..)
        | Screen::Card(_)
        | Screen::Team(..) => door::record(&view.screen, send),
        Screen::Past(_) | Screen::PastAnswer(_) | Screen::Schedule(_) => door::form_past(&view.screen, send),
        Screen::Sharing(_)
        | Screen::ShareWith(..)
        | Screen::Looks(_)
        | Screen::Pressure
        | Screen::Join(_) => door::sharing(&view.screen, send),
        Screen::Settings(..)
        | Screen::Kept(..)
        | Screen::Devices(_)
        | Screen::Waiting(_)
        | Screen::Feedback(_) => door::settings(view, send),
    }
}

/// Under the screen: the safety plan, where it can be read without unlocking.
fn with_plan(view: &View, screen: Html) -> Html {
    if !view.frame.plan {
        return screen;
    }
    all().html(screen).with(el("div", "page").with(plan_safety::without_unlocking())).done()
}

/// Named examples of the screens, for tests and for looking at.
#[cfg(any(test, feature = "fixtures"))]
#[must_use]
pub fn fixtures() -> crate::components::Fixtures {
    [
        answer::fixtures,
        asking::fixtures,
        card::fixtures,
        hidden::fixtures,
        beside::fixtures,
        caring::fixtures,
        check_ins::fixtures,
        coming::fixtures,
        devices::fixtures,
        examples::fixtures,
        feedback::fixtures,
        keepsakes::fixtures,
        kept::fixtures,
        join::fixtures,
        links::fixtures,
        looks::fixtures,
        past::fixtures,
        past_answer::fixtures,
        schedule::fixtures,
        plan::fixtures,
        plan_safety::fixtures,
        protect::fixtures,
        unlock::fixtures,
        settings::fixtures,
        share_with::fixtures,
        sharing::fixtures,
        takeaway::fixtures,
        viewer::fixtures,
        waiting::fixtures,
    ]
    .into_iter()
    .flat_map(|all| all())
    .collect()
}

#[cfg(test)]
mod tests;
