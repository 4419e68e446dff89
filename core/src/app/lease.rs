//! Where a carer's copies meet the session and the record.

use super::{Model, is_locked};
use crate::effect::{Effect, Reply, Request};
use crate::event::Tag;
use crate::lease::{self, Reader};
use crate::now::Now;
use crate::record::Shelf;
use crate::route::Route;
use crate::session::{self, Device, Link, Stage, Subject};
use crate::trouble::Trouble;

/// Who reads, where copies can be kept at all; also who cares for nobody any more, as what was kept is to go.
pub(crate) fn reader(session: &session::State) -> Option<Reader<'_>> {
    let account = session.account()?;
    (session.device == Device::Own).then_some(Reader { account: &account.id, cared: &account.caring_for })
}

/// Does something with the copies, while they can be opened.
pub(super) fn with(
    model: &mut Model,
    act: impl FnOnce(&mut lease::State, &mut crate::record::State, Reader<'_>) -> Vec<Effect>,
) -> Vec<Effect> {
    if is_locked(model) {
        return vec![];
    }
    match reader(&model.session) {
        Some(reader) => act(&mut model.lease, &mut model.record, reader),
        None => vec![],
    }
}

/// What is kept is looked up.
pub(super) fn look(model: &Model) -> Option<Effect> {
    reader(&model.session).map(lease::look)
}

/// The gateway told who is signed in, and what is shared with them now.
pub(super) fn heard(model: &mut Model, now: &Now) -> Vec<Effect> {
    // Who is asked for their device is signed in just now; an answer that nobody is signed in renews nothing.
    if !matches!(model.session.stage, Stage::In(_, Link::Live) | Stage::Asking(_)) {
        return vec![];
    }
    lease::heard(&mut model.lease, now);
    with(model, |state, record, reader| lease::sweep(state, record, reader, now))
}

/// The timer rang. With a network, the gateway is asked what is shared now.
pub(super) fn woke(model: &mut Model, now: &Now) -> Vec<Effect> {
    let mut effects = with(model, |state, record, reader| lease::sweep(state, record, reader, now));
    if !effects.is_empty() && model.notice.online {
        effects.extend(session::moved_online(&model.session));
    }
    effects
}

/// Something of somebody came, or is no more shared.
pub(super) fn fetched(
    model: &mut Model,
    (patient, shelf): (&str, Shelf),
    why_not: Option<Trouble>,
    now: &Now,
) -> Vec<Effect> {
    if model.session.subject != Subject::For(patient.to_owned()) {
        return vec![];
    }
    with(model, |state, record, reader| match why_not {
        None => lease::keep(state, record, (patient, shelf), reader, now),
        Some(Trouble::NotShared) => lease::forget(state, record, Some((patient, shelf)), reader),
        Some(_) => vec![],
    })
}

/// Asks what is new of those whom one cares for, where a screen tells of them; `quiet`: the person did nothing.
pub(super) fn ask_news(model: &Model, quiet: bool) -> Option<Effect> {
    let account = model.session.account()?;
    let tells = matches!(model.route, Route::Today | Route::Caring)
        || model.session.in_space() && !crate::view::is_of_space(model, &model.route);
    let wanted = tells && model.session.subject == Subject::Me && !account.caring_for.is_empty();
    let request = Request { quiet, ..Request::get("/session/caring") };
    (wanted && !is_locked(model)).then_some(Effect::Fetch(Tag::CaringNews, request))
}

/// The gateway told what is new.
pub(super) fn news_told(model: &mut Model, reply: Result<&Reply, Trouble>, now: &Now) -> Vec<Effect> {
    let Ok(reply) = reply else { return vec![] };
    let reader = reader(&model.session).filter(|_| !is_locked(model));
    lease::told(&mut model.lease, &reply.body, reader, now)
}
