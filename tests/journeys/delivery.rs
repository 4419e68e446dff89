//! Delivery of the two queues with faults, by the core's own rules: peek, send, settle.

use lapwing_core::effect::{Enrolment, Place, Request, Wake};
use lapwing_core::event::Event;
use lapwing_core::outbox::{Answer, Entry, Run, Step, Ticket, rank};
use serde_json::json;

use crate::device::{Credential, key_pair, seal};
use crate::phone::{Fault, Phone};

/// An entry as the phone keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) place: Place,
    pub(crate) entry: Entry,
    /// What it is sealed to; empty while it is not.
    pub(crate) kid: String,
    pub(crate) sealed: Vec<u8>,
}

impl Phone<'_> {
    /// Takes note of the gateway's key, and is enrolled where there is a session.
    pub(crate) async fn enrol(&mut self, enrolment: &Enrolment) -> Vec<Event> {
        self.seal.clone_from(&enrolment.seal);
        let known = self.credential.as_ref().is_some_and(|known| known.account == enrolment.account);
        if let (Some(csrf), false) = (&enrolment.csrf, known) {
            self.keys_made += 1;
            let (key, public) = key_pair(self.keys_made);
            let request = Request::new(lapwing_core::effect::Method::Post, "/deposit/devices".into());
            let request = Request { csrf: Some(csrf.clone()), ..request.with(json!({"key": public})) };
            let told = self.ask(&request, None).await.and_then(|answer| answer.body);
            let id = told.and_then(|told| told["id"].as_str().map(String::from));
            let account = enrolment.account.clone();
            self.credential = id.map(|id| Credential { account, id, key }).or(self.credential.take());
        }
        vec![Event::Woke(Wake::Deliver)]
    }

    /// Puts an entry into the outbox, sealed where the key is known.
    pub(crate) fn queue(&mut self, place: Place, mut entry: Entry) -> Vec<Event> {
        let id = entry.ticket.id.clone();
        self.outbox.retain(|kept| kept.entry.ticket.id != id);
        let waiting: Vec<Ticket> = self.outbox.iter().map(|kept| kept.entry.ticket.clone()).collect();
        entry.ticket.rank = rank(&waiting, entry.risk, entry.saved_at);
        self.outbox.push(Kept { place, entry, kid: String::new(), sealed: vec![] });
        self.seal_waiting();
        vec![Event::Queued(id, Ok(()))]
    }

    fn seal_waiting(&mut self) {
        let Some(to) = &self.seal else { return };
        for kept in self.outbox.iter_mut().filter(|kept| kept.kid.is_empty()) {
            (kept.kid, kept.sealed) = (to.kid.clone(), seal(to, &kept.entry));
        }
    }

    pub(crate) async fn deliver(&mut self, at_once: bool) -> Vec<Event> {
        self.seal_waiting();
        let mut events = vec![];
        let mut run = Run::new(at_once);
        loop {
            let tickets: Vec<Ticket> = self.outbox.iter().map(|kept| kept.entry.ticket.clone()).collect();
            let can_send = |ticket: &Ticket| {
                let sealed = self.outbox.iter().any(|k| k.entry.ticket.id == ticket.id && !k.kid.is_empty());
                sealed && self.credential.as_ref().is_some_and(|known| known.account == ticket.account)
            };
            let Some(step) = run.next(&tickets, can_send, self.trust.time()) else { break };
            match step {
                Step::Hold(ticket) => {
                    let outcome = lapwing_core::outbox::Outcome::NeedsSignIn;
                    events.push(Event::Settled(ticket.id.clone(), outcome));
                    self.replace(ticket);
                }
                Step::Send(ticket) => {
                    self.replace(ticket.clone());
                    let answer = self.send(&ticket).await;
                    if matches!(answer, Answer::Status(401, ..)) {
                        self.credential = None;
                    }
                    let (outcome, left) = run.answered(&ticket, &answer, self.trust.time(), 0);
                    match left {
                        Some(left) => self.replace(left),
                        None => self.outbox.retain(|kept| kept.entry.ticket.id != ticket.id),
                    }
                    events.push(Event::Settled(ticket.id, outcome));
                }
            }
        }
        events.push(self.listed());
        events
    }

    fn replace(&mut self, ticket: Ticket) {
        let held = self.outbox.iter_mut().find(|kept| kept.entry.ticket.id == ticket.id);
        if let Some(held) = held {
            held.entry.ticket = ticket;
        }
    }

    async fn send(&mut self, ticket: &Ticket) -> Answer {
        let fault = self.faults.pop_front();
        match fault {
            Some(Fault::Lost) => return Answer::None,
            Some(Fault::Captive) => {
                return Answer::Status(200, Some(json!("<html>Welcome to the Wi-Fi")), None);
            }
            Some(Fault::Status(status)) => return Answer::Status(status, None, None),
            Some(Fault::AnswerLost) | None => {}
        }
        let kept = self.outbox.iter().find(|kept| kept.entry.ticket.id == ticket.id);
        let (Some(kept), Some(credential), true) = (kept, &self.credential, self.online) else {
            return Answer::None;
        };
        let (path, headers) = credential.vouch(ticket, &kept.kid, &kept.sealed);
        let answer = self.trust.put(&path, &headers, kept.sealed.clone()).await;
        if fault.is_some() {
            return Answer::None;
        }
        Answer::Status(answer.status.as_u16(), answer.body, None)
    }

    pub(crate) async fn deliver_feedback(&mut self) -> Vec<Event> {
        let now = self.trust.time();
        let next =
            self.feedback.iter().map(|(_, entry)| entry.clone()).find(|entry| entry.ticket.may_go(now));
        let Some(entry) = next else {
            return vec![self.listed()];
        };
        let request = Request::new(entry.method, entry.path.clone()).with(entry.body.clone());
        let answer = self.ask(&Request { anonymous: true, ..request }, None).await;
        if answer.is_some_and(|a| a.status.is_success()) {
            self.feedback.retain(|(_, known)| known.ticket.id != entry.ticket.id);
        } else {
            self.timers.push((now + 60_000, Wake::Feedback));
        }
        vec![self.listed()]
    }
}
