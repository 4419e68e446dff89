use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Place, Reply};
use crate::event::Tag;
use crate::form::Who;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Outcome, Why};
use crate::trouble::Trouble;

mod about;
mod answer;
mod merging;
mod opened;
mod rating;
mod screens;
mod sending;
mod shared;

/// Sunday 22 November 2026, 09:00 UTC.
const NINE: i64 = 1_795_338_000_000;

fn now_at(after: i64) -> Now {
    // Each event has a seed of its own.
    static TURN: AtomicU64 = AtomicU64::new(0);
    Now::new(NINE + after, 0, [1, 2, 3, TURN.fetch_add(1, Ordering::Relaxed)])
}

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

/// A plan of lines: id, step, words.
fn plan(lines: &[(&str, usize, &str)]) -> Plan {
    let line = |(id, step, text): &(&str, usize, &str)| Line {
        id: (*id).into(),
        step: *step,
        text: (*text).into(),
        phone: String::new(),
    };
    Plan { lines: lines.iter().map(line).collect(), review: String::new() }
}

/// The lines of a plan in short.
fn texts(plan: &Plan) -> Vec<&str> {
    plan.lines.iter().map(|line| line.text.as_str()).collect()
}

/// A state whose row was looked up: nothing was there.
fn fresh() -> State {
    let mut state = State::default();
    let row = keep::row("asha", Paper::Safety);
    loaded(&mut state, (&row, &Ok(None)), &who(), &now_at(0));
    state
}

/// Does these things one after another; the effects of the last.
fn act(state: &mut State, events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
    let mut last = vec![];
    for (at, event) in (0..).zip(events) {
        last = update(state, event, &who(), &now_at(at));
    }
    last
}

/// Adds a line.
fn add(state: &mut State, step: usize, text: &str) {
    act(state, [Event::Wrote(step, text.into()), Event::Given(step)]);
}

fn queued_of(effects: &[Effect]) -> Option<&Entry> {
    effects.iter().find_map(|effect| match effect {
        Effect::Queue(_, entry, _) => Some(entry),
        _ => None,
    })
}

fn kept(state: &State) -> &Kept {
    state.kept.as_ref().unwrap()
}

/// The gateway's answer to the search: this plan as this version, or none.
fn came(state: &mut State, held: Option<(&Plan, &str)>, waits: bool) -> Vec<Effect> {
    let entry = held.map(|(plan, version)| {
        let mut resource = written::write(plan, (Paper::Safety, "Patient/asha"), "2026-11-22T08:00:00Z");
        resource["meta"]["versionId"] = version.into();
        resource["meta"]["lastUpdated"] = "2026-11-22T08:00:00Z".into();
        json!({"resource": resource})
    });
    let body = json!({"resourceType": "Bundle", "type": "searchset", "entry": entry.into_iter().collect::<Vec<Value>>()});
    let reply = Reply { status: 200, body, etag: None };
    fetched(state, (&Tag::Paper(Paper::Safety), Ok(&reply)), &who(), (&|_| waits, &now_at(60_000)))
}
