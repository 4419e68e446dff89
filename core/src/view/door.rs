//! The only ways from here into the views of parts that come when they are needed (see `parts`): `view::screen` looks
//! first whether the part is there.

use super::{Beside, Screen, beside, check_ins, kept, permitted, safety, waiting, whole};
use crate::app::Model;
use crate::now::Now;
use crate::parts::Part;
use crate::record::{self, Shelf};
use crate::route::Route;
use crate::session::Device;
use crate::{app, devices, glossary, keepsakes, links, plan, sharing, vault, words};

/// The record, looked into.
#[inline(never)]
pub(super) fn record(model: &Model, own: bool, now: &Now) -> Screen {
    debug_assert!(model.parts.has(Part::Record));
    match &model.route {
        Route::Entry(key) => {
            let all = (whole::with_hidden(model), whole::gathered(model));
            let mut view = record::entry_among(&all.0, &all.1, (key, now));
            view.rights = view.rights.map(|_| glossary::rights(&model.glossary, &view.title));
            Screen::Entry(view)
        }
        Route::Timeline(at) => {
            Screen::Timeline(record::timeline(&model.record, &whole::gathered(model), at, now), own)
        }
        Route::Search => Screen::Search(record::search(&model.record, &whole::gathered(model), now)),
        Route::News if own => Screen::News(record::news(&model.record, &permitted(model, Shelf::News), now)),
        Route::Shelf(slug) => match Shelf::of_slug(slug) {
            Some(Shelf::Results) => Screen::Results(record::results(&permitted(model, Shelf::Results), now)),
            Some(shelf) => {
                let whole = record::list(&whole::listed(model, shelf), shelf, now);
                Screen::List(record::windowed(&model.record, whole))
            }
            None if own && slug == Shelf::HIDDEN => {
                Screen::Hidden(record::hidden(&whole::gathered(model), now), model.record.hidden())
            }
            None => Screen::Unknown,
        },
        Route::Result(key) => {
            Screen::Result(record::result(&permitted(model, Shelf::Results).whole(), key, now))
        }
        Route::Takeaway(printed) if own => whole::takeaway(model, *printed, now),
        Route::Takeaway(_) => Screen::Takeaway(None),
        Route::MakeLink if own => Screen::MakeLink(Box::new(links::make(&model.links)), model.session.demo),
        Route::Card if own => Screen::Card(app::links::card(model, now)),
        Route::Links if own => Screen::Links(links::links(&model.links, now)),
        Route::Letter(key) => {
            let held = permitted(model, Shelf::Letters).whole();
            let entries = permitted(model, Shelf::Entries).whole();
            let answers = permitted(model, Shelf::Answers).whole();
            Screen::Letter(record::letter(&model.record, (&held, &entries, &answers), key, now), key.clone())
        }
        Route::Team => {
            let list = record::list(&permitted(model, Shelf::Team), Shelf::Team, now);
            Screen::Team(list, model.notice.trust.clone())
        }
        _ => Screen::Unknown,
    }
}

/// A link that is being opened.
#[inline(never)]
pub(super) fn record_viewer(model: &Model) -> Screen {
    debug_assert!(model.parts.has(Part::Record));
    Screen::Viewer(links::viewer(&model.viewer))
}

/// What stands under an entry.
#[inline(never)]
pub(super) fn record_beside(model: &Model, screen: &Screen, now: &Now) -> Option<Box<Beside>> {
    debug_assert!(model.parts.has(Part::Record));
    beside::beside(model, screen, now)
}

/// A check-in, past answers, and when the person wants to be asked.
#[inline(never)]
pub(super) fn form(model: &Model, own: bool, now: &Now) -> Screen {
    debug_assert!(model.parts.has(Part::Form));
    match &model.route {
        Route::Answer(key) => check_ins::answer(model, key, now),
        Route::Schedule(_) if !own => check_ins::list(model, (own, now)),
        Route::Schedule(key) => check_ins::plan(model, key, now),
        Route::Past(key) => check_ins::past(model, key, now),
        Route::PastAnswer(key, at) => check_ins::past_answer(model, (key, at), now),
        _ => Screen::Unknown,
    }
}

/// The care plan, and what is kept beside the plans.
#[inline(never)]
pub(super) fn plan(model: &Model, own: bool, now: &Now) -> Screen {
    debug_assert!(model.parts.has(Part::Plan));
    match model.route {
        Route::Keepsakes if own => {
            let here = model.session.device == Device::Own;
            Screen::Keepsakes(here.then(|| keepsakes::view(&model.keepsakes)))
        }
        Route::Keepsakes => Screen::Unknown,
        _ if safety::is_open(model, Shelf::Papers) => Screen::Plan(safety::by_itself(model, now), false),
        _ => Screen::Plan(safety::care_plan(model, own, now), own),
    }
}

/// What each version of a paper changed.
#[inline(never)]
pub(super) fn plan_changed(versions: &mut [plan::Version], held: &[plan::Held]) {
    let changes = plan::before::of_papers(held);
    for (version, what) in versions.iter_mut().zip(changes) {
        version.what = what;
    }
}

/// What is new, in a line for today.
#[inline(never)]
pub(super) fn record_news(model: &Model, now: &Now) -> Option<(String, String)> {
    debug_assert!(model.parts.has(Part::Record));
    let news = record::news(&model.record, &permitted(model, Shelf::News), now);
    Some((news.since, news.told?))
}

/// Sharing.
#[inline(never)]
pub(super) fn sharing(model: &Model, own: bool, now: &Now) -> Screen {
    debug_assert!(model.parts.has(Part::Sharing));
    match &model.route {
        Route::Join => Screen::Join(sharing::brought_view(&model.sharing.join)),
        Route::Sharing if own => {
            let until = model.session.account().map_or(0, |account| account.parents_until);
            let parents_end = (until > 0).then(|| words::time::day(until));
            Screen::Sharing(sharing::SharingView { parents_end, ..sharing::sharing(&model.sharing, now) })
        }
        Route::ShareWith(key) if own => {
            Screen::ShareWith(sharing::share_with(&model.sharing, key, now), model.session.demo)
        }
        Route::Looks if own => Screen::Looks(sharing::looks(&model.sharing, now)),
        Route::Pressure if own => Screen::Pressure,
        _ => Screen::Unknown,
    }
}

/// Who sees which step of the safety plan, and the crisis plan.
#[inline(never)]
pub(super) fn sharing_seers(model: &Model) -> Option<Vec<plan::Seer>> {
    debug_assert!(model.parts.has(Part::Sharing));
    sharing::seers(&model.sharing, &model.session.patient().unwrap_or_default())
}

/// Settings.
#[inline(never)]
pub(super) fn settings(model: &Model, now: &Now) -> Screen {
    debug_assert!(model.parts.has(Part::Settings));
    match &model.route {
        Route::Settings => {
            let own = model.session.acting().is_none() && model.session.patient().is_some();
            let waiting = model.record.waiting().filter(|_| own && !model.session.in_space());
            Screen::Settings(model.notice.persisted, vault::vault(&model.vault), waiting)
        }
        Route::Kept => Screen::Kept(kept(model, now), model.notice.room),
        Route::Devices => Screen::Devices(devices::view(&model.devices, now)),
        Route::Waiting => Screen::Waiting(waiting(model, now)),
        _ => Screen::Unknown,
    }
}
