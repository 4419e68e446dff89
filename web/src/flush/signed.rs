//! Entries under the person's name.

use std::cell::Cell;

use lapwing_core::effect::Request;
use lapwing_core::outbox::{Answer, Entry, Outcome, State, pick, settle};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use super::answer::{answer, parse};
use super::{Asked, LOCK, Left};
use crate::bridge::get;
use crate::channel::{Message, post};
use crate::clock::{draw, time};
use crate::fetch::exchange;
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
/// of each, and so do the other pages. `who` asked for it.
///
/// # Errors
/// The storage's trouble. Nothing is lost by it: an entry leaves the storage after the gateway's answer only.
pub async fn flush(store: &Store, who: Asked, told: &dyn Fn(&str, Outcome)) -> Result<Left, Trouble> {
    if QUEUED.replace(true) {
        return Ok(Left::Nothing);
    }
    alone(LOCK, async {
        QUEUED.set(false);
        Run { store, who, told, tried: Vec::new() }.run().await
    })
    .await
}

struct Run<'a> {
    store: &'a Store,
    who: Asked,
    told: &'a dyn Fn(&str, Outcome),
    tried: Vec<String>,
}

impl Run<'_> {
    async fn run(mut self) -> Result<Left, Trouble> {
        let held = self.held().await?;
        if held.iter().any(|h| h.item.entry.may_go(time())) {
            match standing().await {
                Standing::Unknown => {}
                Standing::Out => self.hold(held).await?,
                Standing::In(session) => while self.one(&session).await? {},
            }
        }
        let waits = |held: &Held| matches!(held.item.entry.state, State::Waiting | State::Sending { .. });
        Ok(if self.held().await?.iter().any(waits) { Left::Something } else { Left::Nothing })
    }

    async fn held(&self) -> Result<Vec<Held>, Trouble> {
        let mut held = self.store.held(Queue::Outbox).await?.0;
        if self.who == Asked::Person {
            held.iter_mut().for_each(|held| held.item.entry.not_before = 0);
        }
        Ok(held)
    }

    /// Nobody is signed in: what waits is held until somebody is.
    async fn hold(&self, held: Vec<Held>) -> Result<(), Trouble> {
        for held in held.into_iter().filter(|h| h.item.entry.state == State::Waiting) {
            let to = Entry { state: State::NeedsSignIn, ..held.item.entry.clone() };
            if let Some(held) = self.store.settle(Queue::Outbox, held, Some(to)).await? {
                self.tell(&held.item.entry.id, Outcome::NeedsSignIn);
            }
        }
        Ok(())
    }

    /// Sends the next entry; whether there may be another.
    async fn one(&mut self, session: &Session) -> Result<bool, Trouble> {
        let mut held = self.held().await?;
        held.retain(|h| !self.tried.contains(&h.item.entry.id));
        let entries: Vec<Entry> = held.iter().map(|h| h.item.entry.clone()).collect();
        let Some(next) = pick(&entries, &session.account, time()) else { return Ok(false) };
        self.tried.push(next.id.clone());
        let sending = next.sending(time());
        let Some(peeked) = held.into_iter().find(|h| h.item.entry.id == next.id) else { return Ok(false) };
        let Some(sent) = self.store.settle(Queue::Outbox, peeked, Some(sending.clone())).await? else {
            // Somebody else has it in hand, or the person dropped it.
            return Ok(true);
        };
        let answer = self.send(&sending, &sent.item.body, session).await;
        self.store.mark_sent(time()).await?;
        let (outcome, to) = settle(&sending, &answer, time(), draw());
        // If it changed meanwhile (the lease ran out, the person dropped it), the other's word stands.
        let settled = self.store.settle(Queue::Outbox, sent, to).await?;
        if settled.is_some() || outcome == Outcome::Delivered {
            self.tell(&sending.id, outcome);
        }
        Ok(!matches!(answer, Answer::None) && outcome != Outcome::NeedsSignIn)
    }

    async fn send(&self, entry: &Entry, body: &str, session: &Session) -> Answer {
        let request = Request {
            csrf: Some(session.csrf.clone()),
            quiet: self.who == Asked::Worker,
            ..Request::new(entry.method, entry.path.clone())
        };
        let answer = answer(exchange(&request, Some(body), Some(&entry.id)).await);
        // Who is signed in may have changed since we asked: then the refusal was not about the entry.
        if matches!(answer, Answer::Status(403, ..)) && standing().await != Standing::In(session.clone()) {
            return Answer::None;
        }
        answer
    }

    fn tell(&self, id: &str, outcome: Outcome) {
        (self.told)(id, outcome);
        post(&Message::Settled { id: id.into(), outcome });
    }
}

async fn standing() -> Standing {
    let ask = Request { quiet: true, ..Request::get("/session") };
    match exchange(&ask, None, None).await {
        Ok(heard) if heard.status == 200 => read(heard.json).unwrap_or(Standing::Unknown),
        Ok(heard) if heard.status == 401 => Standing::Out,
        Ok(_) | Err(_) => Standing::Unknown,
    }
}

fn read(json: Option<String>) -> Option<Standing> {
    let body = parse(&json?)?;
    let text = |of: &JsValue, name| get(of, name).ok()?.as_string();
    match text(&body, "state")?.as_str() {
        "in" => {
            let account = text(&get(&body, "person").ok()?, "id")?;
            Some(Standing::In(Session { account, csrf: text(&body, "csrf")? }))
        }
        "out" => Some(Standing::Out),
        _ => None,
    }
}
