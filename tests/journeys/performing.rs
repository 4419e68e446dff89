//! What the core asks of a phone, done: the storage, the network and the flusher as `app/src/effects.rs` drives them.

use std::rc::Rc;

use lapwing_core::effect::{Effect, Key, Place, Request, Wake};
use lapwing_core::event::{Event, Tag};
use lapwing_core::session;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;

use crate::anonymous;
use crate::flusher::Flusher;
use crate::keeping::is_personal;
use crate::phone::{Deed, Phone};

impl Phone<'_> {
    fn handed(&mut self, name: String, text: String) -> Vec<Event> {
        self.saved.push((name, text));
        vec![]
    }

    /// What the gateway says; the other tabs hear of a sign-in.
    async fn fetched(&mut self, tag: Tag, request: &Request) -> Event {
        let reply = self.fetch(request).await;
        if tag == Tag::SignedIn && reply.is_ok() {
            self.tell(Event::Session(session::Event::SignedInBeside));
        }
        Event::Fetched(tag, reply)
    }

    fn withdrawn(&mut self, id: String) -> Event {
        let done = self.storage.withdraw(&id, self.time());
        if done == Ok(true) {
            self.discarded(id.clone());
        }
        Event::Withdrawn(id, done)
    }

    pub(crate) async fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Load(Place::Device, key)
            | Effect::Save(Place::Device, key, _)
            | Effect::SaveBoth(Place::Device, (key, _), _)
                if self.lock() == Lock::Closed && is_personal(&key) =>
            {
                vec![Event::Loaded(key, Err(Trouble::Locked))]
            }
            Effect::Load(Place::Device, key) if self.storage.ours().is_err() => {
                vec![Event::Loaded(key, Err(Trouble::StorageNewer))]
            }
            Effect::Load(place, key) => vec![Event::Loaded(key.clone(), Ok(self.load(place, &key)))],
            Effect::Save(..) | Effect::Queue(..) | Effect::QueueFeedback(..) => self.keep(effect).await,
            Effect::SaveBoth(place, one, other) => self.saved(place, vec![one, other]),
            Effect::Forget(place, key) => self.forget(place, &key),
            Effect::Wipe(place) => self.wipe(place),
            Effect::Fetch(tag, request) => vec![self.fetched(tag, &request).await],
            Effect::KeepFile(place, id, held) => {
                let bytes = self.files.get(held as usize).cloned().unwrap_or_default();
                let done = self.storage.keep_file(place, &id, &bytes);
                vec![Event::FileKept(id, done)]
            }
            Effect::TidyFiles(_) => self.storage.tidy_files(),
            Effect::Enrol(enrolment) => self.enrol(&enrolment).await,
            Effect::Links(order) => vec![self.links(order).await],
            Effect::Vault(order) => self.keys(order),
            Effect::ListOutbox => vec![self.listed()],
            Effect::Deliver => self.deliver(false).await,
            Effect::DeliverNow => self.deliver(true).await,
            Effect::DeliverFeedback => {
                let mine = (&self.storage, self.number);
                let mut events = anonymous::feedback(mine, &self.net, self.trust, self.mutation).await;
                events.push(self.listed());
                events
            }
            Effect::Reopen(place, id, key, row) => {
                if self.lock() == Lock::Closed && place == Place::Device {
                    return vec![Event::Reopened(id, Err(Trouble::Locked))];
                }
                let done = self.storage.reopen(place, &id, &key, &row);
                if done == Ok(true) {
                    self.deeds.push(Deed::Reopened(id.clone()));
                    self.tell(Event::Woke(Wake::List));
                }
                vec![Event::Reopened(id, done)]
            }
            Effect::Retry(id) => {
                self.storage.retry(&id);
                self.deliver(true).await
            }
            Effect::Discard(id) => self.discarded(id),
            Effect::Withdraw(id) => vec![self.withdrawn(id)],
            other => self.perform_at_once(other),
        }
    }

    /// Keeps something; where there is no room for it, once more after what comes again has gone.
    async fn keep(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Save(place, key, value) => {
                let rows = vec![(key.clone(), value)];
                let saved = self.saved(place, rows.clone());
                if matches!(saved.first(), Some(Event::Saved(_, Err(Trouble::StorageFull)))) {
                    self.make_room(Some(key)).await;
                    return self.saved(place, rows);
                }
                saved
            }
            Effect::Queue(place, entry, from) => {
                let mut done = self.storage.queue(place, &entry);
                if done == Err(Trouble::StorageFull) {
                    self.make_room(None).await;
                    done = self.storage.queue(place, &entry);
                }
                if let (Ok(()), Some(from)) = (&done, from) {
                    self.forget(place, &from);
                }
                self.handed_over((place, entry), done)
            }
            Effect::QueueFeedback(place, entry) => {
                let mut done = self.storage.feedback(place, &entry);
                if done == Err(Trouble::StorageFull) {
                    self.make_room(None).await;
                    done = self.storage.feedback(place, &entry);
                }
                self.handed_over((place, entry), done)
            }
            _ => vec![],
        }
    }

    /// There was no room: what comes again goes, before it is tried once more.
    async fn make_room(&mut self, key: Option<Key>) {
        Box::pin(self.happen(Event::Full(key))).await;
    }

    fn discarded(&mut self, id: String) -> Vec<Event> {
        if self.storage.discard(&id).is_ok() {
            self.deeds.push(Deed::Dropped(id));
            self.tell(Event::Woke(Wake::List));
        }
        vec![]
    }

    /// What needs neither storage nor network.
    fn perform_at_once(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::AskTabs => self.beside(),
            // Who answers has answered.
            Effect::After(_, Wake::Tabs) => vec![Event::Woke(Wake::Tabs)],
            Effect::After(ms, wake) => {
                self.timers.push((self.trust.time() + i64::from(ms), wake));
                vec![]
            }
            Effect::Navigate(route, _) => vec![Event::Moved(route)],
            Effect::Announce(words) => {
                self.said.push(words);
                vec![]
            }
            Effect::SaveText(name, _, text) => self.handed(name, text),
            Effect::Leave => {
                self.left = true;
                vec![]
            }
            Effect::Bring(part) => {
                vec![Event::Brought(part, if self.parts_come { Ok(()) } else { Err(Trouble::Offline) })]
            }
            Effect::Persist => vec![Event::Persisted(true)],
            Effect::Measure => vec![Event::Measured(None)],
            _ => vec![],
        }
    }

    /// Each step is written down before it is taken: where there is no room for that, once more after what comes again has
    /// gone.
    async fn deliver(&mut self, at_once: bool) -> Vec<Event> {
        let (mut events, mut done) = self.delivered(at_once).await;
        if done == Err(Trouble::StorageFull) && !self.killed {
            self.make_room(None).await;
            let (more, again) = self.delivered(at_once).await;
            events.extend(more);
            done = again;
        }
        if self.killed {
            return vec![];
        }
        events.extend(done.err().map(Event::StorageLost));
        events.push(self.listed());
        events
    }

    /// A run of the flusher in this page, to its end or until the page is killed.
    async fn delivered(&mut self, at_once: bool) -> (Vec<Event>, Result<(), Trouble>) {
        if let Err(trouble) = self.storage.seal_waiting() {
            return (vec![], Err(trouble));
        }
        let run = (self.number, at_once);
        let mut flusher = Flusher::new(self.storage.clone(), Rc::clone(&self.net), run, self.mutation);
        while flusher.step(self.trust).await {
            if let Some(left) = &mut self.killed_after {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    let place = format!("page killed: {}", flusher.place());
                    *self.net.borrow_mut().happened.entry(place).or_default() += 1;
                    self.killed = true;
                    return (vec![], Ok(()));
                }
            }
        }
        (std::mem::take(&mut flusher.told), flusher.trouble.map_or(Ok(()), Err))
    }

    pub(crate) fn listed(&self) -> Event {
        Event::Outbox(self.storage.list())
    }
}
