//! The only place where areas meet.

use crate::effect::{Effect, Key, Place, Reply, Request, Wake};
use crate::event::{Event, Tag};
use crate::form::{self, Author, Who};
use crate::now::Now;
use crate::outbox::{self, Entry, Outcome, Waiting};
use crate::record::{self, Shelf};
use crate::route::Route;
use crate::session::{self, Stage, Subject};
use crate::trouble::Trouble;
use crate::{feedback, notice, past, schedule, sharing};

/// The whole state of the app.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Where the person is.
    pub route: Route,
    /// Who is signed in.
    pub session: session::State,
    /// The record.
    pub record: record::State,
    /// Check-ins.
    pub form: form::State,
    /// Past answers.
    pub past: past::State,
    /// Plans and reminders.
    pub schedule: schedule::State,
    /// Feedback.
    pub feedback: feedback::State,
    /// Sharing.
    pub sharing: sharing::State,
    /// The frame.
    pub notice: notice::State,
}

/// Takes a fact, changes the model, and gives orders.
pub fn update(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    let was_in = model.session.account().map(|a| a.id.clone());
    let stage = std::mem::discriminant(&model.session.stage);
    let started = !matches!(model.session.stage, Stage::Starting);
    let mut effects = dispatch(model, event, now);
    let is_in = model.session.account().map(|a| a.id.clone());
    if is_in != was_in {
        if was_in.is_some() && is_in.is_some() {
            clear(model);
        }
        if is_in.is_some() {
            effects.extend([Effect::ListOutbox, Effect::Deliver]);
            effects.extend(schedule::opened(&model.schedule, &who(model)));
            effects.extend(open_route(model, (false, now)));
        }
    }
    // The browser itself begins a page that just opened at its top.
    if started && std::mem::discriminant(&model.session.stage) != stage {
        effects.extend([Effect::Top, Effect::Focus("h1".into())]);
    }
    effects
}

fn dispatch(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Started(route) => started(model, route),
        Event::Moved(route) => {
            model.route = route;
            past::moved(&mut model.past);
            (model.notice.help, model.notice.menu) = (false, false);
            // What is no longer shared was said once, on the screen where it happened.
            if model.session.acting().is_none() {
                model.session.subject = Subject::Me;
            }
            let mut effects = vec![Effect::Top, Effect::Focus("h1".into())];
            effects.extend(open_route(model, (false, now)));
            effects
        }
        Event::Loaded(key, row) => loaded(model, &key, &row, now),
        Event::Saved(key, done) => {
            let (who, answerer) = (who(model), answerer(model));
            form::saved(&mut model.form, &key, done, &answerer);
            schedule::saved(&mut model.schedule, &key, done, &who);
            session::saved(&mut model.session, &key);
            model.notice.storage = done.err().or(model.notice.storage);
            vec![]
        }
        Event::Fetched(tag, reply) => fetched(model, &tag, reply.as_ref().map_err(|t| *t), now),
        Event::Queued(id, done) => queued(model, &id, done, now),
        Event::Outbox(waiting) => listed(model, waiting, now),
        Event::Settled(id, outcome) => settled(model, &id, outcome, now),
        Event::Woke(Wake::Deliver) => vec![Effect::Deliver],
        Event::Woke(Wake::Feedback) => vec![Effect::DeliverFeedback, Effect::ListOutbox],
        Event::Woke(Wake::Planned) => schedule::woke(&model.schedule, now),
        Event::Woke(Wake::List) => vec![Effect::ListOutbox],
        Event::Online(online) => came_online(model, online),
        Event::Visible(seen) => {
            if seen {
                vec![Effect::Deliver, Effect::DeliverFeedback]
            } else {
                vec![]
            }
        }
        Event::UpdateReady => {
            (model.notice.update_ready, model.notice.update_later) = (true, false);
            vec![]
        }
        Event::Wiped(done) => {
            clear(model);
            session::wiped(&mut model.session, done)
        }
        Event::Persisted(kept) => {
            model.notice.persisted = Some(kept);
            vec![]
        }
        Event::StorageLost(trouble) => {
            model.notice.storage = Some(trouble);
            vec![]
        }
        wanted => act(model, wanted, now),
    }
}

/// An entry is in the outbox, or not.
fn queued(model: &mut Model, id: &str, done: Result<(), Trouble>, now: &Now) -> Vec<Effect> {
    let who = who(model);
    let answerer = answerer(model);
    let mut effects = form::queued(&mut model.form, (id, done), &answerer, now);
    effects.extend(feedback::queued(&mut model.feedback, id, done));
    effects.extend(past::queued(&mut model.past, id, done));
    let own = model.session.acting().is_none();
    if let Some(key) = form::sent_key(&model.form, id).filter(|_| done.is_ok() && own) {
        effects.extend(schedule::answered(&mut model.schedule, key, &who, now));
    }
    effects
}

/// What the person wants, in the area that it belongs to.
fn act(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Session(event) => {
            model.notice.menu = false;
            session::update(&mut model.session, event, &model.notice.waiting.outbox)
        }
        Event::Record(event) => record_event(model, &event, now),
        Event::Form(event) => {
            let who = answerer(model);
            form::update(&mut model.form, event, &who, now)
        }
        Event::Past(event) => {
            let who = who(model);
            past::update(&mut model.past, event, &who, now)
        }
        Event::Schedule(event) => {
            let who = who(model);
            schedule::update(&mut model.schedule, event, &who, now)
        }
        Event::Feedback(event) => {
            let place = model.session.device.place();
            feedback::update(&mut model.feedback, event, place, now)
        }
        Event::Sharing(event) => match model.session.patient() {
            Some(patient) => {
                sharing::update(&mut model.sharing, event, (&patient, model.session.csrf()), now)
            }
            None => vec![],
        },
        Event::Notice(event) => notice::update(&mut model.notice, event),
        _ => vec![],
    }
}

fn listed(model: &mut Model, waiting: Waiting, now: &Now) -> Vec<Effect> {
    feedback::listed(&mut model.feedback, &waiting.feedback);
    model.notice.waiting = waiting;
    let wake = |entries: &[Entry], wake| {
        outbox::next_wait(entries, now.time).map(|ms| Effect::After(ms.saturating_add(50), wake))
    };
    let signed = wake(&model.notice.waiting.outbox, Wake::Deliver);
    signed.into_iter().chain(wake(&model.notice.waiting.feedback, Wake::Feedback)).collect()
}

fn started(model: &mut Model, route: Route) -> Vec<Effect> {
    model.route = route;
    let mut effects = session::started();
    effects.push(Effect::Fetch(Tag::Trust, Request { quiet: true, ..Request::get("/data/trust.json") }));
    effects.push(Effect::Fetch(Tag::Help, Request { quiet: true, ..Request::get("/data/help.json") }));
    effects
}

/// Nothing of one person is left for the next.
fn clear(model: &mut Model) {
    model.record = record::State::default();
    model.form = form::State { library: model.form.library.take(), ..form::State::default() };
    model.sharing = sharing::State::default();
    (model.past, model.schedule) = (past::State::default(), schedule::State::default());
    model.feedback = feedback::State::default();
}

fn who(model: &Model) -> Who {
    let account = model.session.account();
    Who {
        account: account.map(|a| a.id.clone()).unwrap_or_default(),
        patient: account.and_then(|a| a.patient.clone()),
        author: None,
        place: model.session.device.place(),
    }
}

/// Who answers check-ins: the person about themselves, or about somebody whom they look after.
fn answerer(model: &Model) -> Who {
    let who = who(model);
    let Some((acting, account)) = model.session.acting().zip(model.session.account()) else { return who };
    let patient = model.session.can_answer().then(|| acting.patient.clone());
    let author = Author { reference: acting.related.clone(), name: account.name.clone() };
    Who { patient, author: Some(author), ..who }
}

fn loaded(
    model: &mut Model,
    key: &Key,
    row: &Result<Option<serde_json::Value>, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    let who = who(model);
    if let Err(trouble) = row {
        model.notice.storage = Some(*trouble);
    }
    let mut effects = session::loaded(&mut model.session, key, row);
    let answerer = answerer(model);
    effects.extend(form::loaded(&mut model.form, (key, row), &answerer, now));
    effects.extend(schedule::loaded(&mut model.schedule, (key, row), &who, now));
    effects.extend(record::loaded(&mut model.record, (key, row), &who.account, now));
    effects
}

fn fetched(model: &mut Model, tag: &Tag, reply: Result<&Reply, Trouble>, now: &Now) -> Vec<Effect> {
    let who = who(model);
    let mut effects = match tag {
        Tag::Shelf(patient, shelf) => {
            let keep = kept_at(&who, &model.session.subject);
            record::fetched(&mut model.record, (patient, *shelf), reply, (keep, now))
        }
        Tag::Library | Tag::Questionnaire(_) | Tag::Known(..) | Tag::TeamTask(_) => {
            let who = answerer(model);
            form::fetched(&mut model.form, (tag, reply), &who, now)
        }
        Tag::People | Tag::Consents | Tag::ConsentSaved | Tag::Confirmed => {
            let mut effects = sharing::fetched(&mut model.sharing, (tag, reply), &model.route, now);
            if let (Tag::Confirmed, Ok(_), Some(patient)) = (tag, reply, &who.patient) {
                effects.extend(sharing::send(&mut model.sharing, patient, model.session.csrf(), now));
            }
            effects
        }
        Tag::Session | Tag::SignedIn | Tag::SignedOut => session::fetched(&mut model.session, tag, reply),
        Tag::Trust | Tag::Help => {
            notice::fetched(&mut model.notice, tag, reply);
            vec![]
        }
    };
    match reply {
        Err(Trouble::SignIn) if !matches!(tag, Tag::Session | Tag::SignedIn | Tag::SignedOut) => {
            effects.extend(session::signed_out_by_gateway(&mut model.session));
        }
        Err(Trouble::Offline) => model.notice.online = false,
        Err(Trouble::NotShared) => effects.extend(withdrawn(model, tag)),
        Ok(_) => model.notice.online = true,
        Err(_) => {}
    }
    effects
}

/// What a carer saw was withdrawn: nothing of it stays, and the list of people is asked for again.
fn withdrawn(model: &mut Model, tag: &Tag) -> Vec<Effect> {
    match (tag, &model.session.subject) {
        (Tag::Shelf(patient, _), Subject::For(acting)) if patient == acting => {
            vec![Effect::Fetch(Tag::Session, Request::get("/session"))]
        }
        _ => vec![],
    }
}

/// Where rows of the record go: nothing of somebody else's is kept.
fn kept_at<'a>(who: &'a Who, subject: &Subject) -> Option<(Place, &'a str)> {
    (*subject == Subject::Me && who.place == Place::Device).then_some((who.place, who.account.as_str()))
}

fn settled(model: &mut Model, id: &str, outcome: Outcome, now: &Now) -> Vec<Effect> {
    let mut effects = form::settled(&mut model.form, id, outcome);
    effects.push(Effect::ListOutbox);
    if outcome == Outcome::NeedsSignIn {
        effects.extend(session::moved_online(&model.session));
    }
    if outcome == Outcome::Delivered && model.route.place() == Some(Route::CheckIns) {
        for shelf in [Shelf::Scores, Shelf::Answers, Shelf::Tasks] {
            effects.extend(open_shelf(model, shelf, (true, now)));
        }
    }
    effects
}

fn came_online(model: &mut Model, online: bool) -> Vec<Effect> {
    model.notice.online = online;
    if !online {
        return vec![];
    }
    let mut effects = session::moved_online(&model.session);
    effects.extend([Effect::Deliver, Effect::DeliverFeedback]);
    effects
}

fn record_event(model: &mut Model, event: &record::Event, now: &Now) -> Vec<Effect> {
    match event {
        record::Event::Retried => {
            let mut effects = session::moved_online(&model.session);
            effects.extend(open_route(model, (true, now)));
            effects
        }
        record::Event::FileTaken(key) => record::take_file(&model.record, model.session.patient(), key),
    }
}

/// Asks for what the present screen shows.
fn open_route(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return form::list(&model.form) };
    let who = answerer(model);
    match model.route.clone() {
        Route::Today => {
            let mut effects = form::list(&model.form);
            for shelf in [Shelf::Tasks, Shelf::Appointments, Shelf::Plan, Shelf::Scores] {
                effects.extend(open_shelf(model, shelf, again));
            }
            effects
        }
        Route::Shelf(slug) => match Shelf::of_slug(&slug) {
            Some(shelf) => open_shelf(model, shelf, again),
            None => vec![],
        },
        Route::Result(_) => open_shelf(model, Shelf::Results, again),
        Route::Letter(_) => open_shelf(model, Shelf::Letters, again),
        Route::CheckIns | Route::Schedule(_) => {
            let mut effects = form::list(&model.form);
            effects.extend(open_shelf(model, Shelf::Tasks, again));
            effects.extend(open_shelf(model, Shelf::Scores, again));
            effects
        }
        Route::Past(_) | Route::PastAnswer(..) => {
            let mut effects = form::list(&model.form);
            for shelf in [Shelf::Scores, Shelf::Answers, Shelf::Medicines] {
                effects.extend(open_shelf(model, shelf, again));
            }
            effects
        }
        Route::Answer(key) => {
            let mut effects = form::opened(&mut model.form, &key, &who);
            effects.extend(open_shelf(model, Shelf::Scores, again));
            effects
        }
        Route::Plan => open_shelf(model, Shelf::Plan, again),
        Route::Team => open_shelf(model, Shelf::Team, again),
        Route::Sharing => sharing::opened(&mut model.sharing, &patient, None),
        Route::ShareWith(key) => sharing::opened(&mut model.sharing, &patient, Some(&key)),
        Route::Waiting => vec![Effect::ListOutbox],
        Route::Record | Route::Feedback | Route::Settings | Route::Unknown => vec![],
    }
}

fn open_shelf(model: &mut Model, shelf: Shelf, again: (bool, &Now)) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let who = who(model);
    let keep = kept_at(&who, &model.session.subject);
    if let Some(acting) = model.session.acting()
        && !acting.sections.iter().any(|s| s == shelf.section())
    {
        return vec![];
    }
    // What is shared may have been withdrawn a moment ago: a carer's screen is always asked for anew.
    let again = (again.0 || model.session.subject != Subject::Me, again.1);
    record::opened(&mut model.record, (&patient, shelf), keep, again)
}
