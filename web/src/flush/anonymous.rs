//! Anonymous feedback: alone, one at a time, never together with what carries the person's name.

use lapwing_core::effect::{Method, Request};
use lapwing_core::outbox::{Answer, Outcome, State, Ticket, any_goes, settle};
use lapwing_core::trouble::Trouble;

use super::answer::answer;
use super::{LOCK, Left};
use crate::channel::{Message, post};
use crate::clock::{draw, time};
use crate::fetch::exchange;
use crate::lock::alone;
use crate::store::{Item, Queue, Store};

/// Feedback stays away from signed-in entries for at least so long, in milliseconds,
const APART: i64 = 60_000;
/// and at most so much longer.
const SPREAD: u64 = 540_000;
/// Feedback that waited so long no longer waits for signed-in entries that don't go, in milliseconds.
const LONG: i64 = 24 * 3_600_000;

/// Sends one piece of feedback whose wait is over; `told` hears what became of it, and so do the other pages. If entries under the person's name wait too, or went just now,
/// it waits again: both in one burst, when a network comes back, would tell whose it is.
///
/// # Errors
/// The storage's trouble.
pub async fn feedback(store: &Store, told: &dyn Fn(&str, Outcome)) -> Result<Left, Trouble> {
    alone(LOCK, |_| run(store, told)).await
}

async fn run(store: &Store, told: &dyn Fn(&str, Outcome)) -> Result<Left, Trouble> {
    let (held, _) = store.held(Queue::Feedback).await?;
    let waiting = held.len();
    let Some(next) = held.into_iter().find(|h| h.item.ticket.may_go(time())) else {
        return Ok(if waiting == 0 { Left::Nothing } else { Left::Something });
    };
    let (named, _) = store.held(Queue::Outbox).await?;
    let sent = store.last_sent().await?;
    let ticket = next.item.ticket.clone();
    if too_close(&ticket, named.iter().map(|h| &h.item.ticket), sent, time()) {
        let not_before = time() + APART + i64::try_from(draw() % SPREAD).unwrap_or(0);
        let apart = next.with(Ticket { state: State::Waiting, not_before, ..ticket });
        store.settle(Queue::Feedback, next, Some(apart)).await?;
        return Ok(Left::Something);
    }
    let sending = ticket.sending(time());
    let leased = next.with(sending.clone());
    let Some(sent) = store.settle(Queue::Feedback, next, Some(leased)).await? else {
        return Ok(Left::Something);
    };
    let answer = send(&sent.item).await;
    let (outcome, left) = settle(&sending, &answer, time(), draw());
    let to = left.map(|ticket| sent.with(ticket));
    let changed = store.settle(Queue::Feedback, sent, to).await?.is_some();
    if outcome == Outcome::Delivered {
        told(&sending.id, outcome);
        post(&Message::Settled { id: sending.id, outcome });
    } else if changed {
        post(&Message::Changed);
    }
    let more = waiting > 1 || outcome == Outcome::Later;
    Ok(if more { Left::Something } else { Left::Nothing })
}

async fn send(item: &Item) -> Answer {
    let request = Request { anonymous: true, ..Request::new(Method::Put, item.label.clone()) };
    let body = String::from_utf8_lossy(&item.body);
    answer(exchange(&request, Some(&body), None).await)
}

fn too_close<'a>(
    mine: &Ticket,
    named: impl Iterator<Item = &'a Ticket> + Clone,
    sent: Option<i64>,
    now: i64,
) -> bool {
    let just_sent = sent.is_some_and(|sent| (0..APART).contains(&(now - sent)));
    let patient = (0..LONG).contains(&(now - mine.rank));
    just_sent || patient && any_goes(named)
}

#[cfg(test)]
mod tests {
    use lapwing_core::effect::{Effect, Place};
    use lapwing_core::feedback;
    use lapwing_core::now::Now;

    use super::*;

    const GIVEN: i64 = 1_800_000_000_000;

    fn ticket(state: State) -> Ticket {
        Ticket { state, ..Ticket::new("e".into(), "asha".into(), vec![]) }
    }

    /// The ticket of feedback that was given at `time`, as it is kept.
    fn given(time: i64) -> Ticket {
        let (mut state, now) = (feedback::State::default(), Now::new(time, 0, [1, 2, 3, 4]));
        let mut effects = vec![];
        for event in [feedback::Event::Chosen(feedback::Overall::Good), feedback::Event::Sent] {
            effects = feedback::update(&mut state, event, Place::Device, &now);
        }
        let Some(Effect::QueueFeedback(_, entry)) = effects.into_iter().next() else { panic!() };
        entry.ticket
    }

    #[test]
    fn feedback_keeps_away_from_what_carries_a_name() {
        let mine = given(GIVEN);
        let now = mine.not_before;
        let close = |named: &[Ticket], sent| too_close(&mine, named.iter(), sent, now);
        assert!(!close(&[], None));
        assert!(close(&[ticket(State::Waiting)], None));
        assert!(close(&[ticket(State::Sending { since: 0, epoch: 1 })], None));
        assert!(!close(&[ticket(State::NeedsSignIn)], None));
        assert!(close(&[], Some(now - 59_000)));
        assert!(!close(&[], Some(now - 61_000)));
    }

    #[test]
    fn it_does_not_wait_for_ever_nor_for_a_wrong_clock() {
        let mine = given(GIVEN);
        let close = |named: &[Ticket], sent, now| too_close(&mine, named.iter(), sent, now);
        let (named, day) = ([ticket(State::Waiting)], mine.not_before + LONG);
        assert!(close(&named, None, day - 1));
        assert!(!close(&named, None, day));
        assert!(!close(&named, None, GIVEN - LONG));
        assert!(close(&[], Some(day - 1), day));
        assert!(!close(&[], Some(day + 1), day));
        // However often it is put off.
        let later = Ticket { not_before: day - 5, ..mine.clone() };
        assert!(!too_close(&later, named.iter(), None, day));
    }
}
