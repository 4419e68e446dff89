//! What goes wrong, at the network, the gateway, the storage and the clock.

use lapwing_core::event::Event;

use super::audit::{Audit, There};
use super::history::History;
use super::written::Fate;
use crate::net::Fault;

const DAY: i64 = 86_400_000;

/// Faults of a request.
const REQUEST: [Fault; 20] = [
    Fault::Lost,
    Fault::AnswerLost,
    Fault::AnswerLost,
    Fault::Cut,
    Fault::Captive,
    Fault::Status(401),
    Fault::Status(403),
    Fault::Status(409),
    Fault::Status(410),
    Fault::Status(412),
    Fault::Status(422),
    Fault::Page(403),
    Fault::Page(413),
    Fault::Status(500),
    Fault::Busy(7),
    Fault::Busy(4_000),
    Fault::Broke,
    Fault::Late,
    Fault::Late,
    Fault::Twice,
];

impl History<'_> {
    /// Something goes wrong, or will.
    pub(super) async fn go_wrong(&mut self) -> String {
        match self.dice.below(43) {
            0..16 => {
                let mut faults: Vec<Fault> =
                    (0..=self.dice.below(3)).map(|_| self.dice.one_of(&REQUEST)).collect();
                if self.dice.once_in(5) {
                    faults = vec![Fault::Late; 3];
                }
                self.tabs[0].net.borrow_mut().faults.extend(faults.iter().copied());
                format!("the next deliveries: {faults:?}")
            }
            16..20 => {
                let fault = self.dice.one_of(&REQUEST);
                // Only a delivery may be answered late: a page that asks gives up.
                let fault = if fault == Fault::Late { Fault::Lost } else { fault };
                self.tabs[0].net.borrow_mut().page_faults.push_back(fault);
                format!("the next request of a page: {fault:?}")
            }
            20..23 => self.arrive_late().await,
            23..26 => {
                // The app makes room and tries once more: one that is refused alone is seldom seen.
                let saves = self.dice.one_of(&[1, 3, 6]);
                self.tabs[0].storage.store.borrow_mut().full += saves;
                format!("no room for the next {saves} saves")
            }
            26..30 => self.clock(),
            30..34 => {
                let at = usize::try_from(self.dice.below(self.tabs.len() as u64)).unwrap_or(0);
                let after = u32::try_from(self.dice.below(5)).unwrap_or(0) + 1;
                self.tabs[at].killed_after = Some(after);
                format!("tab {at} is killed {after} awaits into its next run")
            }
            34 | 35 => {
                self.end_at_gateway("session", "session");
                "the session is revoked".into()
            }
            36 | 37 => {
                self.end_at_gateway("device", "deposit credential");
                "the deposit credential is revoked".into()
            }
            38 => {
                self.trust.restart();
                self.happened("gateway restart");
                "the gateway starts again".into()
            }
            39 => self.restore(),
            _ => {
                let next = u32::try_from(self.dice.below(4)).unwrap_or(0) + 1;
                self.trust.heedless.begin(next);
                format!("the home of the records ignores the conditions of the next {next} writes")
            }
        }
    }

    /// What was under way arrives now, in order or not.
    pub(super) async fn arrive_late(&mut self) -> String {
        let mut late = std::mem::take(&mut self.tabs[0].net.borrow_mut().late);
        let turned = late.len() > 1 && self.dice.once_in(2);
        if turned {
            late.reverse();
            self.happened("reordered");
        }
        let count = late.len();
        for wire in late {
            self.trust.send(wire).await;
        }
        format!("{count} requests arrive late")
    }

    fn clock(&mut self) -> String {
        let (name, by) = self.dice.one_of(&[
            ("clock a day forward", DAY),
            ("clock a day back", -DAY),
            ("clock ten years forward", 3_653 * DAY),
            ("clock ten years back", -3_653 * DAY),
            ("clock right again", 0),
        ]);
        let mut store = self.tabs[0].storage.store.borrow_mut();
        store.skew = if by == 0 { 0 } else { store.skew + by };
        drop(store);
        self.happened(name);
        name.into()
    }

    #[allow(clippy::expect_used, reason = "only tests call it")]
    fn end_at_gateway(&mut self, table: &str, name: &str) {
        let file = self.trust.data().join("gateway.db");
        let db = rusqlite::Connection::open(file).expect("the gateway's database");
        let sql = format!("DELETE FROM {table} WHERE identity = ?1");
        if db.execute(&sql, [&self.person]).expect("revoked") > 0 {
            self.happened(&format!("revoked {name}"));
        }
    }

    /// A backup is made, or the gateway is lost and made again from the last one.
    fn restore(&mut self) -> String {
        let moves = self.dice.once_in(2);
        let backup = match self.backup.take().filter(|_| !moves) {
            Some(backup) => backup,
            // To another machine, at once.
            None if moves => self.trust.backup(),
            None => {
                self.backup = Some(self.trust.backup());
                return "a backup is made".into();
            }
        };
        let before = Audit::of(self.trust);
        let had: Vec<bool> = self.wrote.iter().map(|w| before.there(w) != There::Nothing).collect();
        drop(before);
        self.trust.restore(&backup, self.dice.once_in(2));
        let after = Audit::of(self.trust);
        let gone: Vec<usize> = (0..self.wrote.len())
            .filter(|at| had[*at] && after.there(&self.wrote[*at]) == There::Nothing)
            .collect();
        for at in gone {
            if !self.held(&self.wrote[at].id.clone()) && self.wrote[at].fate == Fate::Owed {
                self.wrote[at].fate = Fate::Restored;
            }
        }
        self.happened("restore from backup");
        "the gateway is restored from a backup".into()
    }

    /// The worker runs, alone or beside the pages: some steps, to its end, or until it is killed.
    pub(super) async fn run_worker(&mut self) -> String {
        if self.old.is_some() && self.dice.once_in(2) {
            return self.run_old().await;
        }
        let beside = self.worker.is_some();
        let mut worker = self.worker.take().unwrap_or_else(|| self.new_worker());
        let (steps, end) = (self.dice.below(4) + 1, self.dice.below(3));
        let mut more = true;
        let most = if end == 0 { 64 } else { steps };
        for _ in 0..most {
            more = worker.step(self.trust).await;
            if !more {
                break;
            }
        }
        let place = worker.place();
        match (more, end) {
            (false, _) => format!("the worker's run is over (begun before: {beside})"),
            (true, 1) => {
                self.happened(&format!("worker killed: {place}"));
                format!("the worker is killed: {place}")
            }
            (true, _) => {
                self.happened("two flushers");
                self.worker = Some(worker);
                format!("the worker pauses: {place}")
            }
        }
    }

    fn no_more_faults(&self) {
        self.trust.heedless.end();
        let mut net = self.tabs[0].net.borrow_mut();
        net.online = true;
        net.faults.clear();
        net.page_faults.clear();
        let mut store = self.tabs[0].storage.store.borrow_mut();
        (store.full, store.skew) = (0, 0);
    }

    /// All is well from now on, except for what has happened.
    pub(super) async fn all_is_well(&mut self) {
        self.no_more_faults();
        self.arrive_late().await;
        for mut worker in [self.old.take(), self.worker.take()].into_iter().flatten() {
            while worker.step(self.trust).await {}
        }
        for tab in &mut self.tabs {
            tab.killed_after = None;
            if !tab.killed && !tab.left {
                tab.happen(Event::Online(true)).await;
            }
        }
    }
}
