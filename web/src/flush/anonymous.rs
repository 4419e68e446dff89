//! Anonymous feedback: alone, one at a time, never together with what carries the person's name.

use lapwing_core::effect::Request;
use lapwing_core::outbox::{Answer, Entry, Outcome, State, settle};
use lapwing_core::trouble::Trouble;

use super::answer::answer;
use super::{LOCK, Left};
use crate::channel::{Message, post};
use crate::clock::{draw, time};
use crate::fetch::exchange;
use crate::lock::alone;
use crate::store::{Queue, Store};

/// Feedback stays away from signed-in entries for at least so long, in milliseconds,
const APART: i64 = 60_000;
/// and at most so much longer.
const SPREAD: u64 = 540_000;
/// Feedback that waited so long no longer waits for signed-in entries that don't go, in milliseconds.
const LONG: i64 = 24 * 3_600_000;

/// Sends one piece of feedback whose wait is over. If entries under the person's name wait too, or went just now,
/// it waits again: both in one burst, when a network comes back, would tell whose it is.
///
/// # Errors
/// The storage's trouble.
pub async fn feedback(store: &Store) -> Result<Left, Trouble> {
    alone(LOCK, run(store)).await
}

async fn run(store: &Store) -> Result<Left, Trouble> {
    let (held, _) = store.held(Queue::Feedback).await?;
    let waiting = held.len();
    let Some(next) = held.into_iter().find(|h| h.item.entry.may_go(time())) else {
        return Ok(if waiting == 0 { Left::Nothing } else { Left::Something });
    };
    let (signed, _) = store.held(Queue::Outbox).await?;
    let sent = store.last_sent().await?;
    let entry = next.item.entry.clone();
    if too_close(&entry, signed.iter().map(|h| &h.item.entry), sent, time()) {
        let not_before = time() + APART + i64::try_from(draw() % SPREAD).unwrap_or(0);
        let apart = Entry { state: State::Waiting, not_before, ..entry };
        store.settle(Queue::Feedback, next, Some(apart)).await?;
        return Ok(Left::Something);
    }
    let sending = entry.sending(time());
    let Some(sent) = store.settle(Queue::Feedback, next, Some(sending.clone())).await? else {
        return Ok(Left::Something);
    };
    let answer = send(&sending, &sent.item.body).await;
    let (outcome, to) = settle(&sending, &answer, time(), draw());
    if store.settle(Queue::Feedback, sent, to).await?.is_some() {
        post(&Message::Changed);
    }
    let more = waiting > 1 || outcome == Outcome::Later;
    Ok(if more { Left::Something } else { Left::Nothing })
}

async fn send(entry: &Entry, body: &str) -> Answer {
    let request = Request { anonymous: true, ..Request::new(entry.method, entry.path.clone()) };
    answer(exchange(&request, Some(body), None).await)
}

fn too_close<'a>(
    mine: &Entry,
    mut signed: impl Iterator<Item = &'a Entry>,
    sent: Option<i64>,
    now: i64,
) -> bool {
    let just_sent = sent.is_some_and(|sent| (0..APART).contains(&(now - sent)));
    let patient = (0..LONG).contains(&(now - mine.saved_at));
    just_sent || patient && signed.any(|e| matches!(e.state, State::Waiting | State::Sending { .. }))
}

#[cfg(test)]
mod tests {
    use lapwing_core::effect::Method;
    use lapwing_core::outbox::Kind;
    use serde_json::Value;

    use super::*;

    fn entry(state: State) -> Entry {
        Entry {
            id: "f".into(),
            account: String::new(),
            kind: Kind::Feedback,
            risk: false,
            method: Method::Put,
            path: "/feedback/f".into(),
            body: Value::Null,
            expects: Vec::new(),
            saved_at: 1_000_000,
            not_before: 0,
            attempts: 0,
            state,
        }
    }

    #[test]
    fn feedback_keeps_away_from_what_carries_a_name() {
        let now = 2_000_000;
        let close = |signed: &[Entry], sent, now| too_close(&entry(State::Waiting), signed.iter(), sent, now);
        assert!(!close(&[], None, now));
        assert!(close(&[entry(State::Waiting)], None, now));
        assert!(close(&[entry(State::Sending { since: 0, epoch: 1 })], None, now));
        assert!(!close(&[entry(State::NeedsSignIn)], None, now));
        assert!(close(&[], Some(now - 59_000), now));
        assert!(!close(&[], Some(now - 61_000), now));
    }

    #[test]
    fn it_does_not_wait_for_ever_nor_for_a_wrong_clock() {
        let day = 1_000_000 + LONG;
        assert!(!too_close(&entry(State::Waiting), [entry(State::Waiting)].iter(), None, day));
        assert!(too_close(&entry(State::Waiting), [].iter(), Some(day - 1), day));
        assert!(!too_close(&entry(State::Waiting), [].iter(), Some(day + 1), day));
    }
}
