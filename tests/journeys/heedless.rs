//! A home of records that ignores the conditions of writes, as FHIR servers are met that ignore `If-None-Match: *` and
//! `If-None-Exist`. Here the ledger alone keeps a replay from being written over what is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use lapwing_server::records::{
    Condition, Order, Outcome, Page, Person, Progress, Query, Records, RecordsError, Since, Stored, Write,
};
use serde_json::Value;

/// For how many writes, and what was ignored since it was last asked.
#[derive(Debug, Default)]
pub struct Heedless {
    left: AtomicU32,
    new: AtomicU64,
    present: AtomicU64,
}

impl Heedless {
    /// From now on, for so many writes that have a condition.
    pub fn begin(&self, writes: u32) {
        self.left.store(writes, Ordering::SeqCst);
    }

    /// From now on conditions count again; what is planted stays.
    pub fn end(&self) {
        if self.left.load(Ordering::SeqCst) < u32::MAX {
            self.begin(0);
        }
    }

    /// How often each condition was ignored since this was last asked.
    pub fn ignored(&self) -> [(&'static str, u64); 2] {
        [
            ("If-None-Match ignored by the home", self.new.swap(0, Ordering::SeqCst)),
            ("If-None-Exist ignored by the home", self.present.swap(0, Ordering::SeqCst)),
        ]
    }

    /// The writes without what is ignored of them.
    fn heard(&self, writes: &[Write]) -> Option<Vec<Write>> {
        let of = |condition| writes.iter().filter(|write| write.condition == condition).count() as u64;
        let (new, present) = (of(Condition::New), of(Condition::KeepPresent));
        let left = self.left.load(Ordering::SeqCst);
        if left == 0 || new + present == 0 {
            return None;
        }
        if left < u32::MAX {
            self.begin(left - 1);
        }
        self.new.fetch_add(new, Ordering::SeqCst);
        self.present.fetch_add(present, Ordering::SeqCst);
        let ignores = |write: &Write| matches!(write.condition, Condition::New | Condition::KeepPresent);
        let heard = |write: &Write| match ignores(write) {
            true => Write { condition: Condition::Any, ..write.clone() },
            false => write.clone(),
        };
        Some(writes.iter().map(heard).collect())
    }
}

/// A home behind which another keeps the records.
pub(crate) struct Home {
    pub(crate) kept: Arc<dyn Records>,
    pub(crate) heedless: Arc<Heedless>,
}

impl Records for Home {
    fn read(&self, kind: &str, id: &str) -> Result<Option<Stored>, RecordsError> {
        self.kept.read(kind, id)
    }

    fn version(&self, kind: &str, id: &str, version: u64) -> Result<Option<Stored>, RecordsError> {
        self.kept.version(kind, id, version)
    }

    fn history(&self, kind: &str, id: &str) -> Result<Vec<Stored>, RecordsError> {
        self.kept.history(kind, id)
    }

    fn search(&self, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError> {
        self.kept.search(query, sees)
    }

    fn write(&self, order: &Order<'_>) -> Result<Outcome, RecordsError> {
        match self.heedless.heard(order.writes) {
            Some(writes) => self.kept.write(&Order { writes: &writes, ..*order }),
            None => self.kept.write(order),
        }
    }

    fn since(&self, progress: Option<Progress>) -> Result<Since, RecordsError> {
        self.kept.since(progress)
    }

    fn judged_by(&self) -> Result<i64, RecordsError> {
        self.kept.judged_by()
    }

    fn patients(&self) -> Result<Vec<Person>, RecordsError> {
        self.kept.patients()
    }

    fn of_patient(&self, kind: &str, patient: &str) -> Result<Vec<Value>, RecordsError> {
        self.kept.of_patient(kind, patient)
    }
}
