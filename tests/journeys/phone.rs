//! A phone: the core, a storage that is a map, and a network that can fail.

use std::collections::{BTreeMap, VecDeque};

use lapwing_core::app::{Model, update};
use lapwing_core::effect::{Effect, Key, Place, Reply, Request, Wake};
use lapwing_core::event::Event;
use lapwing_core::now::Now;
use lapwing_core::outbox::{Entry, Waiting};
use lapwing_core::route::Route;
use lapwing_core::session::SealKey;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{self, Lock, Order, Secret};
use lapwing_core::view::{Screen, View, view};
use serde_json::Value;

use crate::delivery::Kept;
use crate::device::Credential;
use crate::trust::{Answer, Trust};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never arrives.
    Lost,
    /// It arrives, but the answer is lost.
    AnswerLost,
    /// A page of the Wi-Fi answers instead.
    Captive,
    /// The gateway answers with this status without looking at it.
    Status(u16),
}

/// A phone in somebody's hand.
pub struct Phone<'a> {
    pub(crate) trust: &'a Trust,
    /// The app's state.
    pub model: Model,
    /// What is kept, by place and name.
    pub kept: BTreeMap<(bool, Key), Value>,
    pub(crate) outbox: Vec<Kept>,
    pub(crate) feedback: Vec<(Place, Entry)>,
    pub(crate) cookie: Option<String>,
    pub(crate) seal: Option<SealKey>,
    pub(crate) credential: Option<Credential>,
    pub(crate) keys_made: u64,
    /// The passphrase of the vault, once one is set, and whether it is open.
    pub(crate) vault: Option<(Secret, bool)>,
    /// There is a network.
    pub online: bool,
    /// Faults of the next deliveries, in order.
    pub faults: VecDeque<Fault>,
    /// What a screen reader was told.
    pub said: Vec<String>,
    /// Timers that were set.
    pub timers: Vec<(i64, Wake)>,
    /// The person left: the neutral page is shown.
    pub left: bool,
    turns: u64,
}

impl<'a> Phone<'a> {
    /// A new phone, opened at `route`.
    pub async fn open(trust: &'a Trust, route: Route) -> Self {
        let mut phone = Self::closed(trust);
        phone.happen(Event::Vault(vault::Event::Found(phone.lock()))).await;
        phone.happen(Event::Started(route)).await;
        phone
    }

    fn closed(trust: &'a Trust) -> Self {
        Self {
            trust,
            model: Model::default(),
            kept: BTreeMap::new(),
            outbox: vec![],
            feedback: vec![],
            cookie: None,
            seal: None,
            credential: None,
            keys_made: 0,
            vault: None,
            online: true,
            faults: VecDeque::new(),
            said: vec![],
            timers: vec![],
            left: false,
            turns: 1,
        }
    }

    /// The page is closed and opened again: the page's memory is gone, the device's storage is not.
    pub async fn reopen(&mut self, route: Route) {
        self.model = Model::default();
        self.kept.retain(|(device, _), _| *device);
        self.outbox.retain(|kept| kept.place == Place::Device);
        self.feedback.retain(|(place, _)| *place == Place::Device);
        self.timers.clear();
        self.seal = None;
        if let Some((_, open)) = &mut self.vault {
            *open = false;
        }
        self.happen(Event::Vault(vault::Event::Found(self.lock()))).await;
        self.happen(Event::Started(route)).await;
    }

    pub(crate) fn now(&mut self) -> Now {
        self.turns += 1;
        Now::new(self.trust.time(), 0, [self.turns, 7, 11, std::ptr::from_ref(self) as u64])
    }

    /// What is on the screen.
    pub fn view(&mut self) -> View {
        let now = self.now();
        view(&self.model, &now)
    }

    /// The mounted screen.
    pub fn screen(&mut self) -> Screen {
        self.view().screen
    }

    /// Something happens, and all that follows from it.
    pub async fn happen(&mut self, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let now = self.now();
            for effect in update(&mut self.model, event, &now) {
                events.extend(self.perform(effect).await);
            }
        }
    }

    /// Goes to an address.
    pub async fn go(&mut self, route: Route) {
        self.happen(Event::Moved(route)).await;
    }

    /// Time passes; the timers that are due ring.
    pub async fn wait(&mut self, ms: i64) {
        self.trust.wait(ms);
        let now = self.trust.time();
        let due: Vec<Wake> = self.timers.iter().filter(|(at, _)| *at <= now).map(|(_, wake)| *wake).collect();
        self.timers.retain(|(at, _)| *at > now);
        for wake in due {
            self.happen(Event::Woke(wake)).await;
        }
    }

    /// The network goes or comes back.
    pub async fn network(&mut self, online: bool) {
        self.online = online;
        self.happen(Event::Online(online)).await;
    }

    async fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Load(_, key) | Effect::Save(_, key, _)
                if self.lock() == Lock::Closed && is_personal(&key) =>
            {
                vec![Event::Loaded(key, Err(Trouble::Locked))]
            }
            Effect::Load(place, key) => {
                let row = self.kept.get(&(place == Place::Device, key.clone())).cloned();
                vec![Event::Loaded(key, Ok(row))]
            }
            Effect::Save(place, key, value) => {
                self.kept.insert((place == Place::Device, key.clone()), value);
                vec![Event::Saved(key, Ok(()))]
            }
            Effect::Forget(place, key) => {
                self.kept.remove(&(place == Place::Device, key));
                vec![]
            }
            Effect::Wipe => {
                self.kept.clear();
                self.outbox.clear();
                (self.vault, self.credential) = (None, None);
                vec![Event::Wiped(Ok(()))]
            }
            Effect::Fetch(tag, request) => vec![Event::Fetched(tag, self.fetch(&request).await)],
            Effect::Queue(place, entry) => self.queue(place, entry),
            Effect::Enrol(enrolment) => self.enrol(&enrolment).await,
            Effect::Vault(order) => self.keys(order),
            Effect::QueueFeedback(place, entry) => {
                let id = entry.ticket.id.clone();
                self.feedback.push((place, entry));
                vec![Event::Queued(id, Ok(()))]
            }
            Effect::ListOutbox => vec![self.listed()],
            Effect::Deliver => self.deliver(false).await,
            Effect::DeliverNow => self.deliver(true).await,
            Effect::DeliverFeedback => self.deliver_feedback().await,
            Effect::Discard(id) => {
                self.outbox.retain(|kept| kept.entry.ticket.id != id);
                vec![]
            }
            Effect::After(ms, wake) => {
                self.timers.push((self.trust.time() + i64::from(ms), wake));
                vec![]
            }
            Effect::Navigate(route, _) => vec![Event::Moved(route)],
            Effect::Announce(words) => {
                self.said.push(words);
                vec![]
            }
            Effect::Leave => {
                self.left = true;
                vec![]
            }
            Effect::Persist => vec![Event::Persisted(true)],
            Effect::Focus(_) | Effect::Top | Effect::Update | Effect::TakeFile(..) | Effect::Print => vec![],
        }
    }

    /// Whether what is kept can be read.
    pub(crate) fn lock(&self) -> Lock {
        match &self.vault {
            None => Lock::None,
            Some((_, false)) => Lock::Closed,
            Some((_, true)) => Lock::Open,
        }
    }

    /// What the keys do; a journey is about what follows, so that a passphrase is compared, not derived from.
    fn keys(&mut self, order: Order) -> Vec<Event> {
        let right = |given: &Secret, vault: &Option<(Secret, bool)>| match vault {
            Some((secret, _)) if secret == given => Ok(()),
            _ => Err(Trouble::WrongPassphrase),
        };
        let event = match order {
            Order::Look => vault::Event::Found(self.lock()),
            Order::Lock => {
                self.vault = self.vault.take().map(|(secret, _)| (secret, false));
                vault::Event::Found(self.lock())
            }
            Order::Set(_, secret) => {
                self.vault = Some((secret, true));
                vault::Event::Settled(Ok(()))
            }
            Order::Unlock(given) => {
                let done = right(&given, &self.vault);
                self.vault = self.vault.take().map(|(secret, open)| (secret, open || done.is_ok()));
                vault::Event::Opened(done)
            }
            Order::Change(old, new) => {
                let done = right(&old, &self.vault);
                self.vault = if done.is_ok() { Some((new, true)) } else { self.vault.take() };
                vault::Event::Settled(done)
            }
            Order::Remove(_, given) => {
                let done = right(&given, &self.vault);
                self.vault = self.vault.take().filter(|_| done.is_err());
                vault::Event::Settled(done)
            }
            Order::Forget => {
                self.vault = None;
                self.kept.retain(|(_, key), _| !is_personal(key));
                vault::Event::Forgotten(Ok(()))
            }
        };
        vec![Event::Vault(event)]
    }

    pub(crate) fn listed(&self) -> Event {
        if self.lock() == Lock::Closed {
            return Event::Outbox(Waiting { sealed: self.outbox.len(), ..Waiting::default() });
        }
        let outbox: Vec<Entry> = self.outbox.iter().map(|kept| kept.entry.clone()).collect();
        let feedback: Vec<Entry> = self.feedback.iter().map(|(_, entry)| entry.clone()).collect();
        let places =
            self.outbox.iter().map(|kept| kept.place).chain(self.feedback.iter().map(|(place, _)| *place));
        let on_page = places.zip(outbox.iter().chain(&feedback));
        let on_page = on_page.filter(|(place, _)| *place == Place::Page).map(|(_, e)| e.ticket.id.clone());
        Event::Outbox(Waiting { on_page: on_page.collect(), outbox, feedback, ..Waiting::default() })
    }

    /// What waits in the outbox.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.outbox.len()
    }

    /// What waits in the feedback queue.
    #[must_use]
    pub fn feedback_waiting(&self) -> usize {
        self.feedback.len()
    }

    /// Asks the gateway with this phone's cookie.
    pub async fn ask(&mut self, request: &Request, entry: Option<&str>) -> Option<Answer> {
        if !self.online {
            return None;
        }
        let mut headers: Vec<(&str, &str)> = vec![];
        let cookie = self.cookie.clone().filter(|_| !request.anonymous);
        headers.extend(cookie.as_deref().map(|c| ("cookie", c)));
        headers.extend(request.csrf.as_deref().map(|c| ("x-lapwing-csrf", c)));
        headers.extend(request.if_match.as_deref().map(|v| ("if-match", v)));
        headers.extend(entry.map(|e| ("x-lapwing-entry", e)));
        let answer =
            self.trust.ask(request.method.name(), &request.path, &headers, request.body.as_ref()).await;
        if let Some(cookie) = &answer.cookie {
            self.cookie = Some(cookie.clone()).filter(|c| !c.ends_with('='));
        }
        Some(answer)
    }

    async fn fetch(&mut self, request: &Request) -> Result<Reply, Trouble> {
        let answer = self.ask(request, None).await.ok_or(Trouble::Offline)?;
        let detail =
            answer.body.as_ref().and_then(|b| b["issue"][0]["details"]["coding"][0]["code"].as_str());
        if let Some(trouble) = Trouble::of_status(answer.status.as_u16(), detail) {
            return Err(trouble);
        }
        let status = answer.status.as_u16();
        let body = match answer.body {
            Some(body) => body,
            None if status == 204 => Value::Null,
            None => return Err(Trouble::Unreadable),
        };
        Ok(Reply { status, body, etag: answer.etag })
    }
}

/// A row of somebody's: in their vault, where there is one.
fn is_personal(key: &Key) -> bool {
    !key.0.starts_with('/')
}
