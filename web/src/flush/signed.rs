//! Entries under the person's name.

use std::cell::Cell;

use lapwing_core::effect::{Reply, Request};
use lapwing_core::outbox::{Answer, Entry, Outcome, State, pick, settle};
use lapwing_core::trouble::Trouble;
use serde_json::Value;

use super::{LOCK, Left};
use crate::channel::{Message, post};
use crate::clock::{now, time};
use crate::fetch::{exchange, send};
use crate::lock::alone;
use crate::store::{Held, Queue, Store};

thread_local! {
    /// A run that waits for the lock here will see everything: a second one has nothing to add.
    static QUEUED: Cell<bool> = const { Cell::new(false) };
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq)]
struct Session {
    account: String,
    csrf: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Standing {
    /// No answer: nothing can be said.
    Unknown,
    /// Nobody.
    Out,
    /// This person.
    In(Session),
}

/// Sends what waits for the person who is signed in, each entry at most once a run. `told` hears what became
/// of each, and so do the other pages. `quiet` where the person did nothing: the session is not extended.
///
/// # Errors
/// The storage's trouble. Nothing is lost by it: an entry leaves the storage after the gateway's answer only.
pub async fn flush(
    store: &Store,
    quiet: bool,
    told: &dyn Fn(&str, Outcome),
) -> Result<Left, Trouble> {
    if QUEUED.replace(true) {
        return Ok(Left::Nothing);
    }
    alone(LOCK, async {
        QUEUED.set(false);
        Run {
            store,
            quiet,
            told,
            tried: Vec::new(),
        }
        .run()
        .await
    })
    .await
}

struct Run<'a> {
    store: &'a Store,
    quiet: bool,
    told: &'a dyn Fn(&str, Outcome),
    tried: Vec<String>,
}

impl Run<'_> {
    async fn run(mut self) -> Result<Left, Trouble> {
        let (held, _) = self.store.held(Queue::Outbox).await?;
        if held.iter().any(|h| h.entry.may_go(time())) {
            match standing().await {
                Standing::Unknown => {}
                Standing::Out => self.hold(&held).await?,
                Standing::In(session) => while self.one(&session).await? {},
            }
        }
        let (held, _) = self.store.held(Queue::Outbox).await?;
        let waits = |state: &State| matches!(state, State::Waiting | State::Sending { .. });
        Ok(if held.iter().any(|h| waits(&h.entry.state)) {
            Left::Something
        } else {
            Left::Nothing
        })
    }

    /// Nobody is signed in: what waits is held until somebody is.
    async fn hold(&self, held: &[Held]) -> Result<(), Trouble> {
        for held in held.iter().filter(|h| h.entry.state == State::Waiting) {
            let to = Entry {
                state: State::NeedsSignIn,
                ..held.entry.clone()
            };
            if self
                .store
                .settle(Queue::Outbox, held, Some(&to))
                .await?
                .is_some()
            {
                self.tell(&to.id, Outcome::NeedsSignIn);
            }
        }
        Ok(())
    }

    /// Sends the next entry; whether there may be another.
    async fn one(&mut self, session: &Session) -> Result<bool, Trouble> {
        let (held, _) = self.store.held(Queue::Outbox).await?;
        let fresh = |held: &&Held| !self.tried.contains(&held.entry.id);
        let entries: Vec<Entry> = held.iter().filter(fresh).map(|h| h.entry.clone()).collect();
        let Some(next) = pick(&entries, &session.account, time()) else {
            return Ok(false);
        };
        let Some(peeked) = held.iter().find(|h| h.entry.id == next.id) else {
            return Ok(false);
        };
        self.tried.push(next.id.clone());
        let sending = next.sending(time());
        let Some(sent) = self
            .store
            .settle(Queue::Outbox, peeked, Some(&sending))
            .await?
        else {
            // Somebody else has it in hand, or the person dropped it.
            return Ok(true);
        };
        let answer = self.send(&sending, session).await;
        self.store.mark_sent(time()).await?;
        let (outcome, to) = settle(&sending, &answer, time(), now().draw());
        // If it changed meanwhile (the lease ran out, the person dropped it), the other's word stands.
        let settled = self.store.settle(Queue::Outbox, &sent, to.as_ref()).await?;
        if settled.is_some() || outcome == Outcome::Delivered {
            self.tell(&sending.id, outcome);
        }
        Ok(answer != Answer::None && outcome != Outcome::NeedsSignIn)
    }

    async fn send(&self, entry: &Entry, session: &Session) -> Answer {
        let request = Request {
            body: Some(entry.body.clone()),
            csrf: Some(session.csrf.clone()),
            quiet: self.quiet,
            ..Request::new(entry.method, entry.path.clone())
        };
        let Ok(heard) = exchange(&request, Some(&entry.id)).await else {
            return Answer::None;
        };
        // Who was signed in may have changed since we asked: then the refusal was not about the entry.
        if heard.status == 403 && standing().await != Standing::In(session.clone()) {
            return Answer::None;
        }
        Answer::Status(heard.status, heard.body, heard.retry_after)
    }

    fn tell(&self, id: &str, outcome: Outcome) {
        (self.told)(id, outcome);
        post(&Message::Settled {
            id: id.into(),
            outcome,
        });
    }
}

async fn standing() -> Standing {
    let ask = Request {
        quiet: true,
        ..Request::get("/session")
    };
    read(send(&ask).await)
}

fn read(reply: Result<Reply, Trouble>) -> Standing {
    let body = match reply {
        Ok(reply) => reply.body,
        Err(Trouble::SignIn) => return Standing::Out,
        Err(_) => return Standing::Unknown,
    };
    let text = |value: &Value| value.as_str().map(String::from);
    match (
        body["state"].as_str(),
        text(&body["person"]["id"]),
        text(&body["csrf"]),
    ) {
        (Some("in"), Some(account), Some(csrf)) => Standing::In(Session { account, csrf }),
        (Some("out"), ..) => Standing::Out,
        _ => Standing::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_session_is_read_or_nothing_is_said() {
        let said = |body| {
            read(Ok(Reply {
                status: 200,
                body,
                etag: None,
            }))
        };
        let session = Session {
            account: "asha".into(),
            csrf: "t".into(),
        };
        assert_eq!(
            said(json!({"state": "in", "csrf": "t", "person": {"id": "asha"}})),
            Standing::In(session)
        );
        assert_eq!(said(json!({"state": "out", "demo": true})), Standing::Out);
        assert_eq!(said(json!({"state": "in"})), Standing::Unknown);
        assert_eq!(said(json!({"portal": "welcome"})), Standing::Unknown);
        assert_eq!(read(Err(Trouble::SignIn)), Standing::Out);
        assert_eq!(read(Err(Trouble::Offline)), Standing::Unknown);
    }
}
