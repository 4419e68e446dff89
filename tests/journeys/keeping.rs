//! What a phone keeps, and by which keys.

use std::rc::Rc;

use lapwing_core::effect::{Enrolment, Key, Method, Place, Request, Wake};
use lapwing_core::event::Event;
use lapwing_core::form::Draft;
use lapwing_core::outbox::Entry;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{self, Lock, Order, Secret};
use serde_json::{Value, json};

use crate::device::{Credential, key_pair};
use crate::phone::{Deed, Phone};

/// So long after it was made a credential is renewed, milliseconds.
const RENEW: i64 = 15 * 86_400_000;

impl Phone<'_> {
    /// Whether what is kept can be read.
    #[must_use]
    pub fn lock(&self) -> Lock {
        self.storage.lock()
    }

    /// Whether answers that were not handed over are kept, on the device or in the page.
    #[must_use]
    pub fn holds_a_draft(&self) -> bool {
        let holds = |(key, row): (&Key, &Value)| key.0.contains("/draft/") && Draft::holds(row);
        self.storage.store.borrow().kept.iter().any(holds)
            || self.page().is_some_and(|page| page.kept.iter().any(holds))
    }

    pub(crate) fn load(&self, place: Place, key: &Key) -> Option<Value> {
        match place {
            Place::Device => self.storage.store.borrow().kept.get(key).cloned(),
            Place::Page => self.page()?.kept.get(key).cloned(),
        }
    }

    /// Keeps rows, all or none; told of the first.
    pub(crate) fn saved(&self, place: Place, rows: Vec<(Key, Value)>) -> Vec<Event> {
        let key = rows.first().map(|(key, _)| key.clone());
        let done = self.save(place, rows);
        key.map(|key| Event::Saved(key, done)).into_iter().collect()
    }

    fn save(&self, place: Place, rows: Vec<(Key, Value)>) -> Result<(), Trouble> {
        match place {
            Place::Device => {
                self.storage.room()?;
                self.storage.store.borrow_mut().kept.extend(rows);
            }
            Place::Page => self.page().into_iter().for_each(|mut page| page.kept.extend(rows.clone())),
        }
        Ok(())
    }

    pub(crate) fn forget(&self, place: Place, key: &Key) -> Vec<Event> {
        match place {
            Place::Device if self.storage.ours().is_err() => {}
            Place::Device => drop(self.storage.store.borrow_mut().kept.remove(key)),
            Place::Page => drop(self.page().and_then(|mut page| page.kept.remove(key))),
        }
        vec![]
    }

    pub(crate) fn wipe(&mut self, place: Place) -> Vec<Event> {
        self.storage.page = Some(Rc::default());
        if place == Place::Device {
            self.storage.store.borrow_mut().wipe();
            self.tell(Event::Wiped(place, Ok(())));
        }
        self.deeds.push(Deed::Wiped(std::mem::take(&mut self.shown)));
        vec![Event::Wiped(place, Ok(()))]
    }

    pub(crate) fn handed_over(
        &mut self,
        (place, entry): (Place, Entry),
        done: Result<(), Trouble>,
    ) -> Vec<Event> {
        let id = entry.ticket.id.clone();
        if done.is_ok() && place == Place::Device {
            self.tell(Event::Woke(Wake::List));
        }
        self.deeds.push(Deed::Wrote(place, Box::new(entry), done));
        vec![Event::Queued(id, done)]
    }

    /// Takes note of the gateway's key, and is enrolled where there is a session.
    pub(crate) async fn enrol(&mut self, enrolment: &Enrolment) -> Vec<Event> {
        if let Some(mut page) = self.page() {
            page.seal.clone_from(&enrolment.seal);
        }
        let (on_page, now) = (enrolment.place == Place::Page, self.time());
        let known = match on_page {
            true => self.page().and_then(|page| page.credential.clone()),
            false => self.storage.store.borrow().credential.clone(),
        };
        let known = known.is_some_and(|known| known.account == enrolment.account && now - known.made < RENEW);
        if let (Some(csrf), Some(_), false) = (&enrolment.csrf, &enrolment.seal, known) {
            self.keys_made += 1;
            let (key, public) = key_pair(self.number << 32 | self.keys_made);
            let request = Request::new(Method::Post, "/deposit/devices".into());
            let request = Request { csrf: Some(csrf.clone()), ..request.with(json!({"key": public})) };
            let told = self.ask(&request, None).await.and_then(|answer| answer.body);
            let id = told.and_then(|told| told["id"].as_str().map(String::from));
            let made = id.map(|id| Credential { account: enrolment.account.clone(), id, key, made: now });
            match made {
                Some(made) if on_page => {
                    if let Some(mut page) = self.page() {
                        page.credential = Some(made);
                    }
                }
                Some(made) => self.storage.store.borrow_mut().credential = Some(made),
                None => {}
            }
        }
        vec![Event::Woke(Wake::Deliver)]
    }

    /// What the keys do; a journey is about what follows, so that a passphrase is compared, not derived from.
    pub(crate) fn keys(&mut self, order: Order) -> Vec<Event> {
        let secret = self.storage.store.borrow().secret.clone();
        let right = |given: &Secret| match &secret {
            Some(secret) if secret == given => Ok(()),
            _ => Err(Trouble::WrongPassphrase),
        };
        let (told, event) = match order {
            // No other page answers: that is for the browser's tests.
            Order::Look => (None, vault::Event::Found(self.lock())),
            // Authenticators are for the browser's tests.
            Order::UnlockByPasskey => (None, vault::Event::Opened(Err(Trouble::PasskeyRefused))),
            Order::AddPasskey(_) => (None, vault::Event::Settled(Err(Trouble::PasskeyCannot))),
            Order::RemovePasskey => (None, vault::Event::Settled(Ok(()))),
            Order::Close => {
                self.set_open(None);
                (None, vault::Event::Found(self.lock()))
            }
            Order::Lock => {
                self.set_open(None);
                (Some(vault::Event::Found(Lock::Closed)), vault::Event::Found(self.lock()))
            }
            Order::Set(_, secret) => {
                self.set_secret(Some(secret));
                (Some(vault::Event::Elsewhere), vault::Event::Settled(Ok(())))
            }
            Order::Unlock(given) => {
                let done = right(&given);
                if done.is_ok() {
                    self.set_open(Some(given));
                }
                (None, vault::Event::Opened(done))
            }
            Order::Change(old, new) => {
                let done = right(&old);
                if done.is_ok() {
                    self.set_secret(Some(new));
                }
                (Some(vault::Event::Elsewhere), vault::Event::Settled(done))
            }
            Order::Remove(_, given) => {
                let done = right(&given);
                if done.is_ok() {
                    self.set_secret(None);
                }
                (Some(vault::Event::Elsewhere), vault::Event::Settled(done))
            }
            Order::Forget => {
                self.storage.store.borrow_mut().forget_vault();
                self.set_open(None);
                self.tell(Event::Vault(vault::Event::Forgotten(Ok(()))));
                (Some(vault::Event::Elsewhere), vault::Event::Forgotten(Ok(())))
            }
        };
        if let Some(told) = told {
            self.tell(Event::Vault(told));
        }
        vec![Event::Vault(event)]
    }

    fn set_open(&self, secret: Option<Secret>) {
        if let Some(mut page) = self.page() {
            page.open = secret;
        }
    }

    fn set_secret(&self, secret: Option<Secret>) {
        self.storage.store.borrow_mut().secret.clone_from(&secret);
        self.set_open(secret);
    }
}

/// A row of somebody's: in their vault, where there is one.
pub(crate) fn is_personal(key: &Key) -> bool {
    !key.0.starts_with('/')
}
