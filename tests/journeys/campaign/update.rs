//! A new version of the app takes over while what waits is on its way.

use lapwing_core::route::Route;

use super::history::History;
use crate::store::{Build, Queue};

impl History<'_> {
    /// The person takes the new version in one tab; the worker of the old one is `place` in its run.
    pub(super) async fn update(&mut self, at: usize, place: &str) -> String {
        if self.tabs[at].killed || self.tabs[at].left || self.holds_in_page(at) {
            // It is not used while something is in the page only.
            return format!("tab {at} is not offered a new version");
        }
        let Build { stores, rows } = self.tabs[at].storage.store.borrow().newest;
        let (stores_too, rows_too) = (self.dice.once_in(2), self.dice.once_in(3));
        let build = Build { stores: stores + u32::from(stores_too), rows: rows + u32::from(rows_too) };
        self.tabs[at].storage.store.borrow_mut().newest = build;
        let old = self.worker.take();
        // The browser ends the old worker, at once or when it is done.
        let goes_on = self.dice.below(3) > 0;
        self.old = old.filter(|_| goes_on);
        self.happened(&format!("update mid-flush: {place}"));
        if stores_too {
            self.happened("update mid-flush to newer object stores");
        }
        if rows_too {
            self.happened("update mid-flush to newer rows");
        }
        self.page_goes(at);
        self.tabs[at].reopen(Route::Today).await;
        format!("tab {at} takes {build:?}; the old worker, {place}, goes on: {goes_on}")
    }

    /// The worker of the older build goes on, some steps or to its end.
    pub(super) async fn run_old(&mut self) -> String {
        let Some(mut old) = self.old.take() else { return "no old worker".into() };
        let most = if self.dice.once_in(2) { 64 } else { self.dice.below(3) + 1 };
        let mut more = true;
        for _ in 0..most {
            more = old.step(self.trust).await;
            if !more {
                break;
            }
        }
        self.happened("two builds flush");
        let place = old.place();
        self.old = Some(old).filter(|_| more);
        format!("the old worker goes on: {place}")
    }

    fn holds_in_page(&self, at: usize) -> bool {
        let storage = &self.tabs[at].storage;
        [Queue::Outbox, Queue::Feedback].iter().any(|queue| storage.held(*queue).iter().any(|h| h.on_page()))
    }

    /// A tab of an older build than the device's newest: it is loaded again, once nothing is in its page only.
    pub(super) async fn renew(&mut self, at: usize, whatever: bool) {
        let newest = self.tabs[at].storage.store.borrow().newest;
        if self.tabs[at].storage.build == newest || self.holds_in_page(at) && !whatever {
            return;
        }
        self.page_goes(at);
        self.tabs[at].reopen(Route::Today).await;
    }
}
