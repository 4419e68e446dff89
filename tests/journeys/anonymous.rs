//! Anonymous feedback, sent as `web/src/flush` does it: alone, and apart from what is signed.

use lapwing_core::effect::Wake;
use lapwing_core::event::Event;
use lapwing_core::outbox::{Answer, Outcome, State, Ticket, any_goes, settle};

use crate::flusher::Mutation;
use crate::net;
use crate::store::{Item, Kept, Queue};
use crate::trust::{Trust, Wire};

/// Feedback stays away from signed-in entries for at least so long, milliseconds.
const APART: i64 = 60_000;
/// Feedback that waited so long no longer waits for them.
const LONG: i64 = 24 * 3_600_000;

/// Sends one piece of anonymous feedback whose wait is over, alone.
pub async fn feedback(
    (kept, who): (&Kept, u64),
    net: &net::Shared,
    trust: &Trust,
    mutation: Option<Mutation>,
) -> Vec<Event> {
    let now = trust.time() + kept.store.borrow().skew;
    let Some(next) = kept.held(Queue::Feedback).into_iter().find(|held| held.item.ticket.may_go(now)) else {
        return vec![];
    };
    let ticket = next.item.ticket.clone();
    let just_sent = kept.store.borrow().sent.is_some_and(|sent| (0..APART).contains(&(now - sent)));
    let patient = (0..LONG).contains(&(now - ticket.rank));
    let named = kept.held(Queue::Outbox);
    if just_sent || patient && any_goes(named.iter().map(|held| &held.item.ticket)) {
        let apart = next.with(Ticket { state: State::Waiting, not_before: now + APART, ..ticket });
        // Without room it is looked at again all the same.
        kept.settle(Queue::Feedback, next, Some(apart)).ok();
        return vec![];
    }
    let sending = ticket.sending(now);
    let leased = next.with(sending.clone());
    let sent = match kept.settle(Queue::Feedback, next, Some(leased)) {
        Ok(Some(sent)) => sent,
        Ok(None) => return vec![],
        Err(trouble) => return vec![Event::StorageLost(trouble)],
    };
    let kind = ("content-type".to_owned(), "application/json".to_owned());
    let Item { label: path, body, .. } = sent.item.clone();
    let wire = Wire { method: "PUT".into(), path, headers: vec![kind], body: Some(body) };
    let answer = net::deliver(net, trust, wire).await;
    let (mut outcome, mut left) = settle(&sending, &answer, now, 0);
    if mutation == Some(Mutation::StatusIgnored) && !matches!(answer, Answer::None | Answer::Unsent) {
        (outcome, left) = (Outcome::Delivered, None);
    }
    let to = left.map(|ticket| sent.with(ticket));
    let changed = match kept.settle(Queue::Feedback, sent, to) {
        Ok(settled) => settled.is_some(),
        Err(trouble) => return vec![Event::StorageLost(trouble)],
    };
    if outcome != Outcome::Delivered {
        if changed {
            kept.store.borrow_mut().told.push((who, Event::Woke(Wake::List)));
        }
        return vec![];
    }
    let event = Event::Settled(sending.id, outcome);
    kept.store.borrow_mut().told.push((who, event.clone()));
    vec![event]
}
