//! Somebody else changed the same meanwhile: the gateway is asked for its versions, and what can stand beside each other is
//! brought together. Else the person chooses, and both stay in the history.

use serde_json::Value;

use super::update::hand_over;
use super::written::{self, New};
use super::{Clash, Fields, Item, Saving, State};
use crate::effect::{Effect, Reply, Request};
use crate::event::Tag;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::now::Now;
use crate::outbox::Entry;
use crate::plan::merge::{Merged, merge};
use crate::trouble::Trouble;
use crate::words::plan as words;

fn clashing(entry: &Entry) -> Option<Item> {
    written::waiting(entry).filter(|item| item.waits.as_ref().is_some_and(|waits| waits.1))
}

/// What waits was listed: what was changed by two is asked about.
pub fn listed(state: &mut State, outbox: &[Entry]) -> Vec<Effect> {
    let mut effects = vec![];
    state.clashes.retain(|clash| outbox.iter().any(|entry| entry.ticket.id == clash.entry));
    for entry in outbox.iter().filter(|entry| written::is_about(entry, &state.patient)) {
        let id = &entry.ticket.id;
        // What is being taken the place of goes in a moment.
        let known = state.asked.contains(id)
            || state.clashes.iter().any(|clash| clash.entry == *id)
            || state.saving.iter().any(|saving| saving.replaces == *id);
        if let Some(item) = clashing(entry).filter(|_| !known) {
            state.asked.push(id.clone());
            let path = ["/fhir/", &item.key, "/_history"].concat();
            effects.push(Effect::Fetch(Tag::PlanOwn(id.clone()), Request::get(path)));
        }
    }
    effects
}

fn number(version: &Value) -> i64 {
    version["meta"]["versionId"].as_str().and_then(|version| version.parse().ok()).unwrap_or(0)
}

/// The versions of what the entry with this id changes came, or not.
pub fn told(
    state: &mut State,
    (id, reply): (&str, Result<&Reply, Trouble>),
    outbox: &[Entry],
    who: (&Who, &str),
    now: &Now,
) -> Vec<Effect> {
    let entry = outbox.iter().find(|entry| entry.ticket.id == id);
    let (Some(mine), Ok(reply)) = (entry.and_then(clashing), reply) else { return vec![] };
    let versions = || reply.body["entry"].as_array().into_iter().flatten().map(|one| &one["resource"]);
    let Some(newest) = versions().max_by_key(|version| number(version)) else { return vec![] };
    state.clashes.retain(|clash| clash.entry != id);
    let Some(theirs) = written::read(newest) else {
        state.clashes.push(Clash { entry: id.into(), mine: mine.fields, theirs: None, part: mine.part });
        return vec![];
    };
    let is_base = |version: &&Value| {
        mine.upon.is_some() && version["meta"]["versionId"].as_str() == mine.upon.as_deref()
    };
    let own = state.sent.iter().any(|(key, fields)| *key == theirs.key && *fields == theirs.fields);
    let base = match versions().find(is_base).and_then(written::read) {
        // What is there is what went from here: nobody else changed it.
        _ if own => theirs.fields.clone(),
        Some(base) => base.fields,
        None => Fields::default(),
    };
    if mine.fields == theirs.fields {
        return vec![Effect::Discard(id.into()), Effect::ListOutbox];
    }
    let merged = merge(&base.list(), &mine.fields.list(), &theirs.fields.list());
    // Who takes it back did not know the other's new words.
    let against = mine.fields.gone != theirs.fields.gone && base != mine.fields && base != theirs.fields;
    if against || !merged.clashes.is_empty() {
        let part = mine.part;
        let (mine, fields) = if against { (mine.fields, theirs.fields.clone()) } else { either(&merged) };
        let theirs = Some(Item { fields, ..theirs });
        state.clashes.push(Clash { entry: id.into(), mine, theirs, part });
        return vec![Effect::Announce(words::OWN_CLASH.into())];
    }
    settle(state, (id, &theirs), (&Fields::of(&merged.fields), ""), who, now)
}

/// Mine, and the other: each with what only one side changed, so that the choice undoes nothing that nobody is asked about.
fn either(merged: &Merged) -> (Fields, Fields) {
    let mut theirs = merged.fields.clone();
    for clash in &merged.clashes {
        if let Some(field) = theirs.iter_mut().find(|field| field.0 == clash.key) {
            field.1 = clash.theirs.clone().unwrap_or_default();
        }
    }
    (Fields::of(&merged.fields), Fields::of(&theirs))
}

/// Writes upon what the gateway has, in the place of what waits.
fn settle(
    state: &mut State,
    (entry, theirs): (&str, &Item),
    (fields, aside): (&Fields, &str),
    who: (&Who, &str),
    now: &Now,
) -> Vec<Effect> {
    let said = if aside.is_empty() { "" } else { words::OWN_CHOSEN };
    let saving = Saving { entry: now.uuid(), replaces: entry.into(), draft: false, said };
    let id = theirs.key.split_once('/').map_or("", |key| key.1);
    let new = New { part: theirs.part, id, plan: "", raw: &theirs.raw, fields, aside };
    hand_over(state, (&new, theirs.upon.as_deref()), saving, who, now)
}

/// What it says, in a line.
pub(super) fn line(fields: &Fields) -> String {
    let due = Date::parse(&fields.due).map(|day| words::by(&day.words())).unwrap_or_default();
    let gone = if fields.gone { words::OWN_GONE } else { "" };
    let parts = [fields.text.as_str(), &fields.more, &due, gone];
    let all: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    all.join(" · ")
}

/// The person chose.
pub(super) fn chosen(
    state: &mut State,
    entry: &str,
    mine: bool,
    who: (&Who, &str),
    now: &Now,
) -> Vec<Effect> {
    let Some(at) = state.clashes.iter().position(|clash| clash.entry == entry) else { return vec![] };
    let clash = state.clashes.remove(at);
    let Some(theirs) = clash.theirs else {
        // The team's part is the team's: mine goes, by the person's own choice.
        return vec![Effect::Discard(entry.into()), Effect::ListOutbox, Effect::Focus("h1".into())];
    };
    let (stays, goes) =
        if mine { (clash.mine, theirs.fields.clone()) } else { (theirs.fields.clone(), clash.mine) };
    settle(state, (entry, &theirs), (&stays, &line(&goes)), who, now)
}
