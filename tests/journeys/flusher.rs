//! A flusher that goes step by step, so that it can be killed, or meet another, at each await of `web/src/flush`.

use std::rc::Rc;

use lapwing_core::effect::Place;
use lapwing_core::event::Event;
use lapwing_core::outbox::{Answer, Outcome, Run, State, Step, Ticket};
use lapwing_core::trouble::Trouble;

use crate::device::Credential;
use crate::net::{self, Chosen};
use crate::store::{Held, Item, Kept, Queue};
use crate::trust::{Trust, Wire};

/// A fault that is planted to see whether it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// An entry leaves the outbox when it is sent.
    SettleBeforeSend,
    /// Any answer counts as delivered.
    StatusIgnored,
    /// What is older than a week is dropped.
    DroppedAfterDays,
    /// A settle looks at no revision.
    LeaseWithoutEpoch,
    /// The ledger's line is lost after the write.
    LedgerOutsideTransaction,
    /// No ledger, but the condition that the entry is new; and the home of the records ignores it.
    ConditionAlone,
}

/// One run.
#[derive(Debug)]
pub struct Flusher {
    kept: Kept,
    net: net::Shared,
    run: Run,
    locked: bool,
    eager: bool,
    tried: Vec<String>,
    held: Vec<Held>,
    on_device: Option<Credential>,
    on_page: Option<Credential>,
    at: At,
    mutation: Option<Mutation>,
    /// Who runs it: the number of the tab, or 0.
    who: u64,
    /// What became of each.
    pub told: Vec<Event>,
    /// Why it ended early: a step that can't be written down is not taken.
    pub trouble: Option<Trouble>,
}

/// Where a run stands, between two awaits.
#[derive(Debug)]
pub enum At {
    /// Nothing is read yet.
    Listing,
    /// Something is to be chosen, and leased.
    Choosing,
    /// This is leased, and to be sent.
    Leased(Held),
    /// This was sent, and is to be settled.
    Sent(Held, Answer),
    /// It is over.
    Over,
}

impl Flusher {
    /// A run that has not begun.
    #[must_use]
    pub fn new(kept: Kept, net: net::Shared, (who, eager): (u64, bool), mutation: Option<Mutation>) -> Self {
        Self {
            kept,
            net,
            run: Run::default(),
            locked: false,
            eager,
            tried: vec![],
            held: vec![],
            on_device: None,
            on_page: None,
            at: At::Listing,
            mutation,
            who,
            told: vec![],
            trouble: None,
        }
    }

    /// Where it stands, in a word.
    #[must_use]
    pub fn place(&self) -> &'static str {
        match self.at {
            At::Listing => "listing",
            At::Choosing => "choosing",
            At::Leased(_) => "leased",
            At::Sent(..) => "sent",
            At::Over => "over",
        }
    }

    /// It has this one in hand.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        matches!(&self.at, At::Leased(held) | At::Sent(held, _) if held.item.ticket.id == id)
    }

    /// Goes on to the next await; `false` once it is over.
    pub async fn step(&mut self, trust: &Trust) -> bool {
        let now = trust.time() + self.kept.store.borrow().skew;
        self.at = match std::mem::replace(&mut self.at, At::Over) {
            At::Listing => {
                self.list(now);
                At::Choosing
            }
            At::Choosing => self.choose(now),
            At::Leased(held) => {
                let answer = self.send(&held, trust).await;
                At::Sent(held, answer)
            }
            At::Sent(held, answer) => {
                let long = held.item.ticket.parts.all > 0;
                let next = self.settle(held, &answer, now);
                if long && self.trouble.is_none() {
                    // A file takes its time: what was written meanwhile goes before its next part.
                    self.held = self.kept.held(Queue::Outbox);
                }
                next
            }
            At::Over => At::Over,
        };
        !matches!(self.at, At::Over)
    }

    fn list(&mut self, now: i64) {
        // A paused flusher holds the lock; whoever waited for it too long goes on without.
        self.locked = !std::mem::replace(&mut self.kept.store.borrow_mut().locked, true);
        self.run = Run::new(self.eager).alone(self.locked);
        self.on_device.clone_from(&self.kept.store.borrow().credential);
        self.on_page = self.kept.page.as_ref().and_then(|page| page.borrow().credential.clone());
        self.held = self.kept.held(Queue::Outbox);
        if self.mutation == Some(Mutation::DroppedAfterDays) {
            let (old, young) = std::mem::take(&mut self.held)
                .into_iter()
                .partition(|held| now - held.item.ticket.rank > 7 * 86_400_000);
            self.held = young;
            for held in old {
                self.kept.settle(Queue::Outbox, held, None).ok();
            }
        }
    }

    fn is_ready(&self, ticket: &Ticket, now: i64) -> bool {
        let hurried = self.eager && ticket.state == State::Waiting;
        let abandoned = self.locked && matches!(ticket.state, State::Sending { .. });
        hurried || abandoned || ticket.may_go(now)
    }

    fn choose(&mut self, now: i64) -> At {
        let tickets: Vec<Ticket> = self.held.iter().map(|held| held.item.ticket.clone()).collect();
        let sendable: Vec<String> = self
            .held
            .iter()
            .filter(|held| !held.item.label.is_empty() && self.credential(held).is_some())
            .map(|held| held.item.ticket.id.clone())
            .collect();
        let can_send = |ticket: &Ticket| sendable.contains(&ticket.id);
        let ready: Vec<String> = tickets
            .iter()
            .filter(|t| self.is_ready(t, now))
            .filter(|t| can_send(t) && !self.tried.contains(&t.id))
            .map(|t| t.id.clone())
            .collect();
        let each = tickets.iter().map(|ticket| (ticket, can_send(ticket)));
        let Some(step) = self.run.next(each, now) else { return At::Over };
        let (ticket, send) = match step {
            Step::Send(ticket) => (ticket, true),
            Step::Hold(ticket) => (ticket, false),
        };
        self.tried.push(ticket.id.clone());
        let Some(at) = self.held.iter().position(|held| held.item.ticket.id == ticket.id) else {
            return At::Over;
        };
        if send {
            let others = ready.into_iter().filter(|id| *id != ticket.id).collect();
            self.net.borrow_mut().chosen.push(Chosen { id: ticket.id.clone(), others });
        }
        let to = self.held[at].with(ticket);
        let held = self.held.remove(at);
        if send && self.mutation == Some(Mutation::SettleBeforeSend) {
            let mut put = held.clone();
            put.item = to;
            let settled = self.kept.settle(Queue::Outbox, held, None);
            return if settled.is_ok_and(|put| put.is_some()) { At::Leased(put) } else { At::Choosing };
        }
        // Somebody else has it in hand, or the person dropped it.
        match self.kept.settle(Queue::Outbox, held, Some(to)) {
            Err(trouble) => self.end(trouble),
            Ok(None) => At::Choosing,
            Ok(Some(put)) if send => At::Leased(put),
            Ok(Some(put)) => {
                self.tell(&put.item.ticket.id, Outcome::NeedsSignIn);
                self.held.push(put);
                At::Choosing
            }
        }
    }

    fn place_of(&self, held: &Held) -> Place {
        let account = &held.item.ticket.account;
        let of_page = self.on_page.as_ref().is_some_and(|credential| credential.account == *account);
        if held.on_page() && of_page { Place::Page } else { Place::Device }
    }

    fn credential(&self, held: &Held) -> Option<&Credential> {
        let mine = if self.place_of(held) == Place::Page { &self.on_page } else { &self.on_device };
        mine.as_ref().filter(|credential| credential.account == held.item.ticket.account)
    }

    async fn send(&mut self, sent: &Held, trust: &Trust) -> Answer {
        let Some(credential) = self.credential(sent) else { return Answer::Unsent };
        let Item { ticket, label, body } = &sent.item;
        let part = ticket.part().map(|number| self.kept.part(&ticket.id, number));
        let body = match &part {
            // Its bytes are not here any more.
            Some(None) => return Answer::Missing,
            Some(Some(part)) => part,
            None => body,
        };
        let (path, headers) = credential.vouch(ticket, label, body);
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let wire = Wire { method: "PUT".into(), path, headers, body: Some(body.clone()) };
        let answer = net::deliver(&self.net, trust, wire).await;
        // What the gateway said counts, whether or not this is noted.
        if self.kept.room().is_ok() {
            let mut store = self.kept.store.borrow_mut();
            store.sent = Some(trust.time() + store.skew);
        }
        answer
    }

    fn end(&mut self, trouble: Trouble) -> At {
        self.trouble = Some(trouble);
        At::Over
    }

    fn settle(&mut self, sent: Held, answer: &Answer, now: i64) -> At {
        let ticket = sent.item.ticket.clone();
        let jitter = u64::from(ticket.attempts) * 37_717;
        let (mut outcome, mut left) = self.run.answered(&ticket, answer, now, jitter);
        if self.mutation == Some(Mutation::StatusIgnored) && !matches!(answer, Answer::None | Answer::Unsent)
        {
            (outcome, left) = (Outcome::Delivered, None);
        }
        if outcome == Outcome::Part {
            // It may be chosen again in this run.
            self.tried.retain(|id| *id != ticket.id);
        }
        let to = left.map(|ticket| sent.with(ticket));
        let unknown = outcome == Outcome::NeedsSignIn && matches!(answer, Answer::Status(401, ..));
        if unknown {
            self.drop_credential(&sent);
        }
        let gone = to.is_none();
        let settled = match self.kept.settle(Queue::Outbox, sent, to) {
            Ok(settled) => settled,
            Err(trouble) => return self.end(trouble),
        };
        if settled.is_some() || outcome == Outcome::Delivered {
            self.tell(&ticket.id, outcome);
        }
        if outcome == Outcome::Delivered && ticket.parts.all > 0 {
            self.kept.drop_file(&ticket.id);
        }
        self.held.extend(settled.filter(|_| !gone));
        At::Choosing
    }

    fn drop_credential(&mut self, held: &Held) {
        if self.place_of(held) == Place::Page {
            self.on_page = None;
            if let Some(page) = &self.kept.page {
                page.borrow_mut().credential = None;
            }
        } else {
            self.on_device = None;
            // What a newer build keeps stays; this run goes on without it.
            if self.kept.ours().is_ok() {
                self.kept.store.borrow_mut().credential = None;
            }
        }
    }

    fn tell(&mut self, id: &str, outcome: Outcome) {
        let event = Event::Settled(id.into(), outcome);
        self.told.push(event.clone());
        self.kept.store.borrow_mut().told.push((self.who, event));
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        if self.locked {
            self.kept.store.borrow_mut().locked = false;
        }
    }
}

/// The storage of a worker that begins now: the device without a page.
#[must_use]
pub fn worker(kept: &Kept) -> Kept {
    let build = kept.store.borrow().newest;
    kept.store.borrow_mut().opened_by(build);
    Kept { store: Rc::clone(&kept.store), page: None, build }
}
