//! What was decided, and where gateway and oracle differ.

use serde_json::{Value, json};

/// So many differences are told in words.
const TOLD: usize = 20;

/// The sums of some worlds.
#[derive(Debug, Default)]
pub struct Sums {
    /// Worlds.
    pub worlds: u64,
    /// Requests.
    pub requests: u64,
    /// Decisions: one entry (or one version of it), one person, one way of asking.
    pub decisions: u64,
    /// Decisions by which something was to be seen.
    pub permits: u64,
    /// Decisions about somebody else's record.
    pub of_carers: u64,
    /// Those of them by which something was to be seen.
    pub carers_permits: u64,
    /// Answers that were compared with the one denial, byte by byte.
    pub denials_compared: u64,
    /// Differences.
    pub differences: u64,
    /// The first differences, in words.
    pub told: Vec<String>,
    ways: Vec<(&'static str, u64)>,
}

impl Sums {
    /// One decision: was it as expected?
    pub fn decided(
        &mut self,
        way: &'static str,
        (carer, permit): (bool, bool),
        right: bool,
        told: impl Fn() -> String,
    ) {
        self.decisions += 1;
        self.permits += u64::from(permit);
        self.of_carers += u64::from(carer);
        self.carers_permits += u64::from(carer && permit);
        match self.ways.iter_mut().find(|(name, _)| *name == way) {
            Some((_, count)) => *count += 1,
            None => self.ways.push((way, 1)),
        }
        if !right {
            self.differs(told);
        }
    }

    /// Something that is no decision by itself, and wrong.
    pub fn differs(&mut self, told: impl Fn() -> String) {
        self.differences += 1;
        if self.told.len() < TOLD {
            self.told.push(told());
        }
    }

    /// Adds those of another thread.
    pub fn add(&mut self, other: Self) {
        self.worlds += other.worlds;
        self.requests += other.requests;
        self.decisions += other.decisions;
        self.permits += other.permits;
        self.of_carers += other.of_carers;
        self.carers_permits += other.carers_permits;
        self.denials_compared += other.denials_compared;
        self.differences += other.differences;
        self.told.extend(other.told);
        self.told.truncate(TOLD);
        for (way, count) in other.ways {
            match self.ways.iter_mut().find(|(name, _)| *name == way) {
                Some((_, sum)) => *sum += count,
                None => self.ways.push((way, count)),
            }
        }
    }

    /// Permits in a hundred decisions.
    pub fn percent(&self) -> f64 {
        share(self.permits, self.decisions)
    }

    /// As figures.
    pub fn json(&self) -> Value {
        let ways: serde_json::Map<String, Value> =
            self.ways.iter().map(|(way, count)| ((*way).to_owned(), json!(count))).collect();
        json!({
            "cases": self.decisions, "permits": self.permits, "permits_percent": self.percent(),
            "cases_of_carers": self.of_carers, "permits_of_carers_percent": share(self.carers_permits, self.of_carers),
            "requests": self.requests, "worlds": self.worlds, "denials_compared": self.denials_compared,
            "differences": self.differences, "ways": ways,
        })
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share for people to read")]
fn share(part: u64, of: u64) -> f64 {
    (1000.0 * part as f64 / of.max(1) as f64).round() / 10.0
}
