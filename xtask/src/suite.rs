//! One suite of checks, and how it ended.

use serde::{Deserialize, Serialize};

/// A named suite with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suite {
    /// What is checked.
    pub name: String,
    /// How many were right.
    pub passed: u64,
    /// How many were wrong.
    pub failed: u64,
    /// How many were not tried.
    pub skipped: u64,
    /// Why any failed or were not tried.
    #[serde(default)]
    pub why: String,
}

impl Suite {
    /// A suite of a single check.
    pub fn single(name: &str, ok: bool, why: &str) -> Self {
        let why = if ok { String::new() } else { why.to_owned() };
        Self { name: name.to_owned(), passed: u64::from(ok), failed: u64::from(!ok), skipped: 0, why }
    }

    /// A suite that could not be tried.
    pub fn skipped(name: &str, why: &str) -> Self {
        Self { name: name.to_owned(), skipped: 1, why: why.to_owned(), ..Self::default() }
    }

    /// The sum of many.
    pub fn total(suites: &[Self]) -> Self {
        suites.iter().fold(Self { name: "all".to_owned(), ..Self::default() }, |sum, one| Self {
            passed: sum.passed + one.passed,
            failed: sum.failed + one.failed,
            skipped: sum.skipped + one.skipped,
            ..sum
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Suite;

    #[test]
    fn sums_every_count() {
        let suites = [
            Suite::single("a", true, ""),
            Suite::single("b", false, "broken"),
            Suite::skipped("c", "no data"),
        ];
        let total = Suite::total(&suites);
        assert_eq!((total.passed, total.failed, total.skipped), (1, 1, 1));
    }

    #[test]
    fn a_passed_check_needs_no_reason() {
        assert_eq!(Suite::single("a", true, "unused").why, "");
    }
}
