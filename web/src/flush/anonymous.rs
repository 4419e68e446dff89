//! Anonymous feedback: alone, one at a time, never together with what carries the person's name.

use lapwing_core::effect::Request;
use lapwing_core::outbox::{Answer, Entry, Outcome, State, settle};
use lapwing_core::trouble::Trouble;

use super::{LOCK, Left};
use crate::channel::{Message, post};
use crate::clock::{now, time};
use crate::fetch::exchange;
use crate::lock::alone;
use crate::store::{Queue, Store};

/// How far feedback stays from signed-in entries: 1 to 10 minutes, in milliseconds.
const APART: (u32, u32) = (60_000, 600_000);
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
    let Some(next) = held.iter().find(|h| h.entry.may_go(time())) else {
        return Ok(if held.is_empty() {
            Left::Nothing
        } else {
            Left::Something
        });
    };
    let (signed, _) = store.held(Queue::Outbox).await?;
    let sent = store.last_sent().await?;
    if too_close(&next.entry, signed.iter().map(|h| &h.entry), sent, time()) {
        let not_before = time() + i64::from(now().between(APART.0, APART.1));
        let apart = Entry {
            state: State::Waiting,
            not_before,
            ..next.entry.clone()
        };
        store.settle(Queue::Feedback, next, Some(&apart)).await?;
        return Ok(Left::Something);
    }
    let sending = next.entry.sending(time());
    let Some(sent) = store.settle(Queue::Feedback, next, Some(&sending)).await? else {
        return Ok(Left::Something);
    };
    let (outcome, to) = settle(&sending, &send(&sending).await, time(), now().draw());
    if store
        .settle(Queue::Feedback, &sent, to.as_ref())
        .await?
        .is_some()
    {
        post(&Message::Changed);
    }
    let more = held.len() > 1 || outcome == Outcome::Later;
    Ok(if more { Left::Something } else { Left::Nothing })
}

async fn send(entry: &Entry) -> Answer {
    let request = Request {
        body: Some(entry.body.clone()),
        anonymous: true,
        ..Request::new(entry.method, entry.path.clone())
    };
    match exchange(&request, None).await {
        Ok(heard) => Answer::Status(heard.status, heard.body, heard.retry_after),
        Err(_) => Answer::None,
    }
}

fn too_close<'a>(
    mine: &Entry,
    mut signed: impl Iterator<Item = &'a Entry>,
    sent: Option<i64>,
    now: i64,
) -> bool {
    let just_sent = sent.is_some_and(|sent| (0..i64::from(APART.0)).contains(&(now - sent)));
    let patient = (0..LONG).contains(&(now - mine.saved_at));
    just_sent
        || patient && signed.any(|e| matches!(e.state, State::Waiting | State::Sending { .. }))
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
        let close = |signed: &[Entry], sent, now| {
            too_close(&entry(State::Waiting), signed.iter(), sent, now)
        };
        assert!(!close(&[], None, now));
        assert!(close(&[entry(State::Waiting)], None, now));
        assert!(close(
            &[entry(State::Sending { since: 0, epoch: 1 })],
            None,
            now
        ));
        assert!(!close(&[entry(State::NeedsSignIn)], None, now));
        assert!(close(&[], Some(now - 59_000), now));
        assert!(!close(&[], Some(now - 61_000), now));
    }

    #[test]
    fn it_does_not_wait_for_ever_nor_for_a_wrong_clock() {
        let day = 1_000_000 + LONG;
        assert!(!too_close(
            &entry(State::Waiting),
            [entry(State::Waiting)].iter(),
            None,
            day
        ));
        assert!(too_close(
            &entry(State::Waiting),
            [].iter(),
            Some(day - 1),
            day
        ));
        assert!(!too_close(
            &entry(State::Waiting),
            [].iter(),
            Some(day + 1),
            day
        ));
    }
}
