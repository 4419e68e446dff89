//! Native tests, with nextest where it is installed.

use std::process::Command;

use anyhow::Result;

use crate::{run, suite::Suite};

const NAME: &str = "native tests";

/// Runs every native test of the workspace.
pub fn tests() -> Result<Vec<Suite>> {
    let nextest =
        Command::new("cargo").args(["nextest", "--version"]).output().is_ok_and(|said| said.status.success());
    let arguments: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "-E", "not binary(/^conformance_/)"]
    } else {
        &["test", "--workspace", "--locked", "--no-fail-fast"]
    };
    let ran = run::watched(NAME, run::program("cargo", arguments).env("CARGO_TERM_COLOR", "never"))?;
    let mut suite = if nextest { from_nextest(&ran.log) } else { from_cargo(&ran.log) };
    if !ran.ok && suite.failed == 0 {
        suite.failed = 1;
    }
    if suite.failed > 0 {
        suite.why = failures(&ran.log);
    }
    Ok(vec![suite])
}

/// From nextest's `Summary [   1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped`.
fn from_nextest(log: &str) -> Suite {
    let line = log.lines().rev().find(|line| line.trim_start().starts_with("Summary [")).unwrap_or_default();
    Suite {
        name: NAME.to_owned(),
        passed: before(line, " passed"),
        failed: before(line, " failed") + before(line, " timed out"),
        skipped: before(line, " skipped"),
        why: String::new(),
    }
}

/// From the `test result: ok. 3 passed; 0 failed; 1 ignored; ...` of every binary.
fn from_cargo(log: &str) -> Suite {
    let mut sum = Suite { name: NAME.to_owned(), ..Suite::default() };
    for line in log.lines().filter(|line| line.starts_with("test result: ")) {
        sum.passed += before(line, " passed");
        sum.failed += before(line, " failed");
        sum.skipped += before(line, " ignored");
    }
    sum
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u64 {
    let Some((front, _)) = line.split_once(word) else {
        return 0;
    };
    front.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn failures(log: &str) -> String {
    let mut names: Vec<&str> = log
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("FAIL [") || line.starts_with("error:"))
        .map(|line| line.split_once(']').map_or(line, |(_, name)| name.trim()))
        .collect();
    names.dedup();
    names.truncate(5);
    names.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_nextest_says() {
        let suite =
            from_nextest("     Summary [   1.2s] 14 tests run: 11 passed (1 slow), 3 failed, 2 skipped\n");
        assert_eq!((suite.passed, suite.failed, suite.skipped), (11, 3, 2));
    }

    #[test]
    fn adds_up_what_cargo_says() {
        let log = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\ntest result: FAILED. 2 passed; 1 failed; 0 ignored\n";
        let suite = from_cargo(log);
        assert_eq!((suite.passed, suite.failed, suite.skipped), (5, 1, 1));
    }
}
