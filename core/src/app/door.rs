//! The only ways from here into what belongs to a part that comes when it is needed (see `parts`). Events come
//! from the screens of the part itself, and replies are to what it asked.

use serde_json::Value;

use super::open::is_live;
use super::open::kept_at;
use super::who::who;
use super::{Model, again, is_locked, links, safety};
use crate::effect::{Effect, Key, Place, Reply};
use crate::event::Tag;
use crate::now::Now;
use crate::parts::Part;

use crate::route::Route;
use crate::session::{CaredFor, Subject};
use crate::trouble::Trouble;
use crate::{ask, devices, feedback, glossary, keepsakes, notice, past, record, sharing, takeaway, view};

/// What came of a row.
pub(super) enum Row<'a> {
    /// It was read.
    Read(&'a Result<Option<Value>, Trouble>),
    /// It was kept, or not.
    Kept(Result<(), Trouble>),
}

/// Content that stands apart from its entry.
pub(super) enum File<'m> {
    /// A row was read.
    Row(&'m Key, Option<&'m Value>),
    /// It came from the gateway, or not.
    Fetched(&'m str, Result<&'m Reply, Trouble>),
}

/// Something about past answers.
#[inline(never)]
pub(super) fn form_past(model: &mut Model, event: past::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Form));
    let who = who(model);
    past::update(&mut model.past, event, &who, now)
}

/// Something about taking the record away.
#[inline(never)]
pub(super) fn record_takeaway(model: &mut Model, event: &takeaway::Event) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let gathered = view::away(model).1;
    takeaway::update(&mut model.takeaway, event, &|| gathered.clone())
}

/// The next step of a file that is being made: the timer was set by the step before.
#[inline(never)]
pub(super) fn record_written(model: &mut Model, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let patient = model.session.patient().unwrap_or_default();
    let who = who(model);
    let from = (patient.as_str(), kept_at(&who, &model.session.subject), is_live(model));
    takeaway::woke(&mut model.takeaway, from, now)
}

/// A row was read, or a file came, while the file of everything waits for one.
#[inline(never)]
pub(super) fn record_file(model: &mut Model, came: File<'_>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let patient = model.session.patient().unwrap_or_default();
    let who = who(model);
    let from = (patient.as_str(), kept_at(&who, &model.session.subject), is_live(model));
    match came {
        File::Row(key, row) => takeaway::loaded(&mut model.takeaway, (key, row), from),
        File::Fetched(id, reply) => takeaway::fetched(&mut model.takeaway, id, reply),
    }
}

/// Something about links, the card, or a link that is being opened.
#[inline(never)]
pub(super) fn record_link(model: &mut Model, event: crate::links::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    links::event(model, event, now)
}

/// The list of links, the making of one, or the card is shown.
#[inline(never)]
pub(super) fn record_links(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    links::opened(model, again)
}

/// What was kept of links and of the card: they asked for it.
#[inline(never)]
pub(super) fn record_link_row(model: &mut Model, key: &Key, row: Option<&Value>) {
    debug_assert!(model.parts.has(Part::Record));
    links::loaded(model, key, row);
}

/// What the gateway says of links.
#[inline(never)]
pub(super) fn record_link_told(model: &mut Model, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    links::fetched(model, tag, reply)
}

/// The code that is asked for while a link is made.
#[inline(never)]
pub(super) fn record_code(model: &mut Model, event: sharing::Event) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    links::code(model, event)
}

/// A letter, or a file of an entry, is handed to the browser.
#[inline(never)]
pub(super) fn record_file_taken(model: &mut Model, key: &str) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    record::take_file(&model.record, model.session.patient(), key)
}

/// A result was opened.
#[inline(never)]
pub(super) fn record_result(model: &mut Model, key: &str, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let keys = record::new_of(&view::permitted(model, record::Shelf::Results), key, now);
    let who = who(model);
    record::seen_now(&mut model.record, &keys, kept_at(&who, &model.session.subject))
}

/// Something asked or told at an entry.
#[inline(never)]
pub(super) fn record_asked(model: &mut Model, event: ask::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let who = who(model);
    ask::update(&mut model.ask, event, (&model.notice.trust.owner, &who), now)
}

/// A row of what is being written at an entry.
#[inline(never)]
pub(super) fn record_ask_row(
    model: &mut Model,
    key: &Key,
    row: &Result<Option<Value>, Trouble>,
) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let who = who(model);
    ask::loaded(&mut model.ask, (key, row), &who)
}

/// A row of what is being written at an entry was kept, or not.
#[inline(never)]
pub(super) fn record_ask_kept(model: &mut Model, key: &Key, done: Result<(), Trouble>) {
    debug_assert!(model.parts.has(Part::Record));
    let who = who(model);
    ask::saved(&mut model.ask, key, done, &who);
}

/// A row of links was kept, or not.
#[inline(never)]
pub(super) fn record_link_kept(model: &mut Model, key: &Key) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    links::saved(model, key)
}

/// What was asked is in the outbox, or not.
#[inline(never)]
pub(super) fn record_ask_queued(model: &mut Model, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    ask::queued(&mut model.ask, id, done)
}

/// What words mean is needed, or came.
#[inline(never)]
pub(super) fn record_words(model: &mut Model, came: Option<Result<&Reply, Trouble>>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    match came {
        Some(reply) => glossary::fetched(&mut model.glossary, reply),
        None => glossary::opened(&model.glossary),
    }
}

/// Something about where the person is signed in.
#[inline(never)]
pub(super) fn settings_devices(model: &mut Model, event: devices::Event) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    devices::update(&mut model.devices, event, model.session.csrf())
}

/// Where the person is signed in is shown, or told.
#[inline(never)]
pub(super) fn settings_devices_told(
    model: &mut Model,
    told: Option<(&Tag, Result<&Reply, Trouble>)>,
) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    match told {
        Some((tag, reply)) => devices::fetched(&mut model.devices, tag, reply),
        None => devices::opened(&mut model.devices),
    }
}

/// Something in feedback.
#[inline(never)]
pub(super) fn settings_feedback(model: &mut Model, event: feedback::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    let place = model.session.device.place();
    feedback::update(&mut model.feedback, event, place, now)
}

/// Feedback is in its queue, or not.
#[inline(never)]
pub(super) fn settings_feedback_queued(
    model: &mut Model,
    id: &str,
    done: Result<(), Trouble>,
) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    feedback::queued(&mut model.feedback, id, done)
}

/// Something that waits is to be changed.
#[inline(never)]
pub(super) fn settings_change(model: &mut Model, id: &str, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    again::change(model, id, now)
}

/// It is a draft again, or not.
#[inline(never)]
pub(super) fn settings_reopened(model: &mut Model, id: &str, done: Result<bool, Trouble>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    again::reopened(model, id, done)
}

/// Something was taken back, or not.
#[inline(never)]
pub(super) fn settings_withdrawn(model: &mut Model, id: &str, done: Result<bool, Trouble>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Settings));
    // What could not be taken back stands as it was.
    let mut effects = if done == Ok(true) { safety::taken_back(model, id) } else { vec![] };
    effects.extend(notice::withdrawn(&mut model.notice, done));
    effects
}

/// Something with photos and songs: the person's own, on their own device.
#[inline(never)]
pub(super) fn plan_keepsakes(model: &mut Model, event: keepsakes::Event, now: &Now) -> Vec<Effect> {
    let account = who(model).account;
    keepsakes::update(&mut model.keepsakes, event, &account, now)
}

/// Photos and songs are shown.
#[inline(never)]
pub(super) fn plan_keepsakes_opened(model: &mut Model) -> Vec<Effect> {
    let who = who(model);
    if who.place != Place::Device || model.session.acting().is_some() || is_locked(model) {
        return vec![];
    }
    keepsakes::opened(&mut model.keepsakes, &who.account)
}

/// A row of photos and songs was read, or kept.
#[inline(never)]
pub(super) fn plan_keepsakes_row(model: &mut Model, key: &Key, row: Row<'_>) -> Vec<Effect> {
    let account = who(model).account;
    match row {
        Row::Read(found) => keepsakes::loaded(&mut model.keepsakes, (key, found), &account),
        Row::Kept(done) => keepsakes::saved(&mut model.keepsakes, (key, done), &account),
    }
}

/// Entries are hidden on this device, or shown again: on a screen of this part.
#[inline(never)]
pub(super) fn record_hidden(model: &mut Model, what: (&[String], bool)) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Record));
    let who = who(model);
    record::hide(&mut model.record, what, kept_at(&who, &model.session.subject))
}

/// Sharing is shown.
#[inline(never)]
pub(super) fn sharing_opened(model: &mut Model, patient: &str, key: Option<&str>) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Sharing));
    model.sharing.parents_from = model.session.account().map_or(0, |account| account.parents_from);
    sharing::opened(&mut model.sharing, patient, key)
}

/// Something in sharing.
#[inline(never)]
pub(super) fn sharing_event(model: &mut Model, event: sharing::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Sharing));
    let patient = model.session.patient().unwrap_or_default();
    sharing::update(&mut model.sharing, event, (&patient, model.session.csrf()), now)
}

/// A reply to sharing.
#[inline(never)]
pub(super) fn sharing_fetched(
    model: &mut Model,
    tag: &Tag,
    reply: Result<&Reply, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Sharing));
    match tag {
        Tag::Looks | Tag::OlderLooks => {
            sharing::looked(&mut model.sharing, tag, reply);
            vec![]
        }
        Tag::Offered | Tag::Taken => sharing::brought(&mut model.sharing.join, tag, reply),
        Tag::Preview(carer) => previewed(model, carer, reply),
        _ => {
            model.sharing.parents_from = model.session.account().map_or(0, |account| account.parents_from);
            let mut effects = sharing::fetched(&mut model.sharing, (tag, reply), &model.route, now);
            if let (Tag::Confirmed, Ok(_), Some(patient)) = (tag, reply, &who(model).patient) {
                effects.extend(sharing::send(&mut model.sharing, patient, model.session.csrf(), now));
            }
            effects
        }
    }
}

/// What a carer is told of the patient's record came: now it is seen as they see it.
fn previewed(model: &mut Model, carer: &str, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let told = reply.and_then(|r| CaredFor::read(&r.body["caring_for"][0]).ok_or(Trouble::NotShared));
    match told {
        Ok(mut told) => {
            let people = model.sharing.people.iter().flatten();
            let name = people.into_iter().find(|p| p.reference == carer).map(|p| p.name.clone());
            let id = carer.rsplit('/').next().unwrap_or_default();
            told.patient = [&told.patient, "~", id].concat();
            told.related = String::new();
            model.session.subject = Subject::As(told, name.unwrap_or_default());
            vec![Effect::Navigate(Route::Today, false)]
        }
        Err(trouble) => {
            if let Some(editing) = &mut model.sharing.editing {
                editing.stage = sharing::Stage::Failed(trouble);
            }
            vec![Effect::Focus("trouble".into())]
        }
    }
}
