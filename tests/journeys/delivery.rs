//! Delivery of the two queues with faults, by the core's own rules: peek, send, settle.

use lapwing_core::effect::{Request, Wake};
use lapwing_core::event::Event;
use lapwing_core::outbox::{Answer, Entry, pick, settle};
use lapwing_core::session::Account;
use serde_json::json;

use crate::phone::{Fault, Phone};

impl Phone<'_> {
    pub(crate) async fn deliver(&mut self, at_once: bool) -> Vec<Event> {
        let mut events = vec![];
        let session = self.ask(&Request { quiet: true, ..Request::get("/session") }, None).await;
        let Some(account) = session.and_then(|s| s.body).and_then(|b| Account::read(&b)) else {
            return vec![self.listed()];
        };
        let mut tried = vec![];
        loop {
            let now = self.trust.time();
            let left: Vec<Entry> =
                self.outbox.iter().map(|(_, e)| e.clone()).filter(|e| !tried.contains(&e.id)).collect();
            let left = left.into_iter().map(|e| if at_once { Entry { not_before: 0, ..e } } else { e });
            let left: Vec<Entry> = left.collect();
            let Some(entry) = pick(&left, &account.id, now).cloned() else { break };
            tried.push(entry.id.clone());
            let sending = entry.sending(now);
            self.replace(&sending);
            let answer = self.send(&sending, Some(account.csrf.clone())).await;
            let (outcome, kept) = settle(&sending, &answer, now, 0);
            match kept {
                Some(entry) => self.replace(&entry),
                None => self.outbox.retain(|(_, e)| e.id != sending.id),
            }
            events.push(Event::Settled(sending.id, outcome));
        }
        events.push(self.listed());
        events
    }

    fn replace(&mut self, entry: &Entry) {
        for (_, held) in &mut self.outbox {
            if held.id == entry.id {
                held.clone_from(entry);
            }
        }
    }

    async fn send(&mut self, entry: &Entry, csrf: Option<String>) -> Answer {
        let request = Request::new(entry.method, entry.path.clone()).with(entry.body.clone());
        let request = Request { csrf, quiet: true, ..request };
        let fault = self.faults.pop_front();
        match fault {
            Some(Fault::Lost) => return Answer::None,
            Some(Fault::Captive) => {
                return Answer::Status(200, Some(json!("<html>Welcome to the Wi-Fi")), None);
            }
            Some(Fault::Status(status)) => return Answer::Status(status, None, None),
            Some(Fault::AnswerLost) | None => {}
        }
        let answer = self.ask(&request, Some(&entry.id)).await;
        match answer {
            Some(answer) if fault.is_none() => Answer::Status(answer.status.as_u16(), answer.body, None),
            _ => Answer::None,
        }
    }

    pub(crate) async fn deliver_feedback(&mut self) -> Vec<Event> {
        let now = self.trust.time();
        let Some(entry) = self.feedback.iter().map(|(_, e)| e.clone()).find(|e| e.may_go(now)) else {
            return vec![self.listed()];
        };
        let request = Request::new(entry.method, entry.path.clone()).with(entry.body.clone());
        let answer = self.ask(&Request { anonymous: true, ..request }, None).await;
        if answer.is_some_and(|a| a.status.is_success()) {
            self.feedback.retain(|(_, e)| e.id != entry.id);
        } else {
            self.timers.push((now + 60_000, Wake::Feedback));
        }
        vec![self.listed()]
    }
}
