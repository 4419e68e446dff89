//! `cargo xtask conformance`: every data-driven suite, which is every test binary named `conformance_*`.

mod log;

use std::path::Path;

use anyhow::{Result, bail};

use crate::{report, run, suite::Suite};

/// Runs the suites, prints their table, and fails when one failed.
pub fn run(data: Option<&Path>) -> Result<()> {
    let suites = suites(data)?;
    report::suites("conformance", &suites)?;
    let total = Suite::total(&suites);
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if total.failed > 0 {
        bail!("conformance failed");
    }
    Ok(())
}

/// Runs the suites; without a folder of data, on our own cases alone.
pub fn suites(data: Option<&Path>) -> Result<Vec<Suite>> {
    let mut cargo = run::program(
        "cargo",
        &["test", "--workspace", "--locked", "--no-fail-fast", "--test", "conformance_*"],
    );
    cargo.args(["--", "--nocapture", "--test-threads=1"]).env("CARGO_TERM_COLOR", "never");
    match data {
        Some(data) => cargo.env("LAPWING_DATA", std::path::absolute(data)?),
        None => cargo.env_remove("LAPWING_DATA"),
    };
    let ran = run::watched("conformance", &mut cargo)?;
    let mut suites = log::suites(&ran.log);
    if !ran.ok && Suite::total(&suites).failed == 0 {
        suites.push(Suite::single("conformance", false, "the run itself failed"));
    }
    Ok(suites)
}
