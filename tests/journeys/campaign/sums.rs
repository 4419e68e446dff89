//! Figures of many histories.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::history::Outcome;

/// The sums.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// How many histories.
    pub histories: u64,
    /// By number of steps: how many histories.
    steps: BTreeMap<u64, u64>,
    faults: BTreeMap<String, u64>,
    fates: [u64; 5],
    findings: BTreeMap<&'static str, u64>,
    /// Seeds with a finding, and its kind and words.
    pub failing: Vec<(u64, &'static str, String)>,
}

impl Sums {
    /// One more history.
    pub fn add(&mut self, seed: u64, outcome: &Outcome) {
        self.histories += 1;
        *self.steps.entry(outcome.steps).or_default() += 1;
        for (fault, count) in &outcome.faults {
            *self.faults.entry(fault.clone()).or_default() += count;
        }
        for (sum, count) in self.fates.iter_mut().zip(outcome.fates) {
            *sum += count;
        }
        for finding in &outcome.findings {
            *self.findings.entry(finding.kind).or_default() += 1;
        }
        if let Some(first) = outcome.findings.first() {
            self.failing.push((seed, first.kind, first.what.clone()));
        }
    }

    /// Those of another part.
    pub fn join(&mut self, other: Self) {
        self.histories += other.histories;
        for (steps, count) in other.steps {
            *self.steps.entry(steps).or_default() += count;
        }
        for (fault, count) in other.faults {
            *self.faults.entry(fault).or_default() += count;
        }
        for (sum, count) in self.fates.iter_mut().zip(other.fates) {
            *sum += count;
        }
        for (kind, count) in other.findings {
            *self.findings.entry(kind).or_default() += count;
        }
        self.failing.extend(other.failing);
    }

    fn median(&self) -> u64 {
        let mut seen = 0;
        for (steps, count) in &self.steps {
            seen += count;
            if seen * 2 >= self.histories {
                return *steps;
            }
        }
        0
    }

    /// For machines.
    #[must_use]
    pub fn json(&self) -> Value {
        let found = |kind: &str| self.findings.get(kind).copied().unwrap_or(0);
        let total: u64 = self.steps.iter().map(|(steps, count)| steps * count).sum();
        let [written, delivered, dropped, gone, needs_person] = self.fates;
        json!({
            "histories": self.histories,
            "steps": {"median": self.median(), "total": total},
            "faults": self.faults,
            "written": {"all": written, "delivered": delivered, "dropped by the person": dropped,
                "gone with a closed page or an older backup": gone, "shown as needing the person": needs_person},
            "lost": found("lost"),
            "duplicated": found("duplicated"),
            "overwritten": found("overwritten"),
            "disordered": found("disordered"),
            "claimed too early": found("claimed"),
            "shown wrongly": found("shown"),
            "other": found("other"),
        })
    }
}
