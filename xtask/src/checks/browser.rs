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

/// So many characters of an error are told: what was asked, what was wanted, what came, and where.
const TOLD: usize = 700;

/// The counts of Playwright's JSON reporter; a test that failed, or passed at a second try, is told by its name and its errors.
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
        let ended: Vec<_> =
            parts(&spec, "tests").into_iter().filter(|test| test["status"] == status).collect();
        let results = ended.iter().flat_map(|test| parts(test, "results"));
        let errors: Vec<_> =
            results.flat_map(|result| parts(&result, "errors")).map(|error| told(&error)).collect();
        let title = spec["title"].as_str().filter(|_| !ended.is_empty());
        titles.extend(title.map(|title| [title, &errors.concat()].concat()));
    }
    parts(suite, "suites").iter().for_each(|inner| named(inner, status, titles));
}

/// An error without the colours of a terminal, on one line.
fn told(error: &Value) -> String {
    let text = error["message"].as_str().unwrap_or("no message");
    let plain = text.split('\u{1b}').enumerate().map(|(at, piece)| match piece.split_once('m') {
        Some((_, after)) if at > 0 => after,
        _ => piece,
    });
    let words: Vec<String> = plain.collect::<String>().split_whitespace().map(String::from).collect();
    format!(" [{}]", words.join(" ").chars().take(TOLD).collect::<String>())
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
        let mut broken = spec("b", "unexpected");
        let message = "expect(\u{1b}[31mreceived\u{1b}[39m)\n  toBe: 404";
        broken["tests"][0]["results"] =
            serde_json::json!([{"errors": [{"message": message}]}, {"errors": []}]);
        let inner = serde_json::json!({"specs": [broken, spec("c", "expected"), spec("d", "flaky")]});
        let outer = serde_json::json!({"specs": [spec("a", "unexpected")], "suites": [inner]});
        let figures = serde_json::json!({"stats": {"flaky": 1}, "suites": [outer]});
        let why = "a; b [expect(received) toBe: 404]; 1 passed at the second try only: d";
        assert_eq!(counted(&figures).why, why);
    }
}
