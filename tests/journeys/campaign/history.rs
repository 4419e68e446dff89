//! One history: a device, its tabs and its worker, a person, and what goes wrong, from a seed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use lapwing_core::effect::Place;
use lapwing_core::route::Route;

use super::audit::{Audit, There};
use super::dice::Dice;
use super::written::{Fate, Written};
use crate::flusher::{self, Flusher, Mutation};
use crate::phone::{Deed, Phone};
use crate::store::Queue;
use crate::trust::{START, Trust};

/// What was found to be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of which kind: lost, duplicated, overwritten, disordered, claimed, shown, other.
    pub kind: &'static str,
    /// What exactly, after which step.
    pub what: String,
}

/// What came of a history.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How many steps it had.
    pub steps: u64,
    /// What was done and happened, step by step.
    pub script: Vec<String>,
    /// How often each fault happened.
    pub faults: BTreeMap<String, u64>,
    /// What was wrong.
    pub findings: Vec<Finding>,
    /// How many things were written, delivered, dropped by the person, gone with a page, shown as needing the person.
    pub fates: [u64; 5],
}

/// Which history.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// Only these steps; all of them without it.
    pub only: Option<Vec<u64>>,
    /// A fault that is planted.
    pub mutation: Option<Mutation>,
}

/// A history under way.
pub struct History<'a> {
    pub(super) trust: &'a Trust,
    pub(super) seed: u64,
    pub(super) dice: Dice,
    /// Who signs in.
    pub(super) person: String,
    /// `Patient/x`.
    pub(super) patient: String,
    pub(super) tabs: Vec<Phone<'a>>,
    pub(super) tabs_made: u64,
    pub(super) worker: Option<Flusher>,
    /// The worker of an older build that goes on, though another took over.
    pub(super) old: Option<Flusher>,
    pub(super) wrote: Vec<Written>,
    orders: usize,
    pub(super) said: Vec<(u64, String)>,
    pub(super) backup: Option<PathBuf>,
    pub(super) mutation: Option<Mutation>,
    pub(super) out: Outcome,
}

impl<'a> History<'a> {
    /// Plays a history of the person `number` of this gateway.
    pub async fn play(trust: &'a Trust, number: u64, plan: &Plan) -> Outcome {
        trust.set_time(START);
        let alone = plan.mutation == Some(Mutation::ConditionAlone);
        trust.forgetful.set(alone || plan.mutation == Some(Mutation::LedgerOutsideTransaction));
        trust.heedless.begin(if alone { u32::MAX } else { 0 });
        let steps = 12 + Dice::of(plan.seed, u64::MAX).below(9);
        let mut history = History {
            trust,
            seed: plan.seed,
            dice: Dice::of(plan.seed, 0),
            person: format!("patient-c{number}"),
            patient: format!("Patient/c{number}"),
            tabs: vec![],
            tabs_made: 0,
            worker: None,
            old: None,
            wrote: vec![],
            orders: 0,
            said: vec![],
            backup: None,
            mutation: plan.mutation,
            out: Outcome::default(),
        };
        history.open_first().await;
        for step in 0..steps {
            if plan.only.as_ref().is_some_and(|only| !only.contains(&step)) {
                continue;
            }
            history.dice = Dice::of(plan.seed, step + 1);
            history.out.steps += 1;
            let did = history.act().await;
            history.out.script.push(format!("{step}: {did}"));
            history.look_around().await;
        }
        history.end().await;
        history.out
    }

    async fn open_first(&mut self) {
        let mut phone = Phone::closed(self.trust);
        phone.number = self.number();
        phone.mutation = self.mutation;
        phone.storage.store.borrow_mut().careless = self.mutation == Some(Mutation::LeaseWithoutEpoch);
        self.tabs.push(phone);
        self.tabs[0].reopen(Route::Today).await;
        self.advance(0, true).await;
    }

    /// A number that no tab of another history has, the same at each replay.
    pub(super) fn number(&mut self) -> u64 {
        self.tabs_made += 1;
        self.seed.wrapping_add(1) << 5 | self.tabs_made
    }

    pub(super) fn happened(&mut self, fault: &str) {
        *self.out.faults.entry(fault.to_owned()).or_default() += 1;
    }

    pub(super) fn found(&mut self, kind: &'static str, what: String) {
        let after = self.out.script.len();
        if self.out.findings.len() < 8 {
            self.out.findings.push(Finding { kind, what: format!("after step {after}: {what}") });
        }
    }

    /// Ids that are on their way just now: the person can no longer be sure to stop them.
    fn under_way(&self, id: &str) -> bool {
        let net = self.tabs[0].net.borrow();
        net.late.iter().any(|wire| wire.path.contains(id))
            || [&self.worker, &self.old].into_iter().flatten().any(|worker| worker.has(id))
    }

    /// What the model learns from what the tabs did.
    pub(super) fn learn(&mut self) {
        for at in 0..self.tabs.len() {
            for deed in std::mem::take(&mut self.tabs[at].deeds) {
                match deed {
                    Deed::Wrote(place, entry, Ok(())) => {
                        self.orders += 1;
                        let written = Written::of(&entry, place, (self.orders, self.trust.time()));
                        match self.wrote.iter_mut().find(|known| known.id == written.id) {
                            Some(known) => *known = Written { rewritten: true, ..written },
                            None => self.wrote.push(written),
                        }
                    }
                    Deed::Wrote(_, _, Err(_)) => {}
                    Deed::Dropped(id) => {
                        let was_under_way = self.under_way(&id);
                        // What belongs to it goes with it, where it waits.
                        for known in self.wrote.iter_mut().filter(|known| known.is_of(&id)) {
                            (known.fate, known.was_under_way) = (Fate::Dropped, was_under_way);
                        }
                    }
                    Deed::Reopened(id) => {
                        for known in self.wrote.iter_mut().filter(|known| known.is_of(&id)) {
                            known.fate = Fate::TakenBack;
                        }
                    }
                    Deed::Wiped(shown) => self.wiped(&shown, at),
                }
            }
        }
    }

    /// Everything here went with a sign-out: what the person was shown they gave up.
    fn wiped(&mut self, shown: &[String], at: usize) {
        let audit = Audit::of(self.trust);
        let mut lost = vec![];
        for place in 0..self.wrote.len() {
            let known = &self.wrote[place];
            if known.fate != Fate::Owed || self.held(&known.id) || audit.there(known) == There::Whole {
                continue;
            }
            if !shown.contains(&known.id) {
                lost.push(format!(
                    "{:?} {} in {:?} went with a sign-out of tab {at}, unshown",
                    known.kind, known.id, known.place
                ));
            }
            let under_way = self.under_way(&known.id.clone());
            (self.wrote[place].fate, self.wrote[place].was_under_way) = (Fate::Dropped, under_way);
        }
        for what in lost {
            self.found("lost", what);
        }
    }

    /// Whether it waits, on the device or in a page.
    pub(super) fn held(&self, id: &str) -> bool {
        let kept = |tab: &Phone<'_>| {
            let queues = [Queue::Outbox, Queue::Feedback];
            queues.iter().any(|queue| tab.storage.held(*queue).iter().any(|h| h.item.ticket.id == id))
        };
        self.tabs.iter().any(kept)
    }

    /// A page is about to go, and what is in its memory only.
    pub(super) fn page_goes(&mut self, at: usize) {
        self.learn();
        let held = [Queue::Outbox, Queue::Feedback].map(|queue| self.tabs[at].storage.held(queue)).concat();
        for held in held.iter().filter(|held| held.on_page()) {
            if let Some(known) = self.wrote.iter_mut().find(|w| w.id == held.item.ticket.id) {
                debug_assert_eq!(known.place, Place::Page);
                if known.fate == Fate::Owed {
                    known.fate = Fate::PageClosed;
                }
            }
        }
    }

    /// A worker's run that has not begun.
    pub(super) fn new_worker(&self) -> Flusher {
        let storage = flusher::worker(&self.tabs[0].storage);
        Flusher::new(storage, Rc::clone(&self.tabs[0].net), (0, true), self.mutation)
    }

    /// All tabs hear of what happened elsewhere, and the model learns.
    pub(super) async fn hear(&mut self) {
        for at in 0..self.tabs.len() {
            if self.tabs[at].killed || self.tabs[at].left {
                continue;
            }
            if self.tabs[at].begins_anew() {
                self.page_goes(at);
            }
            self.tabs[at].hear().await;
        }
        self.learn();
    }
}
