//! What the gateway's answer means for an entry.

use serde_json::Value;

use super::ticket::{MOST_WAIT, State, Ticket, Why};
use crate::trouble::Trouble;

/// What did not leave this device is tried again after so long, milliseconds; the network's return is an event of its own.
const UNSENT_WAIT: i64 = 60_000;

/// The gateway lacks something that has to come before (RFC 4918, 424): a part of the file, or the answers it is with.
const LACKING: u16 = 424;

/// What came back for an attempt.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Nothing, or nothing that can be read: the gateway may have it.
    None,
    /// It surely did not leave this device: the browser knew of no network (HTML, `navigator.onLine`).
    Unsent,
    /// There is nothing to send any more: its bytes are not on this device.
    Missing,
    /// A reply with a status, its JSON, and `Retry-After` in seconds.
    Status(u16, Option<Value>, Option<u32>),
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The gateway has it: the entry is gone from the outbox.
    Delivered,
    /// The gateway has one more part of its file: the next one can go at once.
    Part,
    /// It stays and will be tried again.
    Later,
    /// It stays until the person signs in.
    NeedsSignIn,
    /// It stays until the person decides.
    NeedsYou(Why),
}

/// Decides what becomes of `ticket` after `answer`; the ticket to keep, or `None` if the gateway has it.
///
/// A 2xx counts only if the answer names every id that it expects: the sign-in page of a café's
/// Wi-Fi answers 200 to everything. `jitter` is a random number that spreads the retries.
#[must_use]
pub fn settle(ticket: &Ticket, answer: &Answer, now: i64, jitter: u64) -> (Outcome, Option<Ticket>) {
    let keep = |state| Some(Ticket { state, ..ticket.clone() });
    let later = |after: Option<u32>| {
        let wait = wait_after(ticket.attempts.max(ticket.parts.tried), after, jitter);
        (Outcome::Later, Some(Ticket { state: State::Waiting, not_before: now + wait, ..ticket.clone() }))
    };
    if let Answer::Status(200..=299 | LACKING, Some(body), _) = answer
        && let Some(settled) = part_settled(ticket, body, now, jitter)
    {
        return settled;
    }
    match answer {
        Answer::None => later(None),
        Answer::Unsent => {
            let mut left = Ticket { state: State::Waiting, not_before: now + UNSENT_WAIT, ..ticket.clone() };
            match ticket.part() {
                Some(_) => left.parts.tried = left.parts.tried.saturating_sub(1),
                None => left.attempts = left.attempts.saturating_sub(1),
            }
            (Outcome::Later, Some(left))
        }
        // Something that it belongs to is not there yet, and comes.
        Answer::Status(LACKING, ..) => later(None),
        // Sealed to a key that the gateway no longer has: a sign-in brings another, and it is sealed again. Or this device may
        // not deliver any more.
        Answer::Status(401 | 410, Some(body), _) if is_ours(body) => {
            (Outcome::NeedsSignIn, keep(State::NeedsSignIn))
        }
        // Something else on the way said so: a school's filter, a proxy. Only the gateway's own word is a refusal.
        Answer::Status(400..=499, body, after) if !body.as_ref().is_some_and(is_ours) => later(*after),
        Answer::Missing => needs_you(ticket, Why::Refused),
        Answer::Status(status, body, after) => match Trouble::of_status(*status, None) {
            None if ticket.part().is_none() && names_all(ticket, body.as_ref()) => (Outcome::Delivered, None),
            Some(Trouble::Changed) => needs_you(ticket, Why::Conflict),
            None | Some(Trouble::Busy | Trouble::Unreadable | Trouble::Offline) => later(*after),
            Some(_) => needs_you(ticket, Why::Refused),
        },
    }
}

/// What the gateway says of the parts of a file: the first one that it lacks. It may lack one that it had: it keeps them
/// for some days only, and none in its backup.
fn part_settled(ticket: &Ticket, body: &Value, now: i64, jitter: u64) -> Option<(Outcome, Option<Ticket>)> {
    if ticket.parts.all == 0 || body["id"] != *ticket.id {
        return None;
    }
    let next: u32 = body["next"].as_str()?.parse().ok()?;
    let mut left = Ticket { state: State::Waiting, not_before: 0, ..ticket.clone() };
    left.parts.there = next.min(ticket.parts.all);
    if ticket.part().is_some_and(|sent| next > sent) {
        left.parts.tried = 0;
        return Some((Outcome::Part, Some(left)));
    }
    // Whoever sends what is never there must not go on without a pause.
    left.parts.tried = ticket.parts.tried.max(1);
    left.not_before = now + wait_after(left.parts.tried.max(ticket.attempts), None, jitter);
    Some((Outcome::Later, Some(left)))
}

/// The gateway says in its own words that it does not take something (FHIR, `OperationOutcome`).
fn is_ours(body: &Value) -> bool {
    body["resourceType"] == "OperationOutcome"
}

fn needs_you(ticket: &Ticket, why: Why) -> (Outcome, Option<Ticket>) {
    (Outcome::NeedsYou(why), Some(Ticket { state: State::NeedsYou(why), ..ticket.clone() }))
}

fn names_all(ticket: &Ticket, body: Option<&Value>) -> bool {
    let Some(body) = body.filter(|b| b.is_object()) else { return false };
    let mut named = Vec::new();
    if let Some(id) = body["id"].as_str() {
        named.push(id);
    }
    for part in body["entry"].as_array().into_iter().flatten() {
        let location = part["response"]["location"].as_str().unwrap_or_default();
        named.extend(location.split('/').take_while(|part| *part != "_history").last());
    }
    // What makes nothing of its own, as feedback does, is named by its own id.
    let own = std::slice::from_ref(&ticket.id);
    let expects = if ticket.expects.is_empty() { own } else { &ticket.expects };
    expects.iter().all(|id| named.contains(&id.as_str()))
}

/// Full jitter over a doubling wait of 2 s to 10 minutes; a `Retry-After` is obeyed up to an hour.
fn wait_after(attempts: u32, retry_after: Option<u32>, jitter: u64) -> i64 {
    let most = (2_000_i64 << attempts.min(9)).min(600_000);
    let spread = 1_000 + i64::try_from(jitter % 1_000_000).unwrap_or(0) * (most - 1_000) / 1_000_000;
    let asked = i64::from(retry_after.unwrap_or(0)) * 1_000;
    spread.max(asked).min(MOST_WAIT)
}
