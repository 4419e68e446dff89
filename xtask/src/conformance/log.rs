//! What the suites print: `suite NAME: 3 passed, 0 failed, 1 skipped; WHY` for the cases of one suite,
//! `skipped: WHY` where there is nothing to read, beside what the test runner says itself.

use crate::suite::Suite;

/// Every suite of a log.
pub fn suites(log: &str) -> Vec<Suite> {
    let mut binary = "conformance";
    let mut found = Vec::new();
    let mut told_before = 0;
    for line in log.lines() {
        if let Some(name) = running(line) {
            binary = name;
            told_before = found.len();
        } else if let Some(result) = line.strip_prefix("test result: ") {
            let told = found.len() > told_before;
            found.extend(runner(binary, result).filter(|suite| !told || suite.failed > 0));
        } else {
            found.extend(told(binary, printed(line)));
        }
    }
    found
}

/// `Running tests/conformance_records.rs (target/debug/deps/...)`.
fn running(line: &str) -> Option<&str> {
    let file = line.trim_start().strip_prefix("Running ")?.split(' ').next()?;
    file.rsplit('/').next()?.strip_suffix(".rs")?.strip_prefix("conformance_")
}

/// `ok. 3 passed; 0 failed; 0 ignored; ...`: for a binary that told no suites, or had a test that broke.
fn runner(binary: &str, result: &str) -> Option<Suite> {
    let (_, counts) = result.split_once(". ")?;
    let mut numbers = numbers(counts, "; ");
    let (passed, failed) = (numbers.next()??, numbers.next()??);
    let why = if failed > 0 { "see target/report/logs/conformance.log" } else { "" };
    Some(Suite { name: format!("{binary} tests"), passed, failed, skipped: 0, why: why.to_owned() })
}

/// Without what the runner prints before the test's own first line.
fn printed(line: &str) -> &str {
    match line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) {
        Some((_, own)) => own,
        None => line,
    }
}

fn told(binary: &str, line: &str) -> Option<Suite> {
    if let Some(why) = line.strip_prefix("skipped: ") {
        return Some(Suite::skipped(binary, why));
    }
    let line = line.strip_prefix("suite ")?;
    let name_ends = line[..line.find(" passed, ")?].rfind(": ")?;
    let (name, counts) = (&line[..name_ends], &line[name_ends + 2..]);
    let (counts, why) = counts.split_once("; ").unwrap_or((counts, ""));
    let mut numbers = numbers(counts, ", ");
    let (passed, failed, skipped) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Some(Suite { name: name.to_owned(), passed, failed, skipped, why: why.to_owned() })
}

fn numbers<'l>(counts: &'l str, between: &'l str) -> impl Iterator<Item = Option<u64>> + 'l {
    counts.split(between).map(|part| part.split(' ').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "     Running tests/conformance_records.rs (target/debug/deps/conformance_records-1)
test given_records ... suite records/synthea: 12 passed, 0 failed, 1 skipped; told: 2 read in part
suite records/uk-core: 3 passed, 1 failed, 0 skipped
FAILED
test given_hostile_files ... skipped: no hostile files
ok
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out
     Running tests/conformance_own.rs (target/debug/deps/conformance_own-1)
test one ... ok
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
";

    #[test]
    fn reads_suites_skips_and_results() {
        let found = suites(LOG);
        let short: Vec<_> =
            found.iter().map(|one| (one.name.as_str(), one.passed, one.failed, one.skipped)).collect();
        assert_eq!(
            short,
            [
                ("records/synthea", 12, 0, 1),
                ("records/uk-core", 3, 1, 0),
                ("records", 0, 0, 1),
                ("records tests", 1, 1, 0),
                ("own tests", 1, 0, 0),
            ]
        );
        assert_eq!(found[0].why, "told: 2 read in part");
    }
}
