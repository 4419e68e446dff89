//! `cargo xtask conformance`: every data-driven suite.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{project, report, run, suite::Suite};

#[derive(Deserialize)]
struct Outcome {
    suites: Vec<Suite>,
}

/// Runs the suites, prints their table, and fails when one failed.
pub fn run(data: Option<&Path>) -> Result<()> {
    let suites = suites(data)?;
    report::suites("conformance", &suites)?;
    let total = Suite::total(&suites);
    println!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    if total.failed > 0 {
        bail!("conformance failed");
    }
    Ok(())
}

/// Runs the suites.
pub fn suites(data: Option<&Path>) -> Result<Vec<Suite>> {
    let made = project::report().join("conformance-run.json");
    if made.exists() {
        fs::remove_file(&made)?;
    }
    let mut cargo = run::program(
        "cargo",
        &[
            "run",
            "--quiet",
            "--locked",
            "--package",
            "lapwing-conformance",
            "--",
        ],
    );
    cargo.arg("--out").arg(&made);
    if let Some(data) = data {
        cargo.arg("--data").arg(std::path::absolute(data)?);
    }
    run::watched("conformance", &mut cargo)?;
    let text = fs::read_to_string(&made).context("the conformance run ended without a result")?;
    let outcome: Outcome = serde_json::from_str(&text)?;
    Ok(outcome.suites)
}
