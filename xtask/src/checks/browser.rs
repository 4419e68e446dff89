//! The browser suite.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{dist, project, run, suite::Suite, tools};

const NAME: &str = "browser";

/// Walks every journey against the gateway's release build.
pub fn tests() -> Result<Vec<Suite>> {
    if !dist::exists() || !project::gateway_binary().exists() {
        return Ok(vec![Suite::skipped(NAME, "there is no build to drive")]);
    }
    tools::for_browser()?;
    let types = run::watched("browser suite types", &mut tools::script("node_modules/typescript/bin/tsc"))?;
    let mut suites = vec![Suite::single("browser suite types", types.ok, "see above")];
    let figures = project::report().join("browser.json");
    if figures.exists() {
        fs::remove_file(&figures)?;
    }
    let ran = run::watched(NAME, tools::playwright(&["test"]).env("LAPWING_FIGURES", &figures))?;
    let text = fs::read_to_string(figures).context("the browser suite ended without a result")?;
    let mut suite = counted(&serde_json::from_str(&text)?);
    if !ran.ok && suite.failed == 0 {
        suite.failed = 1;
        "the run itself failed".clone_into(&mut suite.why);
    }
    suites.push(suite);
    Ok(suites)
}

/// The counts of Playwright's JSON reporter; a test that passed at a second try is told by its name.
fn counted(figures: &Value) -> Suite {
    let count = |name: &str| figures.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or(0);
    let flaky = count("flaky");
    let mut why = vec![];
    named(figures, "unexpected", &mut why);
    let mut again = vec![];
    named(figures, "flaky", &mut again);
    if flaky > 0 {
        why.push(format!("{flaky} passed at the second try only: {}", again.join(", ")));
    }
    Suite {
        name: NAME.to_owned(),
        passed: count("expected") + flaky,
        failed: count("unexpected"),
        skipped: count("skipped"),
        why: why.join("; "),
    }
}

/// The titles of what ended so in any look, wherever it stands in the nested suites.
fn named(suite: &Value, status: &str, titles: &mut Vec<String>) {
    let parts = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
    for spec in parts(suite, "specs") {
        let ended = parts(&spec, "tests").iter().any(|test| test["status"] == status);
        titles.extend(spec["title"].as_str().filter(|_| ended).map(String::from));
    }
    parts(suite, "suites").iter().for_each(|inner| named(inner, status, titles));
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_what_playwright_says() {
        let suite = counted(
            &serde_json::json!({"stats": {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 2}}),
        );
        assert_eq!((suite.passed, suite.failed, suite.skipped), (8, 1, 2));
        assert_eq!(suite.why, "1 passed at the second try only: ");
    }

    #[test]
    fn what_failed_is_named() {
        let spec =
            |title: &str, ended: &str| serde_json::json!({"title": title, "tests": [{"status": ended}]});
        let inner = serde_json::json!({"specs": [spec("b", "unexpected"), spec("c", "expected"), spec("d", "flaky")]});
        let outer = serde_json::json!({"specs": [spec("a", "unexpected")], "suites": [inner]});
        let figures = serde_json::json!({"stats": {"flaky": 1}, "suites": [outer]});
        assert_eq!(counted(&figures).why, "a; b; 1 passed at the second try only: d");
    }
}
