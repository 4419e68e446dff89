//! What came back: rows, replies, and what became of what waited.

use super::locked::told_what_waits;
use super::open::{go_on_given, is_live, kept_at, open_file, open_news, open_shelf, read_uncounted};
use super::who::{answerer, who};
use super::{Model, door, lease, live, plans};
use crate::effect::{Effect, Key, Reply, Request, Wake};
use crate::event::Tag;
use crate::now::Now;
use crate::outbox::{self, Entry, Outcome, Waiting};
use crate::parts::Part;
use crate::record::{self, Shelf};
use crate::route::Route;
use crate::session::{self, Subject};
use crate::trouble::Trouble;
use crate::{feedback, form, notice, past, plan, schedule, sharing, vault};

pub(super) fn loaded(
    model: &mut Model,
    key: &Key,
    mut read: Result<Option<serde_json::Value>, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    let who = who(model);
    if let Err(trouble) = read {
        not_kept(model, trouble);
    }
    if let Some(reader) = lease::reader(&model.session) {
        let kept = read.as_mut().ok().and_then(Option::as_mut);
        let theirs = crate::lease::loaded(&mut model.lease, &mut model.record, (key, kept), reader, now);
        if let Some(effects) = theirs {
            return effects;
        }
    }
    let row = &read;
    let mut effects = session::loaded(&mut model.session, key, row);
    vault::loaded(&mut model.vault, key, row);
    if model.parts.has(Part::Record) {
        if let Ok(row) = row {
            door::record_link_row(model, key, row.as_ref());
        }
        effects.extend(door::record_ask_row(model, key, row));
    }
    if model.takeaway.is_making() {
        let row = row.as_ref().ok().and_then(Option::as_ref);
        effects.extend(door::record_file(model, door::File::Row(key, row)));
    }
    effects.extend(keepsakes(model, key, door::Row::Read(row)));
    model.open.loaded(key, row.as_ref().ok().and_then(Option::as_ref));
    effects.extend(past::loaded(&mut model.past, (key, row), &who));
    for paper in model.papers.0.iter_mut().chain([&mut model.plan]) {
        effects.extend(plan::loaded(paper, (key, row), &who, now));
    }
    let answerer = answerer(model);
    effects.extend(form::loaded(&mut model.form, (key, row), &answerer, now));
    effects.extend(schedule::loaded(&mut model.schedule, (key, row), &who, now));
    if let (Ok(row), Some(patient)) = (row, &who.patient) {
        let of = (who.account.as_str(), patient.as_str());
        effects.extend(record::looked(&mut model.record, (key, row.as_ref()), of, now));
    }
    if row.is_err() {
        record::closed(&mut model.record, key, &who.account);
    }
    let kept = row.as_ref().ok().and_then(Option::as_ref);
    if record::ready_loaded(&mut model.record, key, kept, &who.account) {
        effects.extend(open_news(model, (false, now)));
    }
    effects.extend(record::loaded(&mut model.record, (key, read.ok().flatten()), &who.account, now));
    effects.extend(read_uncounted(model));
    effects.extend(go_on(model, now));
    effects
}

/// What is on the screen goes on: with the file of a letter, and where the newest part of a shelf was too short.
fn go_on(model: &mut Model, now: &Now) -> Vec<Effect> {
    let mut effects = go_on_given(model, now);
    effects.extend(open_file(model, false));
    let who = who(model);
    let how = (kept_at(&who, &model.session.subject), is_live(model));
    let patient = model.session.patient().unwrap_or_default();
    effects.extend(record::go_on(&mut model.record, (&patient, live::on_screen(&model.route)), how));
    effects
}

/// Why the storage did not do something. That there is none says less than why, which was told first.
fn not_kept(model: &mut Model, trouble: Trouble) {
    let first = model.notice.storage.filter(|_| trouble == Trouble::StorageClosed);
    model.notice.storage = first.or(Some(trouble));
}

/// A row was kept, or not.
pub(super) fn saved(model: &mut Model, key: &Key, done: Result<(), Trouble>) -> Vec<Effect> {
    let (who, answerer) = (who(model), answerer(model));
    form::saved(&mut model.form, key, done, &answerer);
    schedule::saved(&mut model.schedule, key, done, &who);
    if model.ask.writing.is_some() {
        door::record_ask_kept(model, key, done);
    }
    past::saved(&mut model.past, key, done, &who);
    model.open.saved(key, done);
    plan::saved(&mut model.plan, key, done, &who);
    for paper in &mut model.papers.0 {
        plan::saved(paper, key, done, &who);
    }
    if session::saved(&mut model.session, key, done) {
        vault::not_kept(&mut model.vault);
    }
    if let Err(trouble) = done {
        not_kept(model, trouble);
    }
    let patient = who.patient.as_deref().unwrap_or_default();
    let hidden = record::saved(&mut model.record, (key, done), (&who.account, patient));
    let mut effects = keepsakes(model, key, door::Row::Kept(done));
    effects.extend(hidden);
    if model.links.making.stage == sharing::Stage::Saving {
        effects.extend(door::record_link_kept(model, key));
    }
    effects
}

/// Photos and songs are looked up by their screen alone, and so its part is there.
fn keepsakes(model: &mut Model, key: &Key, row: door::Row<'_>) -> Vec<Effect> {
    if !model.parts.has(Part::Plan) {
        return vec![];
    }
    if let door::Row::Read(Ok(found)) = row {
        plans::door::plan_own_row(model, key, found.as_ref());
    }
    door::plan_keepsakes_row(model, key, row)
}

pub(super) fn fetched(
    model: &mut Model,
    tag: &Tag,
    reply: Result<&Reply, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    let who = who(model);
    let mut effects = match tag {
        Tag::Shelf(patient, shelf) => {
            // A reply about somebody else, or of a preview, may come after the person turned back to their own.
            let own = who.patient.as_deref() == Some(patient.as_str());
            let keep = kept_at(&who, &model.session.subject).filter(|_| own && *shelf != Shelf::News);
            let mut effects = record::fetched(&mut model.record, (patient, *shelf), reply, (keep, now));
            effects.extend(lease::fetched(model, (patient, *shelf), reply.err(), now));
            // It may have changed again while it came.
            effects.extend(live::refresh(model, now));
            effects.extend(go_on(model, now));
            effects
        }
        Tag::File(patient, id) => file_came(model, (patient, id), reply, now),
        Tag::CaringNews => lease::news_told(model, reply, now),
        Tag::Library | Tag::Questionnaire(_) | Tag::Known(..) | Tag::TeamTask(_) => {
            let who = answerer(model);
            form::fetched(&mut model.form, (tag, reply), &who, now)
        }
        Tag::Confirmed if model.route == Route::MakeLink => door::record_link_told(model, tag, reply),
        Tag::Looks
        | Tag::OlderLooks
        | Tag::Offered
        | Tag::Taken
        | Tag::Preview(_)
        | Tag::People
        | Tag::Consents
        | Tag::ConsentSaved
        | Tag::Confirmed
        | Tag::Invitations
        | Tag::Invited
        | Tag::CalledBack(_) => match model.parts.has(Part::Sharing) {
            true => door::sharing_fetched(model, tag, reply, now),
            false => vec![],
        },
        Tag::Links | Tag::LinkMade | Tag::LinkStopped(_) => door::record_link_told(model, tag, reply),
        Tag::Devices(_) | Tag::DeviceEnded => door::settings_devices_told(model, Some((tag, reply))),
        Tag::Session | Tag::SignedIn | Tag::SignedOut => {
            let mut effects = session::fetched(&mut model.session, tag, reply);
            if reply.is_ok() && *tag != Tag::SignedOut {
                effects.extend(lease::heard(model, now));
            }
            effects
        }
        Tag::Paper(paper) | Tag::PaperVersions(paper) => {
            let state = model.papers.of_mut(*paper).unwrap_or(&mut model.plan);
            let waiting = &model.notice.waiting.outbox;
            let waits = |id: &str| waiting.iter().any(|entry| entry.ticket.id == id);
            plan::fetched(state, (tag, reply), &who, (&waits, now))
        }
        Tag::PlanBefore(_) | Tag::PlanOwn(_) => plans::door::plan_told(model, tag, reply, now),
        Tag::Glossary => door::record_words(model, Some(reply)),
        Tag::Trust | Tag::Help => {
            notice::fetched(&mut model.notice, tag, reply);
            vec![]
        }
    };
    effects.extend(said_besides(model, tag, reply));
    effects
}

/// The content of a letter, for its screen, for the device, and for a file of everything.
fn file_came(
    model: &mut Model,
    (patient, id): (&str, &str),
    reply: Result<&Reply, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    let who = who(model);
    let own = who.patient.as_deref() == Some(patient);
    let keep = kept_at(&who, &model.session.subject).filter(|_| own);
    let mut effects = record::enclosed_fetched(&mut model.record, (patient, id), reply, (keep, now));
    if own && model.takeaway.is_making() {
        effects.extend(door::record_file(model, door::File::Fetched(id, reply)));
    }
    effects
}

/// What a reply says besides what was asked: whether there is a network, a session, and still something shared.
fn said_besides(model: &mut Model, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let mut effects = vec![];
    match reply {
        Err(Trouble::SignIn) if !matches!(tag, Tag::Session | Tag::SignedIn | Tag::SignedOut) => {
            effects.extend(session::signed_out_by_gateway(&mut model.session));
        }
        Err(Trouble::OtherSession) => effects.extend(session::other_session(&mut model.session)),
        Err(Trouble::Offline) => model.notice.online = false,
        Err(Trouble::NotShared) => effects.extend(withdrawn(model, tag)),
        Ok(_) if tag.is_of_gateway() => model.notice.online = true,
        Ok(_) | Err(_) => {}
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

/// An entry is in the outbox, or not.
pub(super) fn queued(model: &mut Model, id: &str, done: Result<(), Trouble>, now: &Now) -> Vec<Effect> {
    let who = who(model);
    let answerer = answerer(model);
    let mut effects = form::queued(&mut model.form, (id, done), &answerer, now);
    if model.feedback.stage == feedback::Stage::Saving {
        effects.extend(door::settings_feedback_queued(model, id, done));
        if done.is_ok() {
            model.notice.given.push(id.to_owned());
        }
    }
    if model.ask.writing.is_some() {
        effects.extend(door::record_ask_queued(model, id, done));
    }
    effects.extend(past::queued(&mut model.past, id, done, &who));
    effects.extend(plan::queued(&mut model.plan, id, done));
    for paper in &mut model.papers.0 {
        effects.extend(plan::queued(paper, id, done));
    }
    if model.parts.has(Part::Plan) {
        effects.extend(plans::door::plan_own_queued(model, id, done));
    }
    let own = model.session.acting().is_none();
    if let Some(key) = form::sent_key(&model.form, id).filter(|_| done.is_ok() && own) {
        effects.extend(schedule::answered(&mut model.schedule, key, &who, now));
    }
    effects
}

pub(super) fn listed(model: &mut Model, waiting: Waiting, now: &Now) -> Vec<Effect> {
    let wake = |entries: &[Entry], wake| {
        outbox::next_wait(entries.iter().map(|e| &e.ticket), now.time)
            .map(|ms| Effect::After(ms.saturating_add(50), wake))
    };
    let wakes = [wake(&waiting.outbox, Wake::Deliver), wake(&waiting.feedback, Wake::Feedback)];
    (model.notice.waiting, model.notice.listed) = (waiting, true);
    let told = told_what_waits(model, true);
    let account = who(model).account;
    // What somebody else wrote in this page, or on this device, is shown nowhere and counts for nothing.
    model.notice.waiting.outbox.retain(|entry| entry.ticket.account == account);
    let files = model.notice.waiting.outbox.iter().filter(|entry| entry.kind == outbox::Kind::File);
    let files = files.map(|entry| entry.ticket.id.clone()).collect();
    record::files_wait(&mut model.record, files);
    // The first try to be enrolled again may have been in vain, and nothing else would try again.
    let held = |e: &Entry| e.ticket.state == outbox::State::NeedsSignIn;
    let own = who(model);
    let mut effects = told;
    effects.extend(plan::listed(&mut model.plan, &model.notice.waiting.outbox, &own));
    for paper in &mut model.papers.0 {
        effects.extend(plan::listed(paper, &model.notice.waiting.outbox, &own));
    }
    if model.parts.has(Part::Plan) && model.route == Route::Plan {
        effects.extend(plans::door::plan_own_listed(model));
    }
    if model.notice.waiting.outbox.iter().any(held) {
        effects.extend(session::held(&mut model.session, now));
    }
    effects.extend(wakes.into_iter().flatten());
    effects
}

pub(super) fn settled(model: &mut Model, id: &str, outcome: Outcome, now: &Now) -> Vec<Effect> {
    feedback::settled(&mut model.feedback, id, outcome);
    let own = who(model);
    let mut effects = form::settled(&mut model.form, id, outcome);
    for paper in model.papers.0.iter_mut().chain([&mut model.plan]) {
        effects.extend(plan::settled(paper, id, outcome, &own, now));
    }
    effects.push(Effect::ListOutbox);
    if outcome == Outcome::NeedsSignIn {
        effects.extend(session::refused(&mut model.session, now));
    }
    let route = &model.route;
    let shown: &[Shelf] = match outcome {
        Outcome::Delivered if route.is_one_entry() => &[Shelf::Tasks, Shelf::Entries],
        Outcome::Delivered if *route == Route::Plan => &[Shelf::Plan, Shelf::Tasks, Shelf::Scores],
        Outcome::Delivered if route.place() == Some(Route::CheckIns) => {
            &[Shelf::Scores, Shelf::Answers, Shelf::Tasks]
        }
        _ => &[],
    };
    let patient = model.session.patient().unwrap_or_default();
    for shelf in shown {
        model.record.outrun(&patient, *shelf);
        effects.extend(open_shelf(model, *shelf, (true, now)));
    }
    effects
}

pub(super) fn came_online(model: &mut Model, online: bool) -> Vec<Effect> {
    model.notice.online = online;
    if !online {
        return vec![];
    }
    let mut effects = session::moved_online(&model.session);
    // What was tried in vain without a network does not wait for its time now that there is one.
    effects.extend([Effect::DeliverNow, Effect::DeliverFeedback]);
    effects
}
