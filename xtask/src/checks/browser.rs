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

/// The counts of Playwright's JSON reporter; a test that passed at a second try is told.
fn counted(figures: &Value) -> Suite {
    let count = |name: &str| figures.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or(0);
    let flaky = count("flaky");
    let mut why = vec![];
    failed(figures, &mut why);
    if flaky > 0 {
        why.push(format!("{flaky} passed at the second try only"));
    }
    Suite {
        name: NAME.to_owned(),
        passed: count("expected") + flaky,
        failed: count("unexpected"),
        skipped: count("skipped"),
        why: why.join("; "),
    }
}

/// The titles of what failed, wherever it stands in the nested suites.
fn failed(suite: &Value, titles: &mut Vec<String>) {
    let parts = |name: &str| suite[name].as_array().into_iter().flatten();
    titles.extend(
        parts("specs")
            .filter(|spec| spec["ok"] == false)
            .filter_map(|spec| spec["title"].as_str().map(String::from)),
    );
    parts("suites").for_each(|inner| failed(inner, titles));
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
        assert!(suite.why.contains("second try"));
    }

    #[test]
    fn what_failed_is_named() {
        let spec = |title: &str, ok: bool| serde_json::json!({"title": title, "ok": ok});
        let inner = serde_json::json!({"specs": [spec("b", false), spec("c", true)]});
        let figures =
            serde_json::json!({"stats": {}, "suites": [{"specs": [spec("a", false)], "suites": [inner]}]});
        assert_eq!(counted(&figures).why, "a; b");
    }
}
