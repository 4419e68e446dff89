//! What is locked, and who may read: where the vault meets the session.

use super::open::of_kept;
use super::{Model, clear};
use crate::effect::{Effect, Key, Place};
use crate::now::Now;
use crate::outbox::Waiting;
use crate::session::{self, Device, Kept, Stage};
use crate::trouble::Trouble;
use crate::vault::{self, Lock};
use crate::{ask, plan, record, words};

/// Whose record is open: nobody's while it is locked.
pub(super) fn who_reads(model: &Model) -> Option<String> {
    model.session.account().filter(|_| !is_locked(model)).map(|a| a.id.clone())
}

/// What is kept belongs to who is here, and is locked.
pub(crate) fn is_locked(model: &Model) -> bool {
    model.session.device == Device::Own && model.vault.is_closed()
}

/// It was locked, or unlocked: nothing that was open stays in memory, and only a number tells what waits.
pub(super) fn closed(model: &mut Model) -> Vec<Effect> {
    model.notice.menu = false;
    if !is_locked(model) {
        return vec![Effect::Top, Effect::Focus("h1".into())];
    }
    (model.notice.waiting, model.notice.listed) = (Waiting::default(), false);
    let words = words::vault::LOCKED.to_owned();
    vec![Effect::ListOutbox, Effect::Announce(words), Effect::Top, Effect::Focus("h1".into())]
}

/// The device keeps the things of one person only: who is asked about it is another. What belongs to the first one would go
/// with a sign-out of the second, and their passphrase would lock it away for good.
pub(crate) fn is_taken(model: &Model) -> bool {
    let Stage::Asking(account) = &model.session.stage else { return false };
    let kept = matches!(&model.session.kept, Kept::Somebody(kept) if kept.id != account.id);
    let waits = model.notice.waiting.accounts.iter().any(|waits| *waits != account.id);
    kept || waits || matches!(model.vault.lock, Lock::Closed | Lock::Open)
}

pub(super) fn session_event(model: &mut Model, event: session::Event) -> Vec<Effect> {
    let event = match event {
        session::Event::DeviceTold(own) => session::Event::DeviceTold(own && !is_taken(model)),
        event => event,
    };
    if event == session::Event::DeviceTold(true) {
        // What somebody wrote here who is not remembered any more may still wait.
        if !model.notice.listed {
            model.session.told = true;
            return vec![];
        }
        vault::signed_in(&mut model.vault);
    }
    let begun = if event == session::Event::SignOutAsked { begun(model) } else { 0 };
    session::update(&mut model.session, event, begun)
}

/// What waits was listed, or can't be: a sign-out that asks follows it, and the answer about the device that waited for it.
/// Where it can't be, nobody knows whose things are here, and nothing more is kept.
pub(super) fn told_what_waits(model: &mut Model, known: bool) -> Vec<Effect> {
    if std::mem::take(&mut model.session.told) {
        return session_event(model, session::Event::DeviceTold(known));
    }
    if known {
        return session::listed(&mut model.session, &model.notice.waiting);
    }
    session::not_listed(&mut model.session);
    vec![]
}

/// Somebody is asked about the device: whose things wait on it is looked up.
pub(super) fn asking(model: &mut Model) -> Option<Effect> {
    if !matches!(model.session.stage, Stage::Asking(_)) {
        return None;
    }
    (model.notice.listed, model.session.told) = (false, false);
    Some(Effect::ListOutbox)
}

/// How many things that the person wrote are in the memory of this page and nowhere else: they would go with the page. So
/// would what could not be saved.
#[must_use]
pub fn only_here(model: &Model) -> usize {
    let ask = |writing: &ask::Writing| !writing.kept && writing.trouble.is_some();
    let unkept = papers(model).filter(|paper| paper.is_unkept()).count()
        + usize::from(model.form.is_unkept())
        + usize::from(model.past.is_unkept())
        + usize::from(model.ask.writing.as_ref().is_some_and(ask));
    let keeps = model.session.account().is_none() || model.session.device == Device::Own;
    let begun = if keeps { 0 } else { begun(model) };
    model.notice.waiting.on_page.len() + usize::from(model.feedback.is_begun()) + unkept.max(begun)
}

/// Whether there is such a thing.
#[must_use]
pub fn is_only_here(model: &Model) -> bool {
    only_here(model) > 0
}

fn papers(model: &Model) -> impl Iterator<Item = &plan::State> {
    model.papers.0.iter().chain([&model.plan])
}

/// How many things were begun and neither sent nor put in line: check-ins, lines of plans, words at an entry.
fn begun(model: &Model) -> usize {
    let lines = papers(model).filter(|paper| paper.has_begun()).count();
    model.form.drafts.len() + lines + model.past.begun.len() + usize::from(model.ask.writing.is_some())
}

pub(super) fn vault_event(model: &mut Model, event: vault::Event, now: &Now) -> Vec<Effect> {
    let confirmed = event == vault::Event::ForgetConfirmed && is_locked(model);
    let forgotten = if let vault::Event::Forgotten(done) = event { Some(done) } else { None };
    let account = model.session.account().map(|a| a.id.clone()).unwrap_or_default();
    let mut effects = vault::update(&mut model.vault, event, &account, now);
    if confirmed {
        effects.extend(session::start_again(&mut model.session));
    }
    if let Some(done) = forgotten {
        effects.extend(session::forgotten(&mut model.session, done));
        if done.is_ok() {
            effects.extend(model.open.forgotten());
        }
    } else if model.session.starts_again() && !model.vault.is_closed() {
        // Another page was unlocked: it is not forgotten after all.
        effects.extend(session::update(&mut model.session, session::Event::KeptOpened, 0));
    }
    effects
}

/// There is no room for what is nowhere else: copies of the record go first, as they come again. A copy makes no room for
/// itself by taking the others.
pub(super) fn full(model: &mut Model, key: Option<&Key>) -> Vec<Effect> {
    let is_copy = |key: &Key| key.0.split_once('/').is_some_and(|(_, what)| what.starts_with("record/"));
    if key.is_some_and(is_copy) {
        return vec![];
    }
    let effects = of_kept(model, record::removed);
    if !effects.iter().any(|effect| matches!(effect, Effect::Forget(..))) {
        return vec![];
    }
    model.notice.storage = Some(Trouble::StorageCleared);
    effects
}

/// What was kept there is gone; without the device's rows there is no passphrase either.
pub(super) fn wiped(model: &mut Model, place: Place, done: Result<(), Trouble>) -> Vec<Effect> {
    clear(model);
    if place == Place::Device {
        model.vault = vault::State::without();
    }
    // Something of somebody else may wait on the device still.
    let mut effects = session::wiped(&mut model.session, done);
    effects.push(Effect::ListOutbox);
    effects
}
