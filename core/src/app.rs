//! The only place where areas meet.

mod act;
pub(crate) mod again;
mod arrived;
pub(crate) mod door;
pub(crate) mod lease;
pub(crate) mod links;
mod live;
mod locked;
mod open;
pub(crate) mod plans;
mod safety;
mod who;

use crate::effect::{Effect, Place, Request, Wake};
use crate::event::{Event, Tag};
use crate::now::Now;
use crate::parts::Part;
use crate::record;
use crate::route::Route;
use crate::session::{self, Stage, Subject};
use crate::{
    ask, devices, feedback, form, glossary, notice, parts, past, plan, schedule, seek, sharing, takeaway,
    vault,
};
use act::act;
use arrived::{fetched, listed, loaded, queued, saved, settled};
use locked::{asking, closed, told_what_waits, who_reads, wiped};
pub(crate) use locked::{is_locked, is_taken};
pub use locked::{is_only_here, only_here};
use open::{keep_whole, look_kept, look_up, open_route};
pub(crate) use who::answerer;
use who::who;

/// The whole state of the app.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Where the person is.
    pub route: Route,
    /// Who is signed in.
    pub session: session::State,
    /// The record.
    pub record: record::State,
    /// What is kept of whom they care for.
    pub lease: crate::lease::State,
    /// Check-ins.
    pub form: form::State,
    /// Past answers.
    pub past: past::State,
    /// The safety plan.
    pub plan: plan::State,
    /// What else they wrote in their own words.
    pub papers: plan::Papers,
    /// What one puts into the care plan in one's own words.
    pub own_part: plan::own::State,
    /// How the care plan changed.
    pub before: plan::before::Before,
    /// What of the safety plan can be read without unlocking.
    pub open: plan::Open,
    /// Plans and reminders.
    pub schedule: schedule::State,
    /// What is asked or told at an entry.
    pub ask: ask::State,
    /// What words mean.
    pub glossary: glossary::State,
    /// Taking the record away.
    pub takeaway: takeaway::State,
    /// Feedback.
    pub feedback: feedback::State,
    /// Sharing.
    pub sharing: sharing::State,
    /// Photos and songs on this device.
    pub keepsakes: crate::keepsakes::State,
    /// The person's own links, and the emergency card.
    pub links: crate::links::State,
    /// A link that is being opened, whoever is signed in.
    pub viewer: crate::links::Viewer,
    /// Where the person is signed in.
    pub devices: devices::State,
    /// The passphrase of what is kept here.
    pub vault: vault::State,
    /// What the gateway says of changes.
    pub live: crate::live::State,
    /// The frame.
    pub notice: notice::State,
    /// The parts of the app that come when they are needed.
    pub parts: parts::State,
}

/// Takes a fact, changes the model, and gives orders.
pub fn update(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    now.stand();
    let (was_in, was_closed) = (who_reads(model), model.vault.is_closed());
    let stage = std::mem::discriminant(&model.session.stage);
    let started = !matches!(model.session.stage, Stage::Starting);
    let enrolled = model.session.enrolment();
    let person = model.session.account().map(|account| account.id.clone());
    let mut effects = dispatch(model, event, now);
    record::files_queued(&mut model.record, &effects);
    // Before what is queued: it is to be sealed.
    if let Some(enrolment) = model.session.enrolment().filter(|now| enrolled.as_ref() != Some(now)) {
        effects.insert(0, Effect::Enrol(enrolment));
    }
    let is_in = who_reads(model);
    if is_in != was_in {
        if was_in.is_some() {
            clear(model);
        }
        if is_in.is_some() {
            // Feedback is nobody's: who came in now may not be who wrote it.
            if started {
                (model.feedback, model.notice.given) = (feedback::State::default(), vec![]);
            }
            effects.extend([Effect::ListOutbox, Effect::Deliver]);
            effects.extend(tidy(model));
            // Before any shelf: what the person hid.
            effects.extend(look_up(model).0);
            effects.extend(schedule::opened(&model.schedule, &who(model)));
            effects.extend(past::opened(&who(model)));
            effects.extend(plan::opened(&model.plan, &who(model)));
            effects.extend(look_kept(model));
            effects.extend(lease::look(model));
            for paper in &model.papers.0 {
                effects.extend(plan::opened(paper, &who(model)));
            }
            effects.extend(open_route(model, (false, now)));
        }
    }
    safety::follow(model, &mut effects);
    live::follow(model, &mut effects);
    if model.vault.is_closed() != was_closed {
        effects.extend(closed(model));
    }
    effects.iter_mut().for_each(preview);
    let person = model.session.account().map(|account| account.id.clone()).or(person);
    effects.iter_mut().for_each(|effect| meant(effect, person.as_ref()));
    // The browser itself begins a page that just opened at its top.
    let moved = std::mem::discriminant(&model.session.stage) != stage;
    if moved {
        effects.extend(asking(model));
    }
    if started && moved {
        effects.extend([Effect::Top, Effect::Focus("h1".into())]);
    }
    effects
}

fn dispatch(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Started(route) => started(model, route),
        Event::Moved(route) => moved(model, route, now),
        Event::Loaded(key, row) => loaded(model, &key, row, now),
        Event::Saved(key, done) => saved(model, &key, done),
        Event::Fetched(tag, reply) => fetched(model, &tag, reply.as_ref().map_err(|t| *t), now),
        Event::Queued(id, done) => queued(model, &id, done, now),
        Event::FileKept(id, done) => {
            let who = answerer(model);
            form::file_kept(&mut model.form, (&id, &done), &who)
        }
        Event::Outbox(waiting) => listed(model, waiting, now),
        Event::Reopened(id, done) => door::settings_reopened(model, &id, done),
        Event::Withdrawn(id, done) => door::settings_withdrawn(model, &id, done),
        Event::Settled(id, outcome) => settled(model, &id, outcome, now),
        Event::Woke(wake) => woke(model, wake, now),
        Event::Online(online) => live::network(model, online, now),
        Event::Live(event) => live::heard(model, &event, now),
        Event::Visible(seen) => {
            model.live.hidden = !seen;
            let mut effects = if seen { vec![] } else { safety::moved(model, now) };
            effects.extend(vault::seen(&mut model.vault, seen, now));
            if seen {
                effects.extend([Effect::Deliver, Effect::DeliverFeedback]);
            }
            effects
        }
        Event::UpdateReady => {
            (model.notice.update_ready, model.notice.update_later) = (true, false);
            vec![]
        }
        Event::Wiped(place, done) => wiped(model, place, done),
        Event::Measured(room) => {
            model.notice.room = room;
            vec![]
        }
        Event::Brought(part, done) => open::brought(model, (part, done), now),
        Event::Persisted(kept) => {
            model.notice.persisted = Some(kept);
            vec![]
        }
        Event::Full(key) => locked::full(model, key.as_ref()),
        Event::StorageLost(trouble) => {
            model.notice.storage = Some(trouble);
            told_what_waits(model, false)
        }
        wanted => act(model, wanted, now),
    }
}

/// A timer rang.
fn woke(model: &mut Model, wake: Wake, now: &Now) -> Vec<Effect> {
    match wake {
        Wake::Deliver => vec![Effect::Deliver],
        Wake::Feedback => vec![Effect::DeliverFeedback, Effect::ListOutbox],
        Wake::Planned => schedule::woke(&model.schedule, now),
        Wake::List => vec![Effect::ListOutbox],
        Wake::Tabs => session::update(&mut model.session, session::Event::Beside(None), 0),
        Wake::SafetyPlan => safety::woke(model, now),
        Wake::Takeaway => door::record_written(model, now),
        Wake::Keep => keep_whole(model, (false, now)),
        Wake::Lease => lease::woke(model, now),
        Wake::Lock => vault::woke(&mut model.vault, now),
    }
}

/// The person goes to another screen.
fn moved(model: &mut Model, route: Route, now: &Now) -> Vec<Effect> {
    links::moved(model, &route);
    if !matches!(route, Route::Sharing | Route::ShareWith(_)) {
        model.sharing.one = None;
    }
    model.route = route;
    past::moved(&mut model.past);
    ask::moved(&mut model.ask);
    let given = safety::moved(model, now);
    vault::moved(&mut model.vault);
    (model.notice.help, model.notice.menu) = (false, false);
    // What is no longer shared was said once, on the screen where it happened.
    if model.session.acting().is_none() {
        model.session.subject = Subject::Me;
    }
    let mut effects = vec![Effect::Top, Effect::Focus("h1".into())];
    effects.extend(given);
    effects.extend(open_route(model, (false, now)));
    // What was taken back to be changed is written on.
    if let Some((about, kind)) = model.ask.again.take().filter(|_| model.parts.has(Part::Record)) {
        effects.extend(door::record_asked(model, ask::Event::Begun(about, kind), now));
    }
    effects
}

fn started(model: &mut Model, route: Route) -> Vec<Effect> {
    model.route = route;
    let mut effects = session::started();
    effects.push(safety::started());
    // These are open to everybody: nobody is waited for.
    if matches!(model.route, Route::Viewer | Route::Feedback) {
        effects.extend(model.parts.bring(&model.route).unwrap_or_default());
    }
    effects.push(Effect::Fetch(Tag::Trust, Request { quiet: true, ..Request::get("/data/trust.json") }));
    effects.push(Effect::Fetch(Tag::Help, Request { quiet: true, ..Request::get("/data/help.json") }));
    effects
}

/// What belongs to a preview (`Patient/x~y`) is asked for as that carer.
fn preview(effect: &mut Effect) {
    if let Effect::Fetch(Tag::Shelf(key, _), request) = effect
        && let Some((_, carer)) = key.split_once('~')
    {
        let mark = ["~", carer].concat();
        if let Some((before, after)) = seek::cut(&request.path, &mark) {
            request.path = [before, after].concat();
        }
        request.preview = Some(carer.into());
    }
}

/// What is asked for this person is to be answered to nobody else. Who is signed in may be asked by everybody.
fn meant(effect: &mut Effect, person: Option<&String>) {
    if let Effect::Fetch(tag, request) = effect
        && !matches!(tag, Tag::Session | Tag::SignedIn)
        && !request.anonymous
    {
        request.person = person.cloned();
    }
}

/// What a closed page or a forgotten passphrase left of files goes.
fn tidy(model: &Model) -> Option<Effect> {
    let who = who(model);
    (who.place == Place::Device).then_some(Effect::TidyFiles(who.account))
}

/// Nothing of one person is left for the next.
fn clear(model: &mut Model) {
    (model.record, model.lease) = (record::State::default(), crate::lease::State::default());
    model.live.opened = false;
    let browser = std::mem::take(&mut model.form.speaks.browser);
    let speaks = form::Speaks { browser, chosen: None };
    model.form = form::State { library: model.form.library.take(), speaks, ..form::State::default() };
    model.sharing = sharing::State::default();
    (model.takeaway, model.ask) = (takeaway::State::default(), ask::State::default());
    model.links = crate::links::State::default();
    model.keepsakes = crate::keepsakes::State::default();
    (model.past, model.schedule) = (past::State::default(), schedule::State::default());
    (model.plan, model.papers) = (plan::State::default(), plan::Papers::default());
    (model.own_part, model.before) = (plan::own::State::default(), plan::before::Before::default());
    (model.feedback, model.devices) = (feedback::State::default(), devices::State::default());
    (model.notice.given, model.notice.listed) = (vec![], false);
    model.notice.waiting.outbox.clear();
}

#[cfg(test)]
mod tests;
