//! A phone: the core in a tab, a storage with revisions, and a network that can fail.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use lapwing_core::app::{Model, only_here, update};
use lapwing_core::effect::{Key, Place, Wake};
use lapwing_core::event::Event;
use lapwing_core::now::Now;
use lapwing_core::outbox::Entry;
use lapwing_core::parts;
use lapwing_core::route::Route;
use lapwing_core::session::{self, Stage};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault;
use lapwing_core::view::{Screen, View, view};
use serde_json::Value;

use crate::flusher::Mutation;
use crate::net;
use crate::store::{Kept, Page, Queue};
use crate::trust::Trust;

pub use crate::net::Fault;

/// Something that the person did about an entry.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Handed over to be kept and sent; whether it was kept.
    Wrote(Place, Box<Entry>, Result<(), Trouble>),
    /// Dropped, knowing what is lost.
    Dropped(String),
    /// Taken back, to be changed.
    Reopened(String),
    /// Signed out, and everything here with it; the ids that the person was shown before.
    Wiped(Vec<String>),
}

/// A tab of a phone in somebody's hand.
pub struct Phone<'a> {
    pub(crate) trust: &'a Trust,
    /// The app's state.
    pub model: Model,
    /// The device's storage, and this page's memory.
    pub storage: Kept,
    /// The network of the device.
    pub net: net::Shared,
    /// What a screen reader was told.
    pub said: Vec<String>,
    /// Files that were handed to the browser: name and text.
    pub saved: Vec<(String, String)>,
    /// Files that the browser holds: the bytes of each, by its number.
    pub files: Vec<Vec<u8>>,
    /// Timers that were set.
    pub timers: Vec<(i64, Wake)>,
    /// The person left: the neutral page is shown.
    pub left: bool,
    /// What the person did about entries.
    pub deeds: Vec<Deed>,
    /// A run of this page's flusher goes so many steps, and the page is killed.
    pub killed_after: Option<u32>,
    /// The page was killed: nothing happens in it any more.
    pub killed: bool,
    /// A fault that is planted.
    pub mutation: Option<Mutation>,
    /// Parts of the app that are asked for come: the device kept them, or has a network.
    pub parts_come: bool,
    /// The number of the tab.
    pub number: u64,
    heard: usize,
    /// What the person was shown as not sent before the last event.
    pub(crate) shown: Vec<String>,
    pub(crate) keys_made: u64,
    turns: u64,
}

/// As in a browser: what comes when it is needed is not there yet.
fn in_parts() -> Model {
    Model { parts: parts::State::away(), ..Model::default() }
}

impl<'a> Phone<'a> {
    /// A new phone, opened at `route`.
    pub async fn open(trust: &'a Trust, route: Route) -> Self {
        let mut phone = Self::closed(trust);
        phone.start(route).await;
        phone
    }

    /// A new phone whose page is still to be opened.
    #[must_use]
    pub fn closed(trust: &'a Trust) -> Self {
        Self {
            trust,
            model: in_parts(),
            storage: Kept { page: Some(Rc::default()), ..Kept::default() },
            net: net::Shared::default(),
            said: vec![],
            saved: vec![],
            files: vec![],
            timers: vec![],
            left: false,
            deeds: vec![],
            killed_after: None,
            killed: false,
            mutation: None,
            parts_come: true,
            number: trust.number(),
            heard: 0,
            shown: vec![],
            keys_made: 0,
            turns: 1,
        }
    }

    /// Another tab of the same device, still to be opened.
    #[must_use]
    pub fn tab(&self) -> Self {
        let mut tab = Self::closed(self.trust);
        tab.storage.store = Rc::clone(&self.storage.store);
        tab.net = Rc::clone(&self.net);
        tab.mutation = self.mutation;
        tab.heard = self.storage.store.borrow().told.len();
        tab
    }

    async fn start(&mut self, route: Route) {
        self.storage.store.borrow_mut().opened_by(self.storage.build);
        self.happen(Event::Vault(vault::Event::Found(self.lock()))).await;
        self.happen(Event::Started(route)).await;
    }

    /// The page is closed and opened again: the page's memory is gone, the device's storage is not.
    pub async fn reopen(&mut self, route: Route) {
        self.model = in_parts();
        self.storage.page = Some(Rc::default());
        self.storage.build = self.storage.store.borrow().newest;
        self.timers.clear();
        (self.killed, self.killed_after, self.left) = (false, None, false);
        self.heard = self.storage.store.borrow().told.len();
        self.start(route).await;
    }

    /// Whether another tab told that everything is gone: this page is loaded again when it hears of it.
    #[must_use]
    pub fn begins_anew(&self) -> bool {
        let store = self.storage.store.borrow();
        store.told.iter().skip(self.heard).any(|(who, event)| *who != self.number && is_end(event))
    }

    /// Hears what the other tabs and the worker told.
    pub async fn hear(&mut self) {
        if self.begins_anew() {
            self.reopen(Route::Today).await;
        }
        loop {
            let next = self.storage.store.borrow().told.get(self.heard).cloned();
            let Some((who, event)) = next else { break };
            self.heard += 1;
            if who != self.number {
                self.happen(event).await;
            }
        }
    }

    pub(crate) fn tell(&self, event: Event) {
        self.storage.store.borrow_mut().told.push((self.number, event));
    }

    /// The time on this device, milliseconds.
    #[must_use]
    pub fn time(&self) -> i64 {
        self.trust.time() + self.storage.store.borrow().skew
    }

    /// What is kept, by whether it is on the device, and name.
    #[must_use]
    pub fn kept(&self) -> BTreeMap<(bool, Key), Value> {
        let device = self.storage.store.borrow().kept.clone();
        let mut kept: BTreeMap<_, _> = device.into_iter().map(|(key, row)| ((true, key), row)).collect();
        if let Some(page) = &self.storage.page {
            let rows = page.borrow().kept.clone();
            kept.extend(rows.into_iter().map(|(key, row)| ((false, key), row)));
        }
        kept
    }

    pub(crate) fn page(&self) -> Option<std::cell::RefMut<'_, Page>> {
        self.storage.page.as_deref().map(RefCell::borrow_mut)
    }

    fn now(&mut self) -> Now {
        self.turns += 1;
        Now::new(self.time(), 0, [self.turns, 7, 11, self.number])
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
        self.carry_on(event).await;
        self.hold();
    }

    /// Notes for the other tabs how much goes with this page.
    fn hold(&self) {
        let Some(page) = &self.storage.page else { return };
        page.borrow_mut().only_here = if self.killed || self.left { 0 } else { only_here(&self.model) };
        let pages = &mut self.storage.store.borrow_mut().pages;
        pages.retain(|known| known.upgrade().is_some_and(|known| !Rc::ptr_eq(&known, page)));
        pages.push(Rc::downgrade(page));
    }

    /// What the other tabs answer who are asked what they hold: all of them, at once.
    pub(crate) fn beside(&self) -> Vec<Event> {
        let store = self.storage.store.borrow();
        let pages = store.pages.iter().filter_map(std::rc::Weak::upgrade);
        let others =
            pages.filter(|page| !self.storage.page.as_ref().is_some_and(|mine| Rc::ptr_eq(mine, page)));
        let held = others.map(|page| page.borrow().only_here).filter(|count| *count > 0);
        held.map(|count| Event::Session(session::Event::Beside(Some(count)))).collect()
    }

    async fn carry_on(&mut self, event: Event) {
        self.shown = match &self.model.session.stage {
            Stage::Leaving(_, leaving) => {
                leaving.unsent.iter().map(|entry| entry.ticket.id.clone()).collect()
            }
            _ => vec![],
        };
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let now = self.now();
            for effect in update(&mut self.model, event, &now) {
                if self.killed {
                    return;
                }
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
        self.ring().await;
    }

    /// The timers that are due ring.
    pub async fn ring(&mut self) {
        let now = self.trust.time();
        let due: Vec<Wake> = self.timers.iter().filter(|(at, _)| *at <= now).map(|(_, wake)| *wake).collect();
        self.timers.retain(|(at, _)| *at > now);
        for wake in due {
            self.happen(Event::Woke(wake)).await;
        }
    }

    /// The network goes or comes back.
    pub async fn network(&mut self, online: bool) {
        self.net.borrow_mut().online = online;
        self.happen(Event::Online(online)).await;
    }

    /// What waits in the outbox.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.storage.held(Queue::Outbox).len()
    }

    /// What waits in the feedback queue.
    #[must_use]
    pub fn feedback_waiting(&self) -> usize {
        self.storage.held(Queue::Feedback).len()
    }
}

fn is_end(event: &Event) -> bool {
    matches!(event, Event::Wiped(..))
}
