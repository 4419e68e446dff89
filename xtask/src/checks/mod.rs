//! `cargo xtask test`: every check, in the order in which they are cheapest to fail.

mod browser;
mod lints;
mod native;

use std::{path::PathBuf, time::Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::{access, budget, campaign, conformance, gateway, report, serve, suite::Suite, tools};

/// What to check.
#[derive(Args)]
pub struct Options {
    /// A folder with real data.
    #[arg(long, env = "LAPWING_DATA")]
    data: Option<PathBuf>,
    /// Only the checks whose name begins with this.
    #[arg(long)]
    only: Option<String>,
}

/// Runs every check; the last line is the sum.
pub fn run(options: &Options) -> Result<()> {
    let started = Instant::now();
    let mut suites = Vec::new();
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| name.starts_with(only));
    for (name, check) in CHECKS {
        if wanted(name) {
            suites.extend(
                check(options)
                    .unwrap_or_else(|trouble| vec![Suite::single(name, false, &format!("{trouble:#}"))]),
            );
        }
    }
    report::suites("test", &suites)?;
    let total = Suite::total(&suites);
    println!("after {} s", started.elapsed().as_secs());
    if total.failed > 0 {
        eprintln!("the checks failed; the logs are in target/report/logs");
    }
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if total.failed > 0 {
        std::process::exit(1);
    }
    if total.passed == 0 {
        bail!("no check ran");
    }
    Ok(())
}

type Check = fn(&Options) -> Result<Vec<Suite>>;

const CHECKS: [(&str, Check); 11] = [
    ("format", |_| lints::format()),
    ("clippy native", |_| lints::native()),
    ("clippy wasm32", |_| lints::wasm()),
    ("native", |_| native::tests()),
    ("access", |_| access::suite()),
    ("campaign", |_| campaign::suite()),
    ("conformance", |options| conformance_suites(options)),
    ("build", |_| build()),
    ("budget", |_| Ok(vec![budget::suite()?])),
    ("browser", |_| browser::tests()),
    ("histories in a browser", |_| campaign::browser_suite()),
];

fn conformance_suites(options: &Options) -> Result<Vec<Suite>> {
    let mut suites = conformance::suites(options.data.as_deref())?;
    report::write("conformance", &serde_json::json!({ "suites": suites }))?;
    for suite in &mut suites {
        suite.name = format!("conformance: {}", suite.name);
    }
    Ok(suites)
}

fn build() -> Result<Vec<Suite>> {
    tools::for_build()?;
    serve::build_app()?;
    gateway::build()?;
    Ok(vec![Suite::single("build", true, "")])
}
