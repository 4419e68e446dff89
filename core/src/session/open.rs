//! From the two answers at the start (what is kept, who is signed in) to a stage.

use serde_json::Value;

use super::update::{pay_owed, sign_out_request};
use super::{Account, Device, Kept, Link, Offer, Stage, State, Why};
use crate::effect::{Effect, Key, Place};
use crate::trouble::Trouble;

/// Decides the stage once both answers are there; the effects keep the account row fresh.
pub fn open(state: &mut State) -> Vec<Effect> {
    let (Some(answer), kept) = (&state.answer, &state.kept) else { return vec![] };
    if matches!(kept, Kept::Unread) {
        return vec![];
    }
    if state.owed && answer.is_ok() {
        return pay_owed(state);
    }
    let kept = match kept {
        Kept::Somebody(account) => Some(account.clone()),
        _ => None,
    };
    match answer.clone() {
        Ok(value) => {
            state.demo = value["demo"].as_bool().unwrap_or(false);
            match Account::read(&value) {
                Some(account) => signed_in(state, account, kept.as_ref()),
                None => signed_out(state, &value, kept.is_some()),
            }
        }
        Err(trouble) => not_reached(state, trouble, kept),
    }
}

fn signed_in(state: &mut State, account: Account, kept: Option<&Account>) -> Vec<Effect> {
    // Where the first one's time was over, somebody else may have signed in in another tab: this page becomes theirs only
    // when somebody says so.
    if let Some(was) = state.whose().filter(|was| **was != account.id) {
        state.was = Some(was.clone());
        state.stage = Stage::Out { why: Why::Other, offers: vec![], trouble: None, busy: false };
        return vec![];
    }
    // A session that merely lives on is no proof of who holds the device. What was proven is not to be ended.
    if let Stage::Out { why: Why::StartAgain, busy, .. } = state.stage {
        state.answer = None;
        return if busy { vec![] } else { vec![sign_out_request(account.csrf)] };
    }
    state.was = None;
    let known = kept.is_some_and(|k| k.id == account.id);
    // Whoever else answered the question about the device in another tab has it now.
    if state.device == Device::Own && !known {
        state.device = Device::Unknown;
    }
    if state.device == Device::Unknown && !known {
        state.stage = Stage::Asking(account);
        return vec![];
    }
    if known {
        state.device = Device::Own;
    }
    let row = account_row(state.device, &account);
    state.stage = Stage::In(account, Link::Live);
    row.into_iter().collect()
}

/// The effect that remembers the account on the person's own device.
pub(super) fn account_row(device: Device, account: &Account) -> Option<Effect> {
    (device == Device::Own).then(|| Effect::Save(Place::Device, Key::of("", super::DEVICE), account.row()))
}

fn signed_out(state: &mut State, answer: &Value, away: bool) -> Vec<Effect> {
    if let Stage::Out { why: Why::StartAgain, offers, trouble, .. } = &mut state.stage {
        (*offers, *trouble) = (Offer::read_all(answer), None);
        return vec![];
    }
    let was_in = state.was.take().is_some() || matches!(state.stage, Stage::In(..));
    let why = if was_in || away { Why::Away } else { Why::Fresh };
    let why = match state.stage {
        Stage::Out { why: left @ (Why::Leaving | Why::SignedOut), .. } => left,
        _ => why,
    };
    state.stage = Stage::Out { why, offers: Offer::read_all(answer), trouble: None, busy: false };
    vec![]
}

fn not_reached(state: &mut State, trouble: Trouble, kept: Option<Account>) -> Vec<Effect> {
    match (&state.stage, kept) {
        (Stage::In(account, _), _) => state.stage = Stage::In(account.clone(), Link::Kept),
        (Stage::Out { why: why @ (Why::Other | Why::StartAgain), .. }, _) => {
            let (why, trouble) = (*why, Some(trouble));
            state.stage = Stage::Out { why, offers: vec![], trouble, busy: false };
        }
        (_, Some(account)) if !state.owed => {
            state.device = Device::Own;
            state.stage = Stage::In(account, Link::Kept);
        }
        (Stage::Out { why, offers, .. }, _) => {
            let (why, offers) = (*why, offers.clone());
            state.stage = Stage::Out { why, offers, trouble: Some(trouble), busy: false };
        }
        _ => {
            state.stage = Stage::Out { why: Why::Fresh, offers: vec![], trouble: Some(trouble), busy: false }
        }
    }
    vec![]
}
