//! What is locked, and who may read: where the vault meets the session.

use super::{Model, clear};
use crate::effect::{Effect, Place};
use crate::now::Now;
use crate::outbox::Waiting;
use crate::session::{self, Device};
use crate::trouble::Trouble;
use crate::vault::{self, Lock};
use crate::words;

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

/// The device keeps the things of one person only, if they are under a passphrase.
pub(super) fn session_event(model: &mut Model, event: session::Event) -> Vec<Effect> {
    let taken = matches!(model.vault.lock, Lock::Closed | Lock::Open);
    let event = match event {
        session::Event::DeviceTold(own) => session::Event::DeviceTold(own && !taken),
        event => event,
    };
    if event == session::Event::DeviceTold(true) {
        vault::signed_in(&mut model.vault);
    }
    // Feedback is nobody's, and goes with everything else at a sign-out.
    let mut waiting = model.notice.waiting.outbox.clone();
    waiting.extend_from_slice(&model.notice.waiting.feedback);
    let begun = if event == session::Event::SignOutAsked { begun(model) } else { 0 };
    session::update(&mut model.session, event, (&waiting, begun))
}

/// How many things were begun and neither sent nor put in line: check-ins, lines of plans, words at an entry.
fn begun(model: &Model) -> usize {
    let papers = model.papers.0.iter().chain([&model.plan]);
    let lines = papers.filter(|paper| paper.has_begun()).count();
    model.form.drafts.len() + lines + usize::from(model.ask.writing.is_some())
}

pub(super) fn vault_event(model: &mut Model, event: vault::Event, now: &Now) -> Vec<Effect> {
    let forgotten = event == vault::Event::Forgotten(Ok(()));
    let account = model.session.account().map(|a| a.id.clone()).unwrap_or_default();
    let mut effects = vault::update(&mut model.vault, event, &account, now);
    if forgotten {
        effects.extend(session::forgotten(&mut model.session));
        effects.extend(model.open.forgotten());
    }
    effects
}

/// What was kept there is gone; without the device's rows there is no passphrase either.
pub(super) fn wiped(model: &mut Model, place: Place, done: Result<(), Trouble>) -> Vec<Effect> {
    clear(model);
    if place == Place::Device {
        model.vault = vault::State::without();
    }
    session::wiped(&mut model.session, done)
}
